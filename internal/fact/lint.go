package fact

import (
	"fmt"

	"puente/internal/calendar"
)

// Lint returns everything that keeps a loaded base from being published, in the order of
// files and lines. today is the day after which nothing can have happened. Withdrawn facts
// are not looked at, except that what they cite and name counts as used.
//
// The rules are those of knowledge/README.md.
func Lint(b *Base, today calendar.Day) []Problem {
	l := &linter{Base: b, today: today}
	for _, r := range rules {
		r.check(l)
	}
	sortProblems(l.problems)
	return l.problems
}

// rule is one thing that Lint looks for. testdata/lint has a file for each.
type rule struct {
	name  string
	check func(*linter)
}

var rules = []rule{
	{"language-missing", eachFact((*linter).factLanguages)},
	{"text-style", eachFact((*linter).factTexts)},
	{"example-style", eachFact((*linter).exampleStyle)},
	{"examples-few", eachFact((*linter).examplesFew)},
	{"examples-shared", (*linter).examplesShared},
	{"title-shared", (*linter).titlesShared},
	{"importance", eachFact((*linter).importance)},
	{"file-topic", eachFact((*linter).fileTopic)},
	{"names-repeated", eachFact((*linter).namesRepeated)},
	{"where-place", eachFact((*linter).wherePlace)},

	{"citation-missing", eachFact((*linter).citationMissing)},
	{"date-unsupported", eachFact((*linter).dateUnsupported)},
	{"date-future", eachFact((*linter).dateFuture)},
	{"disagreement", eachFact((*linter).disagreement)},
	{"day-weak", eachFact((*linter).dayWeak)},
	{"day-needless", eachFact((*linter).dayNeedless)},
	{"attribution", eachFact((*linter).attribution)},
	{"corrections", eachFact((*linter).corrections)},

	{"relations-by", eachFact((*linter).relationsBy)},
	{"relations-order", (*linter).relationsOrder},

	{"source-record", eachSource((*linter).sourceRecord)},
	{"source-address", eachSource((*linter).sourceAddress)},
	{"source-twice", (*linter).sourceTwice},
	{"source-unused", (*linter).sourceUnused},
	{"entity-record", (*linter).entityRecords},
	{"entity-unused", (*linter).entityUnused},
	{"alias-claimed-twice", (*linter).aliasClaims},
	{"period-record", (*linter).periodRecords},
	{"concept-record", (*linter).conceptRecords},
}

// linter collects the problems of a base.
type linter struct {
	*Base
	today    calendar.Day
	problems []Problem
	record   Problem // the record looked at: file, line and id
}

func (l *linter) at(file string, line int, id string) {
	l.record = Problem{File: file, Line: line, ID: id}
}

func (l *linter) atFact(f *Fact)     { l.at(f.File, f.Line, string(f.ID)) }
func (l *linter) atSource(s *Source) { l.at(s.File, s.Line, string(s.ID)) }
func (l *linter) atEntity(e *Entity) { l.at(e.File, e.Line, string(e.ID)) }

func (l *linter) report(field, format string, args ...any) {
	p := l.record
	p.Field = field
	p.Message = fmt.Sprintf(format, args...)
	l.problems = append(l.problems, p)
}

func eachFact(check func(*linter, *Fact)) func(*linter) {
	return func(l *linter) {
		for _, f := range l.Facts() {
			l.atFact(f)
			check(l, f)
		}
	}
}

func eachSource(check func(*linter, *Source)) func(*linter) {
	return func(l *linter) {
		for _, s := range l.Sources() {
			l.atSource(s)
			check(l, s)
		}
	}
}
