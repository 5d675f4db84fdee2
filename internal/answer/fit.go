package answer

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"puente/internal/match"
)

// Fit is what fitting sets: the matcher's models and the engine's thresholds.
type Fit struct {
	Model  match.Model `json:"model"`
	Limits Limits      `json:"limits"`
}

// Limits are the probabilities from which the engine answers and from which it offers a
// choice.
type Limits struct {
	Answer  float64 `json:"answer"`  // a question that names both countries, or all of which one fact has, a name among it
	Lone    float64 `json:"lone"`    // in place of Answer for any other: it may be about anything
	Choices float64 `json:"choices"` // offers a choice
	Group   float64 `json:"group"`   // at least this in a group, where silence is better
}

// limit is the probability from which the best fact is the answer to a question.
func (e *Engine) limit(r *reading) float64 {
	limit := e.limits.Lone
	if len(r.hits) > 0 && (r.hits[0].BothSides() || r.hits[0].Whole()) {
		limit = e.limits.Answer
	}
	if r.Group {
		limit = max(limit, e.limits.Group)
	}
	return limit
}

//go:embed fit.json
var fitJSON []byte

// fitted is the committed fit: see the command puente knowledge fit.
var fitted = mustFit(fitJSON)

func mustFit(data []byte) Fit {
	var f Fit
	if err := json.Unmarshal(data, &f); err != nil {
		panic(fmt.Sprintf("answer: fit.json: %v", err))
	}
	return f
}
