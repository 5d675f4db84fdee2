package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/render"
	"puente/internal/telegram"
)

const (
	// inlineTime is how long an inline query may take; a later answer would come up under
	// what the person has typed since.
	inlineTime = time.Second
	// inlinePage is how many results are sent at once; scrolling asks for more.
	inlinePage = 20
	// inlineMost is how many facts of a type-ahead are looked at.
	inlineMost = 100
	// How long Telegram may repeat an answer to the same person. A day's events end with
	// the day.
	inlineCache, inlineDayCache = 5 * time.Minute, time.Hour
)

// inlineQuery answers what somebody types behind the bot's name in any chat: the events of
// the day for nothing, and else what the engine answers and whose titles fit.
func (b *Bot) inlineQuery(ctx context.Context, q *telegram.InlineQuery) error {
	ctx, cancel := context.WithTimeout(ctx, inlineTime)
	defer cancel()
	person, err := b.store.Chat(ctx, q.From.ID)
	if err != nil {
		return err
	}
	s := &inlineSearch{
		presenter: presenter{library: b.library.Load(), language: fallback(person, &q.From), verbosity: render.Full},
		query:     strings.TrimSpace(q.Query),
	}
	r := &request{now: b.now()}
	out := telegram.InlineAnswer{QueryID: q.ID, IsPersonal: true, CacheTime: inlineCache}
	if s.query == "" {
		s.day(r.today(s.language))
		out.CacheTime = min(inlineDayCache, untilMidnight(r.now.In(zones[s.language])))
	} else {
		s.search(r.today(spoken(s.query, s.language)))
	}
	out.Results, out.NextOffset = s.results(page(data{arg: q.Offset}))
	out.Button = &telegram.InlineButton{Text: s.text("button.help"), Start: "help"}
	if s.query == "" && b.daily != nil {
		out.Button = &telegram.InlineButton{Text: s.text("button.daily"), Start: startDailyLink}
	}
	switch err := b.client.AnswerInlineQuery(ctx, out); telegram.KindOf(err) {
	case telegram.TooOld:
		return nil
	default:
		return err
	}
}

// untilMidnight is the time left of the day.
func untilMidnight(now time.Time) time.Duration {
	y, m, d := now.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, now.Location()).Sub(now).Truncate(time.Second)
}

// inlineSearch finds the results of an inline query, the best first.
type inlineSearch struct {
	presenter
	query    string
	computed *telegram.InlineArticle // an answer that is more than one fact
	facts    []fact.ID
}

func (s *inlineSearch) add(ids ...fact.ID) {
	for _, id := range ids {
		if !slices.Contains(s.facts, id) {
			s.facts = append(s.facts, id)
		}
	}
}

// day finds the events of the day, or else those of the next day that has some.
func (s *inlineSearch) day(today calendar.Day) {
	for after := calendar.Day(0); after <= 366 && len(s.facts) == 0; after++ {
		for _, f := range s.library.engine.OnDay((today + after).MonthDay()) {
			s.add(f.ID)
		}
	}
}

// search finds what the engine answers, and the facts whose titles or people's names begin
// or run as what was typed. The engine comes first, unless it takes what may be the
// beginning of a word for another word.
func (s *inlineSearch) search(today calendar.Day) {
	a, _ := s.library.engine.Answer(answer.Question{Text: s.query, Language: s.language, Today: today}, answer.Context{})
	typed := s.library.titles.find(s.query, s.language, inlineMost)
	s.language = s.reads(a, typed.languages)
	if typed.begins && len(a.Understood.Repaired) > 0 {
		s.addFacts(typed.facts)
	} else if a.Outcome == answer.OutcomeAnswer && (a.Lead.Kind != "" || len(a.Statements) > 1) {
		s.computed = s.compound(a)
	}
	switch a.Outcome {
	case answer.OutcomeAnswer:
		s.add(stated(a)...)
	case answer.OutcomeChoices:
		s.addFacts(a.Choices)
	}
	s.addFacts(typed.facts)
}

func (s *inlineSearch) addFacts(facts []*fact.Fact) {
	for _, f := range facts {
		s.add(f.ID)
	}
}

// reads is the language for the results of a query: that of a question; but a word or two
// are in the language whose titles begin so, if not in the person's own.
func (s *inlineSearch) reads(a answer.Answer, titles []lang.Language) lang.Language {
	switch {
	case written(s.query, "") != "":
		return written(s.query, "")
	case len(folded(s.query)) > 2 && a.Outcome == answer.OutcomeAnswer:
		return a.Language
	case len(folded(s.query)) > 2:
		return spoken(s.query, s.language)
	case len(titles) > 0 && !slices.Contains(titles, s.language):
		return titles[0]
	}
	return s.language
}

// compound is an answer that is more than one fact as a result.
func (s *inlineSearch) compound(a answer.Answer) *telegram.InlineArticle {
	m := render.HTML(a, s.library.base, render.Options{Verbosity: s.verbosity})
	text := render.Text(a, s.library.base)
	title, rest, _ := strings.Cut(text, "\n")
	return &telegram.InlineArticle{
		ID: "answer", Title: short(title), Description: firstLine(rest), HTML: m.HTML, Plain: short(text),
	}
}

// firstLine is the first line of a text that is not empty.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// results are a page of the results, and the offset of the next page.
func (s *inlineSearch) results(from int) (list []telegram.InlineArticle, next string) {
	list = []telegram.InlineArticle{}
	if s.computed != nil && from == 0 {
		list = append(list, *s.computed)
	}
	at := min(from, len(s.facts))
	for ; at < len(s.facts) && len(list) < inlinePage; at++ {
		if article, ok := s.article(s.facts[at]); ok {
			list = append(list, article)
		}
	}
	if at < len(s.facts) {
		next = strconv.Itoa(at)
	}
	return list, next
}

// article is a fact as a result. The letters of its title that were typed are bold in the
// message.
func (s *inlineSearch) article(id fact.ID) (telegram.InlineArticle, bool) {
	f, ok := s.library.base.Fact(id)
	if !ok {
		return telegram.InlineArticle{}, false
	}
	a, ok := render.FactArticle(f, s.language, s.library.base, render.Options{Verbosity: s.verbosity})
	if !ok {
		return telegram.InlineArticle{}, false
	}
	answered, _ := s.library.engine.Present(s.language, id)
	head := render.Highlight(a.Title, highlights(a.Title, s.query))
	v := s.view(head+"\n\n"+a.Message.HTML, short(a.Title+"\n\n"+render.Text(answered, s.library.base)), []fact.ID{id})
	return telegram.InlineArticle{
		ID: string(id), Title: a.Title, Description: a.Snippet, HTML: v.html, Plain: v.plain, Keyboard: v.keyboard,
	}, true
}
