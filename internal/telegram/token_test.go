package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"
)

// marked is a token that is easy to find.
const marked = "424242:AA-MARKED_SECRET_that-must-not-be-seen"

// secrets are the parts to look for.
var secrets = []string{marked, "MARKED_SECRET"}

func leaks(text string) bool {
	for _, s := range secrets {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// verbs are the ways to print a value.
var verbs = []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"}

func TestParseToken(t *testing.T) {
	for _, good := range []string{marked, " " + marked + "\n"} {
		token, err := ParseToken(good)
		if err != nil || token.reveal() != marked {
			t.Errorf("ParseToken(%q): %v", good, err)
		}
	}
	for _, bad := range []string{"", "MARKED_SECRET", "424242:", "424242:MARKED_SECRET\nx", "424242:MARKED_SECRET/../x", "x:MARKED_SECRET"} {
		token, err := ParseToken(bad)
		if err == nil || !token.IsZero() {
			t.Errorf("ParseToken(%q) took it", bad)
			continue
		}
		if leaks(err.Error()) {
			t.Errorf("the error repeats the token: %v", err)
		}
	}
}

func TestTokenIsRedacted(t *testing.T) {
	token, err := ParseToken(marked)
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewClient(Config{Token: token})
	if err != nil {
		t.Fatal(err)
	}
	type nested struct{ hidden Token }
	var seen strings.Builder
	for _, v := range []any{token, &token, nested{token}, &nested{token}, Config{Token: token}, c, *c.http, c.http.Transport, &Poller{Client: c}} {
		for _, verb := range verbs {
			fmt.Fprintf(&seen, verb, v)
		}
		slog.New(slog.NewTextHandler(&seen, nil)).Info("x", "v", v)
	}
	raw, err := json.Marshal(map[string]any{"token": token})
	if err != nil {
		t.Fatal(err)
	}
	slog.New(slog.NewJSONHandler(&seen, nil)).Info("x", "token", token)
	seen.Write(raw)
	if leaks(seen.String()) {
		t.Error("the token is in what was printed")
	}
	var read Token
	if err := read.UnmarshalText([]byte(marked)); err != nil || read.reveal() != marked {
		t.Errorf("UnmarshalText: %v", err)
	}
}

// echo is a server that answers badly and repeats the address it was called by
// wherever it can.
func echo(kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		answer := func(contentType string, status int, format string) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			fmt.Fprintf(w, format, r.URL.Path)
		}
		switch kind {
		case "redirect":
			http.Redirect(w, r, "/elsewhere"+r.URL.Path, http.StatusFound)
		case "page":
			answer("text/html", 404, "404 page not found: %s")
		case "flood page":
			answer("text/html", 429, "%s")
		case "broken":
			answer("application/json", 200, `{"ok":true,"result":"%s`)
		case "not an object":
			answer("application/json", 200, `"%s"`)
		case "wrong result":
			answer("application/json", 200, `{"ok":true,"result":"%s"}`)
		case "error":
			answer("application/json", 400, `{"ok":false,"error_code":400,"description":"Bad Request: no such path %s"}`)
		case "unauthorized":
			answer("application/json", 401, `{"ok":false,"error_code":401,"description":"Unauthorized %s"}`)
		case "cut":
			panic(http.ErrAbortHandler)
		case "cut in the body":
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"ok":`)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		case "hang":
			<-r.Context().Done()
		}
	}
}

// TestTokenIsInNoErrorLogOrPanic walks every way in which a call can fail, with
// a server and a network that repeat the token, and searches what comes out.
func TestTokenIsInNoErrorLogOrPanic(t *testing.T) {
	out := captureOutput(t)
	token, err := ParseToken(marked)
	if err != nil {
		t.Fatal(err)
	}
	try := func(name, endpoint string, transport http.RoundTripper) {
		t.Helper()
		c, err := NewClient(Config{Token: token, Endpoint: endpoint, HTTP: transport, Log: slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		failWays(t, out, name, c)
	}
	for _, kind := range []string{"redirect", "page", "flood page", "broken", "not an object", "wrong result", "error", "unauthorized", "cut", "cut in the body", "hang"} {
		server := httptest.NewServer(echo(kind))
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		try(kind, server.URL, nil)
		server.CloseClientConnections()
		server.Close()
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	try("refused", gone.URL, nil)
	try("no host", "http://no-such-host.invalid", nil)
	secure := httptest.NewTLSServer(echo("error"))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	try("certificate", secure.URL, nil)
	secure.Close()
	try("foreign transport", "http://x.invalid", roundTrip(func(r *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("cannot reach %s: %w", r.URL, context.DeadlineExceeded)
	}))
	if leaks(out.String()) {
		t.Errorf("the token is in:\n%s", out.String())
	}
	if n := len(out.String()); n < 10_000 {
		t.Errorf("only %d bytes of errors and logs were looked at", n)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// failWays makes calls that fail, and prints their errors and the panic of a
// handler that holds one.
func failWays(t *testing.T, out io.Writer, name string, c *Client) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
	defer cancel()
	_, errMe := c.GetMe(ctx)
	_, errSend := c.SendMessage(ctx, Outgoing{ChatID: 1, HTML: "x", Plain: "x"})
	if errMe == nil || errSend == nil {
		t.Errorf("%s: a call succeeded", name)
		return
	}
	errs := []error{errMe, errSend, c.AnswerCallbackQuery(ctx, "1", "", false), c.EditMessageText(ctx, MessageRef{ChatID: 1, MessageID: 1}, "x", "", nil)}
	for _, err := range errs {
		for ; err != nil; err = errors.Unwrap(err) {
			for _, verb := range verbs {
				fmt.Fprintf(out, verb+"\n", err)
			}
		}
	}
	p := &Poller{Client: c, Log: c.log, Handle: func(context.Context, *Update) error { panic(errMe) }}
	polling, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	if err := p.Run(polling); err != nil {
		fmt.Fprintf(out, "%v %+v %#v\n", err, err, err)
	}
	d := &dispatcher{handle: p.Handle}
	fmt.Fprintln(out, d.call(ctx, &Update{}))
	func() {
		defer func() { fmt.Fprintf(out, "%v %+v\n%s", recover(), c, debug.Stack()) }()
		panic(fmt.Sprintf("%v %+v", errSend, c))
	}()
}

// buffer gathers what several goroutines write.
type buffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// captureOutput also catches what the standard logger and the library print.
func captureOutput(t *testing.T) *buffer {
	out := &buffer{}
	log.SetOutput(out)
	stderr := os.Stderr
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = w
	done := make(chan struct{})
	go func() {
		io.Copy(out, r)
		close(done)
	}()
	t.Cleanup(func() {
		os.Stderr = stderr
		log.SetOutput(stderr)
		w.Close()
		<-done
		if leaks(out.String()) {
			t.Error("the token was printed to standard error")
		}
	})
	return out
}
