package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"puente/internal/fact"
	"puente/knowledge"
)

type commands struct {
	baseFlags

	Serve     serveCommand     `cmd:"" help:"Answer on Telegram."`
	Ask       askCommand       `cmd:"" help:"Answer questions on the terminal."`
	Knowledge knowledgeCommand `cmd:"" help:"Check, format and look through the fact base."`

	Subscriptions subscriptionsCommand `cmd:"" help:"Count who gets the daily post."`
}

// environment is what a command has of the world around it.
type environment struct {
	Context context.Context // ends on an interrupt
	Now     func() time.Time
	Getenv  func(string) string
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
}

// baseFlags say which fact base a command works on.
type baseFlags struct {
	Folder string `name:"knowledge" placeholder:"DIR" env:"PUENTE_KNOWLEDGE" help:"Read the fact base from this folder instead of the one built in."`
}

// files returns the files of the base.
func (b *baseFlags) files() fs.FS {
	if b.Folder == "" {
		return knowledge.FS
	}
	return os.DirFS(b.Folder)
}

// load reads the base. Of a bad one it returns all problems, with paths that can be
// opened from the working folder.
func (b *baseFlags) load() (*fact.Base, error) {
	base, err := fact.Load(b.files())
	var problems fact.Problems
	switch {
	case errors.As(err, &problems):
		return nil, b.located(problems)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", b.folder(), err)
	}
	return base, nil
}

// folder returns the folder of the base for messages.
func (b *baseFlags) folder() string {
	if b.Folder == "" {
		return "knowledge"
	}
	return b.Folder
}

// located returns the problems with the paths of their files from the working folder.
func (b *baseFlags) located(problems []fact.Problem) fact.Problems {
	out := make(fact.Problems, len(problems))
	for i, p := range problems {
		p.File = filepath.Join(b.folder(), p.File)
		out[i] = p
	}
	return out
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	env := &environment{Context: ctx, Now: time.Now, Getenv: os.Getenv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	if err := run(env, os.Args[1:]); err != nil {
		os.Exit(report(env, err))
	}
}

// report prints what went wrong and returns the exit status: 2 for a wrong command line,
// else 1.
func report(env *environment, err error) int {
	if errors.Is(err, errUnanswered) {
		return 1 // the answer has been printed
	}
	fmt.Fprintf(env.Stderr, "puente: %v\n", err)
	if usage := (*kong.ParseError)(nil); errors.As(err, &usage) || errors.As(err, new(usageError)) {
		return 2
	}
	return 1
}

// run parses the command line and runs the command it names.
func run(env *environment, args []string) error {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("puente"),
		kong.Description("Answers questions about the relations between Chile and Russia, with sources."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(env.Stdout, env.Stderr),
		kong.Bind(env, &c.baseFlags),
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return fmt.Errorf("%w (see puente --help)", err)
	}
	return command.Run()
}
