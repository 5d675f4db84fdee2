package lang

import (
	"strings"
	"testing"
)

// Every listed word must be written as a token folds, or it is never found.
func TestListsFolded(t *testing.T) {
	for w, l := range lists {
		if got := newWord(w).fold; got != w && l.stop|l.local|l.filler != 0 {
			t.Errorf("listed word %q folds to %q", w, got)
		}
		if l.long == nil {
			continue
		}
		if got := bare(Fold(w)); got != w {
			t.Errorf("abbreviation %q folds to %q", w, got)
		}
		for _, long := range l.long {
			if lists[long].long != nil {
				t.Errorf("%q stands for %q, which is an abbreviation itself", w, long)
			}
			if strings.Contains(long, " ") {
				t.Errorf("%q stands for more than a word: %q", w, long)
			}
		}
	}
	for w, c := range common() {
		if c&commonFold == 0 {
			continue
		}
		if got := newWord(w).fold; got != w {
			t.Errorf("common word %q folds to %q", w, got)
		}
	}
}

func TestLanguageValid(t *testing.T) {
	for _, l := range Languages() {
		if !l.Valid() {
			t.Errorf("%q is not valid", l)
		}
	}
	for _, l := range []Language{Other, "", "fr"} {
		if l.Valid() {
			t.Errorf("%q is valid", l)
		}
	}
}
