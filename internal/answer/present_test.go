package answer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

func TestPresent(t *testing.T) {
	e := real()
	const moscow, santiago = "allende-moscow-visit-1972", "putin-santiago-2004"
	tests := []struct {
		name string
		get  func() (Answer, Context)
		want string
		in   []fact.ID // the facts of the conversation afterwards
	}{
		{"one", func() (Answer, Context) { return e.Present(lang.Ru, moscow) }, "answer fact " + moscow, []fact.ID{moscow}},
		{"two", func() (Answer, Context) { return e.Present(lang.Ru, santiago, moscow) }, "answer fact " + santiago + " " + moscow, []fact.ID{santiago, moscow}},
		{"known and not", func() (Answer, Context) { return e.Present(lang.Ru, "no-such-fact", moscow) }, "answer fact " + moscow, []fact.ID{moscow}},
		{"unknown", func() (Answer, Context) { return e.Present(lang.Ru, "no-such-fact") }, "unknown fact", nil},
		{"nothing", func() (Answer, Context) { return e.Present(lang.Ru) }, "unknown fact", nil},
		{"sources", func() (Answer, Context) { return e.Sources(lang.Ru, moscow) }, "answer source " + moscow + "; source", []fact.ID{moscow}},
		{"sources of nothing", func() (Answer, Context) { return e.Sources(lang.Ru, "no-such-fact") }, "unknown source; source", nil},
		{"list", func() (Answer, Context) { return e.List(lang.Ru, "davis-2005-moscow", "relations-restored-1990") },
			"answer list relations-restored-1990 davis-2005-moscow; list n=2", []fact.ID{"relations-restored-1990", "davis-2005-moscow"}}, // by importance
		{"day", func() (Answer, Context) { return e.Day(lang.Ru, calendar.MonthDay{Month: 3, Day: 11}) },
			"answer day relations-restored-1990…; day 03-11 n=…", nil},
	}
	for _, tt := range tests {
		a, c := tt.get()
		if got := summary(a); !like(tt.want, got) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if a.Language != lang.Ru {
			t.Errorf("%s: in %q", tt.name, a.Language)
		}
		if a.Outcome == OutcomeAnswer {
			cited(t, tt.name, a)
		}
		if diff := cmp.Diff(tt.in, c.Facts); tt.name != "day" && diff != "" {
			t.Errorf("%s: conversation (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestPresentLongList leaves the rest of a long list to "more".
func TestPresentLongList(t *testing.T) {
	var all []fact.ID
	for _, f := range real().base.Facts()[:listLimit+3] {
		all = append(all, f.ID)
	}
	a, c := real().List(lang.Es, all...)
	if len(a.Statements) != listLimit || a.More != 3 || len(a.Rest) != 3 || len(c.Rest) != 3 {
		t.Errorf("%d statements, more %d, rest %d, in the conversation %d", len(a.Statements), a.More, len(a.Rest), len(c.Rest))
	}
	more, c := real().Answer(Question{Text: "más", Today: asOf}, c)
	if more.Intent != IntentMore || len(more.Statements) != 3 || len(c.Rest) != 0 {
		t.Errorf("more: %s", summary(more))
	}
}

// TestDays tells of every day of a leap year, without a year.
func TestDays(t *testing.T) {
	days := 0
	for d := calendar.NewDay(2024, 1, 1); d <= calendar.NewDay(2024, 12, 31); d++ {
		md := d.MonthDay()
		facts := real().OnDay(md)
		a, _ := real().Day(lang.En, md)
		if (a.Outcome == OutcomeAnswer) != (len(facts) > 0) || a.Lead.N != len(facts) || a.Intent != IntentDay {
			t.Errorf("%v: %s, facts %v", md, summary(a), ids(facts))
		}
		if len(facts) > 0 {
			days++
		}
		for i, f := range facts {
			if f.Day != "" && len(f.Disagreements()) == 0 {
				t.Errorf("%v: %s has a day that must not be celebrated", md, f.ID)
			}
			if i > 0 && f.Importance < facts[i-1].Importance {
				t.Errorf("%v: %s comes after one that is less important", md, f.ID)
			}
		}
	}
	if days < 150 {
		t.Errorf("%d days have facts", days)
	}
	if got := real().OnDay(calendar.MonthDay{Month: 2, Day: 30}); len(got) > 0 {
		t.Errorf("30 February has %v", ids(got))
	}
}

func TestNeighbours(t *testing.T) {
	e := invented(t)
	tests := []struct{ id, before, after fact.ID }{
		{"established", "", "severed"},
		{"severed", "established", "restored"},
		{"severed-for-good", "congress", ""},
		{"no-such-fact", "", ""},
	}
	for _, tt := range tests {
		before, after := e.Neighbours(tt.id)
		for _, n := range []struct {
			got  *fact.Fact
			want fact.ID
		}{{before, tt.before}, {after, tt.after}} {
			switch {
			case n.got == nil && n.want != "", n.got != nil && n.got.ID != n.want:
				t.Errorf("a neighbour of %s is %v, want %q", tt.id, n.got, n.want)
			}
		}
	}
	// The last dated fact of the real base has an undated one behind it, which is none.
	facts := real().base.Facts()
	for i, f := range facts {
		if f.Date.IsZero() {
			if _, after := real().Neighbours(facts[i-1].ID); after != nil {
				t.Errorf("%s follows on the timeline", after.ID)
			}
			if before, after := real().Neighbours(f.ID); before != nil || after != nil {
				t.Errorf("an undated fact has neighbours")
			}
			break
		}
	}
}

func TestAbout(t *testing.T) {
	c := About("a", "b")
	if c.Intent != IntentFact || !cmp.Equal(c.Facts, []fact.ID{"a", "b"}) {
		t.Errorf("About = %+v", c)
	}
	// Facts that are no longer there are no conversation.
	a, _ := real().Answer(Question{Text: "source?", Today: asOf}, About("no-such-fact"))
	if a.Outcome != OutcomeUnknown {
		t.Errorf("source of nothing: %s", summary(a))
	}
}
