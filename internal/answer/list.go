package answer

import (
	"cmp"
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/match"
	"puente/internal/when"
)

// listLimit is the number of facts that a list states; the rest is one "more" away.
const listLimit = 10

// listCover is the share of the best fact's coverage that a fact of a list must reach.
const listCover = 0.55

// namedCover is the same for a list about somebody or something named.
const namedCover = 0.35

// list answers with the facts of a period, a person, a place or a subject.
func (e *Engine) list(r *reading) (Answer, bool) {
	if !e.wantsList(r) {
		return Answer{}, false
	}
	if r.follows {
		if f := e.otherTime(r, e.talked(r)[0]); f != nil {
			return answerWith(IntentFact, Lead{}, 1, f), true
		}
	}
	facts := e.listed(r)
	span, timed := spanOf(r.query.Times)
	switch {
	case len(facts) == 0 && timed && e.contentless(r):
		return nothing(span), true
	case len(facts) == 0:
		return Answer{}, false
	case len(facts) == 1 && !e.contentless(r) && !e.wantsIdentity(r) && !e.bareTopic(r):
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
	if e.foreign(r) && (len(r.hits) == 0 || r.hits[0].Misses()) {
		return false
	}
	timed := len(r.query.Times) > 0
	if timed && e.contentless(r) {
		return true
	}
	if e.wantsIdentity(r) {
		return true
	}
	if r.asked.Any(ask.When|ask.Who|ask.Where|ask.HowMany|ask.Why) && !r.asked.Has(ask.List) {
		return timed && e.broad(r) && !r.asked.Any(ask.When|ask.HowMany) && e.probability(r) >= e.limit(r) && !e.dominant(r)
	}
	if timed {
		return r.asked.Has(ask.List) || e.bare(r) || e.broad(r) && (r.asked.Has(ask.Several) || !e.dominant(r)) || e.several(r)
	}
	return len(r.query.Mentions) > 0 && (r.asked.Has(ask.List) || !r.asked.Any(ask.Question|ask.YesNo)) && e.onlyNames(r) && !e.common(r)
}

// wantsIdentity reports whether the question asks who somebody is, and nothing else.
func (e *Engine) wantsIdentity(r *reading) bool {
	if !r.asked.Has(ask.Identity) || len(r.query.Mentions) == 0 {
		return false
	}
	for i, t := range r.utterance.Tokens {
		if r.asked.Token[i] == 0 && !t.Filler && !e.index.NamedAt(r.query, i) {
			return false
		}
	}
	return true
}

// commonFacts is the number of facts from which a name alone is no question: Santiago.
const commonFacts = 30

// common reports whether the names of the question are those of very many facts.
func (e *Engine) common(r *reading) bool {
	n := 0
	for _, f := range e.base.Facts() {
		if e.index.HasNames(r.query, f) {
			n++
		}
	}
	return n >= commonFacts
}

// severalScore is the distance to the best fact within which another of the same time
// belongs to the answer too.
const severalScore = 2.5

// several reports whether more than one fact of the time asked for fits the question
// about as well as the best.
func (e *Engine) several(r *reading) bool {
	if len(r.hits) < 2 || r.asked.Any(ask.HowLong|ask.Elapsed|ask.WhichFirst|ask.YesNo) || r.hits[0].Probability < e.limits.Choices {
		return false
	}
	best, next := r.hits[0], r.hits[1]
	return best.Fit == match.FitDate && next.Fit == match.FitDate && best.Score-next.Score < severalScore && next.Cover() >= 0.9*best.Cover()
}

// dominantScore is the lead from which no other fact comes near the best.
const dominantScore = 3.5

// dominant reports whether one fact answers the question and no other comes near it.
func (e *Engine) dominant(r *reading) bool {
	return e.probability(r) >= e.limit(r) && (len(r.hits) < 2 || r.hits[0].Score-r.hits[1].Score >= dominantScore)
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
	if e.wantsIdentity(r) {
		candidates = slices.DeleteFunc(candidates, func(f *fact.Fact) bool { return !e.concerns(r, f) })
	}
	if e.contentless(r) || e.onlyNames(r) {
		slices.SortStableFunc(candidates, byImportance)
		return candidates
	}
	hits := e.index.Judge(r.query, candidates)
	if len(hits) <= fewFacts && len(r.query.Times) > 0 && r.asked.Any(ask.List|ask.Happened) {
		return factsOf(hits) // a time with so little in it is told whole
	}
	best, share := 0.0, listCover
	for _, h := range hits {
		best = max(best, h.Cover())
	}
	if len(r.query.Mentions) > 0 {
		share = namedCover // the names have chosen already
	}
	topic, _ := e.topicAsked(r)
	topical, alone := e.topical(r)
	var out []*fact.Fact
	for _, h := range hits {
		if h.Fact.Topic == fact.Sport && !e.sameSport(r, h.Fact) {
			continue
		}
		covers := h.Cover() >= share*best && h.Cover() >= leastCover
		if covers && (!alone || e.statesAny(h.Fact, topicWords[topic])) || topical != nil && topical(h) {
			out = append(out, h.Fact)
		}
	}
	return out
}

// concerns reports whether those whom the question names took part in f, or its title has
// them.
func (e *Engine) concerns(r *reading, f *fact.Fact) bool {
	return slices.ContainsFunc(r.query.Mentions, func(m match.Mention) bool {
		who := func(id fact.EntityID) bool { return slices.Contains(f.Who, id) }
		return slices.ContainsFunc(e.index.EntitiesOf(m), who) || e.index.Titled(f, m)
	})
}

// fewFacts is the number of facts up to which a time is told whole.
const fewFacts = 4

func factsOf(hits []match.Hit) []*fact.Fact {
	out := make([]*fact.Fact, len(hits))
	for i, h := range hits {
		out[i] = h.Fact
	}
	return out
}

// leastCover is the least share of a question that any fact of a list must cover.
const leastCover = 0.3

// admits reports whether f fits every time of the question, or any where they are
// alternatives, and has every name.
func (e *Engine) admits(r *reading, f *fact.Fact) bool {
	if !e.inTime(r, f) || e.misplaced(f, e.destination(r)) {
		return false
	}
	return shortTime(r) || e.index.HasNames(r.query, f)
}

// shortTime reports whether the time asked for is so short that it chooses the facts by
// itself: what was signed on a visit need not name the visitor.
func shortTime(r *reading) bool {
	const days = 62
	for _, t := range r.query.Times {
		if !open(t) && !t.Span.IsZero() && t.Span.Len() <= days {
			return true
		}
	}
	return false
}

// inTime reports whether f fits the times of the question: all of them where they narrow
// one another down ("in September 1973 after the coup"), else any ("in 2004 or 2012").
func (e *Engine) inTime(r *reading, f *fact.Fact) bool {
	times := r.query.Times
	if len(times) == 0 {
		return true
	}
	fits := 0
	for _, t := range times {
		if e.index.Fits(f, t) == match.FitDate {
			fits++
		}
	}
	if narrowing(times) {
		return fits == len(times)
	}
	return fits > 0
}

// narrowing reports whether some date can fit all of the times: one of them is open, or
// they overlap.
func narrowing(times []when.Expression) bool {
	for i, t := range times {
		for _, u := range times[i+1:] {
			if !open(t) && !open(u) && !t.Span.Overlaps(u.Span) {
				return false
			}
		}
	}
	return true
}

func byImportance(a, b *fact.Fact) int {
	return cmp.Or(cmp.Compare(a.Importance, b.Importance), a.Date.Compare(b.Date))
}
