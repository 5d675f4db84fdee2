package calendar_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"puente/internal/calendar"
)

// anyDate draws a date of any precision.
func anyDate() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		day := anyDay().Draw(t, "day")
		y, m, _ := day.Civil()
		switch rapid.IntRange(0, 3).Draw(t, "precision") {
		case 0:
			return day.Date()
		case 1:
			return calendar.MonthOf(y, m)
		case 2:
			return calendar.YearOf(y)
		}
		return calendar.DecadeOf(max(y, 10))
	})
}

// anySpan draws a valid span: a single date or, where two dates form one, an interval.
func anySpan() *rapid.Generator[calendar.Span] {
	return rapid.Custom(func(t *rapid.T) calendar.Span {
		start := anyDate().Draw(t, "start")
		span := calendar.Span{Start: start, End: anyDate().Draw(t, "end")}
		if !span.Valid() {
			return calendar.On(start)
		}
		return span
	})
}

func TestParse(t *testing.T) {
	tests := []struct {
		text        string
		first, last string
		precision   calendar.Precision
	}{
		{"1990-03-11", "1990-03-11", "1990-03-11", calendar.PrecisionDay},
		{"1992-02-29", "1992-02-29", "1992-02-29", calendar.PrecisionDay},
		{"1997-07", "1997-07-01", "1997-07-31", calendar.PrecisionMonth},
		{"1900-02", "1900-02-01", "1900-02-28", calendar.PrecisionMonth},
		{"1997-12", "1997-12-01", "1997-12-31", calendar.PrecisionMonth},
		{"2001", "2001-01-01", "2001-12-31", calendar.PrecisionYear},
		{"0001", "0001-01-01", "0001-12-31", calendar.PrecisionYear},
		{"9999", "9999-01-01", "9999-12-31", calendar.PrecisionYear},
		{"200X", "2000-01-01", "2009-12-31", calendar.PrecisionDecade},
		{"2005-06-28/2005-06-29", "2005-06-28", "2005-06-29", calendar.PrecisionDay},
		{"1968/1972-05", "1968-01-01", "1972-05-31", calendar.PrecisionYear},
		{"1990/2010", "1990-01-01", "2010-12-31", calendar.PrecisionYear},
		{"196X/1971", "1960-01-01", "1971-12-31", calendar.PrecisionDecade},
		{"196X/197X", "1960-01-01", "1979-12-31", calendar.PrecisionDecade},
	}
	for _, tt := range tests {
		span, err := calendar.Parse(tt.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.text, err)
			continue
		}
		if got := span.First().String(); got != tt.first {
			t.Errorf("Parse(%q).First() = %s, want %s", tt.text, got, tt.first)
		}
		if got := span.Last().String(); got != tt.last {
			t.Errorf("Parse(%q).Last() = %s, want %s", tt.text, got, tt.last)
		}
		if got := span.Precision(); got != tt.precision {
			t.Errorf("Parse(%q).Precision() = %s, want %s", tt.text, got, tt.precision)
		}
		if got, want := span.Single(), !strings.Contains(tt.text, "/"); got != want {
			t.Errorf("Parse(%q).Single() = %t, want %t", tt.text, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	const form = "want YYYY-MM-DD, YYYY-MM, YYYY or YYYX"
	tests := []struct{ text, want string }{
		{"", form},
		{" 1990", form},
		{"1990 ", form},
		{"90", form},
		{"19900", form},
		{"+1990", form},
		{"-1990", form},
		{"1990-3-11", form},
		{"1990-03-1", form},
		{"1990-", form},
		{"1990-03-", form},
		{"1990-03-11-01", form},
		{"1990-03-11T00:00", form},
		{"1990-XX", "decade as three digits"},
		{"19XX", "decade as three digits"},
		{"200x", form},
		{"２００１", form},
		{"1990?", form},
		{"~1990", form},
		{"1990-13", "no month 13"},
		{"1990-00", "no month 0"},
		{"1990-13-01", "no month 13"},
		{"1990-02-29", "month 2 of 1990 has no day 29"},
		{"1900-02-29", "month 2 of 1900 has no day 29"},
		{"1990-04-31", "month 4 of 1990 has no day 31"},
		{"1990-04-00", "month 4 of 1990 has no day 0"},
		{"0000", "no year 0"},
		{"000X", "no year 0"},
		{"1990/", form},
		{"/1990", form},
		{"1990/1991/1992", form},
		{"1990/..", form},
		{"1990/1990", "1990 does not come after 1990"},
		{"1991/1990", "1990 does not come after 1991"},
		{"1990/1990-05", "1990-05 does not come after 1990"},
		{"1990-05/1990", "1990 does not come after 1990-05"},
	}
	for _, tt := range tests {
		span, err := calendar.Parse(tt.text)
		if err == nil {
			t.Errorf("Parse(%q) = %v, want an error", tt.text, span)
			continue
		}
		if !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Parse(%q): %v, want it to say %q", tt.text, err, tt.want)
		}
		if !span.IsZero() {
			t.Errorf("Parse(%q) = %v with an error, want the zero Span", tt.text, span)
		}
	}
}

func TestParseIsInverseOfString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anySpan().Draw(t, "span")
		got, err := calendar.Parse(want.String())
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Fatalf("Parse(%q) = %#v, want %#v", want, got, want)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"1990-03-11", "1997-07", "2001", "200X", "2005-06-28/2005-06-29", "196X/1971-02",
		"", "/", "1990/1990", "1990-02-29", "0000", "19XX", "２００１", "1990-03-11\x00",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		span, err := calendar.Parse(s)
		if err != nil {
			return
		}
		if got := span.String(); got != s {
			t.Errorf("Parse(%q).String() = %q", s, got)
		}
		if !span.Valid() || span.First() > span.Last() {
			t.Errorf("Parse(%q) = %#v, which is not valid", s, span)
		}
	})
}

func TestSpanJSON(t *testing.T) {
	type record struct {
		Date  calendar.Span `json:"date"`
		Never calendar.Span `json:"never"`
	}
	want := record{Date: span(t, "2005-06-28/2005-06-29")}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(text), `{"date":"2005-06-28/2005-06-29","never":""}`; got != want {
		t.Errorf("json.Marshal = %s, want %s", got, want)
	}
	var got record
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("json.Unmarshal = %v, want %v", got, want)
	}
	before := got
	if err := json.Unmarshal([]byte(`{"date":"1990-13"}`), &got); err == nil {
		t.Error("json.Unmarshal of 1990-13 succeeds")
	} else if got != before {
		t.Errorf("json.Unmarshal of 1990-13 changes the value to %v", got)
	}
}

func TestSpanRelations(t *testing.T) {
	tests := []struct {
		a, b                                   string
		overlaps, contains, before, compatible bool
	}{
		{"1990", "1990-03-11", true, true, false, true},
		{"1990-03-11", "1990", true, false, false, true},
		{"1990-03-11", "1990-03-11", true, true, false, true},
		{"1990-03-11", "1990-03-12", false, false, true, false},
		{"1990-03-12", "1990-03-11", false, false, false, false},
		{"1997-07", "1998-07-10", false, false, true, false},
		{"2005-06-28/2005-06-29", "2005-06-29/2005-06-30", true, false, false, false},
		{"2005-06-28/2005-06-29", "2005-06-29", true, true, false, true},
		{"200X", "2009-12-31", true, true, false, true},
		{"200X", "2010", false, false, true, false},
		{"1968/1972", "1970", true, true, false, true},
	}
	for _, tt := range tests {
		a, b := span(t, tt.a), span(t, tt.b)
		if got := a.Overlaps(b); got != tt.overlaps {
			t.Errorf("%s.Overlaps(%s) = %t", a, b, got)
		}
		if got := b.Overlaps(a); got != tt.overlaps {
			t.Errorf("%s.Overlaps(%s) = %t", b, a, got)
		}
		if got := a.Contains(b); got != tt.contains {
			t.Errorf("%s.Contains(%s) = %t", a, b, got)
		}
		if got := a.Before(b); got != tt.before {
			t.Errorf("%s.Before(%s) = %t", a, b, got)
		}
		if got := a.Compatible(b); got != tt.compatible {
			t.Errorf("%s.Compatible(%s) = %t", a, b, got)
		}
	}
}

func TestZeroSpan(t *testing.T) {
	var zero calendar.Span
	some := span(t, "1970-01-01")
	if !zero.IsZero() || zero.Valid() || zero.String() != "" || zero.Len() != 0 {
		t.Errorf("the zero Span is %v, valid %t, %d days", zero, zero.Valid(), zero.Len())
	}
	if zero.Overlaps(some) || some.Overlaps(zero) || zero.Contains(some) || some.Contains(zero) ||
		zero.Contains(zero) || zero.Covers(0) || zero.Before(span(t, "1990")) || zero.Compatible(some) {
		t.Error("the zero Span is related to a day")
	}
	if zero.Compare(some) <= 0 || some.Compare(zero) >= 0 || zero.Compare(zero) != 0 {
		t.Error("the zero Span does not come last")
	}
}

func TestSpanDaysAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anySpan().Draw(t, "a"), anySpan().Draw(t, "b")
		if a.Len() < 1 {
			t.Fatalf("%s has %d days", a, a.Len())
		}
		if a.Exact() != (a.Len() == 1) {
			t.Fatalf("%s: Exact = %t with %d days", a, a.Exact(), a.Len())
		}
		contains := a.Covers(b.First()) && a.Covers(b.Last())
		if got := a.Contains(b); got != contains {
			t.Fatalf("%s.Contains(%s) = %t", a, b, got)
		}
		if got := a.Overlaps(b); got == (a.Before(b) || b.Before(a)) {
			t.Fatalf("%s.Overlaps(%s) = %t", a, b, got)
		}
	})
}

func TestCompareIsTotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anySpan().Draw(t, "a"), anySpan().Draw(t, "b"), anySpan().Draw(t, "c")
		ab, ba := a.Compare(b), b.Compare(a)
		if ab != -ba {
			t.Fatalf("%s.Compare(%s) = %d but reversed %d", a, b, ab, ba)
		}
		if (ab == 0) != (a == b) {
			t.Fatalf("%s.Compare(%s) = %d", a, b, ab)
		}
		if ab <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			t.Fatalf("%s <= %s <= %s, but the first comes after the last", a, b, c)
		}
		if a.Before(b) && ab >= 0 {
			t.Fatalf("%s is before %s, but Compare = %d", a, b, ab)
		}
	})
}

func TestCompareOrder(t *testing.T) {
	want := []string{
		"1964", "1990-01-01", "1990-01-01/1990-01-02", "1990-01", "1990", "1990/1991", "199X",
		"1990-03-11", "1991", "",
	}
	spans := make([]calendar.Span, len(want))
	for i, s := range want {
		if s != "" {
			spans[len(want)-1-i] = span(t, s)
		}
	}
	slices.SortFunc(spans, calendar.Span.Compare)
	for i, s := range spans {
		if s.String() != want[i] {
			t.Errorf("at %d: got %q, want %q", i, s, want[i])
		}
	}
}

func TestDateValid(t *testing.T) {
	tests := []struct {
		date calendar.Date
		want bool
	}{
		{calendar.Date{}, false},
		{calendar.YearOf(1990), true},
		{calendar.YearOf(0), false},
		{calendar.YearOf(10000), false},
		{calendar.MonthOf(1990, 13), false},
		{calendar.DecadeOf(1999), true},
		{calendar.Date{Year: 1995, Precision: calendar.PrecisionDecade}, false},
		{calendar.Date{Year: 1990, Month: 2, Day: 29, Precision: calendar.PrecisionDay}, false},
		{calendar.Date{Year: 1990, Month: 2, Precision: calendar.PrecisionYear}, false},
		{calendar.Date{Year: 1990, Month: 2, Day: 1, Precision: calendar.PrecisionMonth}, false},
		{calendar.Date{Year: 1990, Precision: "century"}, false},
	}
	for _, tt := range tests {
		if got := tt.date.Valid(); got != tt.want {
			t.Errorf("%#v.Valid() = %t, want %t", tt.date, got, tt.want)
		}
	}
	if got, want := calendar.DecadeOf(1999).String(), "199X"; got != want {
		t.Errorf("DecadeOf(1999) = %s, want %s", got, want)
	}
}
