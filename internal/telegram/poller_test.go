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

	"github.com/google/go-cmp/cmp"

	"puente/internal/botapitest"
)

// journal notes which texts were handled, and when.
type journal struct {
	mu    sync.Mutex
	texts []string
	at    map[string]time.Time
}

func (j *journal) note(text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.at == nil {
		j.at = map[string]time.Time{}
	}
	j.texts = append(j.texts, text)
	j.at[text] = time.Now()
}

func (j *journal) all() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.texts)
}

// running is a poller under test.
type running struct {
	t      *testing.T
	cancel context.CancelFunc
	result chan error
}

func start(t *testing.T, p *Poller) *running {
	ctx, cancel := context.WithCancel(t.Context())
	r := &running{t, cancel, make(chan error, 1)}
	go func() { r.result <- p.Run(ctx) }()
	synctest.Wait()
	return r
}

// stop ends the poller and returns how long that took.
func (r *running) stop() time.Duration {
	r.t.Helper()
	began := time.Now()
	r.cancel()
	if err := <-r.result; err != nil {
		r.t.Errorf("Run = %v, want nil", err)
	}
	return time.Since(began)
}

// bubble runs a test in fake time, with a server on a network in memory.
func bubble(t *testing.T, test func(t *testing.T, s *botapitest.Server, c *Client)) {
	synctest.Test(t, func(t *testing.T) {
		s, c := newPair(t, botapitest.Options{Memory: true})
		test(t, s, c)
	})
}

// noting returns a handler that notes the texts it gets.
func (j *journal) noting(_ context.Context, u *Update) error {
	j.note(u.Message.Text)
	return nil
}

func TestPollerConfirmsWhatWasHandled(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		ana, luis := s.NewUser("Ana", "es"), s.NewUser("Luis", "")
		release := make(chan struct{})
		var j journal
		r := start(t, &Poller{Client: c, Handle: func(ctx context.Context, u *Update) error {
			if u.Message.Text == "a1" {
				<-release
			}
			j.note(u.Message.Text)
			return nil
		}})
		s.Say(ana, "a1")
		s.Say(luis, "b1")
		s.Say(ana, "a2")
		synctest.Wait()
		if diff := cmp.Diff([]string{"b1"}, j.all()); diff != "" {
			t.Errorf("handled while a1 is under way (-want +got):\n%s", diff)
		}
		time.Sleep(2 * time.Second)
		if got := s.Confirmed(); len(got) != 0 {
			t.Errorf("confirmed %v before the first was handled", got)
		}
		close(release)
		time.Sleep(time.Second)
		if diff := cmp.Diff([]int64{1000, 1001, 1002}, s.Confirmed()); diff != "" {
			t.Errorf("confirmed (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(updateKinds, s.Allowed()); diff != "" {
			t.Errorf("allowed_updates (-want +got):\n%s", diff)
		}
		r.stop()
	})
}

func TestSlowChatDoesNotStopOthers(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		r := start(t, &Poller{Client: c, Handle: func(ctx context.Context, u *Update) error {
			if u.Message.Text == "slow" {
				sleep(ctx, 25*time.Second)
			}
			j.note(u.Message.Text)
			return nil
		}})
		slow := s.NewUser("Slow", "")
		for range 5 {
			s.Say(slow, "slow")
		}
		for i := range 50 {
			time.Sleep(100 * time.Millisecond)
			began := time.Now()
			text := fmt.Sprint("quick", i)
			s.Say(s.NewUser("U", ""), text)
			time.Sleep(pollPause + 50*time.Millisecond)
			j.mu.Lock()
			at, ok := j.at[text]
			j.mu.Unlock()
			if !ok || at.Sub(began) > pollPause+10*time.Millisecond {
				t.Fatalf("message %d was not handled within %v", i, pollPause)
			}
		}
		time.Sleep(3 * time.Minute)
		if got := j.all(); len(got) != 55 {
			t.Errorf("%d updates handled, want 55", len(got))
		}
		if len(s.Pending()) != 0 {
			t.Errorf("not confirmed: %v", s.Pending())
		}
		r.stop()
	})
}

func TestParallelismIsBounded(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var mu sync.Mutex
		now, most := 0, 0
		for range 40 {
			s.Say(s.NewUser("U", ""), "x")
		}
		r := start(t, &Poller{Client: c, Parallel: 4, Handle: func(ctx context.Context, u *Update) error {
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			sleep(ctx, time.Second)
			mu.Lock()
			now--
			mu.Unlock()
			return nil
		}})
		time.Sleep(20 * time.Second)
		mu.Lock()
		defer mu.Unlock()
		if most != 4 || len(s.Pending()) != 0 {
			t.Errorf("%d at once with %d left, want 4 with 0", most, len(s.Pending()))
		}
		r.stop()
	})
}

func TestPoisonIsSkipped(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "1")
		s.PushPoison()
		s.PushRaw(`"no object"`)
		s.Say(ana, "2")
		s.PushRaw(`{"update_id":"no number"}`)
		s.PushRaw(`{"update_id":1005,"message":{"message_id":5,"chat":{"id":"no number"}}}`)
		s.PushRaw(`{"update_id":1006,"poll":{"id":"5"}}`)
		s.Say(ana, "3")
		r := start(t, &Poller{Client: c, Handle: j.noting})
		time.Sleep(time.Second)
		for range 3 {
			s.PushRaw(`{}`)
		}
		time.Sleep(5 * time.Second)
		s.Say(ana, "4")
		time.Sleep(time.Second)
		if diff := cmp.Diff([]string{"1", "2", "3", "4"}, j.all()); diff != "" {
			t.Errorf("handled (-want +got):\n%s", diff)
		}
		if len(s.Pending()) != 0 {
			t.Errorf("not confirmed: %v", s.Pending())
		}
		r.stop()
	})
}

func TestPoisonAloneAtTheStart(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		s.PushRaw(`[]`)
		r := start(t, &Poller{Client: c, Handle: j.noting})
		time.Sleep(10 * time.Second)
		if n := s.Calls("getUpdates"); n > 20 {
			t.Errorf("%d polls in ten seconds", n)
		}
		s.Say(s.NewUser("Ana", "es"), "1")
		time.Sleep(time.Second)
		if len(j.all()) != 1 || len(s.Pending()) != 0 {
			t.Errorf("handled %q, not confirmed %v", j.all(), s.Pending())
		}
		r.stop()
	})
}

// TestHandlersThatFail says that errors, panics and handlers that do not return
// count as handled.
func TestHandlersThatFail(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		forever := make(chan struct{})
		defer close(forever)
		r := start(t, &Poller{Client: c, Handle: func(ctx context.Context, u *Update) error {
			j.note(u.Message.Text)
			switch u.Message.Text {
			case "error":
				return errors.New("no")
			case "panic":
				panic("no")
			case "forever":
				<-forever
			}
			return nil
		}})
		ana := s.NewUser("Ana", "es")
		texts := []string{"error", "panic", "forever", "good"}
		for _, text := range texts {
			s.Say(ana, text)
		}
		time.Sleep(time.Minute)
		if diff := cmp.Diff(texts, j.all()); diff != "" {
			t.Errorf("handled (-want +got):\n%s", diff)
		}
		if len(s.Pending()) != 0 {
			t.Errorf("not confirmed: %v", s.Pending())
		}
		r.stop()
	})
}

func TestIDsThatBeginAnew(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		r := start(t, &Poller{Client: c, Handle: j.noting})
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "1")
		time.Sleep(time.Second)
		s.SkipUpdates(500)
		s.Say(ana, "2")
		time.Sleep(time.Minute)
		s.SkipUpdates(90000)
		s.Say(ana, "3")
		time.Sleep(time.Second)
		if diff := cmp.Diff([]string{"1", "2", "3"}, j.all()); diff != "" {
			t.Errorf("handled (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]int64{1000, 500, 90000}, s.Confirmed()); diff != "" {
			t.Errorf("confirmed (-want +got):\n%s", diff)
		}
		r.stop()
	})
}

func TestLanes(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		block := make(chan struct{})
		r := start(t, &Poller{Client: c, Handle: func(ctx context.Context, u *Update) error {
			switch {
			case u.Message != nil:
				<-block
			case u.InlineQuery != nil:
				j.note("inline " + u.InlineQuery.Query)
			case u.CallbackQuery != nil:
				j.note("press " + u.CallbackQuery.From.FirstName)
			}
			return nil
		}})
		ana, luis := s.NewUser("Ana", "es"), s.NewUser("Luis", "")
		group := s.NewGroup("G", ana, luis)
		s.AddBot(group, ana)
		m, err := c.SendMessage(t.Context(), Outgoing{ChatID: group.ID, HTML: "x", Keyboard: Keyboard{{{Text: "B", Data: "b"}}}})
		if err != nil {
			t.Fatal(err)
		}
		s.Say(ana, "under way")
		time.Sleep(time.Second)
		s.Ask(ana, "luna", "")
		s.Press(luis, group, m.ID, "B")
		s.Press(ana, group, m.ID, "B")
		time.Sleep(2 * time.Second)
		got := j.all()
		slices.Sort(got)
		if diff := cmp.Diff([]string{"inline luna", "press Luis"}, got); diff != "" {
			t.Errorf("handled beside Ana's message (-want +got):\n%s", diff)
		}
		close(block)
		time.Sleep(time.Second)
		if got := j.all(); len(got) != 3 || got[2] != "press Ana" {
			t.Errorf("handled in the end %q", got)
		}
		r.stop()
	})
}

func TestBehind(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		ana := s.NewUser("Ana", "es")
		for range 4 {
			s.Say(ana, "x")
		}
		var behind []int
		r := start(t, &Poller{Client: c, Handle: func(ctx context.Context, u *Update) error {
			sleep(ctx, time.Second)
			behind = append(behind, u.Behind)
			return nil
		}})
		time.Sleep(10 * time.Second)
		r.stop()
		if diff := cmp.Diff([]int{3, 2, 1, 0}, behind); diff != "" {
			t.Errorf("behind (-want +got):\n%s", diff)
		}
	})
}

func TestFinalErrors(t *testing.T) {
	tests := []struct {
		token string
		want  Kind
	}{{"1:wrong-token", Unauthorized}, {"nonsense", NotFound}}
	for _, tt := range tests {
		bubble(t, func(t *testing.T, s *botapitest.Server, _ *Client) {
			token := Token{func() string { return tt.token }}
			transport := s.Transport()
			defer transport.CloseIdleConnections()
			c, err := NewClient(Config{Token: token, Endpoint: s.URL(), HTTP: transport})
			if err != nil {
				t.Fatal(err)
			}
			p := &Poller{Client: c, Handle: func(context.Context, *Update) error { return nil }}
			if err := p.Run(t.Context()); !errors.Is(err, tt.want) {
				t.Errorf("Run with %s: %v, want %s", tt.token, err, tt.want)
			}
		})
	}
}

// TestPollingEndures lets every fault befall the polling and looks how long it
// takes until a message gets through.
func TestPollingEndures(t *testing.T) {
	tests := []struct {
		fault    botapitest.Fault
		min, max time.Duration
	}{
		{botapitest.Fault{Kind: botapitest.TooMany, RetryAfter: 7}, 7 * time.Second, 7 * time.Second},
		{botapitest.Fault{Kind: botapitest.ServerError}, 500 * time.Millisecond, time.Second},
		{botapitest.Fault{Kind: botapitest.BadGateway}, 500 * time.Millisecond, time.Second},
		{botapitest.Fault{Kind: botapitest.CutBefore}, 500 * time.Millisecond, time.Second},
		{botapitest.Fault{Kind: botapitest.CutAfter}, 500 * time.Millisecond, time.Second},
		{botapitest.Fault{Kind: botapitest.Slow, Delay: 9 * time.Second}, 9 * time.Second, 9 * time.Second},
		{botapitest.Fault{Kind: botapitest.Poison}, 0, time.Second},
	}
	for _, tt := range tests {
		t.Run(string(tt.fault.Kind), func(t *testing.T) {
			bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
				var j journal
				tt.fault.Method, tt.fault.Call = "getUpdates", 1
				s.Inject(tt.fault)
				s.Say(s.NewUser("Ana", "es"), "x")
				began := time.Now()
				r := start(t, &Poller{Client: c, Handle: j.noting})
				if err := s.Settle(t.Context()); err != nil {
					t.Fatal(err)
				}
				took := time.Since(began)
				if took < tt.min || took > tt.max || len(j.all()) != 1 {
					t.Errorf("handled %q after %v, want it between %v and %v", j.all(), took, tt.min, tt.max)
				}
				r.stop()
			})
		})
	}
}

func TestSecondInstanceStepsBack(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var first, second journal
		a := start(t, &Poller{Client: c, Handle: first.noting})
		b := start(t, &Poller{Client: newTestClient(t, s, Config{}), Handle: second.noting})
		time.Sleep(10 * time.Minute)
		if n := s.Terminated(); n > 30 {
			t.Errorf("the two ended each other's polls %d times in ten minutes", n)
		}
		ana := s.NewUser("Ana", "es")
		for i := range 5 {
			s.Say(ana, fmt.Sprint(i))
			time.Sleep(2 * time.Minute)
		}
		got := append(first.all(), second.all()...)
		slices.Sort(got)
		if diff := cmp.Diff([]string{"0", "1", "2", "3", "4"}, got); diff != "" {
			t.Errorf("handled by the two (-want +got):\n%s", diff)
		}
		a.stop()
		b.stop()
	})
}

func TestWebhookIsDeleted(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		ana := s.NewUser("Ana", "es")
		s.SetWebhook("https://example.com")
		s.Say(ana, "1")
		r := start(t, &Poller{Client: c, Handle: j.noting})
		s.SetWebhook("https://example.com")
		s.Say(ana, "2")
		time.Sleep(5 * time.Second)
		if diff := cmp.Diff([]string{"1", "2"}, j.all()); diff != "" {
			t.Errorf("handled (-want +got):\n%s", diff)
		}
		r.stop()
	})
}

func TestStopIsQuick(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		r := start(t, &Poller{Client: c, Handle: j.noting})
		time.Sleep(time.Minute)
		if took := r.stop(); took > 10*time.Millisecond {
			t.Errorf("an idle poller took %v to stop", took)
		}
		// What was just handled is confirmed by the end of Run.
		r = start(t, &Poller{Client: c, Handle: j.noting})
		s.Say(s.NewUser("Ana", "es"), "x")
		synctest.Wait()
		if took := r.stop(); took >= 2*time.Second {
			t.Errorf("a busy poller took %v to stop", took)
		}
		if len(s.Pending()) != 0 || len(j.all()) != 1 {
			t.Errorf("handled %q, not confirmed %v", j.all(), s.Pending())
		}
	})
}

// TestStopDrains stops while updates are under way: those finish, and so do the
// waiting ones that came before them; the others are left for the next start.
func TestStopDrains(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		var j journal
		handle := func(ctx context.Context, u *Update) error {
			if err := sleep(ctx, 300*time.Millisecond); err != nil {
				return err
			}
			j.note(u.Message.Text)
			return nil
		}
		ana, luis := s.NewUser("Ana", "es"), s.NewUser("Luis", "")
		s.Say(ana, "a1")
		s.Say(ana, "a2")
		s.Say(luis, "b1")
		s.Say(ana, "a3")
		r := start(t, &Poller{Client: c, Handle: handle})
		time.Sleep(100 * time.Millisecond)
		if took := r.stop(); took > time.Second {
			t.Errorf("the stop took %v", took)
		}
		got := j.all()
		slices.Sort(got)
		if diff := cmp.Diff([]string{"a1", "a2", "b1"}, got); diff != "" {
			t.Errorf("handled (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]int64{1003}, s.Pending()); diff != "" {
			t.Errorf("not confirmed (-want +got):\n%s", diff)
		}
		r = start(t, &Poller{Client: c, Handle: handle})
		time.Sleep(time.Second)
		r.stop()
		if len(j.all()) != 4 {
			t.Errorf("handled in the end %q", j.all())
		}
	})
}

// TestStopDoesNotWaitForever stops while one handler listens to its context and
// one does not. Neither update is lost.
func TestStopDoesNotWaitForever(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		forever := make(chan struct{})
		p := &Poller{Client: c, Handle: func(ctx context.Context, u *Update) error {
			if u.Message.Text == "deaf" {
				<-forever
				return nil
			}
			return sleep(ctx, time.Hour)
		}}
		s.Say(s.NewUser("Luis", ""), "long")
		s.Say(s.NewUser("Ana", "es"), "deaf")
		r := start(t, p)
		if took := r.stop(); took >= 2*time.Second {
			t.Errorf("the stop took %v", took)
		}
		if len(s.Pending()) != 2 {
			t.Errorf("left for the next start: %v", s.Pending())
		}
		close(forever)
		time.Sleep(time.Minute)
	})
}
