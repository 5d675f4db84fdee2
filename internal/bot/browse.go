package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/telegram"
)

// topics shows the topics as buttons, or the facts of the one that is named.
func (b *Bot) topics(_ context.Context, r *request) (reply, error) {
	p := newPresenter(r.library, r.chat, written(r.args, r.language))
	v := p.topics()
	if t, l, ok := topicNamed(r.args); ok {
		p.language = l
		if named, ok := p.topicFacts(string(t)); ok {
			v = named
		}
	}
	return reply{language: p.language, views: []view{v}}, nil
}

// topicNamed finds a topic by its name in any of the languages, and tells in which.
func topicNamed(name string) (fact.Topic, lang.Language, bool) {
	name = lang.Fold(strings.TrimSpace(name))
	for _, l := range lang.Languages() {
		for _, t := range fact.Topics() {
			if name == lang.Fold(locale.For(l).Text("topic."+string(t))) {
				return t, l, true
			}
		}
	}
	return "", "", false
}

// written is the language that the letters of a few words tell, or else the given one. What
// a name is spelled like tells no more.
func written(words string, otherwise lang.Language) lang.Language {
	if strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return lang.Ru
	}
	return otherwise
}

// topicsAtOnce is how many topics stand in a row of buttons.
const topicsAtOnce = 2

// topics is the list of the topics that the base has facts of.
func (p presenter) topics() view {
	count := map[fact.Topic]int{}
	for _, f := range p.library.base.Facts() {
		count[f.Topic]++
	}
	var buttons []telegram.Button
	for _, t := range fact.Topics() {
		if count[t] > 0 {
			d := data{verb: showTopic, language: p.language, arg: string(t) + ":0"}
			buttons = append(buttons, telegram.Button{Text: p.topic(t) + " · " + strconv.Itoa(count[t]), Data: d.String()})
		}
	}
	return view{plain: p.text("bot.topics"), keyboard: slices.Collect(slices.Chunk(buttons, topicsAtOnce))}
}

func (p presenter) topic(t fact.Topic) string { return p.text("topic." + string(t)) }

// topicPage is how many facts of a topic are offered at once.
const topicPage = 8

// topicFacts is a page of the facts of a topic, in the order of time; ok is false for a
// topic without facts.
func (p presenter) topicFacts(arg string) (v view, ok bool) {
	name, at, _ := strings.Cut(arg, ":")
	var facts []*fact.Fact
	for _, f := range p.library.base.Facts() {
		if f.Topic == fact.Topic(name) {
			facts = append(facts, f)
		}
	}
	if len(facts) == 0 {
		return view{}, false
	}
	pages := slices.Collect(slices.Chunk(facts, topicPage))
	n := min(page(data{arg: at}), len(pages)-1)
	v.plain = p.topic(fact.Topic(name))
	if len(pages) > 1 {
		v.plain += " · " + strconv.Itoa(n+1) + "/" + strconv.Itoa(len(pages))
	}
	v.keyboard = p.choices(pages[n])
	turn := func(key string, to int) telegram.Button {
		return p.button(key, data{verb: showTopic, arg: name + ":" + strconv.Itoa(to)})
	}
	var row []telegram.Button
	if n > 0 {
		row = append(row, turn("button.back", n-1))
	}
	row = append(row, p.button("button.topics", data{verb: showTopic}))
	if n+1 < len(pages) {
		row = append(row, turn("button.more", n+1))
	}
	v.keyboard = append(v.keyboard, row)
	return v, true
}

// who lists what is known of a person, institution, ship or the like.
func (b *Bot) who(_ context.Context, r *request) (reply, error) {
	r.language = written(r.args, r.language)
	p := newPresenter(r.library, r.chat, r.language)
	found := r.library.called(r.args, r.today(r.language))
	switch {
	case r.args == "":
		return example(r, "who"), nil
	case len(found) == 0:
		out := example(r, "who")
		out.views[0].plain = p.text("bot.no-name") + " " + out.views[0].plain
		return out, nil
	case len(found) == 1:
		return p.entity(found[0]), nil
	}
	v := view{plain: p.text("bot.which")}
	for _, e := range found {
		d := data{verb: showEntity, language: p.language, refs: []ref{refTo(e.ID)}}
		v.keyboard = append(v.keyboard, []telegram.Button{{Text: e.Name[p.language], Data: d.String()}})
	}
	return reply{language: p.language, views: []view{v}}, nil
}

// entity lists the facts that name an entity.
func (p presenter) entity(e *fact.Entity) reply {
	a, c := p.library.engine.List(p.language, p.library.naming(e.ID)...)
	return reply{language: p.language, views: p.answer(a), outcome: a.Outcome, context: &c}
}

// naming returns the facts that name an entity.
func (l *library) naming(id fact.EntityID) []fact.ID {
	var ids []fact.ID
	for _, f := range l.base.Facts() {
		if slices.Contains(f.Who, id) || slices.Contains(f.Where, id) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// mostNamed is how many entities are offered for a name.
const mostNamed = 6

// called returns the entities that facts name and that people may mean by a name: those with
// exactly that name, or those that the engine reads it as, declined, misspelled or in other
// letters, or else those with all its words among theirs.
func (l *library) called(name string, today calendar.Day) []*fact.Entity {
	words := folded(name)
	var same, part []*fact.Entity
	for _, e := range l.base.Entities() {
		switch exact, holds := answersTo(e, words); {
		case !l.offers(e):
		case exact:
			same = append(same, e)
		case holds:
			part = append(part, e)
		}
	}
	if same == nil {
		same = l.understood(name, today)
	}
	if same == nil {
		same = part
	}
	slices.SortStableFunc(same, func(a, b *fact.Entity) int { return cmp.Compare(len(l.naming(b.ID)), len(l.naming(a.ID))) })
	return same[:min(mostNamed, len(same))]
}

// offers tells whether there is something to say of an entity.
func (l *library) offers(e *fact.Entity) bool { return !e.Neutral && len(l.naming(e.ID)) > 0 }

// understood returns the entities that the engine reads a name as.
func (l *library) understood(name string, today calendar.Day) []*fact.Entity {
	a, _ := l.engine.Answer(answer.Question{Text: name, Today: today}, answer.Context{})
	var list []*fact.Entity
	for _, id := range a.Understood.Entities {
		if e, ok := l.base.Entity(id); ok && l.offers(e) && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

func folded(s string) []string { return strings.Fields(lang.Fold(s)) }

// answersTo tells whether one of an entity's names is made of the words, or has them all.
func answersTo(e *fact.Entity, words []string) (exact, holds bool) {
	if len(words) == 0 {
		return false, false
	}
	for _, l := range lang.Languages() {
		for _, name := range append([]string{e.Name[l]}, e.Aliases[l]...) {
			have := folded(name)
			if slices.Equal(have, words) {
				return true, true
			}
			all := true
			for _, w := range words {
				all = all && slices.Contains(have, w)
			}
			holds = holds || all
		}
	}
	return false, holds
}

// sourcesPage is how many sources are listed at once.
const sourcesPage = 8

// sources tells where the last answer comes from, or the answer that is replied to; where
// there was none, it lists all sources.
func (b *Bot) sources(_ context.Context, r *request) (reply, error) {
	if facts := b.context(r).Facts; len(facts) > 0 && r.args == "" {
		a, c := r.library.engine.Sources(r.language, facts...)
		r.chat.Verbosity = "full"
		return r.show(a, c), nil
	}
	return reply{language: r.language, views: r.library.sourcePages(locale.For(r.language))}, nil
}

// sourcePages are the pages of the list of all sources.
func (l *library) sourcePages(p *locale.Printer) []view {
	head := p.Count("bot.facts", len(l.base.Facts())) + " " + p.Count("bot.sources", len(l.base.Sources()))
	var views []view
	for chunk := range slices.Chunk(l.base.Sources(), sourcesPage) {
		lines := []string{head}
		for _, s := range chunk {
			lines = append(lines, "\n• "+sourceLine(s))
		}
		views = append(views, view{plain: short(strings.Join(lines, "\n"))})
	}
	for i := range views {
		views[i].keyboard = presenter{language: p.Language()}.turning(i, len(views))
	}
	return views
}

func sourceLine(s *fact.Source) string {
	var parts []string
	for _, part := range []string{s.Author, s.Title, s.Publisher, s.Year} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	line := strings.Join(parts, ". ")
	if s.URL != "" {
		line += "\n  " + s.URL
	}
	return line
}
