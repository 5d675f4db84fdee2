package lang

import (
	"testing"

	"pgregory.net/rapid"
)

// TestPlain reads plain words in one go and property by property.
func TestPlain(t *testing.T) {
	const letters = "aejzAEZáéñüßçæøÁÑÆØÜýÿабеёйюяАБЕЁЙЮЯіІ'-7×÷ªŁ"
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune(letters)), 1, 8, -1).Draw(t, "text")
		w := word{text: text}
		accented, ok := w.plain()
		if !ok {
			return
		}
		plain++
		if want := bare(lower(text)); accented != want {
			t.Errorf("plain(%q) = %q, want %q", text, accented, want)
		}
		if want := unmixed(Fold(accented)); w.fold != want {
			t.Errorf("%q folds to %q, want %q", text, w.fold, want)
		}
		if want := scriptOf(w.fold); w.script != want {
			t.Errorf("%q is in %q letters, want %q", text, w.script, want)
		}
		if want := caseOf(text); w.cas != want {
			t.Errorf("%q is in %q case, want %q", text, w.cas, want)
		}
	})
	if plain == 0 {
		t.Error("no word was plain")
	}
}
