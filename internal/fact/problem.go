package fact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with a base, and where.
type Problem struct {
	File    string // relative to the folder of the base
	Line    int    // from 1; 0 when the problem has no place in the file
	Column  int    // from 1, in characters; 0 when only the record is known
	ID      string // the id of the record, where it has one
	Field   string // the path of the field in the record: text.es, citations[2].date
	Message string
}

// Error returns the problem on one line, in the form that editors jump to:
//
//	facts/visit.yaml:12:5: putin-santiago-2004: text.es: no final stop
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	for _, n := range []int{p.Line, p.Column} {
		if n > 0 {
			fmt.Fprintf(&b, ":%d", n)
		}
	}
	for _, part := range []string{p.ID, p.Field, p.Message} {
		if part != "" {
			b.WriteString(": " + part)
		}
	}
	return strings.TrimPrefix(b.String(), ": ")
}

// Problems is the error of a base or file that cannot be used: everything that is wrong
// with it, in the order of files and lines.
type Problems []Problem

// Error returns the problems, one on a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the problems as errors.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// sortProblems orders problems by place.
func sortProblems(ps []Problem) {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
