package match

import (
	"math"
	"math/rand/v2"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

// Asked is a question whose right answers are known: the facts that answer it, none for a
// question that no fact answers.
type Asked struct {
	Text  string
	Facts []fact.ID
}

// sample is one question with the signals of its candidates.
type sample struct {
	signals []Signals
	right   []bool
}

// answerable reports whether a right fact is among the candidates.
func (s sample) answerable() bool {
	for _, r := range s.right {
		if r {
			return true
		}
	}
	return false
}

// Trainer gathers samples from a base and fits the models to them. Everything it does is
// determined by its seed.
type Trainer struct {
	Base   *fact.Base
	Today  calendar.Day
	Seed   uint64
	ix     *Index
	parser *when.Parser
	random *rand.Rand
}

// dropout is the chance of a content word of an example to be taken for an unknown one:
// people use words that the base does not have.
const dropout = 0.2

// Train fits both models: the ranking one on the base's example questions, each asked as
// if the base did not have it, and on more; the abstaining one on the same and on
// questions that have no answer: examples whose fact is left out, examples moved to
// another year, and those of more without facts.
func (t *Trainer) Train(more []Asked) Model {
	t.ix = NewIndex(t.Base, Model{})
	t.parser = when.NewParser(t.Base.Periods())
	t.random = rand.New(rand.NewPCG(t.Seed, t.Seed))
	answerable, not := t.samples(more)
	rank := fitRank(answerable)
	return Model{Rank: rank, Abstain: fitAbstain(rank, answerable, not)}
}

func (t *Trainer) samples(more []Asked) (answerable, not []sample) {
	keep := func(s sample) {
		if s.answerable() {
			answerable = append(answerable, s)
		} else if len(s.signals) > 0 {
			not = append(not, s)
		}
	}
	for i := range t.ix.facts {
		e := &t.ix.facts[i]
		n := 0
		for _, l := range lang.Languages() {
			for _, text := range e.fact.Ask[l] {
				document := e.example(l, text)
				hold := held{fact: int32(i), document: document}
				q := t.read(text)
				keep(t.sample(q, hold, []fact.ID{e.fact.ID}))
				keep(t.sample(t.drop(q), hold, []fact.ID{e.fact.ID}))
				if n++; n%3 == 0 {
					not = append(not, t.without(q, int32(i)), t.moved(q, hold, e.fact.ID))
				}
			}
		}
	}
	for _, a := range more {
		q := t.read(a.Text)
		keep(t.sample(q, holdNone, a.Facts))
	}
	return answerable, not
}

func (e *entry) example(l lang.Language, text string) int {
	n := 0
	for i, d := range e.documents {
		if d.kind != docExample || d.language != l {
			continue
		}
		if e.fact.Ask[l][n] == text {
			return i
		}
		n++
	}
	return -1
}

func (t *Trainer) read(text string) *Query {
	u := t.ix.Analyse(text)
	return t.ix.Read(u, Constraining(t.parser.Parse(u, t.Today)))
}

// drop returns q with some of its content words unknown.
func (t *Trainer) drop(q *Query) *Query {
	d := *q
	d.terms = append([]term(nil), q.terms...)
	for i := range d.terms {
		if w := &d.terms[i]; w.known && !w.stop && t.random.Float64() < dropout {
			w.readings, w.known = nil, false
			d.weight += t.ix.vocabulary.rarest - w.weight
			w.weight = t.ix.vocabulary.rarest
			d.unknown += w.weight
		}
	}
	return &d
}

func (t *Trainer) sample(q *Query, hold held, right []fact.ID) sample {
	var s sample
	for _, h := range t.ix.search(q, candidateCount, hold) {
		s.signals = append(s.signals, h.signals)
		s.right = append(s.right, contains(right, h.Fact.ID))
	}
	return s
}

func contains(ids []fact.ID, id fact.ID) bool {
	for _, i := range ids {
		if i == id {
			return true
		}
	}
	return false
}

// without asks q as if its fact were not in the base.
func (t *Trainer) without(q *Query, left int32) sample {
	var s sample
	for _, h := range t.ix.search(q, candidateCount, holdNone) {
		if t.ix.number[h.Fact.ID] != left {
			s.signals = append(s.signals, h.signals)
			s.right = append(s.right, false)
		}
	}
	return s
}

// moved asks q for another year, in which its fact did not happen.
func (t *Trainer) moved(q *Query, hold held, id fact.ID) sample {
	m := *q
	year := 1700 + t.random.IntN(100)
	m.Times = []when.Expression{{Kind: when.Date, Relation: when.In, Span: calendar.On(calendar.YearOf(year)), Confidence: 1}}
	s := t.sample(&m, hold, []fact.ID{id})
	clear(s.right)
	return s
}

// The settings of both fits: plain stochastic gradient descent is enough for two dozen
// weights.
const (
	epochs = 40
	step   = 0.05
	decay  = 1e-4
)

// fitRank fits a conditional (softmax) logit: the probability that a candidate is a right
// one is proportional to exp of its score.
func fitRank(samples []sample) Linear {
	var w Signals
	for epoch := range epochs {
		rate := step / (1 + float64(epoch)/8)
		for _, s := range samples {
			softmaxStep(&w, s, rate)
		}
	}
	return linear(0, w)
}

func softmaxStep(w *Signals, s sample, rate float64) {
	p := make([]float64, len(s.signals))
	best, all, right := math.Inf(-1), 0.0, 0.0
	for i := range s.signals {
		p[i] = dot(w, &s.signals[i])
		best = max(best, p[i])
	}
	for i := range p {
		p[i] = math.Exp(p[i] - best)
		all += p[i]
		if s.right[i] {
			right += p[i]
		}
	}
	for i := range s.signals {
		g := p[i] / all
		if s.right[i] {
			g -= p[i] / right
		}
		for j := range w {
			w[j] -= rate * (g*s.signals[i][j] + decay*w[j])
		}
	}
}

// abstainSample is the best candidate of a question and whether it is right.
type abstainSample struct {
	signals Signals
	right   bool
}

func best(rank *Signals, s sample) abstainSample {
	top, second := -1, math.Inf(-1)
	score := math.Inf(-1)
	for i := range s.signals {
		switch v := dot(rank, &s.signals[i]); {
		case v > score:
			top, second, score = i, score, v
		case v > second:
			second = v
		}
	}
	x := s.signals[top]
	x[sigMargin] = margin(score, second)
	return abstainSample{x, s.right[top]}
}

// margin is the lead of a score over the next one as a signal, from 0 to 1.
func margin(score, second float64) float64 { return math.Min(score-second, 3) / 3 }

// fitAbstain fits a logistic regression on the best candidates.
func fitAbstain(rank Linear, answerable, not []sample) Linear {
	w := rank.vector()
	var data []abstainSample
	for _, s := range answerable {
		data = append(data, best(&w, s))
	}
	for _, s := range not {
		if len(s.signals) > 0 {
			data = append(data, best(&w, s))
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	r.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
	var v Signals
	bias := 0.0
	for epoch := range epochs {
		rate := step / (1 + float64(epoch)/8)
		for _, d := range data {
			g := sigmoid(bias + dot(&v, &d.signals))
			if d.right {
				g--
			}
			bias -= rate * g
			for j := range v {
				v[j] -= rate * (g*d.signals[j] + decay*v[j])
			}
		}
	}
	return linear(bias, v)
}

func linear(bias float64, w Signals) Linear {
	l := Linear{Bias: round(bias), Weights: make(map[string]float64, len(w))}
	for i, name := range signalNames {
		if v := round(w[i]); v != 0 {
			l.Weights[name] = v
		}
	}
	return l
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
