package bot

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/telegram"
	"puente/internal/when"
)

// command is something that a message can begin with. Its description is in the
// catalogues as "command.<name>", its example as "example.<name>".
type command struct {
	name  string
	menus string // in whose menus it stands: p(rivate), g(roup), a(dministrators of groups)
	help  bool   // the help names it
	again bool   // it changes nothing: its reply can be found again
	daily bool   // it is there only with the daily post
	run   func(*Bot, context.Context, *request) (reply, error)
}

// menuOf names the menus as command.menus does.
var menuOf = map[telegram.CommandScope]string{
	telegram.ScopePrivate: "p", telegram.ScopeGroups: "g", telegram.ScopeGroupAdmin: "a",
}

// commands are the commands in the order of the menus.
func (b *Bot) commands() []command {
	all := []command{
		{name: "ask", menus: "pga", again: true, run: (*Bot).question},
		{name: "today", menus: "pga", help: true, again: true, run: (*Bot).today},
		{name: "day", menus: "pga", help: true, again: true, run: (*Bot).day},
		{name: "topics", menus: "pga", help: true, again: true, run: (*Bot).topics},
		{name: "who", menus: "pga", help: true, again: true, run: (*Bot).who},
		{name: "year", menus: "pga", help: true, again: true, run: (*Bot).year},
		{name: "fact", menus: "pga", again: true, run: (*Bot).factByID},
		{name: "sources", menus: "pga", help: true, again: true, run: (*Bot).sources},
		{name: "language", menus: "pa", run: (*Bot).languageCommand},
		{name: "settings", menus: "pa", help: true, run: (*Bot).settingsCommand},
		{name: "privacy", menus: "pga", help: true, again: true, run: (*Bot).privacy},
		{name: "forget", menus: "pga", run: (*Bot).forget},
		{name: "help", menus: "pga", again: true, run: (*Bot).help},
		{name: "start", run: (*Bot).start},
		{name: "daily", menus: "pa", help: true, daily: true, run: (*Bot).dailyCommand},
		{name: "corrections", menus: "pa", daily: true, run: (*Bot).correctionsCommand},
	}
	return slices.DeleteFunc(all, func(c command) bool { return c.daily && b.daily == nil })
}

// unknownCommand is what a command that is not there does in a private chat.
var unknownCommand = command{run: func(b *Bot, _ context.Context, r *request) (reply, error) {
	return say(r.language, locale.For(r.language).Text("bot.unknown-command")), nil
}}

// example replies to wrong or missing arguments of a command.
func example(r *request, name string) reply {
	p := locale.For(r.language)
	return say(r.language, p.Text("example", locale.Args{"command": p.Text("example." + name)}))
}

// start greets, and shows the fact (fact_<id>) or the day (day_MMDD) that a link to the bot
// names, or subscribes to the daily post (daily). The inline
// mode's button leads to the help. In a group it comes with a parameter from the link that
// added the bot (startgroup), where the bot has just said hello.
func (b *Bot) start(ctx context.Context, r *request) (reply, error) {
	id, isFact := strings.CutPrefix(r.args, startFactLink)
	switch {
	case isFact:
		if out, ok := newPresenter(r.library, r.chat, r.language).facts(fact.ID(id)); ok {
			return out, nil
		}
		return say(r.language, locale.For(r.language).Text("bot.no-fact")), nil
	case strings.HasPrefix(r.args, startDayLink):
		if out, ok := r.dayNamed(strings.TrimPrefix(r.args, startDayLink)); ok {
			return out, nil
		}
	case r.args == startDailyLink && b.daily != nil:
		return b.startDaily(ctx, r)
	case r.inGroup() && r.args != "":
		return silence, nil
	}
	return b.help(ctx, r)
}

// help tells what to ask and how, which in groups depends on what the bot gets to read.
func (b *Bot) help(ctx context.Context, r *request) (reply, error) {
	p := locale.For(r.language)
	me := locale.Args{"bot": "@" + b.identity.name()}
	lines := []string{p.Text("bot.hello")}
	if r.inGroup() {
		lines = append(lines, b.groupHelp(p, b.readsAll(ctx, r.chat.ID), r.chat.Mentions))
	} else {
		lines = append(lines, p.Text("chat.help")+
			"\n• "+p.Text("help.example.1")+"\n• "+p.Text("help.example.2")+"\n• "+p.Text("help.example.3"), p.Text("help.more"))
	}
	if user := b.identity.me.Load(); user != nil && user.SupportsInlineQueries {
		lines = append(lines, p.Text("bot.help-inline", me))
	}
	lines = append(lines, p.Text("bot.help-commands", locale.Args{"commands": b.helpCommands()}))
	return say(r.language, strings.Join(lines, "\n\n")), nil
}

// helpCommands lists the commands that the help names without a word more.
func (b *Bot) helpCommands() string {
	var names []string
	for _, c := range b.commands() {
		if c.help {
			names = append(names, "/"+c.name)
		}
	}
	return strings.Join(names, ", ")
}

// readsAll tells whether everything that is said in a group is delivered to the bot, so
// that mentions are: with privacy mode off, or where it is an administrator.
func (b *Bot) readsAll(ctx context.Context, group int64) bool {
	me := b.identity.me.Load()
	if me == nil || me.CanReadAllGroupMessages {
		return me != nil
	}
	admin, err := b.isAdmin(ctx, group, me.ID)
	if err != nil {
		b.log.Warn("the bot does not learn its standing", "chat_id", group, "error", err)
	}
	return admin
}

// groupHelp tells how to ask in a group.
func (b *Bot) groupHelp(p *locale.Printer, readsAll, mentions bool) string {
	me := locale.Args{"bot": "@" + b.identity.name()}
	switch {
	case !readsAll:
		return p.Text("bot.help-group", me)
	case !mentions:
		return p.Text("bot.help-group-quiet", me)
	}
	return p.Text("bot.help-group-mentions", me)
}

// today shows what happened on this day.
func (b *Bot) today(ctx context.Context, r *request) (reply, error) {
	return b.showDay(ctx, r, func(today calendar.Day) calendar.Day { return today })
}

func (r *request) onDay(md calendar.MonthDay) reply {
	a, c := r.library.engine.Day(r.language, md)
	return r.show(a, c)
}

// show replies with an answer that was not asked for with a question.
func (r *request) show(a answer.Answer, c answer.Context) reply {
	out := reply{language: a.Language, outcome: a.Outcome}
	out.views = newPresenter(r.library, r.chat, a.Language).answer(a)
	if a.Outcome == answer.OutcomeAnswer {
		out.context = &c
	}
	return out
}

// day shows what happened on a day of the year, written as in a question; a year is not
// looked at.
func (b *Bot) day(ctx context.Context, r *request) (reply, error) {
	l := r.language
	r.language = spoken(r.args, l)
	for _, e := range r.library.times.Parse(lang.Analyse(r.args), r.today(r.language)) {
		switch {
		case e.Kind == when.Anniversary && e.MonthDay == e.MonthDayLast:
			return b.showDay(ctx, r, e.MonthDay.Next)
		case e.Kind == when.Today:
			return b.today(ctx, r)
		case e.Kind == when.Date && e.Span.Exact():
			return b.showDay(ctx, r, e.Span.First().MonthDay().Next)
		}
	}
	r.language = l
	return example(r, "day"), nil
}

// yearPattern is a year, with "год", "año" or the like beside it or not.
var yearPattern = regexp.MustCompile(`^(?:\pL+\.? )?([1-9][0-9]{3})(?: ?\pL+\.?)?$`)

// year shows what happened in a year.
func (b *Bot) year(_ context.Context, r *request) (reply, error) {
	m := yearPattern.FindStringSubmatch(r.args)
	if m == nil {
		return example(r, "year"), nil
	}
	l := written(r.args, r.language)
	a, c := r.library.engine.Answer(answer.Question{Text: m[1], Language: l, Today: r.today(l)}, answer.Context{})
	return r.show(a, c), nil
}

// factByID shows the fact of an id.
func (b *Bot) factByID(_ context.Context, r *request) (reply, error) {
	id := strings.ToLower(r.args)
	if out, ok := newPresenter(r.library, r.chat, r.language).facts(fact.ID(id)); ok {
		return out, nil
	}
	return example(r, "fact"), nil
}

// privacy tells what is kept of whom.
func (b *Bot) privacy(_ context.Context, r *request) (reply, error) {
	p := locale.For(r.language)
	questions := "bot.privacy-questions"
	if !b.keepQuestions {
		questions = "bot.privacy-no-questions"
	}
	lines := []string{p.Text("bot.privacy"), p.Text(questions)}
	if b.daily != nil {
		lines = append(lines, p.Text("daily.privacy"))
	}
	lines = append(lines, p.Text("bot.privacy-forget"))
	return say(r.language, strings.Join(lines, "\n\n")), nil
}
