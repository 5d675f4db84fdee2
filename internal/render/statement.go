package render

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/locale"
)

// statement words a fact with the numbers of its sources and what is to be noted about
// them. In a list it begins with its date; a brief one has the title for the text.
func (c *composer) statement(f *fact.Fact, brief, list bool) block {
	l := c.printer.Language()
	var b block
	var line []run
	date := c.printer.Date(f.Date)
	text := f.Text[l]
	switch {
	case brief && date != "":
		line = append(line, run{text: locale.Sentence(date), bold: true}, run{text: " – " + withoutYear(f.Title[l])})
	case brief:
		line = append(line, run{text: f.Title[l]})
	case list && date != "" && !beginsWithDate(text, f.Date):
		line = append(line, run{text: locale.Sentence(date) + ".", bold: true}, run{text: " " + text})
	default:
		line = append(line, run{text: text})
	}
	b.cites = c.sources.numbers(f.Citations)
	b.paragraphs = append(b.paragraphs, paragraph{runs: append(line, c.sources.marks(b.cites)...)})
	b.paragraphs = append(b.paragraphs, c.notes(f)...)
	return b
}

// notes words on which dates the sources of f disagree, and what has been put right.
func (c *composer) notes(f *fact.Fact) []paragraph {
	var out []paragraph
	if note := c.disagreement(f); note != nil {
		out = append(out, paragraph{runs: note, quote: true, tight: true})
	}
	for _, fix := range f.Corrected {
		text := c.printer.Text("answer.corrected", locale.Args{
			"when": c.printer.On(fix.Date), "what": fix.What[c.printer.Language()]})
		out = append(out, paragraph{runs: []run{{text: text}}, quote: true, tight: true})
	}
	return out
}

// disagreement words each date with the sources that state it, and which one is followed
// and why; nil where the sources agree.
func (c *composer) disagreement(f *fact.Fact) []run {
	datings := f.Disagreements()
	if datings == nil {
		return nil
	}
	var dates []run
	for i, d := range datings {
		if i > 0 {
			dates = append(dates, run{text: "; "})
		}
		dates = append(dates, run{text: c.printer.Date(d.Date)})
		dates = append(dates, c.sources.marks(c.sources.numbers(d.Citations))...)
	}
	// The numbers are links of their own, so the sentence is put together around them.
	before, after, _ := strings.Cut(c.printer.Text("answer.sources-differ", locale.Args{"dates": "\x00"}), "\x00")
	line := slices.Concat([]run{{text: before}}, dates, []run{{text: after}})
	if f.Follow != nil {
		line = append(line, run{text: " " + c.printer.Text("answer.follow", locale.Args{
			"date": c.printer.Date(f.Follow.Date), "why": f.Follow.Why[c.printer.Language()]})})
	}
	return line
}

var yearsAtEnd = regexp.MustCompile(` \(\d{4}(?:[-–]\d{2,4})?\)$`)

// withoutYear returns a title without the year in parentheses at its end, which stands
// beside its date already.
func withoutYear(title string) string { return yearsAtEnd.ReplaceAllString(title, "") }

// A text begins with its date when its first digits are among its first words and the
// year follows soon: "On Sunday 11 March 1990 …", "En una declaración del 21 de …".
const (
	firstDigit = 6
	yearWithin = 9
)

func beginsWithDate(text string, date calendar.Span) bool {
	words := strings.Fields(text)
	digit := slices.IndexFunc(words, func(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) })
	if digit < 0 || digit >= firstDigit {
		return false
	}
	years := []string{fmt.Sprint(date.Start.Year), fmt.Sprint(date.End.Year)}
	return slices.ContainsFunc(words[:min(yearWithin, len(words))], func(w string) bool {
		return strings.Contains(w, years[0]) || strings.Contains(w, years[1])
	})
}
