package match_test

import (
	"testing"

	"puente/internal/fact"
	"puente/internal/lang"
)

func TestFactHas(t *testing.T) {
	tests := []struct {
		fact    fact.ID
		concept string
		has     bool // in texts, examples or names
		states  bool // in title or text
		titled  bool
	}{
		{"relations-broken-1947", "sever", true, true, true},
		{"relations-broken-1947", "president", true, true, false},
		{"relations-restored-1964", "sever", true, false, false}, // an example speaks of the break
		{"fasat-bravo-1998", "sever", false, false, false},
		{"fasat-bravo-1998", "no-such-concept", false, false, false},
	}
	for _, tt := range tests {
		f := get(t, tt.fact)
		if has, states, titled := index().FactHas(f, tt.concept), index().States(f, tt.concept), index().TitleHas(f, tt.concept); has != tt.has || states != tt.states || titled != tt.titled {
			t.Errorf("%s, %s: has %t, states %t, titled %t, want %t, %t, %t", tt.fact, tt.concept, has, states, titled, tt.has, tt.states, tt.titled)
		}
	}
	foreign := &fact.Fact{ID: "of-another-base"}
	if index().FactHas(foreign, "sever") || index().FactHasStem(foreign, lang.Stems("relations")) {
		t.Error("a fact of another base has something")
	}
}

func TestFactHasStem(t *testing.T) {
	f := get(t, "putin-santiago-2004")
	for word, want := range map[string]bool{"first": true, "visits": true, "президента": true, "tennis": false, "xyzzy": false} {
		if got := index().FactHasStem(f, lang.Stems(word)); got != want {
			t.Errorf("FactHasStem(%q) = %t", word, got)
		}
	}
	if index().FactHasStem(f, nil) {
		t.Error("FactHasStem of no stems")
	}
}

func TestHasNames(t *testing.T) {
	f := get(t, "corvalan-bukovsky-exchange-1976")
	for text, want := range map[string]bool{
		"Corvalán": true, "Bukovsky y Corvalán": true, "Брежнев": true, "Корвалан и Путин": false, "Putin": false,
		"when?": true, "Chile": true, "Bukovsky in Norway": false,
	} {
		if got := index().HasNames(read(text), f); got != want {
			t.Errorf("HasNames(%q) = %t", text, got)
		}
	}
}

// TestAkin tells whether two facts are about one thing, TestLikeness how much they have
// in common.
func TestAkin(t *testing.T) {
	ix := index()
	alfa, bravo, tour := get(t, "fasat-alfa-1995"), get(t, "fasat-bravo-1998"), get(t, "los-jaivas-soviet-tour-1983")
	if !ix.Akin(bravo, bravo) {
		t.Error("a fact is not akin to itself")
	}
	if ix.Akin(alfa, tour) || ix.Akin(tour, alfa) {
		t.Error("a satellite is akin to a tour")
	}
}

func TestLikeness(t *testing.T) {
	ix := index()
	facts := base().Facts()
	for _, a := range facts {
		if got := ix.Likeness(a, a); got < 0.999 || got > 1.001 {
			t.Errorf("likeness of %s to itself %g", a.ID, got)
		}
		for _, b := range facts {
			x, y := ix.Likeness(a, b), ix.Likeness(b, a)
			if x < 0 || x > 1.001 || x-y > 1e-9 || y-x > 1e-9 {
				t.Errorf("likeness of %s and %s: %g and %g", a.ID, b.ID, x, y)
			}
		}
	}
	more := []struct{ to, like, unlike fact.ID }{
		{"fasat-alfa-1995", "fasat-bravo-1998", "los-jaivas-soviet-tour-1983"},
		{"relations-restored-1964", "relations-restored-1990", "davis-2005-moscow"},
		{"putin-santiago-2004", "ties-2000s", "relations-broken-1947"},
	}
	for _, tt := range more {
		to := get(t, tt.to)
		if a, b := ix.Likeness(to, get(t, tt.like)), ix.Likeness(to, get(t, tt.unlike)); a <= b {
			t.Errorf("%s is %.2f like %s and %.2f like %s", tt.to, a, tt.like, b, tt.unlike)
		}
	}
}
