package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/telegram"
)

// topics shows the topics as buttons.
func (b *Bot) topics(_ context.Context, r *request) (reply, error) {
	p := newPresenter(r.library, r.chat, r.language)
	return reply{language: r.language, views: []view{p.topics()}}, nil
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
	p := newPresenter(r.library, r.chat, r.language)
	found := r.library.named(r.args)
	switch len(found) {
	case 0:
		return example(r, "who"), nil
	case 1:
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

// named returns the entities that facts name and that people call by a name: those with
// exactly that name, or else those with all its words among theirs.
func (l *library) named(name string) []*fact.Entity {
	words := folded(name)
	if len(words) == 0 {
		return nil
	}
	var same, part []*fact.Entity
	for _, e := range l.base.Entities() {
		exact, holds := called(e, words)
		if e.Neutral || !holds || len(l.naming(e.ID)) == 0 {
			continue
		}
		part = append(part, e)
		if exact {
			same = append(same, e)
		}
	}
	if same != nil {
		part = same
	}
	slices.SortStableFunc(part, func(a, b *fact.Entity) int { return cmp.Compare(len(l.naming(b.ID)), len(l.naming(a.ID))) })
	return part[:min(mostNamed, len(part))]
}

func folded(s string) []string { return strings.Fields(lang.Fold(s)) }

// called tells whether one of an entity's names is made of the words, or has them all.
func called(e *fact.Entity, words []string) (exact, holds bool) {
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
