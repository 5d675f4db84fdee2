package answer

import (
	"math"
	"slices"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/match"
)

// count answers how many times relations changed, and how many facts of a kind the base
// holds of an occasion.
func (e *Engine) count(r *reading) (Answer, bool) {
	if !r.asked.Any(ask.Times|ask.HowMany) || r.asked.Any(ask.HowLong|ask.Elapsed) || e.foreign(r) {
		return Answer{}, false
	}
	if change, ok := e.change(r); ok && r.asked.Has(ask.Times) && !e.narrow(r) {
		facts := e.within(r, e.history.of(change))
		if s := e.actor(r); s != "" && !e.jointly(r) && len(e.actsOf(facts, s)) > 0 {
			facts = e.actsOf(facts, s)
		}
		a := answerWith(IntentCount, Lead{Kind: LeadCount, N: len(facts), Change: change}, 1, facts...)
		a.Value = &Value{Kind: ValueCount, N: len(facts)}
		return a, len(facts) > 0
	}
	return e.countListed(r)
}

// jointly reports whether the question names the two countries as acting together: "how
// often did Chile and the USSR break off relations?"
func (e *Engine) jointly(r *reading) bool {
	return slices.ContainsFunc(e.index.Names(r.query), func(n match.Named) bool {
		next := n.Token + 1
		return next < len(r.utterance.Tokens) && also[r.utterance.Tokens[next].Fold]
	})
}

// narrow reports whether the question names something beside the two countries.
func (e *Engine) narrow(r *reading) bool { return len(r.query.Mentions) > 0 }

// countable are the concepts of which the base holds one fact each, so that counting
// facts counts them.
var countable = []string{conceptMatch, conceptVisit, conceptAgreement, conceptMeet, "win", "vote"}

// countListed counts the facts that a list of the same question would have.
func (e *Engine) countListed(r *reading) (Answer, bool) {
	counted := ""
	for _, c := range countable {
		if e.asksCount(r, c) {
			counted = c
		}
	}
	if counted == "" || len(r.query.Times) == 0 && len(r.query.Mentions) == 0 && !e.eachOther(r) {
		return Answer{}, false
	}
	if row := e.row(r); len(row) > 0 && (counted == conceptMatch || counted == conceptMeet) {
		return cut(countOf(row), listLimit), true
	}
	if len(r.hits) > 0 && r.hits[0].Cover() > 0.9 && r.hits[0].Signal("example") > 0.9 {
		return Answer{}, false // a fact that says the number itself
	}
	var facts []*fact.Fact
	is := e.index.States
	if counted == conceptMatch {
		is = e.index.FactHas // a score says that it was a match
	}
	for _, f := range e.listed(r) {
		if is(f, counted) && e.present(r, f) && (counted != conceptVisit || f.Topic == fact.Visit || e.index.TitleHas(f, counted)) {
			facts = append(facts, f)
		}
	}
	if len(facts) < 2 || len(facts) > listLimit {
		return Answer{}, false // so many are not all of the kind that is asked for
	}
	a := countOf(facts)
	if counted == conceptVisit {
		n := journeys(facts)
		a.Lead.N, a.Value.N = n, n
	}
	return a, true
}

// oneJourney is how many days after one fact another may still be of the same visit.
const oneJourney = 7

// journeys counts the visits that facts tell of: the arrival and the programme of one are
// two facts.
func journeys(facts []*fact.Fact) int {
	byDate := slices.SortedFunc(slices.Values(facts), func(a, b *fact.Fact) int { return a.Date.Compare(b.Date) })
	n := 0
	last := calendar.Day(math.MinInt32)
	for _, f := range byDate {
		if !f.Date.Exact() || f.Date.First() > last+oneJourney {
			n++
		}
		last = max(last, f.Date.Last())
	}
	return n
}

func countOf(facts []*fact.Fact) Answer {
	a := answerWith(IntentCount, Lead{Kind: LeadCount, N: len(facts)}, 1, facts...)
	a.Value = &Value{Kind: ValueCount, N: len(facts)}
	return a
}

// asksCount reports whether a concept is what the question wants counted: it stands right
// behind "how many", or anywhere behind "how many times".
func (e *Engine) asksCount(r *reading, concept string) bool {
	at := e.index.Where(r.query, concept)
	if at < 0 || r.asked.Has(ask.Times) {
		return at >= 0
	}
	for i := max(0, at-countReach); i < at; i++ {
		if r.asked.Token[i].Has(ask.HowMany) {
			return true
		}
	}
	return false
}

// countReach is the number of tokens within which what is counted follows "how many".
const countReach = 3
