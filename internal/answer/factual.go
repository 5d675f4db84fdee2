package answer

import "puente/internal/match"

// factual answers with the one fact that fits best, offers a choice between close ones,
// or leaves the question unanswered.
func (e *Engine) factual(r *reading) (Answer, bool) {
	if a, ok := e.followUp(r); ok {
		return a, true
	}
	if a, ok := e.changed(r); ok {
		return a, true
	}
	if len(r.hits) == 0 {
		return Answer{}, false
	}
	best := r.hits[0]
	switch {
	case e.absent(r, best.Fact), e.strangers(r, best.Fact):
		return Answer{}, false
	case best.Probability >= e.limit(r) && best.Fit != match.FitNot && best.Lead >= leastLead:
		return answerWith(IntentFact, Lead{}, best.Probability, best.Fact), true
	case best.Probability >= e.limits.Choices && !r.Group:
		a := Answer{Outcome: OutcomeChoices, Intent: IntentFact, Score: best.Probability}
		for _, h := range r.hits {
			if len(a.Choices) < maxChoices && best.Score-h.Score <= choiceScore && h.Fit != match.FitNot {
				a.Choices = append(a.Choices, h.Fact)
			}
		}
		return a, len(a.Choices) > 0
	}
	return Answer{}, false
}

// leastLead is the lead over the next fact below which a question does not tell the two
// apart.
const leastLead = 0.05

// choiceScore is the distance to the best fact within which others are offered beside it.
const choiceScore = 1.5
