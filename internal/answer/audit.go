package answer

import (
	"fmt"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

// Audit returns what only the engine can tell about a base: example questions that do
// not bring up their own fact first, and ids that the engine relies on but the base
// lacks. Today is the day on which the examples are asked. See also [Engine.AuditWords].
func (e *Engine) Audit(today calendar.Day) []fact.Problem {
	var out []fact.Problem
	for _, f := range e.base.Facts() {
		for _, l := range lang.Languages() {
			for i, text := range f.Ask[l] {
				if got := e.first(text, today); got != f.ID {
					out = append(out, fact.Problem{
						File: f.File, Line: f.Line, ID: string(f.ID), Field: fmt.Sprintf("ask.%s[%d]", l, i+1),
						Message: fmt.Sprintf("%q brings up %s first", text, orNothing(got)),
					})
				}
			}
		}
	}
	for _, c := range engineConcepts {
		if !e.index.Knows(c) {
			out = append(out, fact.Problem{File: "lexicon.yaml", ID: c, Message: "the engine needs this concept"})
		}
	}
	for _, id := range legalBasis {
		if _, ok := e.base.Fact(id); !ok {
			out = append(out, fact.Problem{ID: string(id), Message: "the answer on the legal basis needs this fact"})
		}
	}
	return out
}

// first is the fact that the matcher brings up first.
func (e *Engine) first(text string, today calendar.Day) fact.ID {
	r := e.read(Question{Text: text, Today: today}, Context{})
	if len(r.hits) == 0 {
		return ""
	}
	return r.hits[0].Fact.ID
}

func orNothing(id fact.ID) string {
	if id == "" {
		return "nothing"
	}
	return string(id)
}
