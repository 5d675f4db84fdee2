package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"puente/internal/botapitest"
)

// flow lets sends through a pacer and notes when.
type flow struct {
	p    *pacer
	wg   sync.WaitGroup
	mu   sync.Mutex
	sent []passage
}

type passage struct {
	chat     int64
	priority Priority
	at       time.Duration // since the start
}

func (f *flow) send(ctx context.Context, start time.Time, chat int64, priority Priority) {
	f.wg.Go(func() {
		turn, err := f.p.enter(ctx, chat)
		if err != nil {
			return
		}
		defer turn.leave()
		if turn.wait(ctx, priority) != nil {
			return
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		f.sent = append(f.sent, passage{chat, priority, time.Since(start)})
	})
}

// most returns the largest number of sends, among those that fit, in any time of
// the given length.
func (f *flow) most(window time.Duration, fits func(passage) bool) int {
	var times []time.Duration
	for _, s := range f.sent {
		if fits(s) {
			times = append(times, s.at)
		}
	}
	slices.Sort(times)
	most := 0
	for i, from := range times {
		n := 0
		for _, at := range times[i:] {
			if at-from < window {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func everything(passage) bool { return true }

func TestPacerKeepsTheLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &flow{p: newPacer(telegramRates)}
		start := time.Now()
		for i := range 30 {
			for chat := int64(1); chat <= 20; chat++ {
				f.send(t.Context(), start, chat, Reply)
			}
			f.send(t.Context(), start, -100, Priority(i%2))
			f.send(t.Context(), start, -200, Reply)
		}
		f.wg.Wait()
		if len(f.sent) != 660 {
			t.Errorf("%d sends went through, want 660", len(f.sent))
		}
		if n := f.most(time.Second, everything); n > 30 || n < 25 {
			t.Errorf("%d sends in a second, want up to 30", n)
		}
		for _, chat := range []int64{1, 20, -100, -200} {
			one := func(p passage) bool { return p.chat == chat }
			if n := f.most(time.Second, one); n > 4 {
				t.Errorf("%d sends to chat %d in a second, want at most a burst of 3 and 1", n, chat)
			}
			if n := f.most(time.Minute, one); chat < 0 && n > 20 {
				t.Errorf("%d sends to group %d in a minute, want at most 20", n, chat)
			}
		}
	})
}

func TestBroadcastsYieldToReplies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &flow{p: newPacer(telegramRates)}
		start := time.Now()
		for chat := range int64(300) {
			f.send(t.Context(), start, 1000+chat, Broadcast)
		}
		for i := range 20 {
			time.Sleep(100 * time.Millisecond)
			f.send(t.Context(), time.Now(), 1+int64(i), Reply)
		}
		f.wg.Wait()
		slowest := time.Duration(0)
		last := time.Duration(0)
		for _, s := range f.sent {
			if s.priority == Reply {
				slowest = max(slowest, s.at)
			} else {
				last = max(last, s.at)
			}
		}
		if slowest > 100*time.Millisecond {
			t.Errorf("a reply waited %v among broadcasts", slowest)
		}
		// 320 sends at 25 a second.
		if last > 14*time.Second {
			t.Errorf("the broadcasts took %v", last)
		}
	})
}

func TestChatKeepsOrder(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "x")
		s.Inject(
			botapitest.Fault{Kind: botapitest.TooMany, Method: "sendMessage", Call: 2, RetryAfter: 5},
			botapitest.Fault{Kind: botapitest.ServerError, Method: "sendMessage", Call: 4},
		)
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() {
				if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: fmt.Sprint(i)}); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		wg.Wait()
		for i, m := range s.Sent(s.PrivateChat(ana)) {
			if m.Text != fmt.Sprint(i) {
				t.Errorf("message %d reads %q", i, m.Text)
			}
		}
	})
}

// TestFloodPausesTheChat says that a flood holds up the chat it came from, and
// everything once it comes again or from several chats.
func TestFloodPausesTheChat(t *testing.T) {
	const wait = 20
	tests := []struct {
		name   string
		faults func(ids []int64) []botapitest.Fault
		paused bool // everything
	}{
		{"one", func(ids []int64) []botapitest.Fault {
			return []botapitest.Fault{{Kind: botapitest.TooMany, Chat: ids[0], Call: 1, RetryAfter: wait}}
		}, false},
		{"two chats", func(ids []int64) []botapitest.Fault {
			return []botapitest.Fault{{Kind: botapitest.TooMany, Chat: ids[0], Call: 1, RetryAfter: wait}, {Kind: botapitest.TooMany, Chat: ids[1], Call: 1, RetryAfter: wait}}
		}, false},
		{"three chats", func(ids []int64) []botapitest.Fault {
			var list []botapitest.Fault
			for _, id := range ids {
				list = append(list, botapitest.Fault{Kind: botapitest.TooMany, Chat: id, Call: 1, RetryAfter: wait})
			}
			return list
		}, true},
		{"again", func(ids []int64) []botapitest.Fault {
			return []botapitest.Fault{{Kind: botapitest.TooMany, Chat: ids[0], Call: 1, RetryAfter: 1}, {Kind: botapitest.TooMany, Chat: ids[0], Call: 2, RetryAfter: wait}}
		}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
				var ids []int64
				var people []*botapitest.User
				for range 3 {
					u := s.NewUser("U", "")
					s.Say(u, "x")
					ids, people = append(ids, u.ID), append(people, u)
				}
				s.Inject(tt.faults(ids)...)
				var wg sync.WaitGroup
				for _, id := range ids {
					wg.Go(func() {
						if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: id, HTML: "x"}); err != nil {
							t.Error(err)
						}
					})
				}
				time.Sleep(3 * time.Second)
				other := s.NewUser("O", "")
				s.Say(other, "x")
				began := time.Now()
				if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: other.ID, HTML: "x"}); err != nil {
					t.Error(err)
				}
				if waited := time.Since(began) > 10*time.Second; waited != tt.paused {
					t.Errorf("another chat waited %v", time.Since(began))
				}
				wg.Wait()
				for _, u := range people {
					if n := s.Sends(s.PrivateChat(u)); n != 1 {
						t.Errorf("chat %d has %d messages, want 1", u.ID, n)
					}
				}
			})
		})
	}
}

func TestPauseBeyondTheDeadlineFailsAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "x")
		s.Inject(botapitest.Fault{Kind: botapitest.TooMany, Method: "sendMessage", Call: 1, RetryAfter: 20})
		began := time.Now()
		for range 2 { // the second is not even tried
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			_, err := c.SendMessage(ctx, Outgoing{ChatID: ana.ID, HTML: "x"})
			cancel()
			var e *Error
			if !errors.As(err, &e) || e.Kind != Flood || e.RetryAfter < 19*time.Second {
				t.Errorf("error = %v, want Flood", err)
			}
		}
		if took := time.Since(began); took > time.Second || s.Calls("sendMessage") != 1 {
			t.Errorf("it took %v and %d requests", took, s.Calls("sendMessage"))
		}
	})
}

func TestPacerListensToTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(telegramRates)
		holder, err := p.enter(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if _, err := p.enter(ctx, 1); !errors.Is(err, context.Canceled) {
			t.Errorf("enter = %v", err)
		}
		holder.pace.pause = time.Now().Add(30 * time.Second)
		for _, priority := range []Priority{Reply, Broadcast} {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			if err := holder.wait(ctx, priority); !errors.Is(err, context.Canceled) {
				t.Errorf("wait = %v", err)
			}
		}
		short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		holder.pace.pause = time.Time{}
		for holder.wait(t.Context(), Reply) == nil && holder.pace.chat.Tokens() >= 1 {
		}
		if err := holder.wait(short, Reply); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("wait beyond the deadline = %v", err)
		}
		holder.leave()
	})
}

func TestPacerForgetsIdleChats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(telegramRates)
		visit := func(chat int64) {
			turn, err := p.enter(t.Context(), chat)
			if err != nil {
				t.Fatal(err)
			}
			turn.leave()
		}
		most := 0
		for chat := range int64(10_000) {
			visit(chat + 1)
			visit(0)
			most = max(most, len(p.chats))
			time.Sleep(100 * time.Millisecond)
		}
		// Ten chats a second, kept for one to two minutes.
		if most > 1200 {
			t.Errorf("%d chats were remembered at once", most)
		}
		held, err := p.enter(t.Context(), 77)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		visit(1)
		if p.chats[77] != held.pace || len(p.chats) != 2 {
			t.Errorf("%d chats are remembered, the one in use %v", len(p.chats), p.chats[77] != nil)
		}
		held.leave()
	})
}

// TestSendsKeepWithinTelegramsLimits sends as fast as it can to a server that
// counts by Telegram's published limits.
func TestSendsKeepWithinTelegramsLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := newPair(t, botapitest.Options{Memory: true, Limits: botapitest.TelegramLimits})
		ana := s.NewUser("Ana", "es")
		group := s.NewGroup("G", ana)
		s.AddBot(group, ana)
		ids := []int64{group.ID}
		for range 60 {
			u := s.NewUser("U", "")
			s.Say(u, "x")
			ids = append(ids, u.ID)
		}
		var wg sync.WaitGroup
		for i := range 8 * len(ids) {
			wg.Go(func() {
				if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: ids[i%len(ids)], HTML: "x", Priority: Priority(i % 2)}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if s.Floods() != 0 {
			t.Errorf("%d sends were one too many", s.Floods())
		}
	})
}
