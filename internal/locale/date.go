package locale

import (
	"puente/internal/calendar"
)

// dateWords words dates in one language. A date without a year (Year 0) is a day or a
// month of any year.
type dateWords interface {
	date(d calendar.Date) string // 11 March 1990, as a heading or a subject
	on(d calendar.Date) string   // on 11 March 1990, in 1990
	from(d calendar.Date) string // from 11 March 1990
	to(d calendar.Date) string   // to 11 March 1990, included
	before(d calendar.Date) string
	after(d calendar.Date) string
	since(d calendar.Date) string
	until(d calendar.Date) string
	// interval words the interval from a to b of the given kind, alone and as the time
	// at which something happens.
	interval(k intervalKind, a, b calendar.Date) (alone, adverbial string)
}

// intervalKind tells what the two ends of an interval share.
type intervalKind int

const (
	intervalMixed     intervalKind = iota // different precisions or years
	intervalDays                          // days of one month
	intervalMonthDays                     // days of one year
	intervalMonths                        // months of one year
	intervalYears
	intervalDecades
)

func kindOf(a, b calendar.Date) intervalKind {
	if precision(a) != precision(b) {
		return intervalMixed
	}
	switch precision(a) {
	case calendar.PrecisionDay:
		if a.Year == b.Year && a.Month == b.Month {
			return intervalDays
		}
		if a.Year == b.Year {
			return intervalMonthDays
		}
	case calendar.PrecisionMonth:
		if a.Year == b.Year {
			return intervalMonths
		}
	case calendar.PrecisionYear:
		return intervalYears
	case calendar.PrecisionDecade:
		return intervalDecades
	}
	return intervalMixed
}

// precision is the precision of d, told from its fields where it is a day or a month of
// any year.
func precision(d calendar.Date) calendar.Precision {
	switch {
	case d.Precision != "":
		return d.Precision
	case d.Day != 0:
		return calendar.PrecisionDay
	case d.Month != 0:
		return calendar.PrecisionMonth
	}
	return calendar.PrecisionYear
}

// Date words a date or an interval, standing alone or as a subject: "11 March 1990",
// "июль 1997 года", "la década de 2000", "28–29 June 2005". A start without a year is a
// day or a month of any year: "21 November". It is empty for the zero Span.
func (p *Printer) Date(s calendar.Span) string {
	if s.IsZero() {
		return ""
	}
	if s.Single() {
		return p.dates.date(s.Start)
	}
	alone, _ := p.dates.interval(kindOf(s.Start, s.End), s.Start, s.End)
	return alone
}

// On words the time at which something happens: "on 11 March 1990", "el 1 de mayo de
// 1955", "в мае 1955 года", "in the 2000s". It is empty for the zero Span.
func (p *Printer) On(s calendar.Span) string {
	if s.IsZero() {
		return ""
	}
	if s.Single() {
		return p.dates.on(s.Start)
	}
	_, adverbial := p.dates.interval(kindOf(s.Start, s.End), s.Start, s.End)
	return adverbial
}

// FromTo words the time from the start of a to the end of b: "from 21 October 1947 to 24
// November 1964".
func (p *Printer) FromTo(a, b calendar.Span) string {
	return p.dates.from(a.Start) + " " + p.dates.to(b.End)
}

// Before words the time before s: "before 1816", "antes del 11 de marzo de 1990".
func (p *Printer) Before(s calendar.Span) string {
	return p.dates.before(s.Start)
}

// After words the time after s: "after 1973", "после 11 марта 1990 года".
func (p *Printer) After(s calendar.Span) string {
	return p.dates.after(s.End)
}

// Since words the time from the beginning of s on: "since 1990", "desde la década de 1980".
func (p *Printer) Since(s calendar.Span) string {
	return p.dates.since(s.Start)
}

// Until words the time up to the end of s: "until 1973", "по 1973 год".
func (p *Printer) Until(s calendar.Span) string {
	return p.dates.until(s.End)
}
