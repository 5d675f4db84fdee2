package bot

import (
	"testing"
	"time"
)

func TestExpiring(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	e := newExpiring[int, string](time.Minute, 3)
	e.put(1, "one", now)
	for _, tt := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {59 * time.Second, true}, {time.Minute, false}} {
		if _, got := e.get(1, now.Add(tt.after)); got != tt.want {
			t.Errorf("after %v it is there: %v, want %v", tt.after, got, tt.want)
		}
	}
	for i := range 100 {
		e.put(i, "", now)
	}
	if n := len(e.young) + len(e.old); n > 6 {
		t.Errorf("%d entries are kept, the limit is twice 3", n)
	}
	if _, ok := e.get(99, now); !ok {
		t.Error("the newest is forgotten")
	}
	if !e.drop(func(k int) bool { return k == 99 }) || e.drop(func(k int) bool { return k == 99 }) {
		t.Error("an entry is not dropped once")
	}
}

func TestBudgets(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	b := newBudgets(time.Hour)
	costs := map[place]allowance{{1, 2}: {2, time.Minute}, {1, 0}: {3, time.Minute}}
	others := map[place]allowance{{1, 3}: {2, time.Minute}, {1, 0}: {3, time.Minute}}
	steps := []struct {
		after time.Duration
		costs map[place]allowance
		want  spent
	}{
		{0, costs, spentOne},
		{0, costs, spentOne},
		{0, costs, firstRefuse},
		{0, costs, againRefuse},
		{0, others, spentOne},
		{0, others, firstRefuse}, // of the chat as a whole
		{0, costs, againRefuse},
		{time.Minute, costs, spentOne},
		{time.Minute, costs, firstRefuse},
	}
	for i, step := range steps {
		if got := b.spend(now.Add(step.after), step.costs); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
}

func TestImpersonal(t *testing.T) {
	tests := []struct{ text, want string }{
		{"When did\n it  happen?", "When did it happen?"},
		{"@PuenteBot ask @ana or ana@example.org", "ask or"},
		{"call +56912345678 in 1973", "call in 1973"},
		{"see https://t.me/x please", "see please"},
		{"\xff\xfe", ""},
	}
	for _, tt := range tests {
		if got := impersonal(tt.text); got != tt.want {
			t.Errorf("impersonal(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
