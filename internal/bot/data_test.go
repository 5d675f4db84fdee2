package bot

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/telegram"
)

func TestData(t *testing.T) {
	ids := []fact.ID{"fasat-alfa-1995", "relations-restored-1990"}
	tests := []data{
		{verb: showFact, language: lang.Es, refs: refsTo(ids)},
		{verb: turnPage, language: lang.En, arg: "12", refs: refsTo(ids)},
		{verb: wrong, language: lang.Ru},
		{verb: showTopic, language: lang.Ru, arg: "diplomacy:3"},
		{verb: showTopic, language: lang.En},
		{verb: setOption, language: lang.Es, arg: "language="},
	}
	for _, want := range tests {
		text := want.String()
		got, ok := parseData(text)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(data{})); diff != "" || !ok || len(text) > telegram.MaxCallbackData {
			t.Errorf("%q is read as (-want +got):\n%s", text, diff)
		}
	}
	many := data{verb: expand, language: lang.En, arg: "999", refs: make([]ref, 50)}
	for i := range many.refs {
		many.refs[i] = refTo(fact.ID("x"))
	}
	if got := len(many.String()); got > telegram.MaxCallbackData {
		t.Errorf("data with many refs has %d bytes", got)
	}
}

// FuzzParseData wants that nothing is read that was not written.
func FuzzParseData(f *testing.F) {
	for _, seed := range []string{"", "f", "fn", "fn:", "fn:12345678", "pn3:1234567", "ts diplomacy:2", "on quiet=on", "zz", "\xff\xfe:\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := parseData(s)
		if !ok || len(d.refs) > maxRefs {
			return
		}
		again, ok := parseData(d.String())
		if diff := cmp.Diff(d, again, cmp.AllowUnexported(data{})); !ok || diff != "" {
			t.Errorf("%q (-read +read again):\n%s", s, diff)
		}
	})
}

// TestRefsAreUnique looks for two ids with one ref in the real base.
func TestRefsAreUnique(t *testing.T) {
	base, err := load(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	facts, entities := map[ref]bool{}, map[ref]bool{}
	for _, f := range append(base.Facts(), base.Withdrawn()...) {
		if r := refTo(f.ID); facts[r] {
			t.Errorf("%s has the ref of another fact", f.ID)
		} else {
			facts[r] = true
		}
	}
	for _, e := range base.Entities() {
		if r := refTo(e.ID); entities[r] {
			t.Errorf("%s has the ref of another entity", e.ID)
		} else {
			entities[r] = true
		}
	}
}

// TestEveryAnswerIsCited presents every fact in every language and wants its sources.
func TestEveryAnswerIsCited(t *testing.T) {
	engine, err := testEngine()
	if err != nil {
		t.Fatal(err)
	}
	lib := newLibrary(engine)
	for _, l := range lang.Languages() {
		for _, f := range lib.base.Facts() {
			out, ok := presenter{library: lib, language: l}.facts(f.ID)
			if !ok || out.outcome != answer.OutcomeAnswer || len(out.views[0].keyboard) == 0 {
				t.Errorf("%s in %s is not shown", f.ID, l)
			}
		}
	}
}
