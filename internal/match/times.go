package match

import (
	"math"
	"slices"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

// times is what a fact says of when: its dates, and the years that its texts name.
type times struct {
	dates     []calendar.Span
	mentioned []calendar.Span // years
}

// Fit says how a fact stands to a time.
type Fit int8

// The fits, from the worst.
const (
	FitNot     Fit = iota - 1 // the fact is of another time
	FitUndated                // the fact has no date
	FitMention                // the fact's text names the time
	FitDate                   // the fact happened then
)

// mention adds the years that a text names.
func (t *times) mention(tokens []lang.Token) {
	for i := range tokens {
		year, ok := yearOf(&tokens[i])
		if named := calendar.On(calendar.YearOf(year)); ok && !slices.Contains(t.mentioned, named) {
			t.mentioned = append(t.mentioned, named)
		}
	}
}

// datesOf returns the date of f and the others that its sources give.
func datesOf(f *fact.Fact) []calendar.Span {
	if f.Date.IsZero() {
		return nil
	}
	dates := []calendar.Span{f.Date}
	for _, d := range f.Disagreements() {
		if !slices.Contains(dates, d.Date) {
			dates = append(dates, d.Date)
		}
	}
	return dates
}

func yearOf(t *lang.Token) (year int, ok bool) {
	if t.Kind != lang.Number || len(t.Digits) != 4 {
		return 0, false
	}
	for _, d := range t.Digits {
		year = year*10 + int(d-'0')
	}
	return year, year >= 1700 && year <= 2100
}

// fit tells how the fact stands to one time expression.
func (t *times) fit(e when.Expression) Fit {
	if len(t.dates) == 0 {
		return FitUndated
	}
	best := FitNot
	for _, d := range t.dates {
		switch {
		case e.Admits(d) && !vaguer(d, e):
			return FitDate
		case e.Admits(d), borders(d, e):
			best = FitMention
		}
	}
	if best == FitMention {
		return best
	}
	if slices.ContainsFunc(t.mentioned, func(d calendar.Span) bool { return e.Admits(d) }) {
		return FitMention
	}
	return FitNot
}

// vaguer reports whether a date is too vague to say that something happened then: what
// is dated to a decade did not happen in one of its years in particular.
func vaguer(d calendar.Span, e when.Expression) bool {
	return !e.Span.IsZero() && d.Len() > 366 && d.Len() > 2*e.Span.Len() && !bounded(e)
}

// borders reports whether a date lies in the year or period after or before which is
// asked: "after the 1973 break" may mean the months that followed.
func borders(d calendar.Span, e when.Expression) bool {
	return bounded(e) && e.Span.Overlaps(d)
}

// bounded reports whether an expression is bounded on one side only.
func bounded(e when.Expression) bool {
	switch e.Relation {
	case when.Before, when.After, when.Since, when.Until:
		return true
	}
	return false
}

// farYears is after how many years "after 1990" counts half of what "in 1990" does.
const farYears = 4

// closeness is 1 for a fact within the times, less the further it lies from the bound of
// one that is open on a side.
func (t *times) closeness(es []when.Expression) float64 {
	best := 0.0
	for _, e := range es {
		for _, d := range t.dates {
			if !e.Admits(d) {
				continue
			}
			if !bounded(e) {
				return 1
			}
			days := max(int(d.First()-e.Span.Last()), int(e.Span.First()-d.Last()), 0)
			best = max(best, 1/(1+float64(days)/(farYears*365)))
		}
	}
	return best
}

// fitAll tells how the fact stands to the times of a question: the best fit, since a
// question may name two times of which one holds ("in 2004 or in 2012?").
func (t *times) fitAll(es []when.Expression) Fit {
	best := FitNot
	for _, e := range es {
		best = max(best, t.fit(e))
	}
	return best
}

// Fits tells how a fact of the base stands to one time expression.
func (ix *Index) Fits(f *fact.Fact, e when.Expression) Fit {
	return ix.facts[ix.number[f.ID]].times.fit(e)
}

// Constraining returns the expressions that a fact must fit: those that name a part of
// the calendar and are read with some confidence.
func Constraining(es []when.Expression) []when.Expression {
	loose := slices.IndexFunc(es, isLoose)
	if loose < 0 {
		return es
	}
	out := slices.Clone(es[:loose])
	for _, e := range es[loose:] {
		if !isLoose(e) {
			out = append(out, e)
		}
	}
	return out
}

// isLoose reports whether a fact need not fit an expression.
func isLoose(e when.Expression) bool {
	return e.Confidence < when.Sure || e.Span.IsZero() && e.Kind != when.Anniversary
}

// widest is more days than "about" makes of a time on either side.
const widest = 3 * 366

// window is a range of days, both ends included.
type window struct{ first, last calendar.Day }

// always is the window of what may be at any time.
var always = window{math.MinInt32, math.MaxInt32}

// window covers all times that the fact has to do with.
func (t *times) window() window {
	if len(t.dates) == 0 {
		return always
	}
	w := window{math.MaxInt32, math.MinInt32}
	for _, spans := range [][]calendar.Span{t.dates, t.mentioned} {
		for _, d := range spans {
			w.first, w.last = min(w.first, d.First()), max(w.last, d.Last())
		}
	}
	return w
}

// windowOf covers all dates that fit an expression, be it as its border.
func windowOf(e *when.Expression) window {
	if e.Span.IsZero() {
		return always
	}
	w := window{e.Span.First(), e.Span.Last()}
	switch e.Relation {
	case when.Before, when.Until:
		w.first = always.first
	case when.After, when.Since:
		w.last = always.last
	default:
		if e.Approximate {
			w.first, w.last = w.first-widest, w.last+widest
		}
	}
	return w
}

// overlaps reports whether w and v have a day in common.
func (w window) overlaps(v window) bool { return w.first <= v.last && v.first <= w.last }
