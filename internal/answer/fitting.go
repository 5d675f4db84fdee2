package answer

import (
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/match"
)

// Fitting is what a fit is made from. Weights and Limits are different questions, so that
// the thresholds are not set on what the weights have learnt by heart.
type Fitting struct {
	Base    *fact.Base
	Today   calendar.Day // the day on which all questions are asked
	Seed    uint64
	Weights []match.Asked
	Limits  []match.Asked
}

// SetReport is how a set of questions fares at the limits of a fit.
type SetReport struct {
	First        match.Share // in scope: a right fact came first
	Right        match.Share // in scope: answered with it
	Unanswerable match.Share // out of scope: answered all the same
}

// FitReport says how a fit fares.
type FitReport struct {
	Validation match.Validation
	Weights    SetReport
	Limits     SetReport
}

// Fit fits the models and the thresholds and reports how they fare. The same fitting
// gives the same fit.
func (f Fitting) Fit() (Fit, FitReport) {
	trainer := match.Trainer{Base: f.Base, Today: f.Today, Seed: f.Seed}
	fit := Fit{Model: trainer.Train(f.Weights)}
	e := NewWith(f.Base, fit)
	trials := f.trials(e, f.Limits)
	fit.Limits = Calibrate(trials)
	return fit, FitReport{
		Validation: trainer.Validate(fit.Model, fit.Limits.Answer),
		Weights:    fit.Limits.report(f.trials(e, f.Weights)),
		Limits:     fit.Limits.report(trials),
	}
}

func (f Fitting) trials(e *Engine, questions []match.Asked) []Trial {
	trials := make([]Trial, len(questions))
	for i, q := range questions {
		trials[i] = e.Try(q.Text, f.Today, q.Facts)
	}
	return trials
}

// report tells what the limits make of trials.
func (l Limits) report(trials []Trial) SetReport {
	var r SetReport
	for _, t := range trials {
		limit := l.Lone
		if t.BothSides {
			limit = l.Answer
		}
		answered := t.Probability >= limit
		if !t.InScope {
			r.Unanswerable = r.Unanswerable.Count(answered)
			continue
		}
		r.First = r.First.Count(t.Right)
		r.Right = r.Right.Count(t.Right && answered)
	}
	return r
}
