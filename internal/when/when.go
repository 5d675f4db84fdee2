// Package when finds the time expressions of a question in English, Spanish and Russian
// and says what each means: a span of the calendar and how the question relates to it
// (in, on, before, after, since, until, between), a day of the year without a year, a
// named period, an offset ("two years before the coup"), an ordinal ("the first").
//
// A period is found by its names and aliases in any case, and by what it is called after
// (Stalin of "Stalin era") where the words around say that a time is meant: under Stalin.
//
// It reads tokens, not sentences: whether a time restricts what is asked, is asked for,
// or was mistaken by the asker is decided by the packages above. It knows no clock and
// corrects no spelling but that of long month names. Days come before months (11/3/1990
// is 11 March). Two digits of a year mean the latest such year that is not in the future,
// two digits of a decade the latest such decade that is over: '24 is 2024 and '73 is 1973,
// "the 20s" are the 1920s until 2030.
package when

import (
	"puente/internal/calendar"
)

// Kind is what a time expression names.
type Kind string

// The kinds of expression, with the fields that they fill besides Relation and Confidence.
const (
	// Date is a date, an interval, a decade, a century, a season: Span.
	Date Kind = "date"
	// Period is a period known by its name: Span, Period.
	Period Kind = "period"
	// Anniversary is a day of the year, or a few, without a year: MonthDay, MonthDayLast.
	Anniversary Kind = "anniversary"
	// Month is a month, or a few, without a year, the current month among them:
	// MonthDay.Month, MonthDayLast.Month.
	Month Kind = "month"
	// Today is the day of asking, as "today" or "on this day": MonthDay. It has no Span,
	// since what is asked of it is mostly its anniversaries.
	Today Kind = "today"
	// Now is the present ("now", "currently", "until today"). It has no Span.
	Now Kind = "now"
	// Relative is a span named by its distance from today ("yesterday", "last year",
	// "last March"): Span, Unit; MonthDay where the unit is a day or a month.
	Relative Kind = "relative"
	// Offset is a distance from something ("two years ago", "a year after the coup"):
	// Offset, Unit; Span where it is known what it is counted from. Otherwise Relation is
	// Before or After and what follows the expression says from what, or nothing does ("a
	// year later").
	Offset Kind = "offset"
	// Ordinal is a place in an order ("first", "second", "last"): Ordinal.
	Ordinal Kind = "ordinal"
	// Next and Previous are a step in an order ("the next", "the one before").
	Next     Kind = "next"
	Previous Kind = "previous"
)

// Relation is how what is asked relates to the Span of an expression.
type Relation string

// The relations.
const (
	In      Relation = "in"      // within the span
	On      Relation = "on"      // on the day
	Between Relation = "between" // within the span, given by its two ends
	Before  Relation = "before"  // before the span begins
	After   Relation = "after"   // after the span ends
	Since   Relation = "since"   // from the beginning of the span on
	Until   Relation = "until"   // up to the end of the span
)

// Unit is a unit of time.
type Unit string

// The units.
const (
	UnitDay     Unit = "day"
	UnitWeek    Unit = "week"
	UnitMonth   Unit = "month"
	UnitYear    Unit = "year"
	UnitDecade  Unit = "decade"
	UnitCentury Unit = "century"
)

// Distance is a number of months and days, negative for the past.
type Distance struct{ Months, Days int }

// Expression is one time expression of a question.
type Expression struct {
	Kind     Kind
	Relation Relation
	// Span is what the expression names, zero where it names no part of the calendar.
	Span calendar.Span
	// MonthDay and MonthDayLast are the first and the last day of the year, the same for
	// a single day. Day is 0 where only the month is given.
	MonthDay, MonthDayLast calendar.MonthDay
	// Ordinal is 1 for the first, 2 for the second and so on, -1 for the last, -2 for the
	// last but one.
	Ordinal int
	// Offset is the distance of an Offset.
	Offset Distance
	// Unit is the unit in which a Relative or an Offset is given.
	Unit Unit
	// Period is the id of a Period.
	Period string
	// Approximate is set by words like "about".
	Approximate bool
	// Future is set where all that is asked for lies after today.
	Future bool
	// Confidence is how likely it is, in (0, 1], that the words are a time and are read
	// rightly. Below Sure there is a good chance that they are not.
	Confidence float64
	// First and Last are the range of tokens that the expression covers: First included,
	// Last not.
	First, Last int
}

// Sure is the confidence from which an expression can be relied on. Less have numbers
// that may count something else and periods named without a preposition ("Allende" may
// well be the man).
const Sure = 0.5

// Admits reports whether something dated d can fit the expression. A date less precise
// than the expression fits when it may: the year 1990 fits "in March 1990". A day of the
// year is fitted by exact days only. Expressions that say nothing of the calendar admit
// every date. The zero Span is admitted by none.
func (e Expression) Admits(d calendar.Span) bool {
	if d.IsZero() {
		return false
	}
	switch {
	case e.Kind == Anniversary || e.Kind == Month:
		return e.recurs(d)
	case e.Span.IsZero():
		return true
	}
	switch e.Relation {
	case Before:
		return d.First() < e.Span.First()
	case After:
		return d.Last() > e.Span.Last()
	case Since:
		return d.Last() >= e.Span.First()
	case Until:
		return d.First() <= e.Span.Last()
	}
	margin := calendar.Day(0)
	if e.Approximate {
		margin = approximately(e.Span.Precision())
	}
	return d.First() <= e.Span.Last()+margin && e.Span.First()-margin <= d.Last()
}

// approximately is how many days a date of the given precision with "about" may be off.
func approximately(p calendar.Precision) calendar.Day {
	switch p {
	case calendar.PrecisionDay:
		return 7
	case calendar.PrecisionMonth:
		return 62
	}
	return 2 * 365
}

// recurs reports whether d has one of the days of the year, or months, of e.
func (e Expression) recurs(d calendar.Span) bool {
	switch p := d.Precision(); {
	case p == calendar.PrecisionDay:
	case p == calendar.PrecisionMonth && e.Kind == Month:
	default:
		return false
	}
	for day := d.First(); day <= d.Last() && day < d.First()+366; day++ {
		if e.within(day.MonthDay()) {
			return true
		}
	}
	return false
}

func (e Expression) within(md calendar.MonthDay) bool {
	key := func(md calendar.MonthDay) int { return 32*md.Month + md.Day }
	first, last := key(e.MonthDay), key(e.MonthDayLast)
	if e.MonthDayLast.Day == 0 {
		last += 31
	}
	if first <= last {
		return first <= key(md) && key(md) <= last
	}
	return first <= key(md) || key(md) <= last
}

// String returns what the expression says of the calendar, in EDTF with the relation
// before it: "1990", "before 1973-09-11", "XXXX-11-21". It is empty for expressions that
// say nothing of it.
func (e Expression) String() string {
	var s string
	switch e.Kind {
	case Anniversary, Month:
		s = recurring(e.MonthDay)
		if e.MonthDayLast != e.MonthDay {
			s += "/" + recurring(e.MonthDayLast)
		}
	case Today:
		s = string(Today)
	default:
		s = e.Span.String()
	}
	if s == "" {
		return ""
	}
	if e.Approximate {
		s = "about " + s
	}
	switch e.Relation {
	case Before, After, Since, Until:
		return string(e.Relation) + " " + s
	}
	return s
}

// recurring writes a day or month of the year as EDTF does, its year unspecified.
func recurring(md calendar.MonthDay) string {
	d := calendar.MonthOf(2000, md.Month)
	if md.Day > 0 {
		d.Day, d.Precision = md.Day, calendar.PrecisionDay
	}
	return "XXXX" + d.String()[4:]
}
