package answer

import (
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"puente/internal/calendar"
	"puente/internal/fact"
)

// invented is an engine over testdata/invented.txtar: a history in which relations are
// established in 1900, broken off in May 1910, restored on a day of 1920 on which two
// sources disagree, and broken off for good in 1930.
func invented(t *testing.T) *Engine {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/invented.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	return New(load(t, fsys))
}

func load(t *testing.T, fsys fs.FS) *fact.Base {
	t.Helper()
	base, err := fact.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func parse(t *testing.T, s string) calendar.Span {
	t.Helper()
	d, err := calendar.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func ids(facts []*fact.Fact) []fact.ID {
	var out []fact.ID
	for _, f := range facts {
		out = append(out, f.ID)
	}
	return out
}

func TestState(t *testing.T) {
	tests := []struct {
		span            string
		existed, partly bool
		because         []fact.ID
	}{
		{"1850", false, false, []fact.ID{"established"}},
		{"1899-12-31", false, false, []fact.ID{"established"}},
		{"1900-01-01", true, false, []fact.ID{"established", "severed"}},
		{"1900", true, false, []fact.ID{"established", "severed"}},
		{"1905", true, false, []fact.ID{"established", "severed"}},
		{"1899/1901", false, true, []fact.ID{"established"}},
		{"1910", true, true, []fact.ID{"established", "severed"}},
		{"1910-05-20", true, true, []fact.ID{"established", "severed"}}, // in the month in which they were broken off
		{"1910-06", false, false, []fact.ID{"severed", "restored"}},
		{"1912-02-03", false, false, []fact.ID{"severed", "restored"}},
		{"1910/1920", true, true, []fact.ID{"established", "severed", "restored"}},
		{"1920", false, true, []fact.ID{"severed", "restored"}},
		{"1925", true, false, []fact.ID{"restored", "severed-for-good"}},
		{"1929/1931", true, true, []fact.ID{"restored", "severed-for-good"}},
		{"2026-11-25", false, false, []fact.ID{"severed-for-good"}},
	}
	h := invented(t).history
	for _, tt := range tests {
		existed, partly, because := h.state(parse(t, tt.span))
		if existed != tt.existed || partly != tt.partly {
			t.Errorf("state(%s) = %t, partly %t, want %t, %t", tt.span, existed, partly, tt.existed, tt.partly)
		}
		if diff := cmp.Diff(tt.because, ids(because)); diff != "" {
			t.Errorf("state(%s) because (-want +got):\n%s", tt.span, diff)
		}
	}
}

func TestStateWithoutHistory(t *testing.T) {
	if existed, partly, because := (history{}).state(parse(t, "1950")); existed || partly || because != nil {
		t.Errorf("state = %t, %t, %v", existed, partly, because)
	}
}

func TestGaps(t *testing.T) {
	h := invented(t).history
	var got [][2]fact.ID
	for _, g := range h.gaps() {
		pair := [2]fact.ID{g.severed.ID}
		if g.restored != nil {
			pair[1] = g.restored.ID
		}
		got = append(got, pair)
	}
	want := [][2]fact.ID{{"severed", "restored"}, {"severed-for-good"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	if n := len(closedGaps(h.gaps())); n != 1 {
		t.Errorf("%d closed gaps, want 1", n)
	}
	restored := history{changes: h.of(fact.Restored)}
	if got := restored.gaps(); len(got) != 0 {
		t.Errorf("gaps of relations that were never broken off: %v", got)
	}
}

func TestHistoryOf(t *testing.T) {
	h := invented(t).history
	for change, want := range map[fact.Change][]fact.ID{
		fact.Established: {"established"},
		fact.Severed:     {"severed", "severed-for-good"},
		fact.Restored:    {"restored"},
	} {
		if diff := cmp.Diff(want, ids(h.of(change))); diff != "" {
			t.Errorf("of(%s) (-want +got):\n%s", change, diff)
		}
	}
}

// TestBetween computes the time between two changes, and what the date of the other
// source makes of it.
func TestBetween(t *testing.T) {
	e := invented(t)
	f := func(id fact.ID) *fact.Fact { x, _ := e.base.Fact(id); return x }
	d, others := between(f("established"), f("restored"))
	if d.Years != 20 || d.Months != 4 || d.Days != 9 || !d.Exact {
		t.Errorf("difference %+v, want exactly 20 years, 4 months, 9 days", d)
	}
	if len(others) != 1 || others[0].From.String() != "1900-01-01" || others[0].To.String() != "1920-06-10" || others[0].Difference.Months != 5 {
		t.Errorf("by the other source %+v", others)
	}
	if d, _ := between(f("severed"), f("restored")); d.Years != 10 || d.Exact || d.MinDays == d.MaxDays {
		t.Errorf("from a month %+v, want ten years, not exactly", d)
	}
	if d, others := between(f("restored"), f("restored")); d.MaxDays != 0 || len(others) != 3 {
		t.Errorf("to itself %+v, %d others, want 3", d, len(others))
	}
	congress := f("congress") // several days
	if got := begins(congress).String(); got != "1925-03-01" {
		t.Errorf("the congress begins %s", got)
	}
	if got := begins(f("severed")).String(); got != "1910-05" {
		t.Errorf("a month begins %s", got)
	}
}

// TestInvented asks about a history unlike the real one: nothing of that is built in.
func TestInvented(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Were there diplomatic relations in 1905?", "answer state established severed; state 1905 … true; = true"},
		{"Do Chile and Russia have diplomatic relations now?", "answer state severed-for-good; state 2026-11-25 … false; = false"},
		{"How many times were diplomatic relations broken off?", "answer count severed severed-for-good; count severed n=2; = 2"},
		{"¿Cuántas veces se restablecieron las relaciones diplomáticas?", "answer count restored; count restored n=1; = 1"},
		{"How long were diplomatic relations broken off?", "answer duration severed restored; …"},
		{"Когда были установлены дипломатические отношения Чили и России?", "answer fact established"},
		{"Did Chile break off diplomatic relations with Russia in 1915?", "answer premise severed severed-for-good; year …"},
	}
	e := invented(t)
	for _, tt := range tests {
		a, _ := e.Answer(Question{Text: tt.text, Today: asOf}, Context{})
		cited(t, tt.text, a)
		if got := summary(a); !like(tt.want, got) {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}
