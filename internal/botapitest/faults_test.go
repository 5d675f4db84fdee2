package botapitest

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(t, Options{Memory: true})
		b := newBot(t, s)
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "hola")
		c := s.PrivateChat(ana)
		s.Inject(
			Fault{Kind: TooMany, Method: "sendMessage", Call: 1, RetryAfter: 7},
			Fault{Kind: ServerError, Method: "sendMessage", Call: 2},
			Fault{Kind: BadGateway, Method: "sendMessage", Call: 3},
			Fault{Kind: Refuse, Method: "sendMessage", Call: 4},
			Fault{Kind: CutBefore, Method: "sendMessage", Call: 5},
			Fault{Kind: CutAfter, Method: "sendMessage", Call: 6},
			Fault{Kind: Slow, Method: "sendMessage", Call: 7, Delay: 20 * time.Second},
			Fault{Kind: ServerError, Chat: 77, Probability: 1},
		)
		tests := []struct {
			want  string
			sends int
		}{
			{"429 Too Many Requests: retry after 7", 0},
			{"500 Internal Server Error", 0},
			{"<html>", 0},
			{"403 Forbidden: bot was blocked by the user", 0},
			{"EOF", 0},
			{"EOF", 1},
			{"", 2},
			{"", 3},
		}
		for i, tt := range tests {
			start := time.Now()
			_, got := b.send(c, "x", nil)
			if !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("call %d: got %q, want %q", i+1, got, tt.want)
			}
			if s.Sends(c) != tt.sends {
				t.Errorf("call %d: %d sends, want %d", i+1, s.Sends(c), tt.sends)
			}
			if took := time.Since(start); i == 6 && took != 20*time.Second {
				t.Errorf("the slow answer took %v", took)
			}
		}
		if s.Faults(CutAfter) != 1 || s.Faults(Poison) != 0 {
			t.Errorf("faults: %v", s.faults.seen)
		}
	})
}

func TestPoisonJoinsTheQueue(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	s.Inject(Fault{Kind: Poison, Method: "getUpdates", Call: 1})
	if got := b.updates(0); len(got) != 1 {
		t.Errorf("updates = %q, want the poison", got)
	}
	if got := b.updates(1001); len(got) != 0 {
		t.Errorf("after confirming it: %q", got)
	}
}

func TestFaultsBySeedRepeat(t *testing.T) {
	sequence := func(seed uint64) string {
		s := New(t, Options{Seed: seed})
		b := newBot(t, s)
		s.Inject(Fault{Kind: ServerError, Method: "getMe", Probability: 0.5})
		var out strings.Builder
		for range 32 {
			_, refusal := b.call("getMe", nil)
			out.WriteByte("01"[min(len(refusal), 1)])
		}
		return out.String()
	}
	if diff := cmp.Diff(sequence(1), sequence(1)); diff != "" {
		t.Errorf("the same seed gave another sequence:\n%s", diff)
	}
	if sequence(1) == sequence(2) {
		t.Error("another seed gave the same sequence")
	}
}
