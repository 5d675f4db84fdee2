package answer

import (
	"puente/internal/fact"
	"puente/internal/when"
)

// compare answers a question that puts two times side by side ("who broke them off in
// 1947 and who in 1973?").
func (e *Engine) compare(r *reading) (Answer, bool) {
	if len(r.query.Times) < 2 || e.foreign(r) {
		return Answer{}, false
	}
	change, ok := e.change(r)
	if !ok {
		return Answer{}, false
	}
	var facts []*fact.Fact
	for _, t := range r.query.Times {
		if f := e.changeAt(change, t); f != nil {
			facts = append(facts, f)
		}
	}
	if len(facts) < 2 {
		return Answer{}, false
	}
	return answerWith(IntentCompare, Lead{Kind: LeadTwice, Change: change, N: len(facts)}, 1, facts...), true
}

func (e *Engine) changeAt(c fact.Change, t when.Expression) *fact.Fact {
	for _, f := range e.history.of(c) {
		if fitsAny(e.index, f, []when.Expression{t}) {
			return f
		}
	}
	return nil
}
