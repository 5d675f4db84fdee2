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
}

// Try puts a question to the matcher alone, beside all intents, and reports how it fared.
func (e *Engine) Try(text string, today calendar.Day, want []fact.ID) Trial {
	r := e.read(Question{Text: text, Today: today}, Context{})
	t := Trial{InScope: len(want) > 0}
	if len(r.hits) == 0 {
		return t
	}
	best := r.hits[0]
	if best.Fit != match.FitNot {
		t.Probability = best.Probability
	}
	t.Right = slices.Contains(want, best.Fact.ID)
	return t
}

// What a wrong answer costs against a right one, in a private chat, in a group, and where
// a choice is offered instead.
const (
	costPrivate = 3
	costGroup   = 8
	costChoices = 0.5
)

// Calibrate returns the limits that gain most on trials, a wrong answer costing several
// right ones. The trials must not be those that the models were fitted on.
func Calibrate(trials []Trial) Limits {
	return Limits{
		Answer:  threshold(trials, costPrivate),
		Choices: threshold(trials, costChoices),
		Group:   threshold(trials, costGroup),
	}
}

// threshold is the probability from which answering gains most; of equal ones the
// highest.
func threshold(trials []Trial, cost float64) float64 {
	best, at := 0.0, 1.0
	for i := 99; i >= 1; i-- {
		limit, gain := float64(i)/100, 0.0
		for _, t := range trials {
			switch {
			case t.Probability < limit:
			case t.Right:
				gain++
			default:
				gain -= cost
			}
		}
		if gain > best {
			best, at = gain, limit
		}
	}
	return at
}
