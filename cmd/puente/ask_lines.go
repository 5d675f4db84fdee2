package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLine is the size in bytes that a line of input may have.
const maxLine = 1 << 20

var (
	errTooLong     = errors.New("the line has more than 1 MB")
	errInterrupted = errors.New("interrupted")
)

// line is a line of input without its line end.
type line struct {
	text    string
	tooLong bool // it has more than maxLine bytes, and no text here
}

// each calls do with the lines that next returns until that returns io.EOF, do returns an
// error, or the context ends. What is being read when the context ends is lost, since a
// read cannot be called off.
func (a *asker) each(next func() (line, error), do func(line) error) error {
	type result struct {
		line line
		err  error
	}
	for {
		read := make(chan result, 1)
		go func() {
			l, err := next()
			read <- result{l, err}
		}()
		select {
		case <-a.Context.Done():
			return errInterrupted
		case r := <-read:
			if r.err == io.EOF {
				return nil
			}
			if r.err != nil {
				return fmt.Errorf("read questions: %w", r.err)
			}
			if err := do(r.line); err != nil {
				return err
			}
		}
	}
}

// lineReader returns a function that reads the lines of r one by one.
func lineReader(r io.Reader) func() (line, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	return func() (line, error) {
		var text []byte
		size := 0
		for {
			part, err := in.ReadSlice('\n')
			size += len(part)
			if size <= maxLine+1 { // the line end does not count
				text = append(text, part...)
			}
			switch {
			case err == bufio.ErrBufferFull:
				continue
			case err == io.EOF && size > 0, err == nil:
				l := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
				if size > maxLine+1 || len(l) > maxLine {
					return line{tooLong: true}, nil
				}
				return line{text: l}, nil
			default:
				return line{}, err
			}
		}
	}
}

// lines answers every line of standard input that is not blank, with an empty line
// between the answers.
func (a *asker) lines() error {
	var talk conversation
	answered := false
	return a.each(lineReader(a.Stdin), func(l line) error {
		if l.tooLong {
			fmt.Fprintf(a.Stderr, "puente: %v\n", errTooLong)
			return nil
		}
		if strings.TrimSpace(l.text) == "" {
			return nil
		}
		if answered {
			fmt.Fprintln(a.Stdout)
		}
		answered = true
		_, err := a.say(l.text, &talk)
		return err
	})
}
