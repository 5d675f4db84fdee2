package calendar_test

import (
	"testing"

	"pgregory.net/rapid"

	"puente/internal/calendar"
)

func TestNextAnniversary(t *testing.T) {
	tests := []struct {
		of, from string
		want     string
		years    int
	}{
		{"1990-03-11", "2026-01-01", "2026-03-11", 36},
		{"1990-03-11", "2026-03-11", "2026-03-11", 36},
		{"1990-03-11", "2026-03-12", "2027-03-11", 37},
		{"1990-03-11", "1990-03-11", "1991-03-11", 1},
		{"1990-03-11", "1980-01-01", "1991-03-11", 1},
		{"1990-03-11", "1990-12-31", "1991-03-11", 1},
		{"1992-02-29", "1992-03-01", "1993-02-28", 1},
		{"1992-02-29", "1993-02-28", "1993-02-28", 1},
		{"1992-02-29", "1993-03-01", "1994-02-28", 2},
		{"1992-02-29", "1996-02-28", "1996-02-29", 4},
		{"1992-02-29", "1996-03-01", "1997-02-28", 5},
		{"1991-02-28", "1992-02-28", "1992-02-28", 1},
		{"1991-02-28", "1992-02-29", "1993-02-28", 2},
	}
	for _, tt := range tests {
		got := calendar.NextAnniversary(day(t, tt.of), day(t, tt.from))
		if got.Day.String() != tt.want || got.Years != tt.years {
			t.Errorf("NextAnniversary(%s, %s) = %d on %s, want %d on %s",
				tt.of, tt.from, got.Years, got.Day, tt.years, tt.want)
		}
	}
}

func TestAnniversaryOn(t *testing.T) {
	tests := []struct {
		of, on string
		years  int // 0 for none
	}{
		{"1990-03-11", "2026-03-11", 36},
		{"1990-03-11", "2026-03-12", 0},
		{"1990-03-11", "1990-03-11", 0},
		{"1990-03-11", "1989-03-11", 0},
		{"1992-02-29", "2025-02-28", 33},
		{"1992-02-29", "2024-02-28", 0},
		{"1992-02-29", "2024-02-29", 32},
		{"1991-02-28", "2024-02-28", 33},
	}
	for _, tt := range tests {
		got, ok := calendar.AnniversaryOn(day(t, tt.of), day(t, tt.on))
		if ok != (tt.years > 0) || got.Years != tt.years {
			t.Errorf("AnniversaryOn(%s, %s) = %d, %t, want %d", tt.of, tt.on, got.Years, ok, tt.years)
		}
	}
}

// The next anniversary is the first day from the given one on which there is one.
func TestNextAnniversaryIsFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := anyDay().Draw(t, "of")
		from := of + calendar.Day(rapid.IntRange(-2000, 50000).Draw(t, "distance"))
		got := calendar.NextAnniversary(of, from)
		if got.Day < from || got.Years < 1 || got.Day > max(from, of)+366 {
			t.Fatalf("NextAnniversary(%s, %s) = %d on %s", of, from, got.Years, got.Day)
		}
		if want := of.AddYears(got.Years); got.Day != want {
			t.Fatalf("NextAnniversary(%s, %s) = %d on %s, want %s", of, from, got.Years, got.Day, want)
		}
		if on, ok := calendar.AnniversaryOn(of, got.Day); !ok || on != got {
			t.Fatalf("AnniversaryOn(%s, %s) = %v, %t, want %v", of, got.Day, on, ok, got)
		}
		for d := from; d < got.Day; d++ {
			if a, ok := calendar.AnniversaryOn(of, d); ok {
				t.Fatalf("NextAnniversary(%s, %s) = %s, but there is one on %s", of, from, got.Day, a.Day)
			}
		}
	})
}

func TestRoundness(t *testing.T) {
	tests := []struct{ years, want int }{
		{1, 0}, {5, 5}, {10, 10}, {15, 5}, {20, 10}, {24, 0}, {25, 25}, {36, 0}, {40, 10},
		{50, 50}, {75, 25}, {100, 100}, {150, 50}, {200, 100},
	}
	for _, tt := range tests {
		a := calendar.Anniversary{Years: tt.years}
		if got := a.Roundness(); got != tt.want {
			t.Errorf("Roundness of %d years = %d, want %d", tt.years, got, tt.want)
		}
		if got := a.Round(); got != (tt.want > 0) {
			t.Errorf("Round of %d years = %t", tt.years, got)
		}
	}
}

func TestMonthDay(t *testing.T) {
	leap := calendar.MonthDay{Month: 2, Day: 29}
	tests := []struct {
		on   string
		want bool
	}{
		{"2024-02-29", true}, {"2024-02-28", false}, {"2025-02-28", true}, {"2025-03-01", false},
	}
	for _, tt := range tests {
		if got := leap.FallsOn(day(t, tt.on)); got != tt.want {
			t.Errorf("29 February falls on %s: %t, want %t", tt.on, got, tt.want)
		}
	}
	for _, md := range []calendar.MonthDay{{}, {1, 0}, {2, 30}, {4, 31}, {13, 1}, {1, 32}} {
		if md.Valid() {
			t.Errorf("%v is valid", md)
		}
	}
	if !leap.Valid() {
		t.Error("29 February is not valid")
	}
	if _, ok := span(t, "1990-03").Start.MonthDay(); ok {
		t.Error("a month has a day of the year")
	}
	if md, ok := span(t, "1990-03-11").Start.MonthDay(); !ok || md != (calendar.MonthDay{Month: 3, Day: 11}) {
		t.Errorf("MonthDay of 1990-03-11 = %v, %t", md, ok)
	}
}
