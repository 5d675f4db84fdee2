package botapitest

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"testing"
)

var consoleAddr = flag.String("console", "", "play Telegram in the terminal, on this `address`")

// TestConsole plays Telegram in a terminal, for trying the bot without Telegram:
//
//	go test ./internal/botapitest -run TestConsole -timeout 0 -console 127.0.0.1:8081
//
// It prints the endpoint and the token to start the bot with. Then each line
// typed is what Ana writes to the bot in private; a line of a transcript says
// something else ("> Ivan in Amigos: /ask …", "> Ana [More]", "@ Mary: moon").
// What people and the bot do is printed as Server.Transcript has it. Without the
// flag a few lines are played, to see that it works.
func TestConsole(t *testing.T) {
	if *consoleAddr == "" {
		tryConsole(t)
		return
	}
	tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, func() { tty.Close() }) // ends the reading
	if err := playConsole(ctx, *consoleAddr, tty, tty); err != nil && ctx.Err() == nil {
		t.Error(err)
	}
}

func tryConsole(t *testing.T) {
	var out strings.Builder
	in := strings.NewReader("hola\n\n> Ivan in Amigos: /ask@PuenteBot когда?\n@ Mary: moon\n> Nobody: x\n")
	if err := playConsole(t.Context(), "127.0.0.1:0", in, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"endpoint http://127.0.0.1:", "> Ana: hola\n", "> Ivan in Amigos: /ask@PuenteBot когда?\n", "@ Mary: moon\n", `there is no user "Nobody"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output lacks %q:\n%s", want, out.String())
		}
	}
}

// playConsole plays until the input or the context ends.
func playConsole(ctx context.Context, addr string, in io.Reader, output io.Writer) error {
	s, err := Start(Options{Addr: addr, Limits: TelegramLimits})
	if err != nil {
		return err
	}
	defer s.Close()
	out := &sharedWriter{w: output}
	ana, ivan, mary := s.NewUser("Ana", "es"), s.NewUser("Ivan", "ru"), s.NewUser("Mary", "en")
	s.AddBot(s.NewSupergroup("Amigos", ana, ivan, mary), ana)
	fmt.Fprintf(out, "endpoint %s\ntoken %s\npeople Ana, Ivan, Mary; group Amigos\n\n", s.URL(), s.Token())

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var printing sync.WaitGroup
	printing.Go(func() { follow(ctx, s, out) })
	lines := bufio.NewScanner(in)
	for lines.Scan() && ctx.Err() == nil {
		line := strings.TrimSpace(lines.Text())
		if line == "" {
			continue
		}
		if !strings.HasPrefix(line, "> ") && !strings.HasPrefix(line, "@ ") {
			line = "> Ana: " + line
		}
		if err := s.Play(line); err != nil {
			fmt.Fprintln(out, err)
		}
	}
	cancel()
	printing.Wait()
	return lines.Err()
}

// follow prints the transcript as it grows, and what breaks the contract.
func follow(ctx context.Context, s *Server, out io.Writer) {
	said, breaches := 0, 0
	for {
		text, broken := s.Transcript(), s.Violations()
		fmt.Fprint(out, text[said:])
		for _, v := range broken[breaches:] {
			fmt.Fprintln(out, "contract:", v)
		}
		said, breaches = len(text), len(broken)
		if ctx.Err() != nil {
			return
		}
		s.Await(ctx, func() bool { return len(s.Transcript()) > said || len(s.Violations()) > breaches })
	}
}

// sharedWriter lets two goroutines write.
type sharedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *sharedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.w.Write(p)
}
