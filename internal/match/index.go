// Package match is the intent matcher: it maps the words of a question onto the facts of
// the base. A question and a fact share features (stems, concepts, entities); the index
// finds the facts that share the most telling ones, the signals describe how well a fact
// fits, and two linear models, fitted on the base's own example questions, rank the facts
// and estimate whether the best one answers the question at all.
//
// It does not know intents, does not compute and does not phrase anything: that is
// package answer.
package match

import (
	"sync"

	"puente/internal/fact"
	"puente/internal/lang"
)

// Index holds the facts of a base by their features. It is immutable and safe for
// concurrent use.
type Index struct {
	vocabulary *Vocabulary
	repairer   func() *lang.Vocabulary // made when the first damaged word comes
	facts      []entry
	number     map[fact.ID]int32 // the place of a fact in facts
	postings   postings
	windows    []window        // by fact: what times it has to do with
	grams      map[uint32]gram // by hash
	spellings  spellings
	spelling   []int32          // by folded word: its spelling, plus 1; 0 for none
	examples   map[uint64]int32 // the fact of an example question, by its wording
	rank       scorer
	abstain    scorer
	searches   sync.Pool // of *search
	readers    sync.Pool // of *reader
}

// NewIndex reads every text of base.
func NewIndex(base *fact.Base, model Model) *Index {
	return newIndex(base.Entities(), base.Concepts(), base.Facts(), model)
}

func newIndex(entities []*fact.Entity, concepts []*fact.Concept, facts []*fact.Fact, model Model) *Index {
	words, countries := wordsOf(len(facts)), otherCountries()
	texts := readAhead(func(visit func(text string)) { eachText(entities, concepts, countries, facts, visit) }, words)
	ix := &Index{
		vocabulary: newVocabulary(words),
		facts:      make([]entry, 0, len(facts)),
		number:     make(map[fact.ID]int32, len(facts)),
		grams:      make(map[uint32]gram, 16_000),
		examples:   make(map[uint64]int32, examplesOf(facts)),
		rank:       model.Rank.scorer(),
		abstain:    model.Abstain.scorer(),
	}
	b := newBuilder(ix, texts)
	for _, e := range entities {
		b.entity(e)
	}
	for _, c := range concepts {
		b.concept(c)
	}
	for _, c := range countries {
		b.country(c)
	}
	for _, f := range facts {
		b.fact(f)
	}
	texts.end()
	b.count()
	ix.weigh()
	ix.repairer = sync.OnceValue(func() *lang.Vocabulary { return ix.vocabulary.newRepairer(entities) })
	ix.searches.New = func() any { return newSearch(ix) }
	ix.readers.New = func() any { return new(reader) }
	return ix
}

// wordsOf is about how many different words there are in the lexicon and so many facts;
// more only take longer.
func wordsOf(facts int) int { return 16_000 + min(24*facts, 16_000) }

func examplesOf(facts []*fact.Fact) (n int) {
	for _, f := range facts {
		for _, examples := range f.Ask {
			n += len(examples)
		}
	}
	return n
}

// weigh sets all that depends on how many facts have a feature.
func (ix *Index) weigh() {
	v := ix.vocabulary
	having := make([]int32, len(v.names))
	for i := range ix.facts {
		for _, f := range ix.facts[i].features {
			having[f]++
		}
	}
	v.weigh(len(ix.facts), having)
	ix.postings = newPostings(ix.facts, having)
	ix.windows = make([]window, len(ix.facts))
	var tell []telling
	for i := range ix.facts {
		tell = ix.facts[i].weigh(v, tell)
		ix.windows[i] = ix.facts[i].times.window()
	}
}

// wording is a hash of the folded words of a question.
func wording(tokens []lang.Token) (h uint64) {
	for i := range tokens {
		h = withWord(h, hashOf(tokens[i].Fold))
	}
	return h
}

// The parameters of FNV-1a.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// withWord is the wording of a question that goes on with one more word.
func withWord(wording, hash uint64) uint64 { return (wording ^ hash) * fnvPrime }

// hashOf is a hash of a folded word.
func hashOf(fold string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(fold) {
		h = (h ^ uint64(fold[i])) * fnvPrime
	}
	return h
}
