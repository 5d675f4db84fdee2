package match

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
)

// Hit is a fact that fits a question.
type Hit struct {
	Fact *fact.Fact
	// Score orders hits; scores of different questions do not compare.
	Score float64
	// Probability is the estimate that the base answers the question, by the fact of the
	// best hit. Search sets it for that one only.
	Probability float64
	// Lead is the lead of the best hit over the next one, from 0 to 1: how sure it is that
	// it is this fact rather than another. Search sets it for the best hit only.
	Lead float64
	// Fit is how the fact stands to the times of the question.
	Fit     Fit
	signals Signals
	matched []float64 // by term of the question: how well the fact has it
	query   *Query
}

// Signal returns one of the signals of the hit by its name, 0 for no such signal.
func (h *Hit) Signal(name string) float64 {
	if i := slices.Index(signalNames[:], name); i >= 0 {
		return h.signals[i]
	}
	return 0
}

// Cover is the share of the question's weight that the fact has, in [0, 1].
func (h *Hit) Cover() float64 { return h.signals[sigCover] }

// Misses reports whether the question names something, or asks for something, that the
// fact does not have.
func (h *Hit) Misses() bool {
	return h.signals[sigNameLess] > 0 || h.signals[sigAttribute] > 0
}

// BothSides reports whether the question names both countries, or people of both.
func (h *Hit) BothSides() bool { return h.signals[sigSides] == 1 }

// nearCover is the share of a question from which a fact is near enough to be offered.
const nearCover = 0.4

// Near reports whether the fact touches what the question is about.
func (h *Hit) Near() bool {
	return h.Cover() >= nearCover && h.signals[sigForeign] == 0 && h.signals[sigNotThen] == 0
}

// Together is the share of the question's weight that two facts have together.
func Together(a, b *Hit) float64 {
	if a.query.weight == 0 {
		return 0
	}
	sum := 0.0
	for i := range a.matched {
		sum += a.query.terms[i].weight * max(a.matched[i], b.matched[i])
	}
	return sum / a.query.weight
}

// held names an example question to be left out, as if the base did not have it: fitting
// asks the base's own examples without letting them answer for themselves.
type held struct {
	fact     int32
	document int
}

var holdNone = held{fact: -1}

// exampleLead puts the fact first whose own example question is asked word for word.
const exampleLead = 20

// candidateCount is the number of facts that are scored in full.
const candidateCount = 24

// Search returns the facts that fit q best, at most limit of them, the best first.
func (ix *Index) Search(q *Query, limit int) []Hit {
	return ix.search(q, limit, holdNone)
}

func (ix *Index) search(q *Query, limit int, hold held) []Hit {
	s := newScratch(ix, q)
	candidates := s.candidates(candidateCount)
	hits := make([]Hit, 0, len(candidates))
	rank := ix.model.Rank.vector()
	for _, i := range candidates {
		h := s.judge(i, hold)
		h.Score = ix.model.Rank.Bias + dot(&rank, &h.signals)
		if hold == holdNone && i == q.example {
			h.Score += exampleLead
		}
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	if len(hits) > 0 {
		second := math.Inf(-1)
		if len(hits) > 1 {
			second = hits[1].Score
		}
		hits[0].Lead = margin(hits[0].Score, second)
		hits[0].signals[sigMargin] = hits[0].Lead
		abstain := ix.model.Abstain.vector()
		hits[0].Probability = sigmoid(ix.model.Abstain.Bias+dot(&abstain, &hits[0].signals)) * enough(hits[0].Cover())
		if hits[0].Score > exampleLead/2 && hold == holdNone && q.example >= 0 {
			hits[0].Probability = 1
		}
	}
	return hits[:min(limit, len(hits))]
}

// The shares of a question that a fact must cover to answer it: below the first never,
// from the second on without reserve.
const (
	leastCover  = 0.2
	enoughCover = 0.4
)

// enough is the factor on the probability of a fact that covers so much of a question.
func enough(cover float64) float64 {
	return max(0, min(1, (cover-leastCover)/(enoughCover-leastCover)))
}

// Judge scores the given facts against q, the best first, without choosing candidates.
func (ix *Index) Judge(q *Query, facts []*fact.Fact) []Hit {
	s := newScratch(ix, q)
	rank := ix.model.Rank.vector()
	hits := make([]Hit, 0, len(facts))
	for _, f := range facts {
		h := s.judge(ix.number[f.ID], holdNone)
		h.Score = ix.model.Rank.Bias + dot(&rank, &h.signals)
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}

// scratch holds the working state of one search.
type scratch struct {
	ix         *Index
	q          *Query
	confidence []float32 // by feature: how sure the question is of having it
	owner      []int16   // by feature: the term that has it, -1 for none
	terms      []float64 // by term: how well a document matches it
	union      []float64 // by term: how well any document of the fact does
}

func newScratch(ix *Index, q *Query) *scratch {
	n := len(ix.vocabulary.names)
	s := &scratch{
		ix: ix, q: q,
		confidence: make([]float32, n), owner: make([]int16, n),
		terms: make([]float64, len(q.terms)), union: make([]float64, len(q.terms)),
	}
	for i, t := range q.terms {
		for _, r := range t.readings {
			if s.confidence[r.feature] < r.confidence {
				s.confidence[r.feature], s.owner[r.feature] = r.confidence, int16(i)
			}
		}
	}
	return s
}

// candidates returns the numbers of the facts that share most weight with the question.
func (s *scratch) candidates(limit int) []int32 {
	score := make([]float64, len(s.ix.facts))
	best := make([]float64, len(s.ix.facts))
	for _, t := range s.q.terms {
		clear(best)
		for _, r := range t.readings {
			gain := t.weight * float64(r.confidence)
			for _, p := range s.ix.postings[r.feature] {
				if gain > best[p.fact] {
					score[p.fact] += gain - best[p.fact]
					best[p.fact] = gain
				}
			}
		}
	}
	if len(s.q.Times) > 0 {
		for i := range score {
			if score[i] > 0 && s.ix.facts[i].times.fitAll(s.q.Times) == FitNot {
				score[i] /= 2
			}
		}
	}
	order := make([]int32, 0, len(score))
	for i, v := range score {
		if v > 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(score[b], score[a]) })
	order = order[:min(limit, len(order))]
	if x := s.q.example; x >= 0 && !slices.Contains(order, x) {
		order = append(order, x)
	}
	return order
}

// judge computes the signals of one fact.
func (s *scratch) judge(i int32, hold held) Hit {
	e := &s.ix.facts[i]
	h := Hit{Fact: e.fact, Fit: FitUndated}
	x := &h.signals
	clear(s.union)
	for n := range e.documents {
		if hold.fact == i && hold.document == n {
			continue
		}
		s.compare(&e.documents[n], x)
	}
	s.coverage(x)
	h.matched, h.query = slices.Clone(s.union), s.q
	s.constraints(e, &h)
	switch e.fact.Importance {
	case 1:
		x[sigPopular] = 1
	case 3:
		x[sigPopular] = -1
	}
	if n := s.q.wordings; n > 0 {
		x[sigShort] = 1 / float64(n)
	}
	return h
}

// compare adds what one document of the fact says to x.
func (s *scratch) compare(d *document, x *Signals) {
	clear(s.terms)
	back := 0.0
	for _, t := range d.terms {
		best := float32(0)
		for _, f := range t.features {
			c := s.confidence[f]
			if c == 0 {
				continue
			}
			best = max(best, c)
			if o := s.owner[f]; float64(c) > s.terms[o] {
				s.terms[o] = float64(c)
			}
		}
		back += t.weight * float64(best)
	}
	forward := 0.0
	for i, c := range s.terms {
		forward += s.q.terms[i].weight * c
		s.union[i] = max(s.union[i], c)
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
		x[sigGrams] = max(x[sigGrams], dice(s.q.grams, d.grams))
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

// coverage sets the signals on how much of the question the fact has at all.
func (s *scratch) coverage(x *Signals) {
	if s.q.weight == 0 {
		return
	}
	matched, exact, stray, rare := 0.0, 0.0, 0.0, 0.0
	for i, c := range s.union {
		t := &s.q.terms[i]
		matched += t.weight * c
		x[sigMissing] = max(x[sigMissing], t.weight*(1-c)/s.ix.vocabulary.rarest)
		if c > conceptConfidence {
			exact += t.weight
		}
		if t.known {
			stray += t.weight * (1 - c)
		}
		rare = max(rare, t.weight*c)
		if t.focus {
			x[sigFocus] = max(x[sigFocus], 1-c)
		}
	}
	x[sigCover] = matched / s.q.weight
	x[sigThin] = max(0, 1-2*x[sigCover])
	x[sigExact] = exact / s.q.weight
	x[sigStray] = stray / s.q.weight
	x[sigRare] = rare / s.ix.vocabulary.rarest
	x[sigUnknown] = s.q.unknown / s.q.weight
	x[sigStrange] = float64(min(s.q.strange, 3)) / 3
	x[sigEvidence] = math.Log1p(matched) / 4
}

// constraints sets the signals on names, times and attributes.
func (s *scratch) constraints(e *entry, h *Hit) {
	x := &h.signals
	has := func(f Feature) bool { _, ok := slices.BinarySearch(e.features, f); return ok }
	x[sigNames] = 1
	found := 0
	for _, m := range s.q.Mentions {
		if slices.ContainsFunc(m.Features, has) && (!m.Foreign && !m.Abroad || slices.ContainsFunc(m.Features, e.about)) {
			found++
			continue
		}
		x[sigNameLess] = 1
		if m.Foreign {
			x[sigForeign] = 1
		}
	}
	if n := len(s.q.Mentions); n > 0 {
		x[sigNames] = float64(found) / float64(n)
	}
	if len(s.q.Times) > 0 {
		h.Fit = e.times.fitAll(s.q.Times)
		switch h.Fit {
		case FitDate:
			x[sigDate] = e.times.closeness(s.q.Times)
		case FitMention:
			x[sigMention] = 1
		case FitNot:
			x[sigNotThen] = 1
		case FitUndated:
			x[sigUndated] = 1
		}
	}
	s.anchor(x, has)
	if s.q.untold(e.fact) {
		x[sigUntold] = 1
	}
	for _, a := range s.q.Attributes {
		if _, recorded := slices.BinarySearch(e.stated, a); !recorded {
			x[sigAttribute] = 1
		}
	}
}

// about reports whether a fact is about f rather than only mentioning it: its titles, the
// names of who and where, or its example questions have it.
func (e *entry) about(f Feature) bool {
	return slices.ContainsFunc(e.documents, func(d document) bool {
		return d.kind != docText && slices.ContainsFunc(d.terms, func(t docTerm) bool { return slices.Contains(t.features, f) })
	})
}

// anchor sets the signals on whether the question is about the two countries at all.
func (s *scratch) anchor(x *Signals, has func(Feature) bool) {
	v := s.ix.vocabulary
	abroad, sides := false, side(0)
	for _, t := range s.q.terms {
		for _, r := range t.readings {
			abroad = abroad || v.foreign[r.feature]
			if v.kinds[r.feature] != kindEntity {
				continue
			}
			sides |= v.sides[r.feature]
			if !v.neutral[r.feature] && has(r.feature) {
				x[sigAnchor] = 1
			}
		}
	}
	x[sigSides] = float64(bits.OnesCount8(uint8(sides))) / 2
	if abroad {
		x[sigAbroad] = 1 - x[sigSides]
	}
}

// untold reports whether the question asks when, who or where and the fact has no date,
// nobody or no place.
func (q *Query) untold(f *fact.Fact) bool {
	return q.Asked.Has(ask.When) && f.Date.IsZero() ||
		q.Asked.Has(ask.Who) && len(f.Who) == 0 ||
		q.Asked.Has(ask.Where) && len(f.Where) == 0
}

// dice is the Dice coefficient of two sorted sets.
func dice(a, b []uint32) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}

func sortedSet[T cmp.Ordered](a []T) []T {
	slices.Sort(a)
	return slices.Compact(a)
}
