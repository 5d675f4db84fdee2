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
	return ok && ix.facts[ix.number[f.ID]].states(feature)
}

// TitleHas reports whether a title of a fact has the concept of the lexicon with this id.
func (ix *Index) TitleHas(f *fact.Fact, concept string) bool {
	feature, ok := ix.vocabulary.lookup(kindConcept, concept)
	if !ok {
		return false
	}
	e := &ix.facts[ix.number[f.ID]]
	return e.hasIn(e.find(feature), docTitle)
}

// FactHasStem reports whether the texts of a fact have a word with one of these stems.
func (ix *Index) FactHasStem(f *fact.Fact, stems []string) bool {
	return slices.ContainsFunc(stems, func(s string) bool {
		feature, ok := ix.vocabulary.ofStem(s)
		return ok && ix.has(f, feature)
	})
}

func (ix *Index) has(f *fact.Fact, feature Feature) bool {
	i, ok := ix.number[f.ID]
	return ok && ix.facts[i].has(feature)
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

// Titled reports whether a title of a fact has the name m of a question.
func (ix *Index) Titled(f *fact.Fact, m Mention) bool {
	e := &ix.facts[ix.number[f.ID]]
	return slices.ContainsFunc(m.Features, func(x Feature) bool { return e.hasIn(e.find(x), docTitle) })
}

// akinWeight is the weight that the titles of two facts must share to be akin.
const akinWeight = 4

// Akin reports whether two facts are about one thing: their titles share telling words.
func (ix *Index) Akin(a, b *fact.Fact) bool {
	x, y := &ix.facts[ix.number[a.ID]], &ix.facts[ix.number[b.ID]]
	shared := make([]bool, len(y.weights))
	for i, f := range y.features {
		if x.hasIn(x.find(f), docTitle) {
			for _, word := range y.at(i) {
				shared[word] = true
			}
		}
	}
	best := float32(0)
	for d := range y.documents {
		if y.documents[d].kind != docTitle {
			continue
		}
		sum := float32(0)
		for word, weight := range y.weights {
			if shared[word] && y.in(word, d) {
				sum += weight
			}
		}
		best = max(best, sum)
	}
	return best >= akinWeight
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
	return both / math.Sqrt(ix.vocabulary.sumOfSenses(x)*ix.vocabulary.sumOfSenses(y))
}

// sense is the squared idf of a concept or name, 0 of a mere stem.
func (v *Vocabulary) sense(f Feature) float64 {
	if v.kinds[f] == kindStem || v.has(f, neutral) {
		return 0
	}
	return v.idf[f] * v.idf[f]
}

func (v *Vocabulary) sumOfSenses(features []Feature) float64 {
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
