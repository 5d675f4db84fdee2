package daily

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"puente/internal/calendar"
	"puente/internal/locale"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestScheduleOn(t *testing.T) {
	tests := []struct {
		name, zone string
		day        calendar.Day
		minute     int
		want       string // RFC 3339; empty for none
	}{
		{"an ordinary day", "America/Santiago", calendar.NewDay(2026, 11, 25), 540, "2026-11-25T09:00:00-03:00"},
		{"midnight is skipped in spring", "America/Santiago", calendar.NewDay(2026, 9, 6), 30, "2026-09-06T01:00:00-03:00"},
		{"the first valid minute itself", "America/Santiago", calendar.NewDay(2026, 9, 6), 60, "2026-09-06T01:00:00-03:00"},
		{"the minute before midnight comes twice in autumn", "America/Santiago", calendar.NewDay(2026, 4, 4), 23*60 + 30, "2026-04-04T23:30:00-03:00"},
		{"Easter Island skips 22:00 to 22:59", "Pacific/Easter", calendar.NewDay(2026, 9, 5), 22*60 + 15, "2026-09-05T23:00:00-05:00"},
		{"Easter Island repeats 21:00 to 21:59", "Pacific/Easter", calendar.NewDay(2026, 4, 4), 21*60 + 15, "2026-04-04T21:15:00-05:00"},
		{"Madrid skips two o'clock", "Europe/Madrid", calendar.NewDay(2026, 3, 29), 150, "2026-03-29T03:00:00+02:00"},
		{"Madrid repeats two o'clock", "Europe/Madrid", calendar.NewDay(2026, 10, 25), 150, "2026-10-25T02:30:00+02:00"},
		{"Lord Howe skips half an hour", "Australia/Lord_Howe", calendar.NewDay(2026, 10, 4), 135, "2026-10-04T02:30:00+11:00"},
		{"Samoa skipped a day", "Pacific/Apia", calendar.NewDay(2011, 12, 30), 540, ""},
		{"the day after it", "Pacific/Apia", calendar.NewDay(2011, 12, 31), 540, "2011-12-31T09:00:00+14:00"},
	}
	for _, tt := range tests {
		got, ok := Schedule{zone(t, tt.zone), tt.minute}.On(tt.day)
		if ok != (tt.want != "") || ok && got.Format(time.RFC3339) != tt.want {
			t.Errorf("%s: got %s, %v, want %s", tt.name, got.Format(time.RFC3339), ok, tt.want)
		}
	}
}

// TestScheduleEveryMinute compares On with a walk over every minute of a year in zones
// with all kinds of changes.
func TestScheduleEveryMinute(t *testing.T) {
	t.Parallel()
	names := []string{"America/Santiago", "Pacific/Easter", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"}
	if racing {
		names = names[:1]
	}
	for _, name := range names {
		loc := zone(t, name)
		start := time.Date(2011, 1, 1, 0, 0, 0, 0, loc)
		end := start.AddDate(1, 0, 2)
		zero := shown(start)
		first := make([]int64, shown(end)-zero+minutesOfDay) // Unix seconds, by the minute that the clock shows, from zero
		for at := start; at.Before(end); at = at.Add(time.Minute) {
			if i := shown(at) - zero; first[i] == 0 {
				first[i] = at.Unix()
			}
		}
		for i := range shown(start.AddDate(1, 0, 0)) - zero {
			valid := i
			for first[valid] == 0 {
				valid++
			}
			day, minute := calendar.Day((zero+i)/minutesOfDay), int((zero+i)%minutesOfDay)
			if got := firstAtOrAfter(day, minute, loc); got.Unix() != first[valid] {
				t.Fatalf("%s: minute %d of %v: got %v, want %v", name, minute, day, got, time.Unix(first[valid], 0).In(loc))
			}
		}
	}
}

// shown is the minute that the clock shows, counted from its 1970.
func shown(t time.Time) int64 {
	_, offset := t.Zone()
	return (t.Unix() + int64(offset)) / 60
}

// TestScheduleNext proves that the posts of a schedule are one for each local day, in
// order, whenever one asks.
func TestScheduleNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(locale.Zones()).Draw(t, "zone")
		loc, err := LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		s := Schedule{loc, rapid.IntRange(0, minutesOfDay-1).Draw(t, "minute")}
		from := time.Unix(rapid.Int64Range(1.6e9, 2.2e9).Draw(t, "from"), 0)
		a := s.Next(from, 0)
		if !a.At.After(from) || a.At.Sub(from) > 49*time.Hour {
			t.Fatalf("%v after %v is not the next", a.At, from)
		}
		b := s.Next(a.At, a.Day)
		if b.Day != a.Day+1 && name != "Pacific/Apia" || !b.At.After(a.At) {
			t.Fatalf("after %v comes %v", a, b)
		}
		if latest := s.Latest(a); !latest.After(a.At) || latest.After(s.EndOf(a.Day)) || latest.Sub(a.At) > CatchUp {
			t.Fatalf("the post of %v may come until %v", a, latest)
		}
	})
}

func TestZonesExist(t *testing.T) {
	for _, name := range locale.Zones() {
		zone(t, name)
	}
	for _, name := range []string{"", "Local", "Mars/Olympus", "../etc/passwd"} {
		if _, err := LoadZone(name); err == nil {
			t.Errorf("LoadZone(%q) finds a zone", name)
		}
	}
}
