package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func miniBase(t testing.TB) *fact.Base {
	t.Helper()
	base, err := fact.Load(os.DirFS("testdata/base"))
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// script is the answer that a golden file words, as its section "answer" writes it.
type script struct {
	Outcome answer.Outcome
	Intent  answer.Intent
	Lead    struct {
		Kind           answer.LeadKind
		From, To, Span calendar.Span
		Month, Day     int // of any year, in place of Span
		Others         []struct{ From, To calendar.Span }
		N              int
		Change         fact.Change
		By             []fact.EntityID
		Truth, Partly  bool
		Relation       when.Relation
		Total          struct{ Years, Months, Days, MinDays, MaxDays int }
	}
	Facts      []fact.ID
	More       int
	Choices    []fact.ID
	Value      *answer.Value
	Score      float64
	Understood answer.Understood
	Limit      int
}

func (s script) answer(t testing.TB, base *fact.Base) (answer.Answer, []*fact.Fact) {
	l := s.Lead
	a := answer.Answer{Outcome: s.Outcome, Intent: s.Intent, More: s.More, Value: s.Value, Score: s.Score,
		Choices: facts(t, base, s.Choices), Understood: s.Understood}
	if a.Outcome == "" {
		a.Outcome = answer.OutcomeAnswer
	}
	a.Lead = answer.Lead{Kind: l.Kind, From: l.From, To: l.To, Span: l.Span, N: l.N, Change: l.Change, By: l.By,
		Truth: l.Truth, Partly: l.Partly, Relation: l.Relation}
	if l.Month != 0 {
		a.Lead.Span = calendar.On(calendar.Date{Month: l.Month, Day: l.Day})
	}
	switch {
	case l.Total.MaxDays != 0:
		a.Lead.Difference = calendar.Difference{Years: l.Total.Years, Months: l.Total.Months, Days: l.Total.Days,
			MinDays: l.Total.MinDays, MaxDays: l.Total.MaxDays, Unit: calendar.PrecisionDay}
	case !l.From.IsZero() && !l.To.IsZero():
		a.Lead.Difference = calendar.Between(l.From, l.To)
	}
	for _, o := range l.Others {
		a.Lead.Others = append(a.Lead.Others, answer.Alternative{From: o.From, To: o.To, Difference: calendar.Between(o.From, o.To)})
	}
	return a, facts(t, base, s.Facts)
}

func facts(t testing.TB, base *fact.Base, ids []fact.ID) []*fact.Fact {
	t.Helper()
	var out []*fact.Fact
	for _, id := range ids {
		f, ok := base.Fact(id)
		if !ok {
			t.Fatalf("no fact %s", id)
		}
		out = append(out, f)
	}
	return out
}

// TestGolden words the answer in the section "answer" of each file as its other sections
// ask: en.text, ru.html, es.short.html, en.json, en.reading.
func TestGolden(t *testing.T) {
	base := miniBase(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var s script
			if err := yaml.UnmarshalWithOptions(ar.Files[0].Data, &s, yaml.Strict()); err != nil {
				t.Fatal(err)
			}
			for i, f := range ar.Files[1:] {
				got := golden(t, s, f.Name, base)
				if *update {
					ar.Files[i+1].Data = []byte(got)
				} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func golden(t *testing.T, s script, section string, base *fact.Base) string {
	t.Helper()
	a, facts := s.answer(t, base)
	language, form, _ := strings.Cut(section, ".")
	a.Language = lang.Language(language)
	switch form {
	case "text":
		return plain(compose(a, facts, base)) + "\n"
	case "html":
		return pages(markUp(compose(a, facts, base), Options{Limit: s.Limit}))
	case "short.html":
		return pages(markUp(compose(a, facts, base), Options{Limit: s.Limit, Verbosity: Short}))
	case "json":
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(reply("q1", a, facts, base)); err != nil {
			t.Fatal(err)
		}
		return out.String()
	case "reading":
		return Reading(a, base) + "\n"
	}
	t.Fatalf("section %s: no such form", section)
	return ""
}

func pages(m Message) string {
	return strings.Join(append([]string{m.HTML}, m.Rest...), "\n~~~~\n") + "\n"
}

func span(t testing.TB, s string) calendar.Span {
	t.Helper()
	out, err := calendar.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
