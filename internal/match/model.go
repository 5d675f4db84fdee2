package match

import "math"

// Model holds the two linear models of the matcher.
type Model struct {
	// Rank orders the facts of one question.
	Rank Linear `json:"rank"`
	// Abstain estimates whether the base answers the question, by how its best fact fits.
	Abstain Linear `json:"abstain"`
}

// Linear is a linear model over named signals: a weight a signal and a bias.
type Linear struct {
	Bias    float64            `json:"bias"`
	Weights map[string]float64 `json:"weights"`
}

// vector lays the weights out in the order of the signals.
func (l Linear) vector() (w Signals) {
	for i, name := range signalNames {
		w[i] = l.Weights[name]
	}
	return w
}

// scorer is a linear model with its weights in the order of the signals.
type scorer struct {
	bias    float64
	weights Signals
}

func (l Linear) scorer() scorer { return scorer{l.Bias, l.vector()} }

func (s *scorer) score(x *Signals) float64 { return s.bias + dot(&s.weights, x) }

// dot adds up in four sums, which do not wait for one another.
func dot(w, x *Signals) float64 {
	var sums [4]float64
	i := 0
	for ; i+len(sums) <= len(w); i += len(sums) {
		sums[0] += w[i] * x[i]
		sums[1] += w[i+1] * x[i+1]
		sums[2] += w[i+2] * x[i+2]
		sums[3] += w[i+3] * x[i+3]
	}
	for ; i < len(w); i++ {
		sums[0] += w[i] * x[i]
	}
	return sums[0] + sums[1] + sums[2] + sums[3]
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
