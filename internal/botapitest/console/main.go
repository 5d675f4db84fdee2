// Command console plays Telegram in a terminal, for trying the bot without
// Telegram:
//
//	go run ./internal/botapitest/console -addr 127.0.0.1:8081
//
// It prints the endpoint and the token to start the bot with. Then each line
// typed is what Ana writes to the bot in private; a line of a transcript says
// something else ("> Ivan in Amigos: /ask …", "> Ana [More]", "@ Mary: moon").
// What people and the bot do is printed as botapitest.Server.Transcript has it.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"sync"

	"puente/internal/botapitest"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8081", "address to listen on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *addr, os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// run plays until the input or the context ends.
func run(ctx context.Context, addr string, in io.Reader, output io.Writer) error {
	out := &writer{w: output}
	s, err := botapitest.Start(botapitest.Options{Addr: addr, Limits: botapitest.TelegramLimits})
	if err != nil {
		return err
	}
	defer s.Close()
	ana, ivan, mary := s.NewUser("Ana", "es"), s.NewUser("Ivan", "ru"), s.NewUser("Mary", "en")
	s.AddBot(s.NewSupergroup("Amigos", ana, ivan, mary), ana)
	fmt.Fprintf(out, "endpoint %s\ntoken %s\npeople Ana, Ivan, Mary; group Amigos\n\n", s.URL(), s.Token())

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	printed := make(chan struct{})
	go func() {
		defer close(printed)
		follow(ctx, s, out)
	}()
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
	<-printed
	return lines.Err()
}

// follow prints the transcript as it grows, and what breaks the contract.
func follow(ctx context.Context, s *botapitest.Server, out io.Writer) {
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

// writer lets two goroutines write.
type writer struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.w.Write(p)
}
