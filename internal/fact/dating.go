package fact

import (
	"slices"

	"puente/internal/calendar"
)

// Dating is one date of a fact with the citations that state it.
type Dating struct {
	Date      calendar.Span
	Citations []Citation // in the order of the fact; empty when no source states the date
}

// Disagreements returns the dates on which the sources of the fact disagree, each with its
// citations, the followed one first and the others in order of time. It is nil when they
// agree.
//
// A date that contains another one, as a year contains a day, agrees with it and is left
// out. Where the fact is dated by an interval, dates within it are parts of what happened
// and do not disagree.
func (f *Fact) Disagreements() []Dating {
	var out []Dating
	for _, date := range f.exactest() {
		d := Dating{Date: date}
		for _, c := range f.Citations {
			if c.Date == date {
				d.Citations = append(d.Citations, c)
			}
		}
		out = append(out, d)
	}
	if len(out) < 2 {
		return nil
	}
	followed := f.followed()
	slices.SortStableFunc(out, func(a, b Dating) int {
		if x, y := a.Date == followed, b.Date == followed; x != y {
			if x {
				return -1
			}
			return 1
		}
		return a.Date.Compare(b.Date)
	})
	return out
}

// exactest returns the distinct cited dates that contain no other cited date.
func (f *Fact) exactest() []calendar.Span {
	dates := f.citedDates()
	var out []calendar.Span
	for _, d := range dates {
		vague := slices.ContainsFunc(dates, func(e calendar.Span) bool { return d != e && d.Contains(e) })
		if !vague {
			out = append(out, d)
		}
	}
	return out
}

// citedDates returns the distinct dates that the citations state. Those within a fact's
// interval count as the interval.
func (f *Fact) citedDates() []calendar.Span {
	var out []calendar.Span
	for _, c := range f.Citations {
		d := c.Date
		if !f.Date.Single() && f.Date.Contains(d) {
			d = f.Date
		}
		if !d.IsZero() && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

func (f *Fact) followed() calendar.Span {
	if f.Follow != nil {
		return f.Follow.Date
	}
	return f.Date
}

// Dates returns the days whose anniversaries are the fact's: the day of its date and the
// days of the dates that sources give instead, the followed one first. An interval counts
// with its first day. It is empty when no day is known or [Fact.Day] rules it out.
func (f *Fact) Dates() []calendar.Date {
	if f.Day != "" {
		return nil
	}
	spans := []calendar.Span{f.followed(), f.Date}
	for _, d := range f.Disagreements() {
		spans = append(spans, d.Date)
	}
	var out []calendar.Date
	for _, s := range spans {
		if s.Start.Precision == calendar.PrecisionDay && !slices.Contains(out, s.Start) {
			out = append(out, s.Start)
		}
	}
	return out
}
