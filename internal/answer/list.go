package answer

import (
	"cmp"
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/when"
)

// listLimit is the number of facts that a list states; the rest is one "more" away.
const listLimit = 10

// listCover is the share of the best fact's coverage that a fact of a list must reach.
const listCover = 0.6

// list answers with the facts of a period, a person, a place or a subject.
func (e *Engine) list(r *reading) (Answer, bool) {
	if !e.wantsList(r) {
		return Answer{}, false
	}
	facts := e.listed(r)
	span, timed := spanOf(r.query.Times)
	switch {
	case len(facts) == 0 && timed && e.contentless(r):
		return nothing(span), true
	case len(facts) == 0:
		return Answer{}, false
	case len(facts) == 1 && !e.contentless(r):
		return Answer{}, false // factual decides whether it fits
	}
	lead := Lead{Kind: LeadList, N: len(facts)}
	if timed {
		lead = Lead{Kind: LeadPeriod, Span: span, Relation: relationOf(r.query.Times), N: len(facts)}
	}
	return cut(answerWith(IntentList, lead, 1, facts...), listLimit), true
}

// relationOf is how the first time of a question relates to its span; empty for within
// it.
func relationOf(times []when.Expression) when.Relation {
	for _, t := range times {
		if !t.Span.IsZero() {
			if open(t) {
				return t.Relation
			}
			break
		}
	}
	return ""
}

// cut moves the statements beyond limit to Rest.
func cut(a Answer, limit int) Answer {
	if len(a.Statements) <= limit {
		return a
	}
	for _, s := range a.Statements[limit:] {
		a.Rest = append(a.Rest, s.fact)
	}
	a.More = len(a.Rest)
	a.Statements = a.Statements[:limit]
	return a
}

// wantsList reports whether several facts are asked for.
func (e *Engine) wantsList(r *reading) bool {
	if e.foreign(r) {
		return false
	}
	timed := len(r.query.Times) > 0
	if timed && e.contentless(r) {
		return true
	}
	if r.asked.Any(ask.When|ask.Who|ask.Where|ask.HowMany|ask.Why) && !r.asked.Has(ask.List) {
		return timed && e.broad(r) && !r.asked.Any(ask.When|ask.HowMany)
	}
	if timed {
		return r.asked.Has(ask.List) || e.broad(r)
	}
	return len(r.query.Mentions) > 0 && (r.asked.Has(ask.List) || !r.asked.Any(ask.Question|ask.YesNo)) && e.onlyNames(r)
}

// broad reports whether the time asked for is longer than a year.
func (e *Engine) broad(r *reading) bool {
	for _, t := range r.query.Times {
		if open(t) || !t.Span.IsZero() && t.Span.Len() > 366 {
			return true
		}
	}
	return false
}

// contentWeight is the weight of the words of a question, beside times, question words
// and the two countries, from which it is about something in particular: about half of
// what a word has that one fact in ten holds.
const contentWeight = 1.6

// contentless reports whether the question has nothing but times and question words.
func (e *Engine) contentless(r *reading) bool {
	return len(r.query.Mentions) == 0 && e.content(r) < contentWeight
}

// content is the weight of what a question says beyond its form.
func (e *Engine) content(r *reading) float64 {
	return e.index.Content(r.query, func(token int) bool { return r.asked.Token[token] != 0 })
}

// onlyNames reports whether the question has little beside names and question words.
func (e *Engine) onlyNames(r *reading) bool {
	return e.index.Content(r.query, func(token int) bool {
		return r.asked.Token[token] != 0 || e.index.NamedAt(r.query, token)
	}) < contentWeight
}

// listed returns the facts of a list: all that fit the times, names and, as far as the
// question has any, the subject. The most important come first, and of a subject the
// most fitting.
func (e *Engine) listed(r *reading) []*fact.Fact {
	var candidates []*fact.Fact
	for _, f := range e.base.Facts() {
		if e.admits(r, f) {
			candidates = append(candidates, f)
		}
	}
	if e.contentless(r) || e.onlyNames(r) {
		slices.SortStableFunc(candidates, byImportance)
		return candidates
	}
	hits := e.index.Judge(r.query, candidates)
	best := 0.0
	for _, h := range hits {
		best = max(best, h.Cover())
	}
	var out []*fact.Fact
	for _, h := range hits {
		if h.Cover() >= listCover*best && h.Cover() >= leastCover {
			out = append(out, h.Fact)
		}
	}
	return out
}

// leastCover is the least share of a question that any fact of a list must cover.
const leastCover = 0.3

// admits reports whether f fits every time of the question, or any where they are
// alternatives, and has every name.
func (e *Engine) admits(r *reading, f *fact.Fact) bool {
	if len(r.query.Times) > 0 && !fitsAny(e.index, f, r.query.Times) {
		return false
	}
	return e.index.HasNames(r.query, f)
}

func byImportance(a, b *fact.Fact) int {
	return cmp.Or(cmp.Compare(a.Importance, b.Importance), a.Date.Compare(b.Date))
}
