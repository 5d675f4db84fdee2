package lang

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestReaderReadsAsAnalyse compares the two readings of texts that follow one another.
func TestReaderReadsAsAnalyse(t *testing.T) {
	texts := []string{
		question, "¿Cuándo rompió Chile relaciones con la URSS?", "Когда Чили разорвала отношения с Россией в 73-м?",
		"q onda", "y the Soviets?", "la era de la URSS, 3er acuerdo", "4to delal Gagarin", "Tu-154 y Su30", "", "Сhile",
	}
	r := NewReader(8)
	check := func(t interface{ Fatalf(string, ...any) }, text string) {
		want := Analyse(text).Tokens
		const before = 3
		if got := r.Append(make([]Token, before, before+2), text)[before:]; !cmp.Equal(got, r.Tokens(text)) {
			t.Fatalf("Append(%q) = %v, Tokens gives %v", text, got, r.Tokens(text))
		}
		got := r.Tokens(text)
		if len(got) != len(want) {
			t.Fatalf("Tokens(%q) has %d tokens, want %d", text, len(got), len(want))
		}
		for i := range want {
			want[i].Proper, want[i].Romanised = false, false
			if diff := cmp.Diff(want[i], got[i]); diff != "" {
				t.Fatalf("Tokens(%q)[%d] (-want +got):\n%s", text, i, diff)
			}
		}
	}
	for _, text := range texts {
		check(t, text)
	}
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"y", "once", "q", "4to", "73-м", "Gagarin", "era", "с", "в", "the", "u", "mi", "Il-76", "tu"}), 0, 6).Draw(rt, "words")
		text := ""
		for _, w := range words {
			text += w + " "
		}
		check(rt, text)
	})
}

// TestReaderNumber gives one number to what is written alike, and to nothing else.
func TestReaderNumber(t *testing.T) {
	r := NewReader(8)
	var numbers []int
	for _, text := range []string{"Chile with Chile", "чили 73 73-м 73", "q Chile"} {
		for i := range r.Tokens(text) {
			numbers = append(numbers, r.Number(i))
		}
	}
	if diff := cmp.Diff([]int{0, 1, 0, 2, 3, -1, 3, -1, 0}, numbers); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
}
