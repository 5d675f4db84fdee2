package match

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/lang"
)

// TestManyDocuments finds an example question that stands in the second block of a fact,
// and leaves it out where that is asked for.
func TestManyDocuments(t *testing.T) {
	f := &fact.Fact{ID: "many", Importance: 2, Title: fact.Texts{lang.En: "Bodega"}, Ask: make(map[lang.Language][]string)}
	for i := range 100 {
		f.Ask[lang.En] = append(f.Ask[lang.En], fmt.Sprintf("When was pavilion%c%c painted green?", 'a'+i/10, 'a'+i%10))
	}
	ix := newIndex(nil, nil, []*fact.Fact{f}, benchModel())
	u := ix.Analyse("the painted green pavilionij")
	q := ix.Read(u, ask.Read(u), nil)
	document := ix.facts[0].example(lang.En, "When was pavilionij painted green?")
	if document < blockSize {
		t.Fatalf("the example is document %d, of the first block", document)
	}
	whole, without := ix.search(q, 1, holdNone)[0], ix.search(q, 1, held{fact: 0, document: document})[0]
	if got := whole.Signal("example"); math.Abs(got-1) > 1e-6 {
		t.Errorf("likeness to the example %g, want 1", got)
	}
	if got := whole.Signal("grams"); math.Abs(got-1) > 1e-6 {
		t.Errorf("likeness of letters %g, want 1", got)
	}
	if got := without.Signal("example"); got > 0.9 || got != without.Signal("second") {
		t.Errorf("likeness without the example %g, to the second %g: want the same and less", got, without.Signal("second"))
	}
	if got := without.Signal("grams"); got > 0.99 {
		t.Errorf("likeness of letters without the example %g, want less", got)
	}
}

// TestWordsTwice counts a word as often as a text has it.
func TestWordsTwice(t *testing.T) {
	var b turner
	b.open(docTitle)
	b.term([]Feature{3}, []Feature{5})
	b.term([]Feature{3}, []Feature{5})
	b.term([]Feature{3}, nil)
	b.open(docText)
	b.term([]Feature{3}, []Feature{5})
	e := b.entry()
	if got := len(e.weights); got != 3 {
		t.Errorf("%d words, want 3", got)
	}
	if want := []Feature{3, 5}; !slices.Equal(e.features, want) {
		t.Errorf("features %v, want %v", e.features, want)
	}
	if got := e.at(e.find(5)); len(got) != 2 || !e.in(int(got[0]), 0) || !e.in(int(got[1]), 0) {
		t.Errorf("feature 5 is of words %v, want two of the title", got)
	}
	if !e.hasIn(e.find(3), docText) || e.hasIn(e.find(4), docText) {
		t.Error("the text has feature 3 and not feature 4")
	}
}

// TestAlphabet orders words so that those of another alphabet need not be looked at.
func TestAlphabet(t *testing.T) {
	for fold, want := range map[string]int{"chile": 0, "чили": 2, "1990": 1, "1990s": 1, "73м": 1, "χιλη": 1} {
		if got := alphabetOf(fold).part(); got != want {
			t.Errorf("%q is in part %d, want %d", fold, got, want)
		}
	}
}
