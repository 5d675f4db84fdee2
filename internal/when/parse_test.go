package when_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

var update = flag.Bool("update", false, "rewrite the expected readings in testdata")

// today is the day of asking in the tests, a Wednesday.
var today = calendar.NewDay(2026, 11, 25)

// TestParse reads the questions of testdata, one a line, as of the language of their file
// and compares what is found in each with what stands behind the bar. Lines that begin
// with # say what follows.
func TestParse(t *testing.T) {
	parser := when.NewParser(periods(t))
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) != 3 {
		t.Fatalf("testdata has %v, %v; want a file for each language", files, err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		language := lang.Language(strings.TrimSuffix(name, ".txt"))
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			for line := range strings.Lines(string(text)) {
				line = strings.TrimSuffix(line, "\n")
				question, want, _ := strings.Cut(line, " | ")
				if question == "" || strings.HasPrefix(line, "# ") {
					fmt.Fprintln(&out, line)
					continue
				}
				got := describe(parser, question, language)
				fmt.Fprintln(&out, question+" | "+got)
				if got != want && !*update {
					t.Errorf("%s\n got %s\nwant %s", question, got, want)
				}
			}
			if *update {
				if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// describe writes the expressions of a question for reading.
func describe(parser *when.Parser, question string, language lang.Language) string {
	u := lang.Analyse(question)
	u.Language, u.Confidence = language, 1
	var out []string
	for _, e := range parser.Parse(u, today) {
		parts := []string{string(e.Kind)}
		for _, s := range []string{described(e), e.Period} {
			if s != "" {
				parts = append(parts, s)
			}
		}
		if e.Future {
			parts = append(parts, "future")
		}
		covered := u.Text[u.Tokens[e.First].Start:u.Tokens[e.Last-1].End]
		out = append(out, fmt.Sprintf("%s %.2g [%s]", strings.Join(parts, " "), e.Confidence, covered))
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, "; ")
}

func described(e when.Expression) string {
	switch e.Kind {
	case when.Ordinal:
		return fmt.Sprint(e.Ordinal)
	case when.Offset:
		s := fmt.Sprintf("%+dm%+dd", e.Offset.Months, e.Offset.Days)
		if e.Span.IsZero() {
			return s + " " + string(e.Relation)
		}
		return s + " " + string(e.Relation) + " " + e.Span.String()
	case when.Now, when.Today:
		return string(e.Relation)
	case when.Next, when.Previous:
		return ""
	}
	switch s := e.String(); e.Relation {
	case when.In, when.On, when.Between:
		return string(e.Relation) + " " + s
	default:
		return s
	}
}

// periods are the named periods of the tests.
func periods(t testing.TB) []*fact.Period {
	span := func(s string) calendar.Span {
		t.Helper()
		span, err := calendar.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return span
	}
	return []*fact.Period{
		{
			ID: "allende", Span: span("1970-11-03/1973-09-11"),
			Name: fact.Texts{lang.En: "Allende government", lang.Es: "Unidad Popular", lang.Ru: "правительство Альенде"},
			Aliases: map[lang.Language][]string{
				lang.En: {"Allende", "Salvador Allende", "Popular Unity"}, lang.Es: {"UP", "Allende"}, lang.Ru: {"Альенде", "Народное единство"},
			},
		},
		{
			ID: "coup", Span: span("1973-09-11"),
			Name: fact.Texts{lang.En: "the coup", lang.Es: "el golpe", lang.Ru: "переворот"},
			Aliases: map[lang.Language][]string{
				lang.En: {"military coup", "putsch"}, lang.Es: {"golpe de Estado", "golpe militar"}, lang.Ru: {"военный переворот", "путч"},
			},
		},
		{
			ID: "dictatorship", Span: span("1973-09-11/1990-03-11"),
			Name: fact.Texts{lang.En: "the dictatorship", lang.Es: "la dictadura", lang.Ru: "диктатура"},
			Aliases: map[lang.Language][]string{
				lang.En: {"Pinochet", "military rule", "under the junta"}, lang.Es: {"Pinochet", "régimen militar", "dictadura militar"}, lang.Ru: {"Пиночет", "хунта", "при хунте"},
			},
		},
		{
			ID: "perestroika", Span: span("1985-03-11/1991-12-25"),
			Name: fact.Texts{lang.En: "perestroika", lang.Es: "la perestroika", lang.Ru: "перестройка"},
			Aliases: map[lang.Language][]string{
				lang.En: {"Gorbachev"}, lang.Es: {"Gorbachov"}, lang.Ru: {"Горбачёв"},
			},
		},
		{
			ID: "cold-war", Span: span("1947/1991"),
			Name: fact.Texts{lang.En: "the Cold War", lang.Es: "la Guerra Fría", lang.Ru: "холодная война"},
		},
	}
}
