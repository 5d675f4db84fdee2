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
	weight  float64
}

// source is a term of a question as a source of candidates.
type source struct {
	gains []gain  // the greatest first
	rest  float64 // the most that this source and those after it can add
}

// tally is what a fact has of a question so far.
type tally struct {
	score  float64
	source int32 // the last one that counted, plus 1
}

// candidates returns the numbers of the facts that share most weight with the question,
// half as much where they are of another time, the best first; of equal ones the first.
//
// The terms are taken from the one that can add most. Once no fact that has none of those
// taken can be among the best, only the facts that have come up are looked at (MaxScore:
// Turtle and Flood 1995). Of terms that very many facts have see commonFacts.
func (s *search) candidates() []int32 {
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
	order := s.best()
	for _, f := range s.touched {
		s.tallies[f] = tally{}
	}
	if x := s.q.example; x >= 0 && !slices.Contains(order, x) {
		order = append(order, x)
	}
	return order
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
			s.gains = append(s.gains, gain{r.feature, t.weight * float64(r.confidence)})
		}
		gains := s.gains[from:len(s.gains):len(s.gains)]
		slices.SortStableFunc(gains, func(a, b gain) int { return cmp.Compare(b.weight, a.weight) })
		s.sources = append(s.sources, source{gains: gains})
	}
	slices.SortStableFunc(s.sources, func(a, b source) int { return cmp.Compare(b.gains[0].weight, a.gains[0].weight) })
	rest := 0.0
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
	switch {
	case n > commonFacts && len(s.touched) > 0 && s.sources[i].gains[0].weight <= neutralWeight:
		return true
	case n > commonFacts && len(s.touched) > 1:
		return s.threshold(2) > s.sources[i].rest
	case n > len(s.touched)/2 && len(s.touched) >= candidateCount: // else it does not pay
		return s.threshold(candidateCount) > s.sources[i].rest
	}
	return false
}

// threshold is a score that so many of the facts reach that have come up.
func (s *search) threshold(count int) float64 {
	h := s.least[:0]
	for _, f := range s.touched {
		score := s.tallies[f].score
		if len(h) == count && score <= h[count-1] {
			continue
		}
		i := len(h)
		for i > 0 && h[i-1] < score {
			i--
		}
		h = slices.Insert(h, i, score)[:min(len(h)+1, count)]
	}
	s.least = h
	if len(s.q.Times) > 0 {
		return h[count-1] / 2 // they may be of another time
	}
	return h[count-1]
}

// best selects the candidates among the facts that have come up.
func (s *search) best() []int32 {
	s.heap = s.heap[:0]
	floor := math.Inf(-1)
	for _, f := range s.touched {
		r := ranked{f, s.tallies[f].score}
		if r.score < floor {
			continue
		}
		if !s.mayFit(f) {
			if r.score /= 2; r.score < floor {
				continue
			}
		}
		if s.push(r); len(s.heap) == candidateCount {
			floor = s.heap[0].score
		}
	}
	slices.SortFunc(s.heap, compareRanked)
	s.order = s.order[:0]
	for _, r := range s.heap {
		s.order = append(s.order, r.fact)
	}
	return s.order
}

// mayFit reports whether a fact is not of another time than the question.
func (s *search) mayFit(f int32) bool {
	if len(s.q.Times) == 0 {
		return true
	}
	near := s.ix.windows[f]
	if !slices.ContainsFunc(s.windows, near.overlaps) {
		return false
	}
	return s.ix.facts[f].times.fitAll(s.q.Times) != FitNot
}

// ranked is a fact with its score.
type ranked struct {
	fact  int32
	score float64
}

// compareRanked puts the higher score first, then the earlier fact.
func compareRanked(a, b ranked) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.fact, b.fact))
}

// push adds r to the heap of the best candidateCount, whose worst is on top.
func (s *search) push(r ranked) {
	h := s.heap
	if len(h) < candidateCount {
		h = append(h, r)
		for i := len(h) - 1; i > 0; {
			parent := (i - 1) / 2
			if compareRanked(h[parent], h[i]) >= 0 {
				break
			}
			h[parent], h[i] = h[i], h[parent]
			i = parent
		}
		s.heap = h
		return
	}
	if r.score < h[0].score || compareRanked(r, h[0]) >= 0 {
		return
	}
	h[0] = r
	for i := 0; ; {
		worst := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h); c++ {
			if compareRanked(h[c], h[worst]) > 0 {
				worst = c
			}
		}
		if worst == i {
			return
		}
		h[i], h[worst] = h[worst], h[i]
		i = worst
	}
}
