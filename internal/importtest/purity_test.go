package importtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// impure are the functions of allowed packages that the core does without, and why.
var impure = map[string]map[string]string{
	"time": because("the core reads no clock, time is an argument",
		"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"),
	"context": because("the core waits for nothing",
		"WithTimeout", "WithTimeoutCause", "WithDeadline", "WithDeadlineCause", "AfterFunc"),
	"fmt": because("the core writes nowhere but where it is told", "Print", "Printf", "Println", "Scan", "Scanf", "Scanln"),
}

func because(reason string, names ...string) map[string]string {
	out := make(map[string]string)
	for _, name := range names {
		out[name] = reason
	}
	return out
}

// forks are the functions of the core that may start a goroutine, one each, and why. The
// goroutine must have ended when the work it is part of returns, and change nothing in the
// result.
var forks = map[string]string{
	"internal/match.readAhead": "the words of a base are read while what was read is indexed: the program starts in two thirds of the time",
}

// TestCoreIsPure looks in the core for what the list of imports does not tell: the clock,
// goroutines, and what stands in files that are not built here.
func TestCoreIsPure(t *testing.T) {
	started := make(map[string]bool)
	for _, p := range list(t) {
		if !p.isCore() {
			continue
		}
		files, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			fset := token.NewFileSet()
			tree, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			in := inspect(p.name(), tree)
			for _, i := range in.found {
				t.Errorf("%s/%s:%d: %s", p.name(), filepath.Base(file), fset.Position(i.at).Line, i.problem)
			}
			for _, name := range in.forks {
				started[name] = true
			}
		}
	}
	for name := range forks {
		if !started[name] {
			t.Errorf("%s starts no goroutine: take it off the list of those that may", name)
		}
	}
}

// impurity is something that the core may not do.
type impurity struct {
	at      token.Pos
	problem string
}

// inspection is the search for impurities in a file.
type inspection struct {
	names map[string]string // by the name of an imported package in the file, its path
	found []impurity
	forks []string // the functions that start a goroutine as they may
}

func (in *inspection) report(at token.Pos, format string, args ...any) {
	in.found = append(in.found, impurity{at, fmt.Sprintf(format, args...)})
}

// inspect finds what is impure in a file of a package.
func inspect(pkg string, file *ast.File) *inspection {
	in := &inspection{names: make(map[string]string)}
	for _, spec := range file.Imports {
		in.imported(spec)
	}
	for _, d := range file.Decls {
		name := pkg
		if f, ok := d.(*ast.FuncDecl); ok {
			name += "." + f.Name.Name
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				if forks[name] == "" || slices.Contains(in.forks, name) {
					in.report(g.Pos(), "the core starts no goroutines")
				} else {
					in.forks = append(in.forks, name)
				}
			}
			in.node(n)
			return true
		})
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:linkname") {
				in.report(c.Pos(), "the core reaches for nothing that the language keeps from it")
			}
		}
	}
	return in
}

// version is the end of a path that is not the name of its package.
var version = regexp.MustCompile(`/v[0-9]+$`)

// imported notes the name of an imported package.
func (in *inspection) imported(spec *ast.ImportSpec) {
	imported, _ := strconv.Unquote(spec.Path.Value)
	if reason, ok := forbidden(imported); ok {
		in.report(spec.Pos(), "%s: %s", imported, reason)
	}
	name := path.Base(version.ReplaceAllString(imported, ""))
	if spec.Name != nil {
		name = spec.Name.Name
	}
	if name == "." {
		in.report(spec.Pos(), "%s: the names of a package must show where they come from", imported)
	}
	in.names[name] = imported
}

// node looks at a part of the code.
func (in *inspection) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.SelectorExpr:
		x, ok := n.X.(*ast.Ident)
		if ok && in.names[x.Name] != "" {
			from := in.names[x.Name]
			if reason := impure[from][n.Sel.Name]; reason != "" {
				in.report(n.Pos(), "%s.%s: %s", from, n.Sel.Name, reason)
			}
			return
		}
		if n.Sel.Name == "Go" { // of sync.WaitGroup and the like
			in.report(n.Pos(), "the core starts no goroutines")
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && slices.Contains([]string{"print", "println"}, f.Name) {
			in.report(n.Pos(), "the core writes nowhere but where it is told")
		}
	}
}

func TestImpurities(t *testing.T) {
	tests := []struct {
		name, src string
		want      int
	}{
		{"a day as an argument", `import "time"; func f(today time.Time) { _ = today.Now }`, 0},
		{"the clock", `import "time"; func f() { time.Sleep(time.Second) }`, 1},
		{"the clock as a value", `import "time"; var now = time.Now`, 1},
		{"the clock by another name", `import clock "time"; func f() { clock.Now() }`, 1},
		{"the clock without a name", `import . "time"; func f() { Now() }`, 1},
		{"a name like that of the clock", `import "example.org/time"; func f() { time.Now() }`, 0},
		{"a timer of a context", `import "context"; func f(c context.Context) { context.WithTimeout(c, 1) }`, 1},
		{"the network by another name", `import quiet "net/http"; var _ quiet.Header`, 1},
		{"a log by no name", `import _ "log/slog"`, 1},
		{"files", `import "os"; var _ = os.Args`, 1},
		{"an address", `import "net/url"; var _ url.URL`, 0},
		{"what is hidden", "import _ \"unsafe\"\n//go:linkname now time.now\nfunc now()", 2},
		{"a goroutine", `func f() { go f() }`, 1},
		{"a goroutine in a closure", `var f = func() { go func() {}() }`, 1},
		{"a goroutine of a group", `import "sync"; func f() { var g sync.WaitGroup; g.Go(f) }`, 1},
		{"the one that may be", `func readAhead() { go func() {}() }`, 0},
		{"one more than may be", `func readAhead() { go func() {}(); go func() {}() }`, 1},
		{"output", `import "fmt"; func f() { fmt.Println(); println(); fmt.Sprintln() }`, 2},
	}
	for _, tt := range tests {
		tree, err := parser.ParseFile(token.NewFileSet(), "p.go", "package p\n"+tt.src, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if got := inspect("internal/match", tree).found; len(got) != tt.want {
			t.Errorf("%s: %d impurities, want %d: %v", tt.name, len(got), tt.want, got)
		}
	}
}
