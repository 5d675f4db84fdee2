package when

import (
	"strings"
	"testing"

	"puente/internal/lang"
)

// valued are the classes for which the number of a word means something.
const valued = number | cardinal | ordinal | decadeName | few | amount | monthly | unit | season | part | this | thatPast | relativeDay | step

// A word has one number, whatever else it is.
func TestTableAgrees(t *testing.T) {
	for _, column := range []struct {
		name  string
		words func(row) string
	}{
		{"en", func(r row) string { return r.en }},
		{"es", func(r row) string { return r.es }},
		{"ru", func(r row) string { return r.ru }},
	} {
		numbers := map[string]int{}
		for _, rows := range [][]row{table[:], numberTable[:], guardTable[:]} {
			for _, r := range rows {
				for _, w := range expand(column.words(r)) {
					if folded := lang.Fold(w); folded != w {
						t.Errorf("%s: %q is not folded", column.name, w)
					}
					if r.class&valued == 0 || strings.Contains(w, "_") {
						continue
					}
					if n, ok := numbers[w]; ok && n != r.n {
						t.Errorf("%s: %q is %d and %d", column.name, w, n, r.n)
					}
					numbers[w] = r.n
				}
			}
		}
	}
}

func TestExpand(t *testing.T) {
	got := strings.Join(expand(" a{b,c,} {d,}e{f,g} h_i "), " ")
	if want := "ab ac a def ef deg eg h_i"; got != want {
		t.Errorf("expand = %q, want %q", got, want)
	}
}

func TestRomanise(t *testing.T) {
	for word, wants := range map[string]string{
		"году":      "godu",
		"сентября":  "sentyabrya sentjabrja sentiabria",
		"двадцатый": "dvadtsatyy dvadcatyi dvadtsaty",
		"мая":       "maya maja maia",
	} {
		got := romanise(word)
		for _, want := range strings.Fields(wants) {
			found := false
			for _, g := range got {
				found = found || g == want
			}
			if !found {
				t.Errorf("romanise(%q) = %q, lacks %q", word, got, want)
			}
		}
		if len(got) > maxRomanised {
			t.Errorf("romanise(%q) has %d spellings", word, len(got))
		}
	}
}

func TestRoman(t *testing.T) {
	for s, want := range map[string]int{
		"i": 1, "iv": 4, "ix": 9, "xiv": 14, "xix": 19, "xx": 20, "xxi": 21, "хх": 20, "хіх": 19,
		"": 0, "xi1": 0, "mi": 0, "c": 0,
	} {
		if got := roman(s); got != want {
			t.Errorf("roman(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestOneEditApart(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"october", "october", true}, {"octber", "october", true}, {"octoober", "october", true},
		{"octuber", "october", true}, {"ocotber", "october", true}, {"otcuber", "october", false},
		{"сентебря", "сентября", true}, {"oct", "october", false}, {"", "o", true},
	}
	for _, tt := range tests {
		if got := oneEditApart([]rune(tt.a), []rune(tt.b)); got != tt.want {
			t.Errorf("oneEditApart(%q, %q) = %t", tt.a, tt.b, got)
		}
	}
}
