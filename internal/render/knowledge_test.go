package render

import (
	"testing"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/knowledge"
)

// TestEveryFactFitsInAMessage words each fact that is published, in each language.
func TestEveryFactFitsInAMessage(t *testing.T) {
	base, err := fact.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lang.Languages() {
		for _, f := range base.Facts() {
			a := answer.Answer{Outcome: answer.OutcomeAnswer, Language: l}
			for _, v := range []Verbosity{Full, Short} {
				m := markUp(compose(a, []*fact.Fact{f}, base), Options{Verbosity: v})
				checkMessage(t, m.HTML, MessageLimit)
				if m.Rest != nil {
					t.Errorf("%s: %s takes more than one message", f.ID, l)
				}
			}
		}
	}
}
