package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"puente/internal/locale"
)

// terminal returns standard input and output where both are a terminal.
func terminal(env *environment) (in, out *os.File, ok bool) {
	in, isFile := env.Stdin.(*os.File)
	out, isFileToo := env.Stdout.(*os.File)
	if !isFile || !isFileToo || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return nil, nil, false
	}
	return in, out, true
}

// prompt answers questions typed at a terminal until ctrl-D.
func (a *asker) prompt(in, out *os.File) error {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("set up the terminal: %w", err)
	}
	defer term.Restore(int(in.Fd()), before)
	keys := struct {
		io.Reader
		io.Writer
	}{in, out}
	return a.talk(term.NewTerminal(keys, "> "), func() (int, int, error) { return term.GetSize(int(out.Fd())) })
}

// talk answers the lines typed at a prompt, which keeps none of them. It asks for the
// size of the screen before each line.
func (a *asker) talk(screen *term.Terminal, size func() (width, height int, err error)) error {
	screen.History = noHistory{}
	onScreen := *a
	onScreen.environment = &environment{Context: a.Context, Now: a.Now, Stdin: a.Stdin, Stdout: screen, Stderr: screen}
	p := locale.For(a.language)
	fmt.Fprintf(screen, "%s\n%s\n", p.Text("chat.greeting"), p.Text("prompt.end"))
	next := func() (line, error) {
		if width, height, err := size(); err == nil && width > 0 {
			screen.SetSize(width, height)
		}
		text, err := screen.ReadLine()
		return line{text: text}, err
	}
	var c conversation
	err := a.each(next, func(l line) error {
		if strings.TrimSpace(l.text) == "" {
			return nil
		}
		_, err := onScreen.say(l.text, &c)
		return err
	})
	fmt.Fprintln(screen)
	return err
}

// noHistory keeps no line that was typed.
type noHistory struct{}

func (noHistory) Add(string)    {}
func (noHistory) Len() int      { return 0 }
func (noHistory) At(int) string { panic("no history") }
