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
	Answer  float64 `json:"answer"`
	Choices float64 `json:"choices"`
	Group   float64 `json:"group"` // in place of Answer in a group, where silence is better
}

// strict returns the limits for a group.
func (l Limits) strict() Limits { return Limits{Answer: l.Group, Choices: 2, Group: l.Group} }

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
