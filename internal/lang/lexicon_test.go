package lang

import (
	"strings"
	"testing"
)

// Every listed word must be written as a token folds, or it is never found.
func TestListsFolded(t *testing.T) {
	for name, set := range map[string]map[string]languageSet{"stop": lists.stop, "local": lists.local, "filler": lists.filler} {
		for w := range set {
			if got := newWord(w).fold; got != w {
				t.Errorf("%s word %q folds to %q", name, w, got)
			}
		}
	}
	for short, long := range lists.abbr {
		if got := bare(Fold(short)); got != short {
			t.Errorf("abbreviation %q folds to %q", short, got)
		}
		for _, l := range long {
			if _, ok := lists.abbr[l]; ok {
				t.Errorf("%q stands for %q, which is an abbreviation itself", short, l)
			}
			if strings.Contains(l, " ") {
				t.Errorf("%q stands for more than a word: %q", short, l)
			}
		}
	}
	for w := range common().folds {
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
