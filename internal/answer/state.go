package answer

import (
	"puente/internal/calendar"
	"puente/internal/fact"
)

// state answers whether there were relations at a time, or when something happened.
func (e *Engine) state(r *reading) (Answer, bool) {
	if !e.index.Has(r.query, conceptRelations) || e.foreign(r) {
		return Answer{}, false
	}
	if !r.asked.any(askYesNo|askExist) || r.asked.any(askWho|askWhere|askWhy|askHowMany|askHowLong|askElapsed|askTimes) {
		return Answer{}, false
	}
	if _, changes := e.change(r); changes && !r.asked.has(askExist) {
		return Answer{}, false
	}
	if e.index.Has(r.query, conceptAgreement) || len(r.query.Times) == 0 && !r.asked.has(askWhen|askExist) {
		return Answer{}, false
	}
	span, event, ok := e.moment(r)
	if !ok {
		return Answer{}, false
	}
	existed, partly, because := e.history.state(span)
	if len(because) == 0 {
		return Answer{}, false
	}
	if event != nil {
		because = append(because, event)
	}
	a := answerWith(IntentState, Lead{Kind: LeadState, Span: span, Truth: existed, Partly: partly}, 1, because...)
	a.Value = &Value{Kind: ValueBool, Truth: existed}
	return a, true
}

// moment is the time that a question names, or that of the event it names.
func (e *Engine) moment(r *reading) (calendar.Span, *fact.Fact, bool) {
	if span, ok := spanOf(r.query.Times); ok {
		return span, nil, true
	}
	for _, h := range r.hits {
		if h.Fact.Relations == "" && !h.Fact.Date.IsZero() && h.Probability >= e.limits.Answer {
			return h.Fact.Date, h.Fact, true
		}
	}
	return calendar.Span{}, nil, false
}
