package fact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/calendar"
)

func span(t *testing.T, s string) calendar.Span {
	t.Helper()
	if s == "" {
		return calendar.Span{}
	}
	out, err := calendar.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDatings(t *testing.T) {
	tests := []struct {
		name   string
		date   string
		day    DayBasis
		follow string
		cited  []string
		differ string // the disagreements: date, and the numbers of its citations
		days   string // the anniversaries
	}{
		{name: "undated", cited: []string{""}},
		{name: "one source", date: "1990-03-11", cited: []string{"1990-03-11"}, days: "1990-03-11"},
		{name: "year agrees", date: "1990-03-11", cited: []string{"1990", "1990-03-11", ""}, days: "1990-03-11"},
		{name: "two days", date: "1964-11-24", follow: "1964-11-24",
			cited:  []string{"1964-10-24", "1964-11-24", "1964", "1964-10-24"},
			differ: "1964-11-24 [1], 1964-10-24 [0 3]", days: "1964-11-24, 1964-10-24"},
		{name: "two days, none followed", date: "1964-11-24", cited: []string{"1964-10-24", "1964-11-24"},
			differ: "1964-11-24 [1], 1964-10-24 [0]", days: "1964-11-24, 1964-10-24"},
		{name: "followed by date alone", date: "1973-09-21", cited: []string{"1973-09-22", "1973-09-23"},
			differ: "1973-09-22 [0], 1973-09-23 [1]", days: "1973-09-21, 1973-09-22, 1973-09-23"},
		{name: "month against day", date: "1998-07-10", follow: "1998-07-10", cited: []string{"1998-07-10", "1997-07"},
			differ: "1998-07-10 [0], 1997-07 [1]", days: "1998-07-10"},
		{name: "parts of an interval", date: "2005-06-28/2005-06-29", cited: []string{"2005-06-29", "2005-06-28/2005-06-29"},
			days: "2005-06-28"},
		{name: "interval against a day outside", date: "2005-06-28/2005-06-29", follow: "2005-06-28/2005-06-29",
			cited:  []string{"2005-06-29", "2005-07-01"},
			differ: "2005-06-28/2005-06-29 [0], 2005-07-01 [1]", days: "2005-06-28, 2005-07-01"},
		{name: "vague one followed", date: "1990", follow: "1990", cited: []string{"1990", "1990-01-31", "1989-01-31"},
			differ: "1990 [0 1], 1989-01-31 [2]", days: "1989-01-31"},
		{name: "not to be celebrated", date: "1816-02-13", day: DayOldStyle, cited: []string{"1816-02-13"}},
		{name: "coarser than the source", date: "1953-12", cited: []string{"1953-12-21"}},
		{name: "leap day", date: "1996-02-29", cited: []string{"1996-02-29"}, days: "1996-02-29"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &Fact{Date: span(t, tt.date), Day: tt.day}
			if tt.follow != "" {
				f.Follow = &Follow{Date: span(t, tt.follow)}
			}
			for i, s := range tt.cited {
				f.Citations = append(f.Citations, Citation{Source: SourceID(fmt.Sprint(i)), Date: span(t, s)})
			}
			if got := describe(f.Disagreements()); got != tt.differ {
				t.Errorf("Disagreements() = %s, want %s", got, tt.differ)
			}
			var days []string
			for _, d := range f.Dates() {
				days = append(days, d.String())
			}
			if got := strings.Join(days, ", "); got != tt.days {
				t.Errorf("Dates() = %s, want %s", got, tt.days)
			}
		})
	}
}

func describe(ds []Dating) string {
	var parts []string
	for _, d := range ds {
		var sources []SourceID
		for _, c := range d.Citations {
			sources = append(sources, c.Source)
		}
		parts = append(parts, fmt.Sprintf("%s %v", d.Date, sources))
	}
	return strings.Join(parts, ", ")
}

func TestBase(t *testing.T) {
	facts := []*Fact{
		{ID: "undated"},
		{ID: "restored", Date: span(t, "1964-11-24"), Relations: Restored,
			Citations: []Citation{{Date: span(t, "1964-11-24")}, {Date: span(t, "1964-10-24")}}},
		{ID: "withdrawn", Date: span(t, "1950-11-24"), Withdrawn: "It was another country."},
		{ID: "b", Date: span(t, "1944-12-11")},
		{ID: "a", Date: span(t, "1944-12-11"), Relations: Established},
		{ID: "year", Date: span(t, "1944")},
		{ID: "same-day", Date: span(t, "2001-11-24")},
	}
	b := newBase(&records{facts: facts})

	if diff := cmp.Diff("year a b restored same-day undated", ids(b.Facts())); diff != "" {
		t.Errorf("Facts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("withdrawn", ids(b.Withdrawn())); diff != "" {
		t.Errorf("Withdrawn (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("a restored", ids(b.Changes())); diff != "" {
		t.Errorf("Changes (-want +got):\n%s", diff)
	}
	for _, tt := range []struct {
		month, day int
		want       string
	}{
		{11, 24, "restored same-day"}, {10, 24, "restored"}, {12, 11, "a b"}, {1, 1, ""}, {13, 40, ""},
	} {
		if got := ids(b.OnDay(tt.month, tt.day)); got != tt.want {
			t.Errorf("OnDay(%d, %d) = %q, want %q", tt.month, tt.day, got, tt.want)
		}
	}
	if f, ok := b.Fact("withdrawn"); !ok || f != facts[2] {
		t.Errorf("Fact(withdrawn) = %v, %v", f, ok)
	}
	if f, ok := b.Fact("nothing"); ok {
		t.Errorf("Fact(nothing) = %v", f)
	}
}

func ids(facts []*Fact) string {
	var out []string
	for _, f := range facts {
		out = append(out, string(f.ID))
	}
	return strings.Join(out, " ")
}
