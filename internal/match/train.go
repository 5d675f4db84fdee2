package match

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"puente/internal/ask"
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

// askedWeight is how many of the base's own examples a question that people asked counts
// for.
const askedWeight = 8

// dropout is the chance of a content word of an example to be taken for an unknown one:
// people use words that the base does not have.
const dropout = 0.2

// Train fits both models: the ranking one on the base's example questions, each asked as
// if the base did not have it, and on more; the abstaining one on the same and on
// questions that have no answer: examples whose fact is left out, examples spoilt by
// another year, country or name or by an attribute that the fact does not record, and
// those of more without facts.
func (t *Trainer) Train(more []Asked) Model {
	t.ix = NewIndex(t.Base, Model{})
	t.parser = when.NewParser(t.Base.Periods())
	t.random = rand.New(rand.NewPCG(t.Seed, t.Seed))
	s := t.samples(more)
	rank := fitRank(append(s.answerable, s.dropped...))
	return Model{Rank: rank, Abstain: fitAbstain(rank, s.answerable, s.not)}
}

// samples are the questions that the models are fitted on.
type samples struct {
	answerable []sample // a right fact is among the candidates
	dropped    []sample // the same with some words unknown: for ranking only
	not        []sample // none is
}

func (s *samples) keep(x sample) {
	if x.answerable() {
		s.answerable = append(s.answerable, x)
	} else {
		s.not = append(s.not, x)
	}
}

func (t *Trainer) samples(more []Asked) samples {
	var all samples
	for i := range t.ix.facts {
		e := &t.ix.facts[i]
		n := 0
		for _, l := range lang.Languages() {
			for _, text := range e.fact.Ask[l] {
				document := e.example(l, text)
				hold := held{fact: int32(i), document: document}
				q := t.read(text)
				all.keep(t.sample(q, hold, []fact.ID{e.fact.ID}))
				if d := t.sample(t.drop(q), hold, []fact.ID{e.fact.ID}); d.answerable() {
					all.dropped = append(all.dropped, d)
				}
				if n++; n%3 == 0 {
					all.not = append(all.not, t.without(q, int32(i)))
					for _, spoil := range spoilers {
						if s, ok := spoil(t, q, e); ok {
							all.not = append(all.not, t.sample(s, hold, nil))
						}
					}
				}
			}
		}
	}
	for _, a := range more {
		q := t.read(a.Text)
		for range askedWeight {
			all.keep(t.sample(q, holdNone, a.Facts))
		}
	}
	return all
}

// example returns the index of the document that is an example question of the fact.
func (e *entry) example(l lang.Language, text string) int {
	at := 0
	for _, other := range lang.Languages() {
		at += 2 // title and text
		if other == l {
			return at + slices.Index(e.fact.Ask[l], text)
		}
		at += len(e.fact.Ask[other])
	}
	return -1
}

func (t *Trainer) read(text string) *Query {
	u := t.ix.Analyse(text)
	return t.ix.Read(u, ask.Read(u), Constraining(t.parser.Parse(u, t.Today)))
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
		s.signals = append(s.signals, h.signals.wide())
		s.right = append(s.right, slices.Contains(right, h.Fact.ID))
	}
	return s
}

// without asks q as if its fact were not in the base.
func (t *Trainer) without(q *Query, left int32) sample {
	var s sample
	for _, h := range t.ix.search(q, candidateCount, holdNone) {
		if t.ix.number[h.Fact.ID] != left {
			s.signals = append(s.signals, h.signals.wide())
			s.right = append(s.right, false)
		}
	}
	return s
}

// spoilers make a question that a fact answers into one that it does not, by one word;
// ok is false where that word is not to be had.
var spoilers = []func(*Trainer, *Query, *entry) (spoilt *Query, ok bool){
	(*Trainer).moved, (*Trainer).abroad, (*Trainer).renamed, (*Trainer).unrecorded,
}

// moved asks for another year, in which the fact did not happen.
func (t *Trainer) moved(q *Query, _ *entry) (*Query, bool) {
	m := *q
	year := 1700 + t.random.IntN(100)
	m.Times = []when.Expression{{Kind: when.Date, Relation: when.In, Span: calendar.On(calendar.YearOf(year)), Confidence: 1}}
	return &m, true
}

// abroad asks about another country.
func (t *Trainer) abroad(q *Query, e *entry) (*Query, bool) {
	f, ok := t.absent(foreign, e)
	if !ok {
		return nil, false
	}
	a := t.with(q, f)
	a.Mentions = append(append([]Mention(nil), q.Mentions...), Mention{Features: []Feature{f}, Foreign: true})
	return a, true
}

// unrecorded asks for an attribute that the fact does not record.
func (t *Trainer) unrecorded(q *Query, e *entry) (*Query, bool) {
	f, ok := t.absent(attribute, e)
	if !ok {
		return nil, false
	}
	u := t.with(q, f)
	u.Attributes = append(append([]Feature(nil), q.Attributes...), f)
	return u, true
}

// absent draws a feature with a trait that the fact does not have, nor its examples.
func (t *Trainer) absent(having trait, e *entry) (Feature, bool) {
	var out []Feature
	for f := range Feature(len(t.ix.vocabulary.traits)) {
		if t.ix.vocabulary.has(f, having) && !e.has(f) {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return 0, false
	}
	return out[t.random.IntN(len(out))], true
}

// with adds a word that stands for f.
func (t *Trainer) with(q *Query, f Feature) *Query {
	w := *q
	added := term{token: -1, readings: []reading{{f, conceptConfidence}}, weight: t.ix.vocabulary.weight([]reading{{f, 1}}), known: true}
	w.terms = append(append([]term(nil), q.terms...), added)
	w.weight += added.weight
	w.wordings++
	return &w
}

// renamed asks about somebody whom the base does not know in place of one it does.
func (t *Trainer) renamed(q *Query, _ *entry) (*Query, bool) {
	if len(q.Mentions) == 0 {
		return nil, false
	}
	named := q.Mentions[t.random.IntN(len(q.Mentions))].Features
	r := *q
	r.terms = append([]term(nil), q.terms...)
	for i := range r.terms {
		w := &r.terms[i]
		if !slices.ContainsFunc(named, w.has) {
			continue
		}
		r.weight += t.ix.vocabulary.rarest - w.weight
		r.unknown += t.ix.vocabulary.rarest
		r.strange++
		*w = term{token: w.token, weight: t.ix.vocabulary.rarest}
	}
	r.Mentions = slices.DeleteFunc(slices.Clone(q.Mentions), func(m Mention) bool { return slices.Equal(m.Features, named) })
	return &r, true
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

// abstainSample is the best candidate of a question and whether the base answers the
// question: a right fact is among the first few.
type abstainSample struct {
	signals  Signals
	answered bool
}

// answeredDepth is the number of candidates among which a right one shows that the base
// answers the question: next to its siblings the best one may be a wrong one.
const answeredDepth = 3

func best(rank *Signals, s sample) abstainSample {
	order := make([]int, len(s.signals))
	scores := make([]float64, len(s.signals))
	for i := range s.signals {
		order[i], scores[i] = i, dot(rank, &s.signals[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	second := math.Inf(-1)
	if len(order) > 1 {
		second = scores[order[1]]
	}
	x := s.signals[order[0]]
	x[sigMargin] = margin(scores[order[0]], second)
	x[sigPopular] = 0 // how often a fact is asked for says nothing of what is not in the base
	first := order[:min(answeredDepth, len(order))]
	return abstainSample{x, slices.ContainsFunc(first, func(i int) bool { return s.right[i] })}
}

// margin is the lead of a score over the next one as a signal, from 0 to 1.
func margin(score, second float64) float64 { return math.Min(score-second, 3) / 3 }

// fitAbstain fits a logistic regression on the best candidates to whether the base
// answers the question.
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
			if d.answered {
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
