package lang

import (
	"os"
	"strings"
	"testing"
)

// TestLanguages measures the share of testdata/languages.txt told right and
// asserts that it does not fall. Run with -v for the figures.
func TestLanguages(t *testing.T) {
	file, err := os.ReadFile("testdata/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[Language]int{}, map[Language]int{}
	sure, sureRight := 0, 0
	for line := range strings.Lines(string(file)) {
		code, text, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		want := Language(code)
		u := Analyse(text)
		all[want]++
		if u.Confidence >= 0.9 {
			sure++
		}
		if u.Language != want {
			t.Logf("%s: got %s %.2f, want %s", text, u.Language, u.Confidence, want)
			continue
		}
		right[want]++
		if u.Confidence >= 0.9 {
			sureRight++
		}
	}
	for _, l := range append(Languages(), Other) {
		share := float64(right[l]) / float64(all[l])
		t.Logf("%s: %d of %d", l, right[l], all[l])
		if share < 0.95 {
			t.Errorf("%s: %.3f told right, want at least 0.95", l, share)
		}
	}
	t.Logf("with confidence 0.9 and more: %d of %d right", sureRight, sure)
	if sureRight < sure*98/100 {
		t.Errorf("with confidence 0.9 and more: %d of %d right, want 98 %%", sureRight, sure)
	}
}

func TestLanguageOfLittle(t *testing.T) {
	tests := []struct {
		text string
		want Language
		sure bool
	}{
		{"", "", false},
		{"1990?", "", false},
		{"🇨🇱🇷🇺", "", false},
		{"智利", Other, true},
		{"когда", Ru, true},
		{"cuándo", Es, true},
		{"when", En, true},
	}
	for _, test := range tests {
		u := Analyse(test.text)
		if u.Language != test.want || (u.Confidence >= 0.7) != test.sure {
			t.Errorf("Analyse(%q) is %q with %.2f, want %q, sure %v", test.text, u.Language, u.Confidence, test.want, test.sure)
		}
	}
}
