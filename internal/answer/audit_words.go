package answer

import (
	"fmt"
	"slices"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
	"puente/internal/when"
)

// AuditWords returns the words of example questions that resolve to nothing: no name,
// concept, title or text has them in any form, and no other example. Such a word is a
// typing error, or helps only somebody who asks with the same one. It is no mistake, so
// these are hints for curators and no part of Audit.
func (e *Engine) AuditWords(today calendar.Day) []fact.Problem {
	var out []fact.Problem
	seen := e.sightings()
	e.eachExample(func(f *fact.Fact, l lang.Language, i, example int) {
		text := f.Ask[l][i]
		r := e.read(Question{Text: text, Today: today}, Context{})
		for j, t := range r.utterance.Tokens {
			named := slices.ContainsFunc(r.own.Mentions, func(m match.Mention) bool { return m.Token == j })
			if r.saysSubject(j) && !named && seen.only(t, example) {
				out = append(out, fact.Problem{
					File: f.File, Line: f.Line, ID: string(f.ID), Field: fmt.Sprintf("ask.%s[%d]", l, i+1),
					Message: fmt.Sprintf("nothing else has %q", t.Text),
				})
			}
		}
	})
	return out
}

// eachExample visits all example questions, which are numbered from 1.
func (e *Engine) eachExample(visit func(f *fact.Fact, l lang.Language, i, example int)) {
	example := 0
	for _, f := range e.base.Facts() {
		for _, l := range lang.Languages() {
			for i := range f.Ask[l] {
				example++
				visit(f, l, i, example)
			}
		}
	}
}

// saysSubject reports whether token i of a question may say what it is about: a word that
// belongs neither to its form nor to a time.
func (r *reading) saysSubject(i int) bool {
	t := &r.utterance.Tokens[i]
	if t.Kind != lang.Word || t.Weightless() || len(t.Text) < 2 || r.asked.Formal(i) {
		return false
	}
	for _, x := range r.times {
		if x.Kind != when.Period && x.First <= i && i < x.Last {
			return false
		}
	}
	return true
}

// sightings holds where each word and stem of a base is: in the example of this number, or
// several, which is also said of what more than examples have.
type sightings map[string]int

const several = -1

// sightings looks through all texts of the base.
func (e *Engine) sightings() sightings {
	s := make(sightings)
	texts := func(list ...string) {
		for _, text := range list {
			s.add(e.index.Analyse(text), several)
		}
	}
	for _, f := range e.base.Facts() {
		for _, l := range lang.Languages() {
			texts(f.Title[l], f.Text[l])
		}
	}
	for _, l := range lang.Languages() {
		for _, x := range e.base.Entities() {
			texts(x.Name[l])
			texts(x.Aliases[l]...)
		}
		for _, x := range e.base.Periods() {
			texts(x.Name[l])
			texts(x.Aliases[l]...)
		}
		for _, x := range e.base.Concepts() {
			texts(x.Words[l]...)
		}
	}
	e.eachExample(func(f *fact.Fact, l lang.Language, i, example int) { s.add(e.index.Analyse(f.Ask[l][i]), example) })
	return s
}

func (s sightings) add(u lang.Utterance, where int) {
	note := func(word string) {
		if at, ok := s[word]; ok && at != where {
			s[word] = several
		} else {
			s[word] = where
		}
	}
	for _, t := range u.Tokens {
		note(t.Fold)
		for _, stem := range t.Stems {
			note(stem)
		}
	}
}

// only reports whether a token's word is in no form anywhere but in this example.
func (s sightings) only(t lang.Token, example int) bool {
	for _, stem := range t.Stems {
		if s[stem] != example {
			return false
		}
	}
	return s[t.Fold] == example
}
