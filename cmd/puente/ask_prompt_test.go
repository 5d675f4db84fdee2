package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"golang.org/x/term"
	"golang.org/x/tools/txtar"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

// keyboard is what is typed at a terminal, and what is written to it.
type keyboard struct {
	io.Reader
	io.Writer
}

// typing is an asker whose terminal gets the given keys.
func typing(t *testing.T, keys string, l lang.Language) (*asker, *term.Terminal, *bytes.Buffer) {
	t.Helper()
	script, err := txtar.ParseFile("testdata/script/ask.txtar") // has the base of the scripts
	if err != nil {
		t.Fatal(err)
	}
	files, err := txtar.FS(script)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := fs.Sub(files, "base")
	if err != nil {
		t.Fatal(err)
	}
	base, err := fact.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	var screen bytes.Buffer
	a := &asker{
		environment: &environment{Context: t.Context(), Now: time.Now},
		engine:      answer.New(base), base: base, language: l,
		today: func() calendar.Day { return calendar.NewDay(2026, 11, 25) },
	}
	return a, term.NewTerminal(keyboard{strings.NewReader(keys), &screen}, "> "), &screen
}

func noSize() (int, int, error) { return 0, 0, errors.New("no screen") }

func TestPrompt(t *testing.T) {
	a, terminal, screen := typing(t, "Who broke off relations in 1973?\r\rwhere does that come from?\r\x04", "")
	if err := a.talk(terminal, noSize); err != nil {
		t.Fatal(err)
	}
	rest := screen.String()
	for _, want := range []string{"Hello! I am Puente", "Ctrl-D ends.", "> ", "On 21 September 1973 the USSR broke off", "That comes from:"} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("no %q in what follows:\n%s", want, rest)
		}
		rest = after
	}
}

func TestPromptSpeaksTheLanguageItIsTold(t *testing.T) {
	a, terminal, screen := typing(t, "\x04", lang.Ru)
	if err := a.talk(terminal, noSize); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(screen.String(), "Здравствуйте!") {
		t.Errorf("the greeting is %q", screen)
	}
}

func TestPromptKeepsNoHistory(t *testing.T) {
	const up = "\x1b[A"
	a, terminal, screen := typing(t, "hello\r"+up+"\r\x04", "")
	if err := a.talk(terminal, noSize); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(screen.String(), "hello"); got != 1 {
		t.Errorf("the line typed is on the screen %d times, want once:\n%s", got, screen)
	}
}
