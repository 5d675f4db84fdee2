package match

import "math"

// judged is a fact with its score, those of one score in the order of their ranks.
type judged struct {
	score float64
	rank  uint64
	fact  int32
	place int32 // among those judged, of its signals
	fit   Fit
}

// room makes room to judge n facts.
func (s *search) room(n int) {
	s.signals = zeroed(s.signals, n)
	s.matched = zeroed(s.matched, n*len(s.q.terms))
	s.judged = s.judged[:0]
}

// put puts x in its place in the order of scores.
func put(order []judged, x judged) []judged {
	i := len(order)
	order = append(order, x)
	for ; i > 0; i-- {
		if o := &order[i-1]; o.score > x.score || o.score == x.score && o.rank > x.rank {
			break
		}
		order[i] = order[i-1]
	}
	order[i] = x
	return order
}

// hits returns the first hits. Their numbers stand in one slice.
func (s *search) hits(limit int) []Hit {
	n := len(s.q.terms)
	out := make([]Hit, min(limit, len(s.judged)))
	numbers := make([]float32, len(out)*(int(signalCount)+n))
	for i := range out {
		j := &s.judged[i]
		x, signals := &s.signals[j.place], (*slimSignals)(numbers)
		for k, v := range x {
			signals[k] = float32(v)
		}
		matched := numbers[signalCount:][:n:n]
		copy(matched, s.matched[n*int(j.place):])
		numbers = numbers[int(signalCount)+n:]
		out[i] = Hit{
			Fact: s.ix.facts[j.fact].fact, Score: j.score, Fit: j.fit,
			signals: signals, cover: x[sigCover], matched: matched, query: s.q,
		}
	}
	return out
}

// second is the score of the second best hit.
func (s *search) second() float64 {
	if len(s.judged) < 2 {
		return math.Inf(-1)
	}
	return s.judged[1].score
}
