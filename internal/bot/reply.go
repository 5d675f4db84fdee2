package bot

import (
	"strconv"
	"unicode/utf8"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
	"puente/internal/store"
	"puente/internal/telegram"
)

// view is a message as it is to be shown.
type view struct {
	html     string // empty for one without markup
	plain    string
	keyboard telegram.Keyboard
	facts    []fact.ID // that it states
}

// reply is what the bot has to say to a request.
type reply struct {
	views    []view // the pages; the first is sent. None is silence
	language lang.Language
	outcome  answer.Outcome // empty for what did not come from the engine
	context  *answer.Context
}

// silence is the reply that says nothing.
var silence = reply{}

// say replies in the bot's own voice.
func say(l lang.Language, text string, rows ...[]telegram.Button) reply {
	return reply{language: l, views: []view{{plain: text, keyboard: rows}}}
}

// presenter shows answers in a chat.
type presenter struct {
	library   *library
	language  lang.Language
	verbosity render.Verbosity
	wrong     bool // offer "not what I asked"
}

func (p presenter) text(key string, args ...locale.Args) string {
	return locale.For(p.language).Text(key, args...)
}

func (p presenter) button(key string, d data) telegram.Button {
	d.language = p.language
	return telegram.Button{Text: p.text(key), Data: d.String()}
}

// answer shows an answer with its buttons, in pages.
func (p presenter) answer(a answer.Answer) []view {
	var views []view
	for {
		m := render.HTML(a, p.library.base, render.Options{Verbosity: p.verbosity})
		plain := short(render.Text(a, p.library.base))
		facts := stated(a)
		views = append(views, p.view(m.HTML, plain, facts))
		for _, html := range m.Rest {
			views = append(views, p.view(html, "", facts))
		}
		if len(a.Rest) == 0 {
			break
		}
		rest := make([]fact.ID, 0, listPage)
		for _, f := range a.Rest[:min(listPage, len(a.Rest))] {
			rest = append(rest, f.ID)
		}
		left := a.Rest[len(rest):]
		a, _ = p.library.engine.Present(p.language, rest...)
		a.Rest, a.More = left, len(left)
	}
	for i := range views {
		views[i].keyboard = append(p.turning(i, len(views)), views[i].keyboard...)
	}
	return views
}

// listPage is how many facts the further pages of a list have.
const listPage = 10

// view is one page with the buttons that every page has.
func (p presenter) view(html, plain string, facts []fact.ID) view {
	v := view{html: html, plain: plain, facts: facts}
	if len(facts) == 0 {
		return v
	}
	refs := refsTo(facts)
	row := []telegram.Button{p.button("button.sources", data{verb: expand, refs: refs})}
	if p.verbosity == render.Full {
		row[0] = p.button("button.less", data{verb: collapse, refs: refs})
	}
	if len(facts) == 1 {
		before, after := p.library.engine.Neighbours(facts[0])
		if before != nil {
			row = append(row, p.button("button.before", data{verb: showBefore, refs: refs}))
		}
		if after != nil {
			row = append(row, p.button("button.after", data{verb: showAfter, refs: refs}))
		}
	}
	v.keyboard = append(v.keyboard, row)
	if p.wrong {
		v.keyboard = append(v.keyboard, []telegram.Button{p.button("button.wrong", data{verb: wrong})})
	}
	return v
}

// turning is the row of buttons that turn pages; none for a single page.
func (p presenter) turning(at, pages int) telegram.Keyboard {
	var row []telegram.Button
	if at > 0 {
		row = append(row, p.button("button.back", data{verb: turnPage, arg: strconv.Itoa(at - 1)}))
	}
	if at+1 < pages {
		row = append(row, p.button("button.more", data{verb: turnPage, arg: strconv.Itoa(at + 1)}))
	}
	if row == nil {
		return nil
	}
	return telegram.Keyboard{row}
}

// choices are buttons for facts to choose from, a row each.
func (p presenter) choices(facts []*fact.Fact) telegram.Keyboard {
	var rows telegram.Keyboard
	for _, f := range facts {
		d := data{verb: showFact, language: p.language, refs: []ref{refTo(f.ID)}}
		rows = append(rows, []telegram.Button{{Text: f.Title[p.language], Data: d.String()}})
	}
	return rows
}

// fact shows facts without a question.
func (p presenter) facts(ids ...fact.ID) (reply, bool) {
	a, c := p.library.engine.Present(p.language, ids...)
	if a.Outcome != answer.OutcomeAnswer {
		return silence, false
	}
	return reply{views: p.answer(a), language: p.language, outcome: a.Outcome, context: &c}, true
}

// facts are those that the first page states.
func (r reply) facts() []fact.ID {
	if len(r.views) == 0 {
		return nil
	}
	return r.views[0].facts
}

func stated(a answer.Answer) []fact.ID {
	var ids []fact.ID
	for _, s := range a.Statements {
		ids = append(ids, s.Fact().ID)
	}
	return ids
}

// short cuts a text to what a message may hold.
func short(text string) string {
	if utf8.RuneCountInString(text) <= telegram.MaxText {
		return text
	}
	return string([]rune(text)[:telegram.MaxText-1]) + "…"
}

// newPresenter returns the presenter for a chat.
func newPresenter(lib *library, c store.Chat, l lang.Language) presenter {
	return presenter{library: lib, language: l, verbosity: render.VerbosityOf(c.Verbosity, c.IsGroup())}
}
