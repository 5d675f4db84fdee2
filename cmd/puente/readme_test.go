package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"puente/internal/answer"
	"puente/internal/calendar"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// omitted stands in the README for sources that it leaves out.
const omitted = "[…]\n"

var (
	exchanges   = regexp.MustCompile("(?s)```\n\\$ go run ./cmd/puente ask \"([^\"\n]+)\"\n(.*?)```")
	sourceLines = regexp.MustCompile(`(?m)^\[\d+\] .*\n`)
)

// TestReadmeExchanges asks what the README asks.
func TestReadmeExchanges(t *testing.T) {
	found := exchanges.FindAllStringSubmatch(readme(t), -1)
	if len(found) < 3 {
		t.Fatalf("the README has %d exchanges", len(found))
	}
	base, err := new(baseFlags).load()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	a := &asker{environment: &environment{Stdout: &out}, engine: answer.New(base), base: base,
		today: func() calendar.Day { return calendar.DayOf(time.Now()) }}
	for _, m := range found {
		question, want := m[1], m[2]
		t.Run(question, func(t *testing.T) {
			out.Reset()
			if _, err := a.say(question, new(conversation)); err != nil {
				t.Fatal(err)
			}
			got := out.String()
			if strings.HasSuffix(want, omitted) {
				got = shorten(got, len(sourceLines.FindAllString(want, -1)))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the README says otherwise (-README +program):\n%s", diff)
			}
		})
	}
}

var explained = regexp.MustCompile("`--explain` says of “([^”]+)” first: `([^`]+)`")

// TestReadmeExplains asks what the README asks with --explain.
func TestReadmeExplains(t *testing.T) {
	t.Parallel()
	m := explained.FindStringSubmatch(readme(t))
	if m == nil {
		t.Fatal("the README explains nothing")
	}
	var out bytes.Buffer
	env := &environment{Context: t.Context(), Now: time.Now, Stdout: &out, Stderr: &out}
	if err := run(env, []string{"ask", "--explain", m[1]}); err != nil {
		t.Fatal(err)
	}
	if got, _, _ := strings.Cut(out.String(), "\n"); got != m[2] {
		t.Errorf("the README says %q, the program %q", m[2], got)
	}
}

// shorten leaves out all sources of an answer after the first n.
func shorten(answer string, n int) string {
	sources := sourceLines.FindAllStringIndex(answer, -1)
	if len(sources) <= n {
		return answer
	}
	return answer[:sources[n][0]] + omitted
}

// TestReadmeSettings compares the README's table of settings with the flags of serve.
func TestReadmeSettings(t *testing.T) {
	parser, err := kong.New(new(commands))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{tokenVariable}
	flags := parser.Model.Flags
	for _, node := range parser.Model.Children {
		if node.Name == "serve" {
			flags = slices.Concat(flags, node.Flags)
		}
	}
	for _, flag := range flags {
		want = append(want, flag.Envs...)
		if flag.Name != "help" && len(flag.Envs) == 0 {
			t.Errorf("--%s has no environment variable", flag.Name)
		}
	}
	var got []string
	for _, row := range regexp.MustCompile(`(?m)^\|[^|]*\| `+"`([A-Z_]+)`"+` \|`).FindAllStringSubmatch(readme(t), -1) {
		got = append(got, row[1])
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-flags +README):\n%s", diff)
	}
}
