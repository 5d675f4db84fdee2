package match

import (
	"math"
	"math/bits"
	"slices"
)

// most bounds what is read of one fact: far more than any has, and what an entry can
// count.
const most = math.MaxUint16

// turner gathers the documents of one fact and turns them over.
type turner struct {
	documents []document
	words     []turned
	features  []Feature  // of the words, one word after the other
	places    []place    // in the order of the documents
	spellings [3][]int32 // by part
	spelt     [3][]place // which spellings the examples have
	local     []uint16   // by spelling: its place in its part, plus 1
	touched   []Feature  // the features of the fact, each once
	count     []uint16   // by feature
	seen      []uint64   // the touched features, as bits
	last      []uint16   // by feature: the last word that begins with it, plus 1
	full      bool

	arenas struct {
		documents arena[document]
		weights   arena[float32]
		features  arena[Feature]
		numbers   arena[uint16]
		within    arena[uint64]
		spellings arena[int32]
	}
}

// turned is a word of the fact: features that occur together. A word that a text has
// twice counts as two.
type turned struct {
	from, end int // its range of the features
	document  int // the last one that has it
	before    uint16
}

// place tells of a word, or a spelling, that a document has it.
type place struct {
	document int
	number   uint16
}

func (b *turner) reset() {
	for _, w := range b.words {
		b.last[b.features[w.from]] = 0
	}
	for part, spellings := range b.spellings {
		for _, n := range spellings {
			b.local[n] = 0
		}
		b.spellings[part], b.spelt[part] = spellings[:0], b.spelt[part][:0]
	}
	b.documents, b.words, b.features, b.places = b.documents[:0], b.words[:0], b.features[:0], b.places[:0]
	b.touched, b.full = b.touched[:0], false
}

func (b *turner) open(kind documentKind) {
	b.documents = append(b.documents, document{kind: kind})
}

// term adds a content word with the features that it stands for by itself and as part of
// phrases.
func (b *turner) term(features, more []Feature) {
	if b.full = b.full || len(b.features)+len(features)+len(more) > most; b.full || len(features)+len(more) == 0 {
		return
	}
	document := len(b.documents) - 1
	word := b.word(features, more)
	b.words[word].document = document
	b.places = append(b.places, place{document, word})
}

// word returns the word with these features that the last document does not have yet.
func (b *turner) word(features, more []Feature) uint16 {
	from, document := len(b.features), len(b.documents)-1
	b.features = append(append(b.features, features...), more...)
	first := b.features[from]
	for int(first) >= len(b.last) {
		b.last = append(b.last, make([]uint16, 64)...)
	}
	for n := b.last[first]; n != 0; n = b.words[n-1].before {
		if w := &b.words[n-1]; w.document != document && slices.Equal(b.features[w.from:w.end], b.features[from:]) {
			b.features = b.features[:from]
			return n - 1
		}
	}
	b.words = append(b.words, turned{from: from, end: len(b.features), before: b.last[first]})
	b.last[first] = uint16(len(b.words))
	return uint16(len(b.words) - 1)
}

// spell adds a spelling.
func (b *turner) spell(n int32, all *spellings) {
	d, part, grams := &b.documents[len(b.documents)-1], all.alphabets[n].part(), len(all.of(n))
	if grams == 0 || int(d.grams)+grams > most || len(b.spellings[part]) >= most/3 {
		return
	}
	d.grams += uint16(grams)
	for int(n) >= len(b.local) {
		b.local = append(b.local, make([]uint16, 64)...)
	}
	if b.local[n] == 0 {
		b.spellings[part] = append(b.spellings[part], n)
		b.local[n] = uint16(len(b.spellings[part]))
	}
	b.spelt[part] = append(b.spelt[part], place{len(b.documents) - 1, b.local[n] - 1})
}

// entry returns what was gathered, the words by feature. The weights are left to be set.
func (b *turner) entry() entry {
	b.countFeatures()
	a := &b.arenas
	blocks := blocksOf(len(b.documents))
	e := entry{
		documents: a.documents.clone(b.documents),
		weights:   a.weights.take(len(b.words)),
		features:  a.features.clone(b.touched),
		ends:      a.numbers.take(len(b.touched)),
		words:     a.numbers.take(len(b.features)),
		within:    a.within.take(blocks * len(b.words)),
	}
	b.turnSpellings(&e)
	end := uint16(0)
	for i, f := range b.touched {
		n := b.count[f]
		b.count[f] = end // from here on where its next word goes
		end += n
		e.ends[i] = end
	}
	for i, w := range b.words {
		for _, f := range b.features[w.from:w.end] {
			e.words[b.count[f]] = uint16(i)
			b.count[f]++
		}
	}
	for _, f := range b.touched {
		b.count[f] = 0
	}
	mark(e.within, b.places, blocks)
	return e
}

func (b *turner) turnSpellings(e *entry) {
	n, blocks := 0, e.blocks()
	for part := range b.spellings {
		n += len(b.spellings[part])
		e.parts[part] = uint16(n)
	}
	e.spellings, e.spelt = b.arenas.spellings.take(n), b.arenas.within.take(n*blocks)
	from := 0
	for part, spellings := range b.spellings {
		copy(e.spellings[from:], spellings)
		mark(e.spelt[from*blocks:], b.spelt[part], blocks)
		from += len(spellings)
	}
}

// mark sets the bits of places.
func mark(sets []uint64, places []place, blocks int) {
	for _, p := range places {
		sets[int(p.number)*blocks+p.document/blockSize] |= 1 << (p.document % blockSize)
	}
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
	for i, seen := range b.seen {
		for ; seen != 0; seen &= seen - 1 {
			b.touched = append(b.touched, Feature(64*i+bits.TrailingZeros64(seen)))
		}
		b.seen[i] = 0
	}
}
