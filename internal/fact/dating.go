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

// Disagreements returns the dates on which the sources of the fact disagree, each with the
// citations that state it or a more exact date within it: the followed one first, the
// others in order of time. It is nil when they agree.
//
// A date that contains another one, as a year contains a day, agrees with it and is left
// out, unless it is the one that the fact follows. Where the fact is dated by an interval,
// dates within it are parts of what happened and do not disagree.
func (f *Fact) Disagreements() []Dating {
	dates := f.differing()
	if len(dates) < 2 {
		return nil
	}
	out := make([]Dating, len(dates))
	for i, date := range dates {
		out[i].Date = date
		for _, c := range f.Citations {
			if date.Contains(f.part(c.Date)) {
				out[i].Citations = append(out[i].Citations, c)
			}
		}
	}
	return out
}

// differing returns the cited dates of which no two can be the same event's.
func (f *Fact) differing() []calendar.Span {
	dates := f.citedDates()
	followed := f.followed()
	follows := slices.Contains(dates, followed)
	var out []calendar.Span
	for _, d := range dates {
		vague := slices.ContainsFunc(dates, func(e calendar.Span) bool { return d != e && d.Contains(e) })
		if !vague && !(follows && followed.Contains(d)) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, calendar.Span.Compare)
	if follows {
		out = slices.Insert(out, 0, followed)
	}
	return out
}

// citedDates returns the distinct dates that the citations state.
func (f *Fact) citedDates() []calendar.Span {
	var out []calendar.Span
	for _, c := range f.Citations {
		if d := f.part(c.Date); !d.IsZero() && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// part returns the interval of the fact for a date within it, and any other date as it is.
func (f *Fact) part(d calendar.Span) calendar.Span {
	if !f.Date.Single() && f.Date.Contains(d) {
		return f.Date
	}
	return d
}

// followed returns the date that the fact follows.
func (f *Fact) followed() calendar.Span {
	if f.Follow != nil {
		return f.part(f.Follow.Date)
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
