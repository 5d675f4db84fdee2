package match

import (
	"math/bits"
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
)

// entry is a fact as the index sees it: its words, each once, with the texts that have
// them, to be found by their features.
type entry struct {
	fact      *fact.Fact
	documents []document
	features  []Feature // sorted
	ends      []uint16  // by feature: where its words end
	words     []uint16  // by feature: the words that have it
	weights   []float32 // by word
	within    []uint64  // by word: the documents that have it, as bits, a block of 64 after the other
	spellings []int32   // of the words of the examples, in the order of their parts
	spelt     []uint64  // by these: the examples that have them, as within
	parts     [3]uint16 // where the parts of the spellings end, see alphabet.part
	popular   int8      // 1 for importance 1, -1 for importance 3
	lacks     ask.Set   // of when, who and where, what the fact does not record
	times     times
}

// describe sets what the signals say of the fact by itself.
func (e *entry) describe(f *fact.Fact) {
	e.fact = f
	switch f.Importance {
	case 1:
		e.popular = 1
	case 3:
		e.popular = -1
	}
	if f.Date.IsZero() {
		e.lacks |= ask.When
	}
	if len(f.Who) == 0 {
		e.lacks |= ask.Who
	}
	if len(f.Where) == 0 {
		e.lacks |= ask.Where
	}
}

type documentKind uint8

const (
	docTitle documentKind = iota
	docText
	docExample
	docNames // who and where
)

// document is one text of a fact: its title, its text or an example question in one
// language, or the names of who took part and where. They stand in this order, language
// by language.
type document struct {
	weight float32 // the sum of its words' weights
	grams  uint16  // of an example: how many it has
	kind   documentKind
}

// blockSize is the number of documents in a block, as many as there are bits in a word.
const blockSize = 64

// blocks is the number of blocks of documents: one, of all but the largest facts.
func (e *entry) blocks() int { return blocksOf(len(e.documents)) }

func blocksOf(documents int) int { return (documents + blockSize - 1) / blockSize }

// find returns the index of a feature of the fact, -1 when it does not have it.
func (e *entry) find(f Feature) int {
	if i, ok := slices.BinarySearch(e.features, f); ok {
		return i
	}
	return -1
}

// at returns the words that have the feature with index i.
func (e *entry) at(i int) []uint16 {
	from := uint16(0)
	if i > 0 {
		from = e.ends[i-1]
	}
	return e.words[from:e.ends[i]]
}

// has reports whether any text or name of the fact has a feature.
func (e *entry) has(f Feature) bool { return e.find(f) >= 0 }

// in reports whether a document has a word.
func (e *entry) in(word, document int) bool {
	return e.within[word*e.blocks()+document/blockSize]>>(document%blockSize)&1 != 0
}

// hasIn reports whether a document of one of these kinds has the feature with index i,
// which may be -1.
func (e *entry) hasIn(i int, kinds ...documentKind) bool {
	if i < 0 {
		return false
	}
	blocks := e.blocks()
	for _, word := range e.at(i) {
		for block, docs := range e.within[int(word)*blocks:][:blocks] {
			for ; docs != 0; docs &= docs - 1 {
				d := blockSize*block + bits.TrailingZeros64(docs)
				if slices.Contains(kinds, e.documents[d].kind) {
					return true
				}
			}
		}
	}
	return false
}

// states reports whether the titles or texts of the fact, not only its example questions,
// have a feature.
func (e *entry) states(f Feature) bool { return e.hasIn(e.find(f), docTitle, docText) }

// weigh sets the weights of the words and documents, once the idf of all features is
// known. tell is working memory, which is returned.
func (e *entry) weigh(v *Vocabulary, tell []telling) []telling {
	tell = append(tell[:0], make([]telling, len(e.weights))...)
	for i, f := range e.features {
		for _, word := range e.at(i) {
			tell[word].add(v, f)
		}
	}
	blocks := e.blocks()
	for word := range tell {
		e.weights[word] = float32(tell[word].weight(v))
		for block, docs := range e.within[word*blocks:][:blocks] {
			for ; docs != 0; docs &= docs - 1 {
				e.documents[blockSize*block+bits.TrailingZeros64(docs)].weight += e.weights[word]
			}
		}
	}
	return tell
}

// arena hands out the parts of larger slices, so that many small ones cost little.
type arena[T any] struct{ free []T }

const arenaChunk = 1 << 12

func (a *arena[T]) clone(s []T) []T {
	c := a.take(len(s))
	copy(c, s)
	return c
}

func (a *arena[T]) take(n int) []T {
	if n > len(a.free) {
		a.free = make([]T, max(n, arenaChunk))
	}
	s := a.free[:n:n]
	a.free = a.free[n:]
	return s
}
