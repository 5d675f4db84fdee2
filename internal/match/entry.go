package match

import (
	"math"
	mathbits "math/bits"
	"slices"

	"puente/internal/fact"
)

// entry is a fact as the index sees it: its texts, turned over so that the words that
// have a feature are found by the feature.
type entry struct {
	fact      *fact.Fact
	documents []document
	weights   []float64    // of the terms, the content words of all documents
	features  []Feature    // sorted
	ends      []uint16     // by feature: where its occurrences end
	places    []occurrence // by feature, those of one in the order of the texts
	grams     []gram       // of the examples, each once an example
	times     times
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
	weight          float64 // the sum of its terms' weights
	terms, endTerms uint16  // its range of the terms
	grams, endGrams uint16  // its range of the grams
	kind            documentKind
}

// occurrence is a content word of a fact that has a feature.
type occurrence struct{ document, term uint16 }

// find returns the index of a feature of the fact, -1 when it does not have it. It is the
// innermost step of a search, hence by hand.
func (e *entry) find(f Feature) int {
	low, high := 0, len(e.features)
	for low < high {
		middle := int(uint(low+high) / 2)
		if e.features[middle] < f {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(e.features) && e.features[low] == f {
		return low
	}
	return -1
}

// occurrences returns where the fact has a feature, nil where it does not.
func (e *entry) occurrences(f Feature) []occurrence {
	if i := e.find(f); i >= 0 {
		return e.at(i)
	}
	return nil
}

// at returns the occurrences of the feature with index i.
func (e *entry) at(i int) []occurrence {
	from := uint16(0)
	if i > 0 {
		from = e.ends[i-1]
	}
	return e.places[from:e.ends[i]]
}

// has reports whether any text or name of the fact has a feature.
func (e *entry) has(f Feature) bool { return e.find(f) >= 0 }

// within reports whether a document of one of these kinds has a feature.
func (e *entry) within(f Feature, kinds ...documentKind) bool {
	for _, o := range e.occurrences(f) {
		if slices.Contains(kinds, e.documents[o.document].kind) {
			return true
		}
	}
	return false
}

// states reports whether the titles or texts of the fact, not only its example questions,
// have a feature.
func (e *entry) states(f Feature) bool { return e.within(f, docTitle, docText) }

// about reports whether a fact is about f rather than only mentioning it: its titles, the
// names of who and where, or its example questions have it.
func (e *entry) about(f Feature) bool { return e.within(f, docTitle, docNames, docExample) }

// weigh sets the weights of the terms and documents, once the idf of all features is
// known. tell is working memory, which is returned.
func (e *entry) weigh(v *Vocabulary, tell []telling) []telling {
	tell = append(tell[:0], make([]telling, len(e.weights))...)
	from := uint16(0)
	for i, f := range e.features {
		for _, o := range e.places[from:e.ends[i]] {
			tell[o.term].add(v, f)
		}
		from = e.ends[i]
	}
	for i := range tell {
		e.weights[i] = tell[i].weight(v)
	}
	for i := range e.documents {
		d := &e.documents[i]
		for _, w := range e.weights[d.terms:d.endTerms] {
			d.weight += w
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

// most bounds what is read of one fact: far more than any has, and what an occurrence can
// count.
const most = math.MaxUint16

// turner gathers the documents of one fact and turns them over.
type turner struct {
	documents []document
	terms     []int32   // by term: where its features end
	features  []Feature // of the terms
	grams     []gram
	touched   []Feature // the features of the fact, each once
	count     []uint16  // by feature
	seen      []uint64  // the touched features, as bits
	full      bool

	arenas struct {
		documents arena[document]
		weights   arena[float64]
		features  arena[Feature]
		ends      arena[uint16]
		places    arena[occurrence]
		grams     arena[gram]
	}
}

func (b *turner) reset() {
	b.documents, b.terms, b.features, b.grams, b.touched = b.documents[:0], b.terms[:0], b.features[:0], b.grams[:0], b.touched[:0]
	b.full = false
}

func (b *turner) open(kind documentKind) {
	b.documents = append(b.documents, document{kind: kind, terms: uint16(len(b.terms)), grams: uint16(len(b.grams))})
}

// term adds a content word with the features that it stands for by itself and as part of
// phrases.
func (b *turner) term(features, more []Feature) {
	if b.full = b.full || len(b.features)+len(features)+len(more) > most; b.full {
		return
	}
	b.features = append(append(b.features, features...), more...)
	b.terms = append(b.terms, int32(len(b.features)))
}

func (b *turner) close() {
	d := &b.documents[len(b.documents)-1]
	if len(b.grams) > most {
		b.grams = b.grams[:d.grams]
	}
	d.endTerms, d.endGrams = uint16(len(b.terms)), uint16(len(b.grams))
}

// entry returns what was gathered, the occurrences by feature. The weights are left to be
// set.
func (b *turner) entry() entry {
	b.countFeatures()
	a := &b.arenas
	e := entry{
		documents: a.documents.clone(b.documents),
		weights:   a.weights.take(len(b.terms)),
		features:  a.features.clone(b.touched),
		ends:      a.ends.take(len(b.touched)),
		places:    a.places.take(len(b.features)),
		grams:     a.grams.clone(b.grams),
	}
	end := uint16(0)
	for i, f := range b.touched {
		n := b.count[f]
		b.count[f] = end // from here on where the next occurrence goes
		end += n
		e.ends[i] = end
	}
	from := int32(0)
	for i, d := range e.documents {
		for t := d.terms; t < d.endTerms; t++ {
			for _, f := range b.features[from:b.terms[t]] {
				e.places[b.count[f]] = occurrence{uint16(i), t}
				b.count[f]++
			}
			from = b.terms[t]
		}
	}
	for _, f := range b.touched {
		b.count[f] = 0
	}
	return e
}

// countFeatures sets touched, in order, and count.
func (b *turner) countFeatures() {
	for _, f := range b.features {
		for int(f) >= len(b.count) {
			b.count = append(b.count, make([]uint16, 64)...)
			b.seen = append(b.seen, 0)
		}
		b.count[f]++
		b.seen[f/64] |= 1 << (f % 64)
	}
	for i, bits := range b.seen {
		for ; bits != 0; bits &= bits - 1 {
			b.touched = append(b.touched, Feature(64*i+mathbits.TrailingZeros64(bits)))
		}
		b.seen[i] = 0
	}
}
