package match

import (
	"cmp"
	"math"
	"slices"
)

// candidateCount is the number of facts that are scored in full.
const candidateCount = 24

// gain is what a fact gets that has a feature of a question.
type gain struct {
	feature Feature
	weight  float32
}

// source is a term of a question as a source of candidates.
type source struct {
	gains []gain  // the greatest first
	rest  float32 // the most that this source and those after it can add
}

// tally is what a fact has of a question so far.
type tally struct {
	score  float32
	source int32 // the last one that counted, plus 1
}

// candidate is a fact to be scored in full.
type candidate struct {
	rank uint64 // higher for a higher score, of equal ones for the earlier fact
	fit  Fit
}

func rankOf(score float32, fact int32) uint64 {
	return uint64(math.Float32bits(score))<<32 | uint64(^uint32(fact))
}

// fact is the number of the fact.
func (c candidate) fact() int32 { return int32(^uint32(c.rank)) }

// candidates returns the facts that share most weight with the question, half as much
// where they are of another time, in no order; of equal ones the first.
//
// The terms are taken from the one that can add most. Once no fact that has none of those
// taken can be among the best, only the facts that have come up are looked at (MaxScore:
// Turtle and Flood 1995). Of terms that very many facts have see commonFacts.
func (s *search) candidates() []candidate {
	s.sourcesOf(s.q)
	s.touched = s.touched[:0]
	closed := false
	for i := range s.sources {
		closed = closed || s.closes(i)
		for _, g := range s.sources[i].gains {
			if closed {
				s.addTouched(g, int32(i+1))
			} else {
				s.addAll(g, int32(i+1))
			}
		}
	}
	s.choose()
	if x := s.q.example; x >= 0 && !slices.ContainsFunc(s.best, func(c candidate) bool { return c.fact() == x }) {
		s.best = append(s.best, candidate{rankOf(0, x), s.fit(x)})
	}
	return s.best
}

// sourcesOf sets the sources of a question, the ones that can add most first.
func (s *search) sourcesOf(q *Query) {
	s.sources, s.gains = s.sources[:0], s.gains[:0]
	n := 0
	for i := range q.terms {
		n += len(q.terms[i].readings)
	}
	s.gains = slices.Grow(s.gains, n) // so that the sources keep their parts of it
	for i := range q.terms {
		t := &q.terms[i]
		if len(t.readings) == 0 {
			continue
		}
		from := len(s.gains)
		for _, r := range t.readings {
			s.gains = append(s.gains, gain{r.feature, float32(t.weight) * r.confidence})
		}
		gains := s.gains[from:len(s.gains):len(s.gains)]
		slices.SortStableFunc(gains, func(a, b gain) int { return cmp.Compare(b.weight, a.weight) })
		s.sources = append(s.sources, source{gains: gains})
	}
	slices.SortStableFunc(s.sources, func(a, b source) int { return cmp.Compare(b.gains[0].weight, a.gains[0].weight) })
	rest := float32(0)
	for i := len(s.sources) - 1; i >= 0; i-- {
		rest += s.sources[i].gains[0].weight
		s.sources[i].rest = rest
	}
}

// addAll counts a feature for all facts that have it.
func (s *search) addAll(g gain, source int32) {
	for _, f := range s.ix.postings.list(g.feature) {
		t := &s.tallies[f]
		if t.source == source {
			continue // a surer reading of the same word has counted
		}
		if t.source == 0 {
			s.touched = append(s.touched, f)
		}
		t.score += g.weight
		t.source = source
	}
}

// addTouched counts a feature for the facts that have come up.
func (s *search) addTouched(g gain, source int32) {
	if bits := s.ix.postings.bits[g.feature]; bits != nil {
		for _, f := range s.touched {
			if t := &s.tallies[f]; bits[f/64]>>(f%64)&1 != 0 && t.source != source {
				t.score += g.weight
				t.source = source
			}
		}
		return
	}
	for _, f := range s.ix.postings.list(g.feature) {
		if t := &s.tallies[f]; t.source != 0 && t.source != source {
			t.score += g.weight
			t.source = source
		}
	}
}

// commonFacts is the number of facts from which a term is so common that it need not
// bring up all candidates, only the two best, and none where it says nothing besides (the
// names of the two countries) and others have brought up any: to rank the others would be
// to rank nearly everything.
const commonFacts = 1000

// closes reports whether from source i on no fact that has not come up can be among the
// candidates.
func (s *search) closes(i int) bool {
	n := 0
	for _, g := range s.sources[i].gains {
		n += len(s.ix.postings.list(g.feature))
	}
	rest := s.sources[i].rest
	switch {
	case n > commonFacts && len(s.touched) > 0 && s.sources[i].gains[0].weight <= neutralWeight:
		return true
	case n > commonFacts && len(s.touched) > 1 && s.threshold(2) > rest:
		return true
	case n <= len(s.touched)/2, len(s.touched) == 0:
		return false // it does not pay
	case s.least() > rest:
		return true
	}
	return len(s.touched) >= candidateCount && s.threshold(candidateCount) > rest
}

// candidateShare is the share of what the best fact has of the question from which another
// one is a candidate: the signals do not lift one with less before it.
const candidateShare = 0.4

// least is the score of a fact from which it is a candidate.
func (s *search) least() float32 {
	top := float32(0)
	for _, f := range s.touched {
		if score := s.tallies[f].score; score > top {
			top = score
		}
	}
	return candidateShare * s.ofAnyTime(top)
}

// ofAnyTime is what is left of a score if it is that of a fact of another time than the
// question asks for.
func (s *search) ofAnyTime(score float32) float32 {
	if len(s.q.Times) > 0 {
		return score / 2
	}
	return score
}

// threshold is a score that so many of the facts reach that have come up.
func (s *search) threshold(count int) float32 {
	h := s.highest[:0]
	for _, f := range s.touched {
		score := s.tallies[f].score
		if len(h) < count {
			h = append(h, score)
		} else if score <= h[count-1] {
			continue
		}
		i := len(h) - 1
		for ; i > 0 && h[i-1] < score; i-- {
			h[i] = h[i-1]
		}
		h[i] = score
	}
	s.highest = h
	return s.ofAnyTime(h[count-1])
}

// choose sets the best among the facts that have come up, whose tallies it takes back.
func (s *search) choose() {
	s.best = s.best[:0]
	floor := rankOf(s.least(), math.MaxInt32)
	for _, f := range s.touched {
		score := s.tallies[f].score
		s.tallies[f] = tally{}
		c := candidate{rank: rankOf(score, f)}
		if c.rank < floor {
			continue
		}
		if c.fit = s.fit(f); c.fit == FitNot {
			if c.rank = rankOf(score/2, f); c.rank < floor {
				continue
			}
		}
		if len(s.best) < candidateCount {
			s.best = append(s.best, c)
			if len(s.best) < candidateCount {
				continue
			}
			for i := candidateCount/2 - 1; i >= 0; i-- {
				sift(s.best, i, s.best[i])
			}
		} else {
			sift(s.best, 0, c)
		}
		floor = max(floor, s.best[0].rank)
	}
}

// sift puts c into a heap whose lowest rank is on top, in the place of i or below.
func sift(heap []candidate, i int, c candidate) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			break
		}
		if child+1 < len(heap) && heap[child+1].rank < heap[child].rank {
			child++
		}
		if heap[child].rank >= c.rank {
			break
		}
		heap[i] = heap[child]
		i = child
	}
	heap[i] = c
}

// fit tells how a fact stands to the times of the question, if it has any.
func (s *search) fit(f int32) Fit {
	if len(s.q.Times) == 0 {
		return FitUndated
	}
	near := s.ix.windows[f]
	for _, w := range s.windows {
		if near.overlaps(w) {
			return s.ix.facts[f].times.fitAll(s.q.Times)
		}
	}
	return FitNot
}
