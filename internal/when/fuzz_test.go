package when_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/when"
)

// questions returns the questions of testdata.
func questions(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if question, _, ok := strings.Cut(line, " | "); ok {
				out = append(out, question)
			}
		}
	}
	return out
}

func FuzzParse(f *testing.F) {
	for _, q := range questions(f) {
		f.Add(q, int32(today))
	}
	f.Add("'99 '00 the day after 31.12.9999", int32(calendar.NewDay(1, 1, 1)))
	f.Add("in the last 999 centuries 999 веков назад", int32(calendar.NewDay(9999, 12, 31)))
	parser := when.NewParser(periods(f))
	f.Fuzz(func(t *testing.T, question string, day int32) {
		asked := calendar.Day(day)
		if y, _, _ := asked.Civil(); y < 1900 || y > 2200 {
			asked = today
		}
		u := lang.Analyse(question)
		check(t, u, parser.Parse(u, asked))
		for _, l := range lang.Languages() {
			u.Language, u.Confidence = l, 1
			check(t, u, parser.Parse(u, asked))
		}
	})
}

// check tests what holds for the expressions of any question.
func check(t *testing.T, u lang.Utterance, es []when.Expression) {
	t.Helper()
	behind := 0
	for _, e := range es {
		if e.First < behind || e.Last <= e.First || e.Last > len(u.Tokens) {
			t.Errorf("%q: tokens %d to %d after %d of %d", u.Text, e.First, e.Last, behind, len(u.Tokens))
		}
		behind = e.Last
		if e.Confidence <= 0 || e.Confidence > 1 {
			t.Errorf("%q: confidence %v", u.Text, e.Confidence)
		}
		if !e.Span.IsZero() && !e.Span.Valid() {
			t.Errorf("%q: span %#v", u.Text, e.Span)
		}
		if e.Kind == when.Anniversary && (!e.MonthDay.Valid() || !e.MonthDayLast.Valid()) {
			t.Errorf("%q: day of the year %v to %v", u.Text, e.MonthDay, e.MonthDayLast)
		}
		if e.Kind == when.Month && (e.MonthDay.Month < 1 || e.MonthDay.Month > 12) {
			t.Errorf("%q: month %v", u.Text, e.MonthDay)
		}
		if known := e.Kind == when.Ordinal || e.Kind == when.Next || e.Kind == when.Previous; known == (e.Relation != "") {
			t.Errorf("%q: kind %s with relation %q", u.Text, e.Kind, e.Relation)
		}
		e.Admits(today.Span())
		_ = e.String()
	}
}

func TestQuestionsHold(t *testing.T) {
	parser := when.NewParser(periods(t))
	for _, q := range questions(t) {
		for _, l := range []lang.Language{lang.En, lang.Es, lang.Ru, lang.Other, ""} {
			u := lang.Analyse(q)
			u.Language, u.Confidence = l, 1
			check(t, u, parser.Parse(u, today))
		}
	}
}

func BenchmarkParse(b *testing.B) {
	parser := when.NewParser(periods(b))
	var us []lang.Utterance
	for _, q := range questions(b) {
		us = append(us, lang.Analyse(q))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		parser.Parse(us[i%len(us)], today)
	}
}

func BenchmarkParseLong(b *testing.B) {
	parser := when.NewParser(periods(b))
	u := lang.Analyse("¿Cuántas veces se rompieron y se restablecieron las relaciones diplomáticas entre Chile y la Unión Soviética desde 1944 hasta el fin de la dictadura?")
	b.ReportAllocs()
	for b.Loop() {
		parser.Parse(u, today)
	}
}
