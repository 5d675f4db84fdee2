package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"puente/internal/calendar"
)

// anyDay draws a day of the years 1 to 9999.
func anyDay() *rapid.Generator[calendar.Day] {
	first, last := calendar.NewDay(1, 1, 1), calendar.NewDay(9999, 12, 31)
	return rapid.Map(rapid.IntRange(int(first), int(last)), func(n int) calendar.Day {
		return calendar.Day(n)
	})
}

func TestNewDay(t *testing.T) {
	tests := []struct {
		y, m, d int
		want    calendar.Day
	}{
		{1970, 1, 1, 0},
		{1970, 1, 2, 1},
		{1969, 12, 31, -1},
		{1990, 3, 11, 7374},
		{2000, 2, 29, 11016},
		{2000, 3, 0, 11016},
		{1999, 14, 29, 11016},
		{2001, -10, 29, 11016},
		{1, 1, 1, -719162},
	}
	for _, tt := range tests {
		if got := calendar.NewDay(tt.y, tt.m, tt.d); got != tt.want {
			t.Errorf("NewDay(%d, %d, %d) = %d, want %d", tt.y, tt.m, tt.d, got, tt.want)
		}
	}
}

// Package time implements the same calendar independently.
func TestDayAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := anyDay().Draw(t, "day")
		at := time.Unix(int64(day)*86400, 0).UTC()
		y, m, d := day.Civil()
		if wantY, wantM, wantD := at.Date(); y != wantY || m != int(wantM) || d != wantD {
			t.Fatalf("Civil of %d = %d-%d-%d, want %s", day, y, m, d, at.Format(time.DateOnly))
		}
		if got := calendar.NewDay(y, m, d); got != day {
			t.Fatalf("NewDay(%d, %d, %d) = %d, want %d", y, m, d, got, day)
		}
		if got, want := day.String(), at.Format(time.DateOnly); got != want {
			t.Fatalf("String = %s, want %s", got, want)
		}
	})
}

func TestNewDayCarriesAsTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.IntRange(-3000, 12000).Draw(t, "y")
		m := rapid.IntRange(-100, 100).Draw(t, "m")
		d := rapid.IntRange(-1000, 1000).Draw(t, "d")
		want := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400
		if got := calendar.NewDay(y, m, d); int64(got) != want {
			t.Fatalf("NewDay = %d, want %d", got, want)
		}
	})
}

func TestDayOf(t *testing.T) {
	zone := time.FixedZone("UTC-4", -4*3600)
	at := time.Date(1990, 3, 12, 2, 30, 0, 0, time.UTC)
	if got, want := calendar.DayOf(at.In(zone)).String(), "1990-03-11"; got != want {
		t.Errorf("DayOf(%s) = %s, want %s", at.In(zone), got, want)
	}
	if got, want := calendar.DayOf(at).String(), "1990-03-12"; got != want {
		t.Errorf("DayOf(%s) = %s, want %s", at, got, want)
	}
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		day  string
		n    int
		want string
	}{
		{"1990-03-11", 0, "1990-03-11"},
		{"1990-03-11", 1, "1990-04-11"},
		{"1990-03-11", 10, "1991-01-11"},
		{"1990-03-11", -3, "1989-12-11"},
		{"1990-01-31", 1, "1990-02-28"},
		{"1992-01-31", 1, "1992-02-29"},
		{"1990-03-31", -1, "1990-02-28"},
		{"1990-05-31", 1, "1990-06-30"},
		{"1992-02-29", 12, "1993-02-28"},
		{"1992-02-29", 48, "1996-02-29"},
	}
	for _, tt := range tests {
		if got := day(t, tt.day).AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s.AddMonths(%d) = %s, want %s", tt.day, tt.n, got, tt.want)
		}
	}
}

// day parses a single day.
func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	span := span(t, s)
	if !span.Exact() {
		t.Fatalf("%s is not a day", s)
	}
	return span.First()
}

// span parses a span.
func span(t testing.TB, s string) calendar.Span {
	t.Helper()
	span, err := calendar.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return span
}
