package calendar

import (
	"cmp"
	"fmt"
	"strings"
)

// Span is a date or an interval between two dates, both included. A single date has
// Start equal to End. The zero Span is no date.
type Span struct{ Start, End Date }

// On returns the Span that is the single date d.
func On(d Date) Span { return Span{Start: d, End: d} }

// Interval returns the Span from day first to day last, both included.
func Interval(first, last Day) Span { return Span{Start: first.Date(), End: last.Date()} }

// Parse reads a Span in the EDTF subset that the fact base uses: a day 1990-03-11, a
// month 1997-07, a year 2001, a decade 200X, or an interval of two of them,
// 2005-06-28/2005-06-29, whose precisions may differ. It is strict: years have four
// digits and lie within 1 to 9999, days exist, there is no white space, and an interval
// runs forward, neither of its ends lying within the other. Hence Parse and
// [Span.String] are each other's inverse.
func Parse(s string) (Span, error) {
	start, end, interval := strings.Cut(s, "/")
	from, err := parseDate(start)
	if err != nil {
		return Span{}, err
	}
	if !interval {
		return On(from), nil
	}
	to, err := parseDate(end)
	if err != nil {
		return Span{}, err
	}
	span := Span{Start: from, End: to}
	if !span.forward() {
		return Span{}, fmt.Errorf("interval %q: %s does not come after %s", s, end, start)
	}
	return span, nil
}

// forward reports whether an interval has two different ends, of which the second begins
// and ends no sooner than the first.
func (s Span) forward() bool {
	return s.Start != s.End &&
		s.Start.First() <= s.End.First() && s.Start.Last() <= s.End.Last()
}

// Valid reports whether s is a span that [Parse] can return.
func (s Span) Valid() bool {
	return s.Start.Valid() && s.End.Valid() && (s.Single() || s.forward())
}

// IsZero reports whether s is no date.
func (s Span) IsZero() bool { return s == Span{} }

// Single reports whether s is a single date rather than an interval.
func (s Span) Single() bool { return s.Start == s.End }

// First returns the first day of s.
func (s Span) First() Day { return s.Start.First() }

// Last returns the last day of s.
func (s Span) Last() Day { return s.End.Last() }

// Len returns the number of days from the first to the last day of s, both counted. It is
// 0 for the zero Span.
func (s Span) Len() int {
	if s.IsZero() {
		return 0
	}
	return int(s.Last()-s.First()) + 1
}

// Exact reports whether s is one day.
func (s Span) Exact() bool { return s.Single() && s.Start.Precision == PrecisionDay }

// Precision returns the coarser precision of the two ends of s.
func (s Span) Precision() Precision {
	if s.End.Precision.CoarserThan(s.Start.Precision) {
		return s.End.Precision
	}
	return s.Start.Precision
}

// Overlaps reports whether s and t have a day in common. The zero Span overlaps nothing.
func (s Span) Overlaps(t Span) bool {
	return !s.IsZero() && !t.IsZero() && s.First() <= t.Last() && t.First() <= s.Last()
}

// Contains reports whether every day of t lies in s. The zero Span neither contains nor
// is contained.
func (s Span) Contains(t Span) bool {
	return !s.IsZero() && !t.IsZero() && s.First() <= t.First() && t.Last() <= s.Last()
}

// Covers reports whether day d lies in s.
func (s Span) Covers(d Day) bool { return !s.IsZero() && s.First() <= d && d <= s.Last() }

// Compatible reports whether s and t can date the same event: one of them contains the
// other. A year is compatible with a day in it, two days are not.
func (s Span) Compatible(t Span) bool { return s.Contains(t) || t.Contains(s) }

// Before reports whether s ends before t begins. Neither is zero.
func (s Span) Before(t Span) bool {
	return !s.IsZero() && !t.IsZero() && s.Last() < t.First()
}

// Compare orders spans by their first day, then by their last day, then by their text: it
// is negative when s comes before t, positive when it comes after it, and 0 only for
// equal valid spans. The zero Span comes last, as undated facts do.
func (s Span) Compare(t Span) int {
	if s == t {
		return 0
	}
	if s.IsZero() {
		return 1
	}
	if t.IsZero() {
		return -1
	}
	if c := cmp.Compare(s.First(), t.First()); c != 0 {
		return c
	}
	if c := cmp.Compare(s.Last(), t.Last()); c != 0 {
		return c
	}
	return strings.Compare(s.String(), t.String())
}

// String returns s in EDTF. It is empty for the zero Span.
func (s Span) String() string {
	if s.Single() {
		return s.Start.String()
	}
	return s.Start.String() + "/" + s.End.String()
}

// MarshalText returns s in EDTF, for JSON and YAML; the zero Span is empty.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what [Span.MarshalText] writes.
func (s *Span) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Span{}
		return nil
	}
	span, err := Parse(string(text))
	if err != nil {
		return err
	}
	*s = span
	return nil
}
