package match

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

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
	signals *slimSignals
	cover   float64
	matched []float32 // by term of the question: how well the fact has it
	query   *Query
}

// Signal returns one of the signals of the hit by its name, 0 for no such signal.
func (h *Hit) Signal(name string) float64 {
	if i := slices.Index(signalNames[:], name); i >= 0 {
		return float64(h.signals[i])
	}
	return 0
}

// Cover is the share of the question's weight that the fact has, in [0, 1].
func (h *Hit) Cover() float64 { return h.cover }

// Misses reports whether the question names something, or asks for something, that the
// fact does not have.
func (h *Hit) Misses() bool {
	return h.signals[sigNameLess] > 0 || h.signals[sigAttribute] > 0
}

// Lacks is the weight of the question's words that the fact does not have, without those of
// the tokens for which without is true.
func (h *Hit) Lacks(without func(token int) bool) float64 {
	sum := 0.0
	for i, t := range h.query.terms {
		if !without(t.token) {
			sum += t.weight * (1 - float64(h.matched[i]))
		}
	}
	return sum
}

// BothSides reports whether the question names both countries, or people of both.
func (h *Hit) BothSides() bool { return h.signals[sigSides] == 1 }

// Whole reports whether the fact has all that the question says, a name among it.
func (h *Hit) Whole() bool { return h.Cover() > 0.99 && h.signals[sigAnchor] == 1 && !h.Misses() }

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
		sum += a.query.terms[i].weight * float64(max(a.matched[i], b.matched[i]))
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

// of returns the document of a fact that is left out, -1 for none.
func (h held) of(fact int32) (document int) {
	if h.fact != fact {
		return -1
	}
	return h.document
}

// exampleLead puts the fact first whose own example question is asked word for word.
const exampleLead = 20

// Search returns the facts that fit q best, at most limit of them, the best first.
func (ix *Index) Search(q *Query, limit int) []Hit {
	return ix.search(q, limit, holdNone)
}

func (ix *Index) search(q *Query, limit int, hold held) []Hit {
	s := ix.begin(q)
	defer ix.end(s)
	best := s.candidates()
	s.room(len(best))
	for _, c := range best {
		lead := 0.0
		if hold == holdNone && c.fact() == q.example {
			lead = exampleLead
		}
		s.judge(c.fact(), c.fit, c.rank, lead, hold)
	}
	hits := s.hits(limit)
	if len(hits) > 0 {
		ix.estimate(&hits[0], s.second(), hold)
	}
	return hits
}

// estimate sets what is told of the best hit only.
func (ix *Index) estimate(h *Hit, second float64, hold held) {
	h.Lead = margin(h.Score, second)
	h.signals[sigMargin] = float32(h.Lead)
	x := h.signals.wide()
	h.Probability = sigmoid(ix.abstain.score(&x)) * enough(h.Cover())
	if h.Score > exampleLead/2 && hold == holdNone && h.query.example >= 0 {
		h.Probability = 1
	}
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
	s := ix.begin(q)
	defer ix.end(s)
	s.room(len(facts))
	for n, f := range facts {
		i := ix.number[f.ID]
		s.judge(i, s.fit(i), uint64(len(facts)-n), 0, holdNone)
	}
	return s.hits(len(facts))
}

// coverage sets the signals on how much of the question the fact has at all.
func (s *search) coverage(had []float32, x *Signals) {
	if s.q.weight == 0 {
		return
	}
	matched, exact, stray, rare, missing := 0.0, 0.0, 0.0, 0.0, 0.0
	for i, c := range had {
		t, c := &s.q.terms[i], float64(c)
		has := t.weight * c
		lack := t.weight * (1 - c)
		matched += has
		if lack > missing {
			missing = lack
		}
		if c > conceptConfidence {
			exact += t.weight
		}
		if t.known {
			stray += lack
		}
		if has > rare {
			rare = has
		}
		if t.focus && 1-c > x[sigFocus] {
			x[sigFocus] = 1 - c
		}
	}
	rarest := s.ix.vocabulary.rarest
	x[sigCover] = matched / s.q.weight
	x[sigMissing] = missing / rarest
	x[sigThin] = max(0, 1-2*x[sigCover])
	x[sigExact] = exact / s.q.weight
	x[sigStray] = stray / s.q.weight
	x[sigRare] = rare / rarest
	x[sigUnknown] = s.q.unknown / s.q.weight
	x[sigStrange] = float64(min(s.q.strange, 3)) / 3
	x[sigEvidence] = s.evidence(matched)
}

// evidence is the signal on the matched weight. Many facts of a question match the same.
func (s *search) evidence(matched float64) float64 {
	if matched != s.weighed {
		s.weighed, s.logarithm = matched, math.Log(1+matched)/4
	}
	return s.logarithm
}

// constraints sets the signals on names, times and attributes.
func (s *search) constraints(e *entry, fit Fit, x *Signals) {
	s.mentions(e, x)
	if len(s.q.Times) > 0 {
		switch fit {
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
	s.anchor(x)
	if s.q.Asked.Any(e.lacks) {
		x[sigUntold] = 1
	}
	for _, a := range s.q.Attributes {
		if !e.hasIn(s.find(e, a), docTitle, docText) {
			x[sigAttribute] = 1
		}
	}
}

// mentions sets the signals on the names of the question.
func (s *search) mentions(e *entry, x *Signals) {
	x[sigNames] = 1
	found := 0
	for i := range s.q.Mentions {
		m := &s.q.Mentions[i]
		has, about := false, !m.Foreign && !m.Abroad
		for _, f := range m.Features {
			at := s.find(e, f)
			has = has || at >= 0
			about = about || e.hasIn(at, docTitle, docNames, docExample)
		}
		if has && about {
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
}

// anchor sets the signals on whether the question is about the two countries at all.
func (s *search) anchor(x *Signals) {
	x[sigSides], x[sigAbroad] = s.countries.sides, s.countries.abroad
	for k, i := range s.at {
		if i >= 0 && s.wanted[k].anchor {
			x[sigAnchor] = 1
			return
		}
	}
}

// countries are signals that are the same for all facts: which of the two countries the
// question names or has people of, and whether it names others only.
type countries struct{ sides, abroad float64 }

func (v *Vocabulary) countriesOf(q *Query) (c countries) {
	far, sides := false, trait(0)
	for i := range q.terms {
		for _, r := range q.terms[i].readings {
			far = far || v.has(r.feature, foreign)
			sides |= v.traits[r.feature] & (ofChile | ofRussia)
		}
	}
	c.sides = float64(bits.OnesCount8(uint8(sides))) / 2
	if far {
		c.abroad = 1 - c.sides
	}
	return c
}

func sortedSet[T cmp.Ordered](a []T) []T {
	slices.Sort(a)
	return slices.Compact(a)
}
