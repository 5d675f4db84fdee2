package answer

import (
	"puente/internal/ask"
	"puente/internal/fact"
)

// legalBasis are the documents on which today's relations rest.
var legalBasis = []fact.ID{
	"principles-declaration-1993", "cultural-agreement-1993", "trade-agreement-1993", "military-memorandum-2002",
}

// overview answers with the whole history of the relations in short, or with the
// documents they rest on.
func (e *Engine) overview(r *reading) (Answer, bool) {
	if e.foreign(r) || len(r.query.Times) > 0 {
		return Answer{}, false
	}
	if r.asked.Has(ask.Legal) {
		a := answerWith(IntentOverview, Lead{Kind: LeadLegalBasis}, 1, e.facts(legalBasis)...)
		return a, len(a.Statements) > 0
	}
	if !r.asked.Has(ask.Overview) {
		return Answer{}, false
	}
	if _, changes := e.change(r); !changes && !e.index.Has(r.query, conceptRelations) {
		return Answer{}, false
	}
	a := answerWith(IntentOverview, Lead{Kind: LeadOnAndOff, N: len(e.history.gaps())}, 1, e.history.changes...)
	return a, len(a.Statements) > 0
}
