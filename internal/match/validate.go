package match

import (
	"math/rand/v2"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

// Validation is how a model fares on the base's own example questions, each asked as if
// the base did not have it.
type Validation struct {
	Examples map[lang.Language]Share // the right fact came first
	Spoilt   map[string]Share        // by kind of spoiling: answered all the same, at the limit
}

// Share is a number of cases and how many of them are meant.
type Share struct{ N, Of int }

// Count adds one case.
func (s Share) Count(yes bool) Share {
	s.Of++
	if yes {
		s.N++
	}
	return s
}

// spoilerNames name the spoilers, in their order.
var spoilerNames = []string{"another year", "another country", "an unknown name", "an unrecorded attribute"}

// Validate asks every example of the base, and every one spoilt, of an index with model
// that leaves the example out. A spoilt one counts when its best fact reaches the limit
// and is not of another time.
func (t *Trainer) Validate(model Model, limit float64) Validation {
	t.ix = NewIndex(t.Base, model)
	t.parser = when.NewParser(t.Base.Periods())
	t.random = rand.New(rand.NewPCG(t.Seed, t.Seed+1))
	v := Validation{Examples: make(map[lang.Language]Share), Spoilt: make(map[string]Share)}
	for i := range t.ix.facts {
		e := &t.ix.facts[i]
		for _, l := range lang.Languages() {
			for _, text := range e.fact.Ask[l] {
				hold := held{fact: int32(i), document: e.example(l, text)}
				q := t.read(text)
				v.Examples[l] = v.Examples[l].Count(t.first(q, hold) == e.fact.ID)
				t.validateSpoilt(&v, q, e, hold, limit)
			}
		}
	}
	return v
}

func (t *Trainer) first(q *Query, hold held) fact.ID {
	if hits := t.ix.search(q, 1, hold); len(hits) > 0 {
		return hits[0].Fact.ID
	}
	return ""
}

func (t *Trainer) validateSpoilt(v *Validation, q *Query, e *entry, hold held, limit float64) {
	for i, spoil := range spoilers {
		s, ok := spoil(t, q, e)
		if !ok {
			continue
		}
		hits := t.ix.search(s, 1, hold)
		answered := len(hits) > 0 && hits[0].Probability >= limit && hits[0].Fit != FitNot
		v.Spoilt[spoilerNames[i]] = v.Spoilt[spoilerNames[i]].Count(answered)
	}
}
