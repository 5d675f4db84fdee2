package calendar

import (
	"fmt"
	"strings"
)

// Precision is how exactly a date is known.
type Precision string

// The precisions, finest first.
const (
	PrecisionDay    Precision = "day"
	PrecisionMonth  Precision = "month"
	PrecisionYear   Precision = "year"
	PrecisionDecade Precision = "decade"
)

// Valid reports whether p is one of the precisions.
func (p Precision) Valid() bool { return p.rank() > 0 }

// CoarserThan reports whether p is less exact than q.
func (p Precision) CoarserThan(q Precision) bool { return p.rank() > q.rank() }

func (p Precision) rank() int {
	switch p {
	case PrecisionDay:
		return 1
	case PrecisionMonth:
		return 2
	case PrecisionYear:
		return 3
	case PrecisionDecade:
		return 4
	}
	return 0
}

// Date is a day, month, year or decade. Fields finer than Precision are zero; of a decade
// Year is the first year (2000 for 200X). The zero Date is no date.
type Date struct {
	Year, Month, Day int
	Precision        Precision
}

// MonthOf returns the Date that is month m (1 to 12) of year y.
func MonthOf(y, m int) Date { return Date{Year: y, Month: m, Precision: PrecisionMonth} }

// YearOf returns the Date that is year y.
func YearOf(y int) Date { return Date{Year: y, Precision: PrecisionYear} }

// DecadeOf returns the Date that is the decade in which year y lies.
func DecadeOf(y int) Date {
	return Date{Year: floorDiv(y, 10) * 10, Precision: PrecisionDecade}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d is a date that [Parse] can return: its year is within 1 to
// 9999, its day exists, and no field is set that its precision does not have.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 {
		return false
	}
	switch d.Precision {
	case PrecisionDay:
		return validMonth(d.Month) && d.Day >= 1 && d.Day <= DaysIn(d.Year, d.Month)
	case PrecisionMonth:
		return validMonth(d.Month) && d.Day == 0
	case PrecisionYear:
		return d.Month == 0 && d.Day == 0
	case PrecisionDecade:
		return d.Year%10 == 0 && d.Month == 0 && d.Day == 0
	}
	return false
}

func validMonth(m int) bool { return m >= 1 && m <= 12 }

// First returns the first day that d can mean. It is 0 for the zero Date.
func (d Date) First() Day {
	switch d.Precision {
	case PrecisionDay:
		return NewDay(d.Year, d.Month, d.Day)
	case PrecisionMonth:
		return NewDay(d.Year, d.Month, 1)
	case PrecisionYear, PrecisionDecade:
		return NewDay(d.Year, 1, 1)
	}
	return 0
}

// Last returns the last day that d can mean. It is 0 for the zero Date.
func (d Date) Last() Day {
	switch d.Precision {
	case PrecisionDay:
		return NewDay(d.Year, d.Month, d.Day)
	case PrecisionMonth:
		return NewDay(d.Year, d.Month+1, 1) - 1
	case PrecisionYear:
		return NewDay(d.Year, 12, 31)
	case PrecisionDecade:
		return NewDay(d.Year+9, 12, 31)
	}
	return 0
}

// MonthDay returns the day of the year of d; ok is false unless d has day precision.
func (d Date) MonthDay() (md MonthDay, ok bool) {
	if d.Precision != PrecisionDay {
		return MonthDay{}, false
	}
	return MonthDay{Month: d.Month, Day: d.Day}, true
}

// String returns d in EDTF: 1990-03-11, 1997-07, 2001 or 200X. It is empty for the zero
// Date.
func (d Date) String() string {
	switch d.Precision {
	case PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.Year)
	case PrecisionDecade:
		return fmt.Sprintf("%03dX", floorDiv(d.Year, 10))
	}
	return ""
}

// Compare orders dates by their first day, then by their last day: it is negative when d
// comes before e, positive when it comes after it, and 0 only for equal valid dates.
func (d Date) Compare(e Date) int { return On(d).Compare(On(e)) }

// parseDate reads one date of the EDTF subset.
func parseDate(s string) (Date, error) {
	if decade, isDecade := strings.CutSuffix(s, "X"); isDecade {
		return parseDecade(s, decade)
	}
	year, rest, hasMonth := strings.Cut(s, "-")
	month, day, hasDay := strings.Cut(rest, "-")
	if !digits(year, 4) || hasMonth && !digits(month, 2) || hasDay && !digits(day, 2) {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM, YYYY or YYYX", s)
	}
	d := Date{Year: number(year), Month: number(month), Day: number(day), Precision: PrecisionYear}
	switch {
	case hasDay:
		d.Precision = PrecisionDay
	case hasMonth:
		d.Precision = PrecisionMonth
	}
	return d, d.check(s)
}

func parseDecade(s, decade string) (Date, error) {
	if !digits(decade, 3) {
		return Date{}, fmt.Errorf("date %q: want a decade as three digits and X", s)
	}
	d := Date{Year: 10 * number(decade), Precision: PrecisionDecade}
	return d, d.check(s)
}

// check says which part of a date of well-formed text s is out of its range.
func (d Date) check(s string) error {
	switch {
	case d.Valid():
		return nil
	case d.Year < 1:
		return fmt.Errorf("date %q: there is no year 0", s)
	case !validMonth(d.Month):
		return fmt.Errorf("date %q: there is no month %d", s, d.Month)
	}
	return fmt.Errorf("date %q: month %d of %d has no day %d", s, d.Month, d.Year, d.Day)
}

// digits reports whether s is n ASCII digits.
func digits(s string, n int) bool {
	if len(s) != n {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// number returns the value of a short string of digits, 0 for the empty one.
func number(s string) int {
	n := 0
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
