package botapitest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// params is a request's form. Values that are not strings are sent as JSON.
type params map[string]any

// bot is a client with nothing in between.
type bot struct {
	t    testing.TB
	s    *Server
	http *http.Client
}

func newBot(t testing.TB, s *Server) *bot {
	transport := s.Transport()
	t.Cleanup(transport.CloseIdleConnections)
	return &bot{t, s, &http.Client{Transport: transport}}
}

func (b *bot) post(ctx context.Context, path string, p params) (*http.Response, error) {
	form := url.Values{}
	for name, v := range p {
		if text, ok := v.(string); ok {
			form.Set(name, text)
			continue
		}
		raw, err := json.Marshal(v)
		if err != nil {
			b.t.Fatal(err)
		}
		form.Set(name, string(raw))
	}
	r, err := http.NewRequestWithContext(ctx, "POST", b.s.URL()+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.http.Do(r)
}

// call makes a request and returns its result, or the refusal in words.
func (b *bot) call(method string, p params) (json.RawMessage, string) {
	b.t.Helper()
	resp, err := b.post(context.Background(), "/bot"+b.s.Token()+"/"+method, p)
	if err != nil {
		return nil, err.Error()
	}
	return b.read(resp)
}

func (b *bot) read(resp *http.Response) (json.RawMessage, string) {
	b.t.Helper()
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err.Error()
	}
	var answer struct {
		Result      json.RawMessage
		Code        int `json:"error_code"`
		Description string
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return nil, string(raw)
	}
	if answer.Description != "" {
		return nil, fmt.Sprintf("%d %s", answer.Code, answer.Description)
	}
	return answer.Result, ""
}

// must makes a request that must succeed and decodes its result.
func (b *bot) must(method string, p params, result any) {
	b.t.Helper()
	raw, refusal := b.call(method, p)
	if refusal != "" {
		b.t.Fatalf("%s: %s", method, refusal)
	}
	if result == nil {
		return
	}
	if err := json.Unmarshal(raw, result); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bot) send(c *Chat, text string, more params) (Message, string) {
	b.t.Helper()
	p := params{"chat_id": c.ID, "text": text}
	for name, v := range more {
		p[name] = v
	}
	raw, refusal := b.call("sendMessage", p)
	var m Message
	if refusal == "" {
		if err := json.Unmarshal(raw, &m); err != nil {
			b.t.Fatal(err)
		}
	}
	return m, refusal
}

// updates polls once without waiting and returns the ids and kinds.
func (b *bot) updates(offset int64) []string {
	b.t.Helper()
	var batch []map[string]json.RawMessage
	b.must("getUpdates", params{"offset": offset, "timeout": 0}, &batch)
	var got []string
	for _, u := range batch {
		for kind := range u {
			if kind != "update_id" {
				got = append(got, string(u["update_id"])+" "+kind)
			}
		}
	}
	return got
}

func TestAddressAndToken(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	tests := []struct{ path, want string }{
		{"/bot" + s.Token() + "/getMe", ""},
		{"/bot" + s.Token() + "/getme", ""},
		{"/bot1:wrong/getMe", "401 Unauthorized"},
		{"/botwrong/getMe", "404 Not Found"},
		{"/getMe", "404 Not Found"},
		{"/bot" + s.Token() + "/getMoon", "404 Not Found"},
	}
	for _, tt := range tests {
		resp, err := b.post(context.Background(), tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, got := b.read(resp); got != tt.want {
			t.Errorf("POST %s: got %q, want %q", tt.path, got, tt.want)
		}
	}
	// The misspelt and the unknown method are violations, which this test means.
	s.breaches = nil
}

func TestJSONBody(t *testing.T) {
	s := New(t, Options{})
	ana := s.NewUser("Ana", "es")
	s.Say(ana, "hola")
	b := newBot(t, s)
	body := fmt.Sprintf(`{"chat_id": %d, "text": "hola", "link_preview_options": {"is_disabled": true}}`, ana.ID)
	resp, err := b.http.Post(s.URL()+"/bot"+s.Token()+"/sendMessage", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if _, refusal := b.read(resp); refusal != "" {
		t.Error(refusal)
	}
	if got := s.Sends(s.PrivateChat(ana)); got != 1 {
		t.Errorf("sends = %d, want 1", got)
	}
}

func TestUpdatesAreConfirmedByTheNextOffset(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana := s.NewUser("Ana", "es")
	for _, text := range []string{"a", "b", "c"} {
		s.Say(ana, text)
	}
	steps := []struct {
		offset int64
		want   []string
	}{
		{0, []string{"1000 message", "1001 message", "1002 message"}},
		{1001, []string{"1001 message", "1002 message"}},
		{1003, nil},
		{5000, nil},
	}
	for _, step := range steps {
		if diff := cmp.Diff(step.want, b.updates(step.offset)); diff != "" {
			t.Errorf("offset %d (-want +got):\n%s", step.offset, diff)
		}
	}
	if diff := cmp.Diff([]int64{1000, 1001, 1002}, s.Confirmed()); diff != "" {
		t.Errorf("confirmed (-want +got):\n%s", diff)
	}
	s.Say(ana, "d")
	if diff := cmp.Diff([]string{"1003 message"}, b.updates(5001)); diff != "" {
		t.Errorf("an offset beyond the queue (-want +got):\n%s", diff)
	}
}

func TestAllowedUpdatesPersist(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana := s.NewUser("Ana", "es")
	b.must("getUpdates", params{"allowed_updates": []string{"message"}}, nil)
	id := s.Say(ana, "a")
	s.Edit(s.PrivateChat(ana), id, "b")
	if diff := cmp.Diff([]string{"1000 message"}, b.updates(1)); diff != "" {
		t.Errorf("updates (-want +got):\n%s", diff)
	}
}

func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(t, Options{Memory: true})
		b := newBot(t, s)
		start := time.Now()
		b.must("getUpdates", params{"timeout": 600}, nil)
		if got := time.Since(start); got != maxPollTimeout {
			t.Errorf("an empty poll took %v, want %v", got, maxPollTimeout)
		}
		ana := s.NewUser("Ana", "es")
		time.AfterFunc(7*time.Second, func() { s.Say(ana, "hola") })
		start = time.Now()
		var batch []json.RawMessage
		b.must("getUpdates", params{"timeout": 50, "offset": 1}, &batch)
		if got := time.Since(start); got != 7*time.Second || len(batch) != 1 {
			t.Errorf("the poll took %v with %d updates, want 7s with 1", got, len(batch))
		}
	})
}

func TestRepeatedOffsetIsSlowedDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(t, Options{Memory: true})
		b := newBot(t, s)
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "a")
		s.Say(ana, "b")
		if got := b.updates(0); len(got) != 2 {
			t.Errorf("first poll: %q, want 2 updates", got)
		}
		if got := b.updates(0); len(got) != 1 {
			t.Errorf("the same offset at once: %q, want 1 update", got)
		}
		time.Sleep(600 * time.Millisecond)
		if got := b.updates(0); len(got) != 2 {
			t.Errorf("the same offset later: %q, want 2 updates", got)
		}
		b.updates(1002)
		start := time.Now()
		b.updates(1002)
		if got := time.Since(start); got != 3*time.Second {
			t.Errorf("the same empty offset took %v, want 3s", got)
		}
	})
}

func TestSecondPollerEndsTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(t, Options{Memory: true})
		b := newBot(t, s)
		first := make(chan string)
		go func() {
			_, refusal := b.call("getUpdates", params{"timeout": 50})
			first <- refusal
		}()
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		second := make(chan error)
		go func() {
			_, err := b.post(ctx, "/bot"+s.Token()+"/getUpdates", params{"timeout": 50})
			second <- err
		}()
		if got := <-first; got != "409 "+errPolled.Description {
			t.Errorf("first poll: %q", got)
		}
		if s.Terminated() != 1 {
			t.Errorf("terminated = %d, want 1", s.Terminated())
		}
		cancel()
		<-second
	})
}

func TestWebhookExcludesPolling(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	b.must("setWebhook", params{"url": "https://example.com/hook"}, nil)
	if _, got := b.call("getUpdates", nil); got != "409 "+errWebhook.Description {
		t.Errorf("getUpdates: %q", got)
	}
	s.Say(s.NewUser("Ana", "es"), "hola")
	b.must("deleteWebhook", nil, nil)
	if got := b.updates(0); len(got) != 1 {
		t.Errorf("after deleteWebhook: %q, want the pending update", got)
	}
}

func TestQueriesExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(t, Options{Memory: true})
		b := newBot(t, s)
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "hola")
		m, _ := b.send(s.PrivateChat(ana), "hi", params{"reply_markup": Keyboard{[][]Button{{{Text: "More", Data: "m"}}}}})
		inline := s.Ask(ana, "luna", "")
		press := s.Press(ana, s.PrivateChat(ana), m.ID, "More")
		time.Sleep(31 * time.Second)
		if got, want := b.updates(1), []string{"1000 message", "1002 callback_query"}; !cmp.Equal(got, want) {
			t.Errorf("after 31 s: %q, want %q", got, want)
		}
		if _, got := b.call("answerInlineQuery", params{"inline_query_id": inline, "results": []string{}}); got != "400 "+errTooOld.Description {
			t.Errorf("answerInlineQuery: %q", got)
		}
		time.Sleep(120 * time.Second)
		if _, got := b.call("answerCallbackQuery", params{"callback_query_id": press}); got != "400 "+errTooOld.Description {
			t.Errorf("answerCallbackQuery: %q", got)
		}
	})
}

func TestCloseEndsPolls(t *testing.T) {
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := newBot(t, s)
	done := make(chan string)
	go func() {
		_, refusal := b.call("getUpdates", params{"timeout": 50})
		done <- refusal
	}()
	if err := s.Await(t.Context(), func() bool { return s.Calls("getUpdates") == 1 }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if got := <-done; !strings.Contains(got, "EOF") {
		t.Errorf("the poll ended with %q", got)
	}
}
