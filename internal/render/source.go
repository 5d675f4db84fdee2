package render

import (
	"fmt"
	"slices"
	"strings"

	"puente/internal/fact"
)

// references numbers the sources of a document in the order in which they are cited, each
// source once.
type references struct {
	base   *fact.Base
	listed []reference
}

// reference is a numbered source.
type reference struct {
	source *fact.Source
	at     []string // the pages or paragraphs that are cited
}

// known reports whether the base has the source of a citation.
func (r *references) known(c fact.Citation) bool {
	_, ok := r.base.Source(c.Source)
	return ok
}

// numbers returns the numbers of the sources of citations, from 1, each once and in
// order.
func (r *references) numbers(cs []fact.Citation) []int {
	var out []int
	for _, c := range cs {
		s, ok := r.base.Source(c.Source)
		if !ok {
			continue
		}
		if n := r.number(s, c.At); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func (r *references) number(s *fact.Source, at string) int {
	i := slices.IndexFunc(r.listed, func(ref reference) bool { return ref.source.ID == s.ID })
	if i < 0 {
		i = len(r.listed)
		r.listed = append(r.listed, reference{source: s})
	}
	if at != "" && !slices.Contains(r.listed[i].at, at) {
		r.listed[i].at = append(r.listed[i].at, at)
	}
	return i + 1
}

// marks returns the numbers as they stand in a text, with a space before them: [1][3].
func (r *references) marks(numbers []int) []run {
	var out []run
	for i, n := range numbers {
		if i == 0 {
			out = append(out, run{text: " "})
		}
		out = append(out, run{text: mark(n), source: n})
	}
	return out
}

func mark(n int) string { return fmt.Sprintf("[%d]", n) }

// line is the entry of a source in a list of sources: its number, author, title (in
// parentheses where it is a description), publisher, year, and the places cited.
func (r reference) line(n int) []run {
	s := r.source
	title := s.Title
	if s.Described {
		title = "(" + title + ")"
	}
	if s.Author != "" {
		title = s.Author + ", " + title
	}
	line := []run{{text: mark(n) + " "}, {text: title, href: s.URL}}
	if imprint := r.imprint(); imprint != "" {
		line = append(line, run{text: afterTitle(title) + imprint})
	}
	return line
}

// imprint is the publisher, the year where the publisher does not tell it, and the places
// cited.
func (r reference) imprint() string {
	parts := []string{r.source.Publisher}
	if !strings.Contains(r.source.Publisher, r.source.Year) {
		parts = append(parts, r.source.Year)
	}
	parts = slices.DeleteFunc(append(parts, r.at...), func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}

// afterTitle is what stands between a title and what follows it.
func afterTitle(title string) string {
	if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, ".") || strings.HasSuffix(title, "…") {
		return " "
	}
	return ". "
}

// name is the short entry of a source: its publisher alone, where an address tells the
// rest.
func (r reference) name(n int) string {
	if r.source.URL != "" && r.source.Publisher != "" {
		return mark(n) + " " + r.source.Publisher
	}
	var out strings.Builder
	for _, part := range r.line(n) {
		out.WriteString(part.text)
	}
	return out.String()
}
