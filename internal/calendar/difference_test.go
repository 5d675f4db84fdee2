package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"puente/internal/calendar"
)

func TestBetween(t *testing.T) {
	const (
		d = calendar.PrecisionDay
		m = calendar.PrecisionMonth
		y = calendar.PrecisionYear
	)
	tests := []struct {
		a, b string
		want calendar.Difference
	}{
		{"1947-10-21", "1964-11-24", calendar.Difference{Years: 17, Months: 1, Days: 3, MinDays: 6244, MaxDays: 6244, Exact: true, Unit: d}},
		{"1973-09-22", "1990-03-11", calendar.Difference{Years: 16, Months: 5, Days: 17, MinDays: 6014, MaxDays: 6014, Exact: true, Unit: d}},
		{"1990-03-11", "1990-03-11", calendar.Difference{Exact: true, Unit: d}},
		{"1990-03-11", "1973-09-22", calendar.Difference{Years: -16, Months: -5, Days: -17, MinDays: -6014, MaxDays: -6014, Exact: true, Unit: d}},
		{"1990-01-31", "1990-02-28", calendar.Difference{Months: 1, MinDays: 28, MaxDays: 28, Exact: true, Unit: d}},
		{"1990-01-31", "1990-03-01", calendar.Difference{Months: 1, Days: 1, MinDays: 29, MaxDays: 29, Exact: true, Unit: d}},
		{"1992-02-29", "1993-02-28", calendar.Difference{Years: 1, MinDays: 365, MaxDays: 365, Exact: true, Unit: d}},
		{"1992-02-29", "1996-02-28", calendar.Difference{Years: 3, Months: 11, Days: 30, MinDays: 1460, MaxDays: 1460, Exact: true, Unit: d}},
		{"1947", "1990-03-11", calendar.Difference{Years: 43, MinDays: 15411, MaxDays: 15775, Unit: y}},
		{"1997-07", "1998-07-10", calendar.Difference{Years: 1, MinDays: 344, MaxDays: 374, Unit: m}},
		{"1997-07", "1999-03", calendar.Difference{Years: 1, Months: 8, MinDays: 578, MaxDays: 638, Unit: m}},
		{"1999-03", "1997-07", calendar.Difference{Years: -1, Months: -8, MinDays: -638, MaxDays: -578, Unit: m}},
		{"1990", "1990", calendar.Difference{MinDays: -364, MaxDays: 364, Unit: y}},
		{"200X", "2010", calendar.Difference{Years: 10, MinDays: 1, MaxDays: 4017, Unit: y}},
		{"2005-06-28/2005-06-29", "2005-07-01", calendar.Difference{Days: 3, MinDays: 2, MaxDays: 3, Unit: d}},
	}
	for _, tt := range tests {
		got := calendar.Between(span(t, tt.a), span(t, tt.b))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Between(%s, %s) (-want +got):\n%s", tt.a, tt.b, diff)
		}
	}
}

// The difference between two days adds back to the later day.
func TestBetweenAddsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDay().Draw(t, "a"), anyDay().Draw(t, "b")
		if b < a {
			a, b = b, a
		}
		d := calendar.Between(a.Span(), b.Span())
		if !d.Exact || d.MinDays != d.MaxDays || d.MinDays != int(b-a) {
			t.Fatalf("Between(%s, %s) = %+v, want %d days exactly", a, b, d, b-a)
		}
		if d.Years < 0 || d.Months < 0 || d.Months > 11 || d.Days < 0 || d.Days > 30 {
			t.Fatalf("Between(%s, %s) = %+v", a, b, d)
		}
		months := 12*d.Years + d.Months
		if got := a.AddMonths(months) + calendar.Day(d.Days); got != b {
			t.Fatalf("%s plus %+v is %s, want %s", a, d, got, b)
		}
		if next := a.AddMonths(months + 1); next <= b {
			t.Fatalf("Between(%s, %s) = %+v leaves out a whole month", a, b, d)
		}
	})
}

func TestBetweenIsAntisymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anySpan().Draw(t, "a"), anySpan().Draw(t, "b")
		got, back := calendar.Between(a, b), calendar.Between(b, a)
		want := calendar.Difference{
			Years: -back.Years, Months: -back.Months, Days: -back.Days,
			MinDays: -back.MaxDays, MaxDays: -back.MinDays,
			Exact: back.Exact, Unit: back.Unit,
		}
		if got != want {
			t.Fatalf("Between(%s, %s) = %+v, reversed %+v", a, b, got, back)
		}
	})
}

// MinDays and MaxDays are reached by days of the spans and by no others.
func TestBetweenBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anySpan().Draw(t, "a"), anySpan().Draw(t, "b")
		d := calendar.Between(a, b)
		from := calendar.Day(rapid.IntRange(int(a.First()), int(a.Last())).Draw(t, "from"))
		to := calendar.Day(rapid.IntRange(int(b.First()), int(b.Last())).Draw(t, "to"))
		if n := int(to - from); n < d.MinDays || n > d.MaxDays {
			t.Fatalf("from %s to %s is %d days, Between(%s, %s) = %+v", from, to, n, a, b, d)
		}
	})
}
