package match

import (
	"math/bits"
	"slices"
)

// search is the working memory of one search.
type search struct {
	ix *Index
	q  *Query

	wanted    []wanted
	number    []uint16 // by feature: its place among the wanted, plus 1
	countries countries
	grams     gramSet  // of the question
	gramCount int      // of all words of the question
	had       []uint8  // by spelling: how many of these it has, plus 1; 0 for not counted yet
	counted   []int32  // the spellings that have been
	windows   []window // of the times of the question
	gains     []gain   // of all sources
	sources   []source
	tallies   []tally // by fact
	touched   []int32 // the facts that have a tally
	best      []candidate
	highest   []float32 // scores, to find a threshold

	judged  []judged // the best scores first
	signals []Signals
	matched []float32 // of all facts judged: by term of the question, how well the fact has it

	weighed, logarithm float64 // of the evidence of the last fact

	at     []int32   // by wanted: its index among the features of the fact, -1 for none
	sure   []float32 // by word of the fact: how surely the question has it
	shares [blockSize]share
	alike  [blockSize]uint16 // by document: how many grams it shares with the question
}

// wanted is a feature of a question and the term that is surest to have it. They stand in
// the order of the terms, those of one term the surest first.
type wanted struct {
	feature    Feature
	confidence float32
	term       int32
	weight     float32 // of the term, times the confidence
	anchor     bool    // an entity that tells facts apart
}

// share is the weight that a question and a document have in common, as the question's
// words weigh and as the document's do.
type share struct{ forward, back float32 }

func newSearch(ix *Index) *search {
	return &search{
		ix: ix, grams: make(gramSet, len(ix.grams)/64+1), tallies: make([]tally, len(ix.facts)),
		number: make([]uint16, len(ix.vocabulary.names)), had: make([]uint8, len(ix.spellings.ends)),
	}
}

// mostWanted bounds the features of a question that are looked for: far more than any has.
const mostWanted = 1 << 10

// begin prepares a search for q.
func (ix *Index) begin(q *Query) *search {
	s := ix.searches.Get().(*search)
	s.q = q
	s.wanted = s.wanted[:0]
	for i := range q.terms {
		for _, r := range q.terms[i].readings {
			if len(s.wanted) < mostWanted {
				s.want(r, i)
			}
		}
	}
	for i := range s.wanted {
		s.number[s.wanted[i].feature] = uint16(i + 1)
	}
	s.at = slices.Grow(s.at[:0], len(s.wanted))[:len(s.wanted)]
	s.countries = ix.vocabulary.countriesOf(q)
	s.gramCount = q.strangeGrams + s.grams.add(q.grams)
	s.windows = s.windows[:0]
	for i := range q.Times {
		s.windows = append(s.windows, windowOf(&q.Times[i]))
	}
	return s
}

func (s *search) want(r reading, term int) {
	for i := range s.wanted {
		if w := &s.wanted[i]; w.feature == r.feature {
			if w.confidence >= r.confidence {
				return
			}
			s.wanted = slices.Delete(s.wanted, i, i+1)
			break
		}
	}
	v := s.ix.vocabulary
	s.wanted = append(s.wanted, wanted{
		feature: r.feature, confidence: r.confidence, term: int32(term), weight: float32(s.q.terms[term].weight) * r.confidence,
		anchor: v.kinds[r.feature] == kindEntity && !v.has(r.feature, neutral),
	})
}

// end gives the memory of a search back.
func (ix *Index) end(s *search) {
	s.grams.remove(s.q.grams)
	for i := range s.wanted {
		s.number[s.wanted[i].feature] = 0
	}
	for _, n := range s.counted {
		s.had[n] = 0
	}
	s.q, s.counted = nil, s.counted[:0]
	ix.searches.Put(s)
}

// judge scores fact number i, which stands to the times of the question as fit says. lead
// is added to its score.
func (s *search) judge(i int32, fit Fit, rank uint64, lead float64, hold held) {
	e, place := &s.ix.facts[i], len(s.judged)
	x, matched := &s.signals[place], s.matched[place*len(s.q.terms):][:len(s.q.terms)]
	s.locate(e)
	document := hold.of(i)
	for block := range e.blocks() {
		shared := s.meet(e, block, left(block, document), matched)
		s.compare(e.documents[blockSize*block:], shared, x)
	}
	x[sigGrams] = s.compareLetters(e, document)
	s.coverage(matched, x)
	s.constraints(e, fit, x)
	x[sigPopular] = float64(e.popular)
	if n := s.q.wordings; n > 0 {
		x[sigShort] = 1 / float64(n)
	}
	s.judged = put(s.judged, judged{score: s.ix.rank.score(x) + lead, rank: rank, fact: i, place: int32(place), fit: fit})
}

// left are the documents of a block without this one, as bits.
func left(block, document int) uint64 {
	if document < 0 || document/blockSize != block {
		return ^uint64(0)
	}
	return ^(1 << (document % blockSize))
}

// locate sets where the wanted features are among those of the fact.
func (s *search) locate(e *entry) {
	at, number := s.at, s.number
	for k := range at {
		at[k] = -1
	}
	for i, f := range e.features {
		if k := number[f]; k != 0 {
			at[k-1] = int32(i)
		}
	}
}

// find returns the index of a feature of the fact that was located, -1 when it does not
// have it.
func (s *search) find(e *entry, f Feature) int {
	if k := s.number[f]; k != 0 {
		return int(s.at[k-1])
	}
	return e.find(f)
}

// meet sets how much the question and the documents of a block share, as far as they are
// left, and notes how well the fact has the terms. It returns the documents that share
// anything.
func (s *search) meet(e *entry, block int, left uint64, matched []float32) (shared uint64) {
	s.sure = zeroed(s.sure, len(e.weights))
	shares, sure := &s.shares, s.sure
	clear(shares[:min(blockSize, len(e.documents)-blockSize*block)])
	blocks, term, seen := e.blocks(), int32(-1), uint64(0)
	for k, i := range s.at {
		if i < 0 {
			continue
		}
		w := &s.wanted[k]
		if w.term != term {
			term, seen = w.term, 0
		}
		for _, word := range e.at(int(i)) {
			docs := e.within[int(word)*blocks+block] & left
			if docs == 0 {
				continue
			}
			if matched[term] < w.confidence {
				matched[term] = w.confidence
			}
			back := float32(0)
			if more := w.confidence - sure[word]; more > 0 {
				sure[word] = w.confidence
				back = e.weights[word] * more
			}
			for m := docs &^ seen; m != 0; m &= m - 1 {
				shares[bits.TrailingZeros64(m)%blockSize].forward += w.weight
			}
			if seen |= docs; back == 0 {
				continue
			}
			for ; docs != 0; docs &= docs - 1 {
				shares[bits.TrailingZeros64(docs)%blockSize].back += back
			}
		}
		shared |= seen
	}
	return shared
}

func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// compare adds what the documents that share anything with the question say to the
// signals.
func (s *search) compare(documents []document, shared uint64, x *Signals) {
	all := float32(s.q.weight)
	if all == 0 {
		return
	}
	for ; shared != 0; shared &= shared - 1 {
		i := bits.TrailingZeros64(shared)
		d, have := &documents[i], &s.shares[i]
		if d.weight == 0 {
			continue
		}
		likeness := float64((have.forward + have.back) / (all + d.weight))
		switch d.kind {
		case docTitle:
			if likeness > x[sigTitle] {
				x[sigTitle] = likeness
			}
		case docText:
			if share := float64(have.forward / all); share > x[sigText] {
				x[sigText] = share
			}
		case docExample:
			if likeness <= x[sigExample] {
				if likeness > x[sigSecond] {
					x[sigSecond] = likeness
				}
				continue
			}
			x[sigSecond] = x[sigExample]
			x[sigExample] = likeness
			x[sigExampleFwd] = float64(have.forward / all)
			x[sigExampleBck] = float64(have.back / d.weight)
		}
	}
}
