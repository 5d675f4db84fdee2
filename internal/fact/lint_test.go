package fact

import (
	"flag"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"puente/internal/calendar"
)

var update = flag.Bool("update", false, "rewrite the results in testdata")

var today = calendar.NewDay(2026, 11, 25)

// TestLintRules runs each rule on the file of testdata/lint that is named after it.
func TestLintRules(t *testing.T) {
	files := 0
	eachArchive(t, "lint", "want", func(t *testing.T, archive *txtar.Archive) string {
		files++
		name := path.Base(t.Name())
		i := slices.IndexFunc(rules, func(r rule) bool { return r.name == name })
		if i < 0 {
			t.Fatalf("no rule %s", name)
		}
		l := &linter{Base: loadArchive(t, archive), today: today}
		rules[i].check(l)
		if len(l.problems) == 0 {
			t.Fatal("the file of a rule must break it")
		}
		sortProblems(l.problems)
		return Problems(l.problems).Error() + "\n"
	})
	if files != len(rules) {
		t.Errorf("%d files in testdata/lint for %d rules", files, len(rules))
	}
}

func TestLintOrdersFindings(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/lint/text-style.txtar")
	if err != nil {
		t.Fatal(err)
	}
	line := 0
	for _, p := range Lint(loadArchive(t, archive), today) {
		if p.File != "facts/diplomacy.yaml" {
			break
		}
		if p.Line < line {
			t.Errorf("line %d comes after line %d", p.Line, line)
		}
		line = p.Line
	}
}

func TestProblemError(t *testing.T) {
	tests := []struct {
		p    Problem
		want string
	}{
		{Problem{File: "facts/visit.yaml", Line: 12, Column: 5, ID: "putin-santiago-2004", Field: "text.es", Message: "no final stop"},
			"facts/visit.yaml:12:5: putin-santiago-2004: text.es: no final stop"},
		{Problem{File: "sources.yaml", Line: 3, ID: "src", Message: "no fact cites the source"},
			"sources.yaml:3: src: no fact cites the source"},
		{Problem{Message: "nothing"}, "nothing"},
	}
	for _, tt := range tests {
		if got := tt.p.Error(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	both := Problems{tests[0].p, tests[1].p}
	if got, want := both.Error(), strings.Join([]string{tests[0].want, tests[1].want}, "\n"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
