package answer

import (
	"cmp"
	"slices"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/when"
)

// day answers what happened on a day of the year or in a month of any year, and when an
// anniversary falls next.
func (e *Engine) day(r *reading) (Answer, bool) {
	if e.foreign(r) {
		return Answer{}, false
	}
	if md, ok := e.dayAsked(r); ok {
		return e.onDay(r, md), true
	}
	if month, ok := monthAsked(r); ok && e.dayOnly(r) {
		return e.inMonth(r, month), true
	}
	if r.asked.Has(ask.Anniversary) {
		return e.nextAnniversary(r)
	}
	return Answer{}, false
}

// dayAsked is the day of the year that a question without a subject of its own names.
func (e *Engine) dayAsked(r *reading) (calendar.MonthDay, bool) {
	for _, t := range r.times {
		switch t.Kind {
		case when.Anniversary:
			if e.dayOnly(r) {
				return t.MonthDay, true
			}
		case when.Today:
			if e.dayOnly(r) && !e.index.Has(r.query, conceptRelations) {
				return r.Today.MonthDay(), true
			}
		case when.Relative:
			if t.Unit == when.UnitDay && e.dayOnly(r) { // tomorrow, the day before yesterday
				return t.MonthDay, true
			}
		case when.Now:
			if r.asked.Has(ask.Today|ask.Happened) && e.dayOnly(r) {
				return r.Today.MonthDay(), true
			}
		}
	}
	if len(r.times) == 0 && r.asked.Any(ask.Today|ask.Anniversary) && e.content(r) < contentWeight && !r.asked.Any(ask.Next) && r.asked.Has(ask.Today) {
		return r.Today.MonthDay(), true
	}
	return calendar.MonthDay{}, false
}

// dayOnly reports whether the question has no subject beside its day: no other word that
// weighs, or none that fits a fact while the form asks for what a day is known for.
func (e *Engine) dayOnly(r *reading) bool {
	if e.content(r) < contentWeight {
		return true
	}
	aside := r.asked.Any(ask.Anniversary|ask.Happened|ask.Matter) || r.asked.Has(ask.Today) && e.content(r) < 3*contentWeight
	return aside && len(r.query.Mentions) == 0 && e.vague(r)
}

// vague reports whether no fact fits what the question says beside its date.
func (e *Engine) vague(r *reading) bool { return e.probability(r) < e.limit(r) }

// monthAsked is the month of any year that the question names.
func monthAsked(r *reading) (int, bool) {
	for _, t := range r.times {
		if t.Kind == when.Month {
			return t.MonthDay.Month, true
		}
	}
	return 0, false
}

func (e *Engine) onDay(r *reading, md calendar.MonthDay) Answer {
	facts := e.OnDay(md)
	lead := Lead{Kind: LeadDay, Span: calendar.On(calendar.Date{Month: md.Month, Day: md.Day}), N: len(facts)}
	if len(facts) == 0 {
		return Answer{Outcome: OutcomeUnknown, Intent: IntentDay, Lead: lead}
	}
	return cut(answerWith(IntentDay, lead, 1, facts...), listLimit)
}

// OnDay returns the facts with a day that may be celebrated on this day of the year, the
// most important first.
func (e *Engine) OnDay(md calendar.MonthDay) []*fact.Fact {
	facts := slices.Clone(e.base.OnDay(md.Month, md.Day))
	slices.SortStableFunc(facts, byImportance)
	return facts
}

func (e *Engine) inMonth(r *reading, month int) Answer {
	year, _, _ := r.Today.Civil()
	var facts []*fact.Fact
	for d := 1; d <= calendar.DaysIn(leapYear, month); d++ {
		for _, f := range e.base.OnDay(month, d) {
			if !slices.Contains(facts, f) {
				facts = append(facts, f)
			}
		}
	}
	slices.SortStableFunc(facts, func(a, b *fact.Fact) int {
		return cmp.Or(cmp.Compare(a.Importance, b.Importance), cmp.Compare(roundness(b, year), roundness(a, year)), a.Date.Compare(b.Date))
	})
	lead := Lead{Kind: LeadMonth, Span: calendar.On(calendar.Date{Month: month}), N: len(facts)}
	if len(facts) == 0 {
		return Answer{Outcome: OutcomeUnknown, Intent: IntentDay, Lead: lead}
	}
	return cut(answerWith(IntentDay, lead, 1, facts...), listLimit)
}

// leapYear has every day of the year.
const leapYear = 2024

// roundness tells how round the anniversary of f in a year is: 0 for not at all.
func roundness(f *fact.Fact, year int) int {
	return calendar.Anniversary{Years: year - f.Date.Start.Year}.Roundness()
}

// nextAnniversary answers when the next anniversary of an event falls.
func (e *Engine) nextAnniversary(r *reading) (Answer, bool) {
	if r.asked.Has(ask.Next) && e.content(r) < contentWeight {
		return e.comingUp(r), true
	}
	f, score := e.subject(r)
	if f == nil || !f.Date.Exact() {
		return Answer{}, false
	}
	next := calendar.NextAnniversary(f.Date.First(), r.Today)
	lead := Lead{Kind: LeadAnniversary, From: f.Date, To: next.Day.Span(), N: next.Years, Truth: next.Round()}
	a := answerWith(IntentDay, lead, score, f)
	a.Value = &Value{Kind: ValueDate, Date: next.Day.Span()}
	return a, true
}

// comingUp answers which anniversary comes next: that of the first day after today on
// which something happened.
func (e *Engine) comingUp(r *reading) Answer {
	for d := r.Today + 1; ; d++ {
		if md := d.MonthDay(); len(e.base.OnDay(md.Month, md.Day)) > 0 {
			return e.onDay(r, md)
		}
		if d > r.Today+366 {
			return e.unknown(r)
		}
	}
}
