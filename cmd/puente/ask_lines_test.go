package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestLineReader(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	tests := []struct {
		name, input string
		want        []line
	}{
		{"empty", "", nil},
		{"one", "a", []line{{text: "a"}}},
		{"two", "a\nb\n", []line{{text: "a"}, {text: "b"}}},
		{"blank", "\n\na", []line{{}, {}, {text: "a"}}},
		{"carriage returns", "a\r\nb\r\n", []line{{text: "a"}, {text: "b"}}},
		{"as long as may be", long + "\nb", []line{{text: long}, {text: "b"}}},
		{"as long as may be, at the end", long, []line{{text: long}}},
		{"too long", long + "x\nb", []line{{tooLong: true}, {text: "b"}}},
		{"too long, at the end", long + "x", []line{{tooLong: true}}},
		{"far too long", strings.Repeat(long, 3) + "\nb", []line{{tooLong: true}, {text: "b"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			next := lineReader(strings.NewReader(tt.input))
			for i, want := range tt.want {
				got, err := next()
				if err != nil || got != want {
					t.Fatalf("line %d is %d bytes (too long: %v), error %v; want %d bytes (too long: %v)",
						i, len(got.text), got.tooLong, err, len(want.text), want.tooLong)
				}
			}
			if got, err := next(); err != io.EOF {
				t.Errorf("after the last line comes %+v, error %v; want io.EOF", got, err)
			}
		})
	}
}

func TestEachEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, typed := io.Pipe() // reading from it blocks
	defer typed.Close()
	a := &asker{environment: &environment{Context: ctx}}
	go typed.Write([]byte("one\n"))
	err := a.each(lineReader(in), func(line) error { cancel(); return nil })
	if err != errInterrupted {
		t.Errorf("got %v, want %v", err, errInterrupted)
	}
}

func TestEachReturnsErrors(t *testing.T) {
	broken := errors.New("broken")
	a := &asker{environment: &environment{Context: t.Context()}}
	if err := a.each(lineReader(iotest.ErrReader(broken)), nil); !errors.Is(err, broken) {
		t.Errorf("reading: got %v, want %v", err, broken)
	}
	err := a.each(lineReader(strings.NewReader("a\nb\n")), func(line) error { return broken })
	if err != broken {
		t.Errorf("answering: got %v, want %v", err, broken)
	}
}
