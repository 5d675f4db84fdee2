package lang

import (
	"os"
	"strings"
	"testing"
)

func TestLanguages(t *testing.T) {
	file, err := os.ReadFile("testdata/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, total := 0, 0
	for line := range strings.Lines(string(file)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		u := Analyse(text)
		total++
		if string(u.Language) == want {
			right++
		} else {
			t.Logf("%s %.2f, want %s: %s", u.Language, u.Confidence, want, text)
		}
	}
	t.Logf("%d of %d right", right, total)
}
