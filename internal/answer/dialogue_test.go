package answer

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata that differ")

// asOf is the day on which questions are asked where a test does not say otherwise.
var asOf = calendar.NewDay(2026, 11, 25)

// real is an engine over the real base, as it ships.
var real = sync.OnceValue(func() *Engine {
	base, err := fact.Load(os.DirFS("../../knowledge"))
	if err != nil {
		panic(err)
	}
	return New(base)
})

// TestDialogues plays the conversations in testdata/dialogue. A file is named for the one
// behaviour that it shows and has a part a language. In a part an empty line ends a
// conversation; "@ today 2026-03-11", "@ group" and "@ language ru" hold for the rest of
// it. "> " is a question, "< " what [summary] says of the answer; "…" there stands for
// anything, so that a list does not change with every fact that joins the base.
func TestDialogues(t *testing.T) {
	files, err := filepath.Glob("testdata/dialogue/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i, part := range archive.Files {
				if l := lang.Language(part.Name); !l.Valid() {
					t.Errorf("part %q is no language", part.Name)
				}
				archive.Files[i].Data = []byte(play(t, part.Name, string(part.Data)))
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// play asks the questions of one part and returns it with the answers as they are.
func play(t *testing.T, part, script string) string {
	t.Helper()
	var out strings.Builder
	q, c, asked, got := Question{Today: asOf}, Context{}, "", ""
	answered := func(want string) {
		if asked == "" {
			return
		}
		if !like(want, got) {
			if !*update {
				t.Errorf("%s: %s\n got %s\nwant %s", part, asked, got, want)
			}
			want = got
		}
		fmt.Fprintf(&out, "< %s\n", want)
		asked = ""
	}
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		if want, ok := strings.CutPrefix(line, "<"); ok {
			answered(strings.TrimSpace(want))
			continue
		}
		answered("")
		fmt.Fprintln(&out, line)
		switch {
		case line == "":
			q, c = Question{Today: asOf}, Context{}
		case strings.HasPrefix(line, "@ "):
			set(t, &q, strings.Fields(line[2:]))
		case strings.HasPrefix(line, "> "):
			asked, q.Text = line[2:], line[2:]
			var a Answer
			a, c = real().Answer(q, c)
			cited(t, asked, a)
			got = summary(a)
			if a.Language != lang.Language(part) && !strings.Contains(script, "@ language") {
				t.Errorf("%s: %s: answered in %s", part, asked, a.Language)
			}
		default:
			t.Errorf("%s: %q is neither question, answer nor setting", part, line)
		}
	}
	answered("")
	return out.String()
}

// set changes how the questions that follow are asked.
func set(t *testing.T, q *Question, setting []string) {
	t.Helper()
	switch setting[0] {
	case "today":
		span, err := calendar.Parse(setting[1])
		if err != nil {
			t.Fatal(err)
		}
		q.Today = span.First()
	case "group":
		q.Group = true
	case "language":
		q.Language = lang.Language(setting[1])
	default:
		t.Errorf("no setting %q", setting[0])
	}
}

// like reports whether got is want, in which "…" stands for anything.
func like(want, got string) bool {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(want), "…", ".*")
	return regexp.MustCompile("^" + pattern + "$").MatchString(got)
}

// cited fails the test where an answer is uncited or contradicts its own outcome.
func cited(t *testing.T, question string, a Answer) {
	t.Helper()
	for _, s := range a.Statements {
		if s.fact == nil || len(s.fact.Citations) == 0 {
			t.Errorf("%.80q: a statement without a citation", question)
		}
	}
	if has := len(a.Statements) > 0; has != (a.Outcome == OutcomeAnswer) {
		t.Errorf("%.80q: outcome %s with %d statements", question, a.Outcome, len(a.Statements))
	}
	if a.Outcome == OutcomeChoices && (len(a.Choices) == 0 || len(a.Choices) > maxChoices) {
		t.Errorf("%.80q: %d choices", question, len(a.Choices))
	}
	if a.More != len(a.Rest) {
		t.Errorf("%.80q: more %d, rest %d", question, a.More, len(a.Rest))
	}
}

// summary puts an answer into a line: its outcome, intent and facts; what leads it; the
// computed value.
func summary(a Answer) string {
	parts := []string{string(a.Outcome) + " " + string(a.Intent)}
	for _, s := range a.Statements {
		parts[0] += " " + string(s.fact.ID)
	}
	if a.Outcome == OutcomeChoices {
		for _, f := range a.Choices {
			parts[0] += " " + string(f.ID)
		}
	}
	if a.More > 0 {
		parts[0] += fmt.Sprintf(" +%d", a.More)
	}
	if a.Lead.Kind != "" {
		parts = append(parts, leadLine(a.Lead))
	}
	if a.Value != nil {
		parts = append(parts, "= "+valueLine(*a.Value))
	}
	return strings.Join(parts, "; ")
}

func leadLine(l Lead) string {
	words := []string{string(l.Kind)}
	add := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	if l.Relation != "" {
		add("%s", l.Relation)
	}
	for _, s := range []calendar.Span{l.Span, l.From, l.To} {
		switch start := s.Start; {
		case start.Year == 0 && start.Day > 0:
			add("%02d-%02d", start.Month, start.Day)
		case start.Year == 0 && start.Month > 0:
			add("%02d", start.Month)
		case !s.IsZero():
			add("%s", s)
		}
	}
	if l.Change != "" {
		add("%s", l.Change)
	}
	if l.N != 0 {
		add("n=%d", l.N)
	}
	for _, id := range l.By {
		add("by %s", id)
	}
	if d := l.Difference; d != (calendar.Difference{}) {
		add("%s", span(d))
	}
	for _, o := range l.Others {
		add("or %s", span(o.Difference))
	}
	if l.Kind == LeadState || l.Truth {
		add("%t", l.Truth)
	}
	if l.Partly {
		add("partly")
	}
	return strings.Join(words, " ")
}

func span(d calendar.Difference) string {
	s := fmt.Sprintf("%dy%dm%dd", d.Years, d.Months, d.Days)
	if !d.Exact {
		s += fmt.Sprintf("(%d-%d)", d.MinDays, d.MaxDays)
	}
	return s
}

func valueLine(v Value) string {
	switch v.Kind {
	case ValueDuration:
		return fmt.Sprintf("%s to %s %dy%dm%dd", v.From, v.To, v.Years, v.Months, v.Days)
	case ValueCount:
		return fmt.Sprint(v.N)
	case ValueBool:
		return fmt.Sprint(v.Truth)
	}
	return v.Date.String()
}
