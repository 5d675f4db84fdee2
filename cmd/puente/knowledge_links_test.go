package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"puente/internal/fact"
)

// pages is a web site with every kind of page that a source can have.
func pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/fine", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /get-only", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	mux.Handle("/moved", http.RedirectHandler("/fine", http.StatusMovedPermanently))
	mux.Handle("/elsewhere", http.RedirectHandler("/fine", http.StatusFound))
	mux.Handle("/round", http.RedirectHandler("/round", http.StatusFound))
	mux.HandleFunc("/private", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	mux.HandleFunc("/failing", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	return mux
}

func TestLinks(t *testing.T) {
	server := httptest.NewServer(pages())
	defer server.Close()
	tests := []struct {
		path    string
		want    linkState
		message string
	}{
		{"/fine", linkFine, ""},
		{"/get-only", linkFine, ""},
		{"/moved", linkMoved, "/moved: is now " + server.URL + "/fine"},
		{"/elsewhere", linkFine, ""},
		{"/round", linkBroken, "redirected more than 5 times"},
		{"/private", linkRefused, "403 Forbidden"},
		{"/failing", linkBroken, "500 Internal Server Error"},
		{"/nothing", linkBroken, "404 Not Found"},
		{"/silent", linkBroken, "deadline exceeded"},
	}
	c := &linksCommand{Parallel: 2, Timeout: 200 * time.Millisecond}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			links := c.check(t.Context(), []*fact.Source{{ID: "page", URL: server.URL + tt.path}})
			if len(links) != 1 || links[0].state != tt.want || !strings.Contains(links[0].message, tt.message) {
				t.Errorf("got %+v, want %s, %q", links, tt.want, tt.message)
			}
		})
	}
}

func TestLinksKeepOrder(t *testing.T) {
	server := httptest.NewServer(pages())
	defer server.Close()
	sources := []*fact.Source{
		{ID: "one", URL: server.URL + "/fine"},
		{ID: "book"},
		{ID: "other", URL: strings.Replace(server.URL, "127.0.0.1", "localhost", 1) + "/fine"},
		{ID: "bad", URL: "http://[bad"},
		{ID: "two", URL: server.URL + "/nothing"},
	}
	var got []string
	for _, l := range (&linksCommand{Parallel: 3, Timeout: time.Second}).check(t.Context(), sources) {
		got = append(got, fmt.Sprintf("%s %s", l.source.ID, l.state))
	}
	want := []string{"one fine", "other fine", "bad broken", "two broken"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

// TestLinksPolite checks that a host never gets two requests at once.
func TestLinksPolite(t *testing.T) {
	var asked, now, most atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		for range 100 { // time for another request to come in
			runtime.Gosched()
		}
		now.Add(-1)
	}))
	defer server.Close()
	sources := slices.Repeat([]*fact.Source{{ID: "page", URL: server.URL}}, 20)
	c := &linksCommand{Parallel: 8, Delay: time.Millisecond, Timeout: time.Second}
	start := time.Now()
	c.check(t.Context(), sources)
	if took := time.Since(start); took < 19*time.Millisecond {
		t.Errorf("20 requests took %v with a millisecond between", took)
	}
	if asked.Load() != 20 || most.Load() != 1 {
		t.Errorf("%d requests, %d at once; want 20, one at a time", asked.Load(), most.Load())
	}
}

func TestLinksStop(t *testing.T) {
	server := httptest.NewServer(pages())
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	links := (&linksCommand{Parallel: 1, Delay: time.Hour, Timeout: time.Second}).check(ctx,
		[]*fact.Source{{ID: "one", URL: server.URL + "/fine"}, {ID: "two", URL: server.URL + "/fine"}})
	for _, l := range links {
		if l.state != "" {
			t.Errorf("%s is %s although the context has ended", l.source.ID, l.state)
		}
	}
}

func TestLinksCommand(t *testing.T) {
	server := httptest.NewServer(pages())
	defer server.Close()
	folder := t.TempDir()
	write(t, folder, "facts/visit.yaml", "")
	write(t, folder, "sources.yaml", strings.ReplaceAll(`- {id: fine, title: Page, kind: news, url: "URL/fine"}
- {id: gone, title: Page, kind: news, url: "URL/nothing"}
- {id: moved, title: Page, kind: news, url: "URL/moved"}
`, "URL", server.URL))
	var out bytes.Buffer
	env := &environment{Context: t.Context(), Now: time.Now, Stdout: &out, Stderr: &out}
	err := run(env, []string{"knowledge", "links", "--knowledge", folder, "--delay", "0"})
	if err == nil || err.Error() != "broken links: 1" {
		t.Errorf("got error %v", err)
	}
	want := strings.NewReplacer("DIR", folder, "URL", server.URL).Replace(`DIR/sources.yaml:2: gone: broken: URL/nothing: 404 Not Found
DIR/sources.yaml:3: moved: moved: URL/moved: is now URL/fine
fine 1, moved 1, refused 0, broken 1
`)
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
}

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	file := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
