package answer

import (
	"slices"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

// Present answers with given facts in a language, without a question: a button or a link
// names them. Ids that the base lacks, or whose facts are withdrawn, are left out; with
// none left the outcome is unknown.
func (e *Engine) Present(l lang.Language, ids ...fact.ID) (Answer, Context) {
	return e.presented(l, answerWith(IntentFact, Lead{}, 1, e.inForce(ids)...))
}

// List answers with a list of facts, the most important first: what is known of a person
// or a topic.
func (e *Engine) List(l lang.Language, ids ...fact.ID) (Answer, Context) {
	facts := e.inForce(ids)
	slices.SortStableFunc(facts, byImportance)
	a := answerWith(IntentList, Lead{Kind: LeadList, N: len(facts)}, 1, facts...)
	return e.presented(l, cut(a, listLimit))
}

// Sources answers where given facts come from.
func (e *Engine) Sources(l lang.Language, ids ...fact.ID) (Answer, Context) {
	return e.presented(l, answerWith(IntentSource, Lead{Kind: LeadSource}, 1, e.inForce(ids)...))
}

// Day answers what happened on a day of the year.
func (e *Engine) Day(l lang.Language, md calendar.MonthDay) (Answer, Context) {
	return e.presented(l, e.onDay(nil, md))
}

// Neighbours returns the facts that stand before and after a dated fact on the timeline,
// nil where there is none.
func (e *Engine) Neighbours(id fact.ID) (before, after *fact.Fact) {
	facts := e.base.Facts()
	at := slices.IndexFunc(facts, func(f *fact.Fact) bool { return f.ID == id })
	if at < 0 || facts[at].Date.IsZero() {
		return nil, nil
	}
	if at > 0 {
		before = facts[at-1]
	}
	if at+1 < len(facts) && !facts[at+1].Date.IsZero() { // undated facts are last
		after = facts[at+1]
	}
	return before, after
}

func (e *Engine) inForce(ids []fact.ID) []*fact.Fact {
	return slices.DeleteFunc(e.facts(ids), func(f *fact.Fact) bool { return f.Withdrawn != "" })
}

// presented completes an answer that no question was read for.
func (e *Engine) presented(l lang.Language, a Answer) (Answer, Context) {
	a.Language = l
	if len(a.Statements) == 0 {
		a.Outcome = OutcomeUnknown
	}
	c := Context{Intent: a.Intent}
	for _, s := range a.Statements {
		c.Facts = append(c.Facts, s.fact.ID)
	}
	for _, f := range a.Rest {
		c.Rest = append(c.Rest, f.ID)
	}
	return a, c
}
