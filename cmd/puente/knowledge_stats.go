package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

type statsCommand struct{}

// Run prints the counts.
func (c *statsCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	s := &statistics{w: env.Stdout, base: base}
	s.totals()
	s.topics()
	s.decades()
	s.languages()
	s.sourceKinds()
	s.disagreements()
	s.singleSources()
	s.calendar()
	return nil
}

// statistics prints what a base holds.
type statistics struct {
	w    io.Writer
	base *fact.Base
}

func (s *statistics) totals() {
	fmt.Fprintf(s.w, "Facts %d, withdrawn %d, sources %d, entities %d, periods %d, concepts %d\n",
		len(s.base.Facts()), len(s.base.Withdrawn()), len(s.base.Sources()),
		len(s.base.Entities()), len(s.base.Periods()), len(s.base.Concepts()))
}

// row is a line of a table: a name and how many.
type row struct {
	name string
	n    int
}

func (s *statistics) table(title string, rows []row) {
	fmt.Fprintf(s.w, "\n%s\n", title)
	for _, r := range rows {
		fmt.Fprintf(s.w, "%6d  %s\n", r.n, r.name)
	}
}

func (s *statistics) topics() {
	n := make(map[fact.Topic]int)
	for _, f := range s.base.Facts() {
		n[f.Topic]++
	}
	var rows []row
	for _, t := range fact.Topics() {
		rows = append(rows, row{string(t), n[t]})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.n, a.n) })
	s.table("Facts by topic", rows)
}

func (s *statistics) decades() {
	n := make(map[string]int)
	for _, f := range s.base.Facts() {
		name := "undated"
		if !f.Date.IsZero() {
			name = fmt.Sprintf("%ds", calendar.DecadeOf(f.Date.Start.Year).Year)
		}
		n[name]++
	}
	var rows []row
	for _, name := range slices.Sorted(maps.Keys(n)) {
		rows = append(rows, row{name, n[name]})
	}
	s.table("Facts by decade", rows)
}

func (s *statistics) languages() {
	var rows []row
	for _, language := range lang.Languages() {
		texts, examples, characters := 0, 0, 0
		for _, f := range s.base.Facts() {
			if text := f.Text[language]; text != "" {
				texts++
				characters += utf8.RuneCountInString(text)
			}
			examples += len(f.Ask[language])
		}
		name := fmt.Sprintf("%s, %d example questions, %d characters of text", language, examples, characters)
		rows = append(rows, row{name, texts})
	}
	s.table("Facts by language", rows)
}

func (s *statistics) sourceKinds() {
	n := make(map[fact.SourceKind]int)
	cited := make(map[fact.SourceKind]int)
	for _, source := range s.base.Sources() {
		n[source.Kind]++
	}
	for _, f := range s.base.Facts() {
		for _, c := range f.Citations {
			source, _ := s.base.Source(c.Source)
			cited[source.Kind]++
		}
	}
	var rows []row
	for _, kind := range fact.SourceKinds() {
		rows = append(rows, row{fmt.Sprintf("%s, cited %d times", kind, cited[kind]), n[kind]})
	}
	s.table("Sources by kind", rows)
}

func (s *statistics) disagreements() {
	var rows []row
	for _, f := range s.base.Facts() {
		if differing := f.Disagreements(); differing != nil {
			var dates []string
			for _, d := range differing {
				dates = append(dates, d.Date.String())
			}
			rows = append(rows, row{fmt.Sprintf("%s: %s", f.ID, strings.Join(dates, ", ")), len(differing)})
		}
	}
	s.table(fmt.Sprintf("Facts on whose date the sources disagree: %d", len(rows)), rows)
}

func (s *statistics) singleSources() {
	n := make(map[fact.SourceKind]int)
	all := 0
	for _, f := range s.base.Facts() {
		sources := make(map[fact.SourceID]bool)
		for _, c := range f.Citations {
			sources[c.Source] = true
		}
		if len(sources) == 1 {
			source, _ := s.base.Source(f.Citations[0].Source)
			n[source.Kind]++
			all++
		}
	}
	var rows []row
	for _, kind := range fact.SourceKinds() {
		rows = append(rows, row{string(kind), n[kind]})
	}
	s.table(fmt.Sprintf("Facts resting on one source: %d", all), rows)
}

// calendar prints the days of the year: a dot for a day without an event, else how many.
func (s *statistics) calendar() {
	const leapYear = 2000
	with := 0
	var grid strings.Builder
	for month := 1; month <= 12; month++ {
		fmt.Fprintf(&grid, "%6d  ", month)
		for day := 1; day <= calendar.DaysIn(leapYear, month); day++ {
			n := len(s.base.OnDay(month, day))
			if n > 0 {
				with++
			}
			grid.WriteString(mark(n))
		}
		grid.WriteByte('\n')
	}
	fmt.Fprintf(s.w, "\nDays of the year with an event: %d of 366\n%s", with, grid.String())
}

// mark is one character for how many events a day has.
func mark(n int) string {
	switch {
	case n == 0:
		return "."
	case n > 9:
		return "+"
	}
	return fmt.Sprint(n)
}
