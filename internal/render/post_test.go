package render

import (
	"strings"
	"testing"

	"puente/internal/fact"
	"puente/internal/lang"
)

func TestFactPost(t *testing.T) {
	base := miniBase(t)
	f, _ := base.Fact("ussr-breaks-relations-1973")
	m, text, ok := FactPost("Fifty years < today:", f, lang.En, base, Options{})
	if !ok {
		t.Fatal("no message")
	}
	visible := checkMessage(t, m.HTML, MessageLimit)
	for _, got := range []string{visible, text} {
		if want := "Fifty years < today:\n\n" + f.Text[lang.En] + " [1]\n"; !strings.HasPrefix(got, want) {
			t.Errorf("got %q, want it to begin with %q", got, want)
		}
	}
	if _, _, ok := FactPost("x", &fact.Fact{Title: fact.Texts{lang.En: "x"}}, lang.En, base, Options{}); ok {
		t.Error("an uncited fact is posted")
	}
}
