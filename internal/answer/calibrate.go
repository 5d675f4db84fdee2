package answer

import (
	"slices"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/match"
)

// Trial is a question put to the engine whose right answers are known.
type Trial struct {
	Probability float64 // of the best fact
	Right       bool    // the best fact is one of the right ones
	InScope     bool    // there are right ones
	BothSides   bool    // the question names both countries, or the best fact has all of it
}

// Try puts a question to the matcher and to what declines questions, beside all other
// intents, and reports how it fared.
func (e *Engine) Try(text string, today calendar.Day, want []fact.ID) Trial {
	r := e.read(Question{Text: text, Today: today}, Context{})
	t := Trial{InScope: len(want) > 0}
	if _, refused := e.refuse(r); refused || len(r.hits) == 0 {
		return t
	}
	best := r.hits[0]
	t.BothSides = best.BothSides() || best.Whole()
	if best.Fit != match.FitNot {
		t.Probability = best.Probability
	}
	t.Right = slices.Contains(want, best.Fact.ID)
	return t
}

// The shares of the questions that no fact answers which may be answered all the same: in
// a private chat, in a group, and where only a choice is offered.
const (
	falsePrivate = 0.01
	falseBoth    = 0.1 // of those that name both countries: so few, and all near misses, that two or three are that many
	falseGroup   = 0.003
	falseChoices = 0.06
)

// Calibrate returns the lowest limits at which no more of the unanswerable trials than
// that are answered. The trials must not be those that the models were fitted on.
func Calibrate(trials []Trial) Limits {
	var both, lone []Trial
	for _, t := range trials {
		if t.BothSides {
			both = append(both, t)
		} else {
			lone = append(lone, t)
		}
	}
	limit := threshold(lone, falsePrivate)
	return Limits{
		Answer:  min(limit, max(leastAnswer, threshold(both, falseBoth))),
		Lone:    limit,
		Choices: threshold(trials, falseChoices),
		Group:   threshold(trials, falseGroup),
	}
}

// leastAnswer bounds the limit for questions that name both countries from below: too few
// of them are unanswerable for their share to say much.
const leastAnswer = 0.42

// threshold is the lowest probability, in hundredths, from which at most the given share
// of the unanswerable trials is answered.
func threshold(trials []Trial, share float64) float64 {
	const steps = 100
	unanswerable := 0
	var answered [steps + 1]int
	for _, t := range trials {
		if t.InScope {
			continue
		}
		unanswerable++
		answered[int(t.Probability*steps)]++
	}
	sum := 0
	for i := steps; i > 0; i-- {
		sum += answered[i]
		if float64(sum) > share*float64(unanswerable) {
			return float64(i+1) / steps
		}
	}
	return 1.0 / steps
}
