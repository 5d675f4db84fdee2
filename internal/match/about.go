package match

import (
	"math"
	"slices"

	"puente/internal/fact"
)

// FactHas reports whether the texts of a fact have the concept of the lexicon with this
// id.
func (ix *Index) FactHas(f *fact.Fact, concept string) bool {
	feature, ok := ix.vocabulary.lookup(kindConcept, concept)
	return ok && ix.has(f, feature)
}

// States reports whether the titles or texts of a fact, not only its example questions,
// have the concept of the lexicon with this id.
func (ix *Index) States(f *fact.Fact, concept string) bool {
	feature, ok := ix.vocabulary.lookup(kindConcept, concept)
	if !ok {
		return false
	}
	_, found := slices.BinarySearch(ix.facts[ix.number[f.ID]].stated, feature)
	return found
}

// TitleHas reports whether a title of a fact has the concept of the lexicon with this id.
func (ix *Index) TitleHas(f *fact.Fact, concept string) bool {
	feature, ok := ix.vocabulary.lookup(kindConcept, concept)
	return ok && slices.ContainsFunc(ix.titles(f), func(d document) bool {
		return slices.ContainsFunc(d.terms, func(t docTerm) bool { return slices.Contains(t.features, feature) })
	})
}

// FactHasStem reports whether the texts of a fact have a word with one of these stems.
func (ix *Index) FactHasStem(f *fact.Fact, stems []string) bool {
	return slices.ContainsFunc(stems, func(s string) bool {
		feature, ok := ix.vocabulary.lookup(kindStem, s)
		return ok && ix.has(f, feature)
	})
}

func (ix *Index) has(f *fact.Fact, feature Feature) bool {
	i, ok := ix.number[f.ID]
	if !ok {
		return false
	}
	_, found := slices.BinarySearch(ix.facts[i].features, feature)
	return found
}

// HasNames reports whether a fact has every name of the question.
func (ix *Index) HasNames(q *Query, f *fact.Fact) bool {
	for _, m := range q.Mentions {
		if !slices.ContainsFunc(m.Features, func(x Feature) bool { return ix.has(f, x) }) {
			return false
		}
	}
	return true
}

// akinWeight is the weight that the titles of two facts must share to be akin.
const akinWeight = 4

// Akin reports whether two facts are about one thing: their titles share telling words.
func (ix *Index) Akin(a, b *fact.Fact) bool {
	shared, seen := 0.0, make(map[Feature]bool)
	for _, d := range ix.titles(a) {
		for _, t := range d.terms {
			for _, f := range t.features {
				seen[f] = true
			}
		}
	}
	best := 0.0
	for _, d := range ix.titles(b) {
		shared = 0
		for _, t := range d.terms {
			if slices.ContainsFunc(t.features, func(f Feature) bool { return seen[f] }) {
				shared += t.weight
			}
		}
		best = max(best, shared)
	}
	return best >= akinWeight
}

func (ix *Index) titles(f *fact.Fact) []document {
	var out []document
	for _, d := range ix.facts[ix.number[f.ID]].documents {
		if d.kind == docTitle {
			out = append(out, d)
		}
	}
	return out
}

// Likeness is how much two facts have in common, in [0, 1]: the cosine of their concepts
// and names, the rarer the more telling.
func (ix *Index) Likeness(a, b *fact.Fact) float64 {
	x, y := ix.facts[ix.number[a.ID]].features, ix.facts[ix.number[b.ID]].features
	both, i, j := 0.0, 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			both += ix.vocabulary.sense(x[i])
			i++
			j++
		}
	}
	if both == 0 {
		return 0
	}
	return both / math.Sqrt(ix.vocabulary.senses(x)*ix.vocabulary.senses(y))
}

// sense is the squared idf of a concept or name, 0 of a mere stem.
func (v *Vocabulary) sense(f Feature) float64 {
	if v.kinds[f] == kindStem || v.neutral[f] {
		return 0
	}
	return v.idf[f] * v.idf[f]
}

func (v *Vocabulary) senses(features []Feature) float64 {
	sum := 0.0
	for _, f := range features {
		sum += v.sense(f)
	}
	return sum
}

// Knows reports whether the lexicon has the concept with this id.
func (ix *Index) Knows(concept string) bool {
	_, ok := ix.vocabulary.lookup(kindConcept, concept)
	return ok
}
