package render

import (
	"testing"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
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

// TestHelpIsTrue asks what the help says can be asked.
func TestHelpIsTrue(t *testing.T) {
	base, err := fact.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	engine := answer.New(base)
	for _, l := range lang.Languages() {
		p := locale.For(l)
		for _, text := range []string{p.Text("help.example.1"), p.Text("help.example.2"), p.Text("help.example.3")} {
			q := answer.Question{Text: text, Today: calendar.NewDay(2026, 11, 25)}
			if a, _ := engine.Answer(q, answer.Context{}); a.Outcome != answer.OutcomeAnswer || a.Language != l {
				t.Errorf("%s: %q gets %s in %s", l, text, a.Outcome, a.Language)
			}
		}
	}
}
