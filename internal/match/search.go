package match

import (
	"cmp"
	"math"
	"slices"
)

// search is the working memory of one search.
type search struct {
	ix *Index
	q  *Query

	wanted  []wanted
	sides   float64 // signals of the question alone
	abroad  float64
	grams   gramSet  // of the question
	windows []window // of the times of the question
	gains   []gain   // of all sources
	sources []source
	tallies []tally // by fact
	touched []int32 // the facts that have a tally
	heap    []ranked
	least   []float64 // the best scores, to find a threshold
	order   []int32
	scores  []scored

	room    []Hit     // for the hits before they are sorted
	terms   []float32 // by term of the fact: how surely the question has it
	matches []float64 // by document of the fact and term of the question: how well it has it
	shared  []bool    // by document of the fact: whether it has anything of the question
	matched []float64 // for the matched terms of the hits
}

// wanted is a feature of a question and the term that is surest to have it.
type wanted struct {
	feature    Feature
	confidence float32
	term       int
}

// scored is the score of a hit that has not been put in its place.
type scored struct {
	score float64
	hit   int32
}

func newSearch(ix *Index) *search {
	return &search{ix: ix, grams: make(gramSet, len(ix.grams)/64+1), tallies: make([]tally, len(ix.facts))}
}

// begin prepares a search for q.
func (ix *Index) begin(q *Query) *search {
	s := ix.searches.Get().(*search)
	s.q = q
	s.wanted = s.wanted[:0]
	for i := range q.terms {
		for _, r := range q.terms[i].readings {
			s.want(r, i)
		}
	}
	s.sidesOf(q)
	for _, g := range q.grams {
		s.grams.add(g)
	}
	s.windows = s.windows[:0]
	for i := range q.Times {
		s.windows = append(s.windows, windowOf(&q.Times[i]))
	}
	return s
}

func (s *search) want(r reading, term int) {
	for i := range s.wanted {
		w := &s.wanted[i]
		if w.feature == r.feature {
			if w.confidence < r.confidence {
				w.confidence, w.term = r.confidence, term
			}
			return
		}
	}
	s.wanted = append(s.wanted, wanted{r.feature, r.confidence, term})
}

// end gives the memory of a search back.
func (ix *Index) end(s *search) {
	for _, g := range s.q.grams {
		s.grams.remove(g)
	}
	s.q, s.matched = nil, nil
	ix.searches.Put(s)
}

// hits makes room for n hits.
func (s *search) hits(n int) []Hit {
	s.matched = make([]float64, n*len(s.q.terms))
	s.room = zeroed(s.room, n)
	return s.room
}

// sorted returns the first of the hits in the order of their scores.
func (s *search) sorted(hits []Hit, limit int) []Hit {
	slices.SortStableFunc(s.scores, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	out := make([]Hit, limit)
	for i := range out {
		out[i] = hits[s.scores[i].hit]
	}
	return out
}

// second is the score of the second best hit.
func (s *search) second() float64 {
	if len(s.scores) < 2 {
		return math.Inf(-1)
	}
	return s.scores[1].score
}

// judge computes the signals of fact number i.
func (s *search) judge(h *Hit, i int32, hold held) {
	e := &s.ix.facts[i]
	h.Fact, h.Fit, h.query = e.fact, FitUndated, s.q
	n := len(s.q.terms)
	h.matched, s.matched = s.matched[:n:n], s.matched[n:]
	s.meet(e)
	x := &h.signals
	for d := range e.documents {
		if hold.fact == i && hold.document == d {
			continue
		}
		s.compare(e, d, h)
	}
	s.coverage(h)
	s.constraints(e, h)
	switch e.fact.Importance {
	case 1:
		x[sigPopular] = 1
	case 3:
		x[sigPopular] = -1
	}
	if n := s.q.wordings; n > 0 {
		x[sigShort] = 1 / float64(n)
	}
}

// meet notes where the fact has what the question wants.
func (s *search) meet(e *entry) {
	n := len(s.q.terms)
	s.terms = zeroed(s.terms, len(e.weights))
	s.matches = zeroed(s.matches, len(e.documents)*n)
	s.shared = zeroed(s.shared, len(e.documents))
	for _, w := range s.wanted {
		for _, o := range e.occurrences(w.feature) {
			s.terms[o.term] = max(s.terms[o.term], w.confidence)
			m := &s.matches[int(o.document)*n+w.term]
			*m = max(*m, float64(w.confidence))
			s.shared[o.document] = true
		}
	}
}

func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// compare adds what one document of the fact says to the signals of h.
func (s *search) compare(e *entry, document int, h *Hit) {
	d, n, x := &e.documents[document], len(s.q.terms), &h.signals
	if d.kind == docExample && d.weight != 0 && s.q.weight != 0 {
		x[sigGrams] = max(x[sigGrams], s.dice(e.grams[d.grams:d.endGrams]))
	}
	if !s.shared[document] {
		return
	}
	back, forward := 0.0, 0.0
	for i := d.terms; i < d.endTerms; i++ {
		back += e.weights[i] * float64(s.terms[i])
	}
	for i, c := range s.matches[document*n : (document+1)*n] {
		forward += s.q.terms[i].weight * c
		h.matched[i] = max(h.matched[i], c)
	}
	if s.q.weight == 0 || d.weight == 0 {
		return
	}
	likeness := (forward + back) / (s.q.weight + d.weight)
	switch d.kind {
	case docTitle:
		x[sigTitle] = max(x[sigTitle], likeness)
	case docText:
		x[sigText] = max(x[sigText], forward/s.q.weight)
	case docExample:
		if likeness > x[sigExample] {
			x[sigSecond] = x[sigExample]
			x[sigExample] = likeness
			x[sigExampleFwd] = forward / s.q.weight
			x[sigExampleBck] = back / d.weight
		} else {
			x[sigSecond] = max(x[sigSecond], likeness)
		}
	}
}

// dice is the Dice coefficient of the grams of the question and those of a document.
func (s *search) dice(grams []gram) float64 {
	all := s.q.gramCount + len(grams)
	if all == 0 || s.q.gramCount == 0 {
		return 0
	}
	return 2 * float64(s.grams.count(grams)) / float64(all)
}
