// Package calendar holds dates that keep the precision of their source and exact
// arithmetic with them in the proleptic Gregorian calendar.
//
// A [Day] is a day. A [Date] is a day, month, year or decade, and a [Span] is a Date or
// an interval of two; both are written in a subset of EDTF (ISO 8601-2), which [Parse]
// reads. [Between] computes the time from one Span to another and says how far the
// precision of the two lets it be known.
//
// The package knows no clock, time zone or language, and no other calendar: dates of the
// Julian calendar must be converted before they get here.
package calendar

import (
	"fmt"
	"time"
)

// Day is the serial number of a day in the proleptic Gregorian calendar: the number of
// days since 1970-01-01. Days are totally ordered and their difference is in days. Years
// before 1 are numbered astronomically: year 0 precedes year 1.
type Day int32

// NewDay returns the day d of month m of year y. A month or day outside its usual range
// is carried over as by [time.Date]: 0 March is the last day of February.
//
// The computation is days_from_civil of Howard Hinnant's "chrono-Compatible Low-Level
// Date Algorithms".
func NewDay(y, m, d int) Day {
	y, m = carryMonths(y, m)
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3) + 2) / 5
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return Day(era*146097 + dayOfEra - 719468 + d - 1)
}

// DayOf returns the day on which t falls in its own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return NewDay(y, int(m), d)
}

// Civil returns the year, the month (1 to 12) and the day of the month (1 to 31) of d.
func (d Day) Civil() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153
	year = yearOfEra + era*400
	day = dayOfYear - (153*shifted+2)/5 + 1
	month = shifted + 3
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// AddMonths returns the day n months after d, or before it when n is negative. Where the
// resulting month lacks the day, it is the last day of that month: a month after
// 31 January is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Civil()
	y, m = carryMonths(y, m+n)
	return NewDay(y, m, min(day, DaysIn(y, m)))
}

// AddYears returns the day n years after d; 29 February becomes 28 February in a common
// year.
func (d Day) AddYears(n int) Day { return d.AddMonths(12 * n) }

// Date returns d as a Date of day precision.
func (d Day) Date() Date {
	y, m, day := d.Civil()
	return Date{Year: y, Month: m, Day: day, Precision: PrecisionDay}
}

// Span returns the Span that is this one day.
func (d Day) Span() Span { return On(d.Date()) }

// String returns d as in ISO 8601: 1990-03-11.
func (d Day) String() string {
	y, m, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// IsLeap reports whether y is a leap year.
func IsLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// DaysIn returns the number of days of month m (1 to 12) of year y.
func DaysIn(y, m int) int {
	switch m {
	case 2:
		if IsLeap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// carryMonths brings m into 1 to 12 and carries the rest over to y.
func carryMonths(y, m int) (year, month int) {
	carry := floorDiv(m-1, 12)
	return y + carry, m - 12*carry
}

// floorDiv divides rounding down, also where a is negative.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
