package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/when"
)

// state answers whether there were relations at a time, or when something happened.
func (e *Engine) state(r *reading) (Answer, bool) {
	if !e.index.Has(r.query, conceptRelations) || e.foreign(r) {
		return Answer{}, false
	}
	if !r.asked.Any(ask.YesNo|ask.Exist) || r.asked.Any(ask.Who|ask.Where|ask.Why|ask.HowMany|ask.HowLong|ask.Elapsed|ask.Times|ask.Happened) {
		return Answer{}, false
	}
	if _, changes := e.change(r); changes && !r.asked.Has(ask.Exist) {
		return Answer{}, false
	}
	if r.asked.Has(ask.List) && len(r.query.Mentions) > 0 {
		return Answer{}, false // what is known of somebody while there were none
	}
	if e.index.Has(r.query, conceptAgreement) || len(r.query.Times) == 0 && !now(r.times) && !r.asked.Has(ask.When|ask.Exist) {
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
	if envoys := e.envoysBefore(span); len(envoys) > 0 {
		return answerWith(IntentState, Lead{}, 1, append(envoys, because...)...), true
	}
	a := answerWith(IntentState, Lead{Kind: LeadState, Span: span, To: r.today(), Truth: existed, Partly: partly}, 1, because...)
	a.Value = &Value{Kind: ValueBool, Truth: existed}
	return a, true
}

// envoyYears is how many years an envoy may have stayed whose leaving no fact tells.
const envoyYears = 10

// envoysBefore returns the facts on envoys sent within envoyYears before a span that lies
// before all changes of relations: there were ties which the base does not know the
// beginning and the end of, so that neither yes nor no is the answer.
func (e *Engine) envoysBefore(span calendar.Span) []*fact.Fact {
	if len(e.history.changes) == 0 || e.history.changes[0].Date.First() <= span.Last() {
		return nil
	}
	var envoys []*fact.Fact
	for _, f := range e.base.Facts() {
		sent := !f.Date.IsZero() && f.Date.First() <= span.Last() && span.First() <= f.Date.Last()+envoyYears*365
		if sent && f.Topic == fact.Diplomacy && e.index.TitleHas(f, conceptAmbassador) {
			envoys = append(envoys, f)
		}
	}
	return envoys
}

// moment is the time that a question names, or that of the event it names.
func (e *Engine) moment(r *reading) (calendar.Span, *fact.Fact, bool) {
	if span, ok := spanOf(r.query.Times); ok {
		return span, nil, true
	}
	for _, t := range r.times {
		if t.Kind == when.Now || t.Kind == when.Today {
			return r.today(), nil, true
		}
	}
	for _, h := range r.hits {
		if h.Fact.Relations == "" && !h.Fact.Date.IsZero() && h.Probability >= e.limit(r) {
			return h.Fact.Date, h.Fact, true
		}
	}
	return calendar.Span{}, nil, false
}

// now reports whether the question asks for the present.
func now(times []when.Expression) bool {
	return slices.ContainsFunc(times, func(t when.Expression) bool { return t.Kind == when.Now || t.Kind == when.Today })
}
