package answer

import (
	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
)

// elapsed answers how long ago something happened.
func (e *Engine) elapsed(r *reading) (Answer, bool) {
	if !r.asked.Has(ask.Elapsed) {
		return Answer{}, false
	}
	f, score := e.subject(r)
	if f == nil || f.Date.IsZero() || f.Date.Last() > r.Today {
		return Answer{}, false
	}
	return e.since(r, f, score), true
}

// since is the answer that tells the time from f to today.
func (e *Engine) since(r *reading, f *fact.Fact, score float64) Answer {
	today := r.today()
	from := begins(f)
	d := calendar.Between(from, today)
	var others []Alternative
	for _, other := range otherDates(f) {
		others = append(others, Alternative{From: other, To: today, Difference: calendar.Between(other, today)})
	}
	a := answerWith(IntentElapsed, Lead{Kind: LeadElapsed, From: from, To: today, Difference: d, Others: others}, score, f)
	a.Value = duration(from, today, d)
	return a
}

// subject is the one fact that the question is about, nil when it is not clear. A change
// of relations is the last of its kind unless the question says otherwise.
func (e *Engine) subject(r *reading) (*fact.Fact, float64) {
	if a, ok := e.changed(r); ok && len(a.Statements) > 0 {
		facts := e.statedFacts(a)
		if len(facts) > 1 && facts[0].Relations == fact.Severed {
			return facts[len(facts)-1], a.Score
		}
		return facts[0], a.Score
	}
	limit := e.limit(r)
	if r.asked.Has(ask.Anniversary) {
		limit = e.limits.Choices // whose anniversary is asked for, that is in the base
	}
	if len(r.hits) == 0 || r.hits[0].Probability < limit {
		return nil, 0
	}
	return r.hits[0].Fact, r.hits[0].Probability
}

func (e *Engine) statedFacts(a Answer) []*fact.Fact {
	var out []*fact.Fact
	for _, s := range a.Statements {
		out = append(out, s.fact)
	}
	return out
}
