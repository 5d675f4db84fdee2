package daily

import (
	"time"

	"puente/internal/calendar"
)

// CatchUp is how late a post may come: a program that was not running at the minute of a
// post makes up for it within this time, and skips the day after it.
const CatchUp = 3 * time.Hour

// minutesOfDay bounds Schedule.Minute.
const minutesOfDay = 24 * 60

// Schedule is the time of a chat's post.
type Schedule struct {
	Zone   *time.Location
	Minute int // of the local day, 0 to 1439: 540 is 09:00
}

// On returns the instant of the post of a local day: its minute, the first of the two
// when a change of the clock brings it twice, the first valid minute after it when a
// change skips it. ok is false on a day that has no such minute at all, as where a zone
// crossed the date line.
func (s Schedule) On(day calendar.Day) (t time.Time, ok bool) {
	t = firstAtOrAfter(day, s.Minute, s.Zone)
	return t, calendar.DayOf(t) == day
}

// EndOf returns the instant at which a local day ends.
func (s Schedule) EndOf(day calendar.Day) time.Time {
	return firstAtOrAfter(day+1, 0, s.Zone)
}

// Next returns the first post after an instant, on a local day later than last.
func (s Schedule) Next(after time.Time, last calendar.Day) Due {
	day := max(calendar.DayOf(after.In(s.Zone)), last+1)
	for {
		if t, ok := s.On(day); ok && t.After(after) {
			return Due{Day: day, At: t}
		}
		day++
	}
}

// Due is the post of one local day.
type Due struct {
	Day calendar.Day
	At  time.Time
}

// Latest returns the instant after which the post of a day must not come any more: the
// end of the catch-up window or of the local day.
func (s Schedule) Latest(d Due) time.Time {
	end, late := s.EndOf(d.Day), d.At.Add(CatchUp)
	if late.Before(end) {
		return late
	}
	return end
}

// firstAtOrAfter returns the first instant at which clocks of a zone show a minute of a
// day or, where they skip it, the instant of the skip.
func firstAtOrAfter(day calendar.Day, minute int, zone *time.Location) time.Time {
	y, m, d := day.Civil()
	wall := time.Date(y, time.Month(m), d, 0, minute, 0, 0, time.UTC)
	// The offsets a day before and after are the only ones that the minute can have,
	// since no zone changes twice within that time.
	_, before := wall.Add(-26 * time.Hour).In(zone).Zone()
	_, after := wall.Add(26 * time.Hour).In(zone).Zone()
	early := wall.Add(-time.Duration(max(before, after)) * time.Second).In(zone)
	late := wall.Add(-time.Duration(min(before, after)) * time.Second).In(zone)
	switch {
	case shows(early, wall):
		return early
	case shows(late, wall):
		return late
	}
	// Neither offset gives the minute: it is skipped at the change between the two.
	_, change := early.ZoneBounds()
	return change
}

// shows reports whether a clock at t shows the time of wall, a time in UTC.
func shows(t, wall time.Time) bool {
	_, offset := t.Zone()
	return t.Unix()+int64(offset) == wall.Unix()
}
