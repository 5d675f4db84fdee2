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

// refuse declines what no fact can answer, however much it looks like one: opinions, the
// future, other languages, other fields.
func (e *Engine) refuse(r *reading) (Answer, bool) {
	switch {
	case len(r.utterance.Tokens) == 0, r.utterance.Language == lang.Other && e.probability(r) < e.sure(r):
		return e.unknown(r), true
	case r.asked.Has(ask.Opinion):
		return e.unknown(r), true
	case r.asked.Has(ask.Future) && !r.asked.Any(ask.Anniversary) || e.ahead(r) || e.asksNext(r):
		a := e.unknown(r)
		a.Lead, a.Choices = Lead{Kind: LeadFuture}, nil
		return a, true
	case e.relationsElsewhere(r), r.follows && r.elliptical(e) && e.elsewhere(r): // "and Argentina?"
		return e.unknown(r), true
	case e.thirdParty(r):
		return e.unknown(r), true
	case r.query.OffTopic && e.probability(r) < sureAnyway:
		return e.unknown(r), true
	}
	return Answer{}, false
}

// sureAnyway is the probability from which a match counts more than a sign that the
// question is out of scope.
const sureAnyway = 0.9

// sure is the probability from which a question counts although it does not look like one
// of the three languages: a little more than that of any other where that is in doubt.
func (e *Engine) sure(r *reading) float64 {
	if r.utterance.Confidence < sureOther {
		return e.limit(r)
	}
	return sureAnyway
}

// sureOther is the confidence from which a question is in another language.
const sureOther = 0.8

// ahead reports whether the question asks for a time that has not come yet, other than
// an anniversary.
func (e *Engine) ahead(r *reading) bool {
	if r.asked.Has(ask.Anniversary) {
		return false
	}
	for _, t := range r.query.Times {
		if t.Kind == when.Relative && t.Unit == when.UnitDay && !r.asked.Has(ask.Future) && e.dayOnly(r) {
			continue // what a day is known for
		}
		if !t.Span.IsZero() && t.Span.First() > r.Today && !r.asked.Any(ask.Elapsed|ask.HowLong) {
			return true
		}
	}
	return false
}

// relationsElsewhere reports whether the question is about the diplomatic relations of
// another country: it names one, and the best fact does not speak of relations.
func (e *Engine) relationsElsewhere(r *reading) bool {
	if !e.foreign(r) || len(r.hits) == 0 {
		return false
	}
	_, changes := e.change(r)
	if !changes && !e.index.Has(r.query, conceptRelations) {
		return false
	}
	return r.hits[0].Misses() || !e.index.States(r.hits[0].Fact, conceptRelations)
}

// thirdParty reports whether the question is about what another country did, or a visit to
// it, with at most one of the two ("which treaties did Cuba sign with the Soviet Union?"),
// while the best fact only mentions that country.
func (e *Engine) thirdParty(r *reading) bool {
	if len(r.hits) == 0 || r.follows {
		return false
	}
	sides := make(map[side]bool)
	for _, n := range e.index.Names(r.query) {
		if s := e.sideOf(n.Entity); s != "" {
			sides[s] = true
		}
	}
	best := r.hits[0].Fact
	return len(sides) == 1 && slices.ContainsFunc(r.query.Mentions, func(m match.Mention) bool {
		return m.Foreign && !e.index.Titled(best, m) && e.party(r, m.Token)
	})
}

// offices are the concepts of the lexicon for those who act for a country.
var offices = []string{conceptAmbassador, "president", "foreign-minister", "minister", "prime-minister"}

// party reports whether the country named at a token takes part in what the question asks
// for, rather than being where it happened.
func (e *Engine) party(r *reading, token int) bool {
	there, visit := isToward(r.utterance, token), e.index.Where(r.query, conceptVisit)
	visited := visit >= 0 && visit < token && !from[r.utterance.Tokens[token-1].Fold]
	switch {
	case visit >= 0 && (there || visited), e.index.Has(r.query, conceptAgreement) && !there:
		return true
	}
	return slices.ContainsFunc(offices, func(office string) bool {
		at := e.index.Where(r.query, office)
		return at >= 0 && belongs(r.utterance, at, token)
	})
}

// elsewhere reports whether the question names another country that no title of a fact in
// question has: "and Argentina?", but not the next opponent of a cup.
func (e *Engine) elsewhere(r *reading) bool {
	return slices.ContainsFunc(r.own.Mentions, func(m match.Mention) bool {
		return m.Foreign && !slices.ContainsFunc(r.hits, func(h match.Hit) bool { return e.index.Titled(h.Fact, m) })
	})
}

// asksNext reports whether the question asks when something happens next, outside a
// conversation in which "the next" is the one after the last.
func (e *Engine) asksNext(r *reading) bool {
	return r.asked.Has(ask.Next|ask.When) && !r.follows && !r.asked.Any(ask.Anniversary) && e.probability(r) < sureAnyway
}

// unknown is the answer to what the base does not hold, with the nearest titles where
// some are near.
func (e *Engine) unknown(r *reading) Answer {
	a := Answer{Outcome: OutcomeUnknown, Intent: IntentNone, Score: e.probability(r)}
	if r.Group || r.utterance.Language == lang.Other {
		return a
	}
	a.Choices = e.near(r)
	return a
}

// near returns up to three facts whose subject the question touches.
func (e *Engine) near(r *reading) []*fact.Fact {
	var out []*fact.Fact
	for _, h := range r.hits {
		if len(out) < maxChoices && h.Near() {
			out = append(out, h.Fact)
		}
	}
	return out
}

// maxChoices is the number of facts offered to choose from.
const maxChoices = 3

// probability is the estimate that the best fact answers the question.
func (e *Engine) probability(r *reading) float64 {
	if len(r.hits) == 0 {
		return 0
	}
	return r.hits[0].Probability
}

// nothing says that the base holds nothing for a time.
func nothing(span calendar.Span) Answer {
	return Answer{Outcome: OutcomeUnknown, Intent: IntentNone, Lead: Lead{Kind: LeadNothing, Span: span}}
}
