// Package answer is the engine: it takes a question and a conversation's context and
// returns a structured answer whose statements are cited facts. It decides what is asked
// (the intents), computes what follows from the facts (durations, counts, states), and
// declines what the base does not hold.
//
// It is pure: no clock, no network, no files. It writes no sentences of its own; package
// render does.
package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
	"puente/internal/when"
)

// Engine answers questions from one base. It is immutable and safe for concurrent use.
type Engine struct {
	base    *fact.Base
	index   *match.Index
	when    *when.Parser
	history history
	limits  Limits
}

// New builds an engine over base.
func New(base *fact.Base) *Engine {
	return NewWith(base, fitted)
}

// NewWith builds an engine with the given weights and thresholds in place of the fitted
// ones; fitting itself needs that.
func NewWith(base *fact.Base, fit Fit) *Engine {
	return &Engine{
		base:    base,
		index:   match.NewIndex(base, fit.Model),
		when:    when.NewParser(base.Periods()),
		history: newHistory(base),
		limits:  fit.Limits,
	}
}

// Base returns the base that the engine answers from.
func (e *Engine) Base() *fact.Base { return e.base }

// reading is a question as the engine understands it; the intents look at it.
type reading struct {
	Question
	context   Context
	utterance lang.Utterance
	asked     ask.Reading
	times     []when.Expression
	own       *match.Query // what the question itself says
	query     *match.Query // with what the conversation adds
	hits      []match.Hit
	language  lang.Language
	follows   bool // leans on the last answer
}

// intent is one way of answering. ok is false when the question is not for it.
type intent struct {
	name   Intent
	answer func(*Engine, *reading) (a Answer, ok bool)
}

// intents is the order in which the intents look at a question: the first that knows
// what to do with it answers.
var intents = []intent{
	{IntentGreeting, (*Engine).chat},
	{IntentNone, (*Engine).refuse},
	{IntentMore, (*Engine).more},
	{IntentSource, (*Engine).source},
	{IntentDay, (*Engine).day},
	{IntentOverview, (*Engine).overview},
	{IntentPremise, (*Engine).premise},
	{IntentState, (*Engine).state},
	{IntentCount, (*Engine).count},
	{IntentOrder, (*Engine).order},
	{IntentElapsed, (*Engine).elapsed},
	{IntentDuration, (*Engine).duration},
	{IntentCompare, (*Engine).compare},
	{IntentList, (*Engine).list},
	{IntentFact, (*Engine).factual},
}

// Answer answers q in the conversation c and returns the conversation as it stands then.
func (e *Engine) Answer(q Question, c Context) (Answer, Context) {
	r := e.read(q, c)
	a := Answer{Outcome: OutcomeUnknown}
	if full := e.completed(r); full != nil {
		if a = e.decide(full); a.Outcome == OutcomeAnswer {
			r = full
		}
	}
	if a.Outcome != OutcomeAnswer {
		a = e.decide(r)
	}
	a.Language = r.language
	a.Understood = e.understood(r)
	return a, e.remember(r, a, c)
}

func (e *Engine) decide(r *reading) Answer {
	a := e.intended(r)
	f, ok := e.index.Example(r.own)
	if !ok || r.follows || slices.ContainsFunc(a.Statements, func(s Statement) bool { return s.fact == f }) || slices.Contains(a.Rest, f) {
		return a
	}
	return answerWith(IntentFact, Lead{}, 1, f) // its curator knows what the question asks for
}

// intended is the answer of the first intent that takes the question.
func (e *Engine) intended(r *reading) Answer {
	for _, i := range intents {
		if a, ok := i.answer(e, r); ok {
			if a.Intent == "" {
				a.Intent = i.name
			}
			return a
		}
	}
	return e.unknown(r)
}

// parse reads what the question itself says.
func (e *Engine) parse(q Question) *reading {
	u := e.index.Analyse(addressed(q.Text))
	r := &reading{Question: q, utterance: u, asked: ask.Read(u)}
	r.times = e.when.Parse(u, q.Today)
	r.own = e.index.Read(u, r.asked, match.Constraining(r.times))
	return r
}

// read analyses the question, in the light of the conversation where it leans on it.
func (e *Engine) read(q Question, c Context) *reading {
	r := e.parse(q)
	r.context = c
	u := r.utterance
	if rest := introduced(u, r.own.Mentions); rest != "" {
		q.Text = rest
		return e.read(q, c)
	}
	if before := referred(q.Text); before != "" && len(c.Facts) == 0 && r.asked.Has(ask.Pronoun) && len(r.own.Mentions) == 0 {
		q.Text = before + " " + u.Text
		return e.read(q, c)
	}
	r.query = r.own
	r.language = e.answerLanguage(r)
	r.follows = e.leans(r)
	if r.follows {
		e.lean(r)
	}
	r.hits = e.index.Search(r.query, searchDepth)
	return r
}

// searchDepth is the number of facts that the intents look at.
const searchDepth = 24

// answerLanguage is the language of the question, or else what the front end suggests,
// or else English. Names and numbers have no language: "Lagos 2002".
func (e *Engine) answerLanguage(r *reading) lang.Language {
	u, hint := r.utterance, r.Language
	worded := false
	for i, t := range u.Tokens {
		worded = worded || t.Kind == lang.Word && len(t.Fold) > 1 && (t.Script != lang.Latin || !e.index.NamedAt(r.own, i))
	}
	switch {
	case u.Language.Valid() && (worded && u.Confidence >= sureLanguage || !hint.Valid()):
		return u.Language
	case hint.Valid():
		return hint
	}
	return lang.En
}

// sureLanguage is the confidence from which the question's own language counts more than
// the front end's suggestion.
const sureLanguage = 0.5

func (e *Engine) understood(r *reading) Understood {
	u := Understood{
		Entities: e.index.Entities(r.query),
		Concepts: e.index.Concepts(r.query),
	}
	for _, t := range r.times {
		if s := t.String(); s != "" {
			u.Dates = append(u.Dates, s)
		}
	}
	for _, repair := range r.query.Repaired {
		u.Repaired = append(u.Repaired, Repair{From: repair.From, To: repair.To, Kind: string(repair.Kind)})
	}
	return u
}

// remember returns the context after an answer: an unanswered question changes nothing.
func (e *Engine) remember(r *reading, a Answer, c Context) Context {
	if a.Outcome == OutcomeChoices {
		return e.offered(r, a)
	}
	if a.Outcome != OutcomeAnswer {
		return c
	}
	next := Context{Intent: a.Intent, Entities: e.index.Entities(r.query), Text: r.Text}
	for _, s := range a.Statements {
		next.Facts = append(next.Facts, s.fact.ID)
	}
	for _, f := range a.Rest {
		next.Rest = append(next.Rest, f.ID)
	}
	for _, t := range r.query.Times {
		if next.Span.IsZero() {
			next.Span = t.Span
		}
	}
	return next
}

// offered is the context after a choice: what is asked next is about the facts offered.
func (e *Engine) offered(r *reading, a Answer) Context {
	next := Context{Intent: a.Intent, Entities: e.index.Entities(r.query), Text: r.Text}
	for _, f := range a.Choices {
		next.Facts = append(next.Facts, f.ID)
	}
	return next
}

// facts returns the facts with these ids, in their order.
func (e *Engine) facts(ids []fact.ID) []*fact.Fact {
	var out []*fact.Fact
	for _, id := range ids {
		if f, ok := e.base.Fact(id); ok {
			out = append(out, f)
		}
	}
	return out
}

// answerWith builds an answer of an intent from facts.
func answerWith(i Intent, lead Lead, score float64, facts ...*fact.Fact) Answer {
	a := Answer{Outcome: OutcomeAnswer, Intent: i, Lead: lead, Score: score}
	for _, f := range facts {
		if s, ok := Cite(f); ok {
			a.Statements = append(a.Statements, s)
		}
	}
	return a
}

// today is the day of the question as a span.
func (r *reading) today() calendar.Span { return r.Today.Span() }
