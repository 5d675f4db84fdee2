package importtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "puente/"

// floors gives each package its floor: it may import packages of lower floors only.
var floors = map[string]int{
	"internal/calendar":      0,
	"internal/lang":          0,
	"internal/fact/yamltree": 0,
	"internal/fact":          1,
	"internal/ask":           2,
	"internal/when":          2,
	"internal/locale":        2,
	"internal/match":         3,
	"internal/answer":        4,
	"internal/render":        5,
	"internal/store":         6,
	"internal/telegram":      6,
	"internal/bot":           7,
	"internal/daily":         7,
	"cmd/puente":             8,
}

// lastCoreFloor is the highest floor of the pure core.
const lastCoreFloor = 5

// data is the package of the embedded facts. It stands beside the floors.
const data = "knowledge"

// forTests are the packages that only tests import.
var forTests = []string{"internal/botapitest", "internal/importtest", "internal/storetest"}

// inCore says why the core does without these packages of the standard library.
var inCore = map[string]string{
	"net":          "the core has no network: facts and questions are arguments",
	"net/http":     "the core has no network: facts and questions are arguments",
	"database/sql": "what we learn at run time is store's alone",
	"os":           "the core reads no files or environment: pass an fs.FS or a value",
	"os/exec":      "the core starts no programs",
	"os/signal":    "signals are for cmd/puente",
	"log":          "the core returns errors; the edges log them",
	"log/slog":     "the core returns errors; the edges log them",
}

// forks are the only files of the core that start a goroutine, one each, and why they may:
// it ends before the function that began it returns, and changes nothing in the result.
var forks = map[string]string{
	"internal/match/ahead.go": "the words of a base are read while what was read is indexed: the program starts in two thirds of the time",
}

// clock are the functions of package time that read the clock or wait for it.
var clock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}

// telegramLibrary is imported only by the packages that hide it.
const telegramLibrary = "github.com/go-telegram-bot-api/telegram-bot-api/v5"

var mayImportTelegram = []string{"internal/telegram", "internal/botapitest"}

// alone are the packages that import nothing of ours, and why.
var alone = map[string]string{
	"internal/store":    "store knows rows, not facts or Telegram",
	"internal/telegram": "telegram knows the Bot API, not facts or the database",
	data:                "knowledge is data",
}

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string // without those of tests
}

// name returns the path of the package in the module.
func (p listed) name() string { return strings.TrimPrefix(p.ImportPath, module) }

func (p listed) isCore() bool {
	floor, ok := floors[p.name()]
	return ok && floor <= lastCoreFloor
}

// ours returns the packages of the module that p imports.
func (p listed) ours() []string {
	var out []string
	for _, path := range p.Imports {
		if name, ok := strings.CutPrefix(path, module); ok {
			out = append(out, name)
		}
	}
	return out
}

func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	cmd.Dir = filepath.Join("..", "..")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages
		case err != nil:
			t.Fatalf("go list: %v", err)
		}
		packages = append(packages, p)
	}
}

func TestImports(t *testing.T) {
	for _, p := range list(t) {
		for _, problem := range problems(p) {
			t.Error(problem)
		}
	}
}

// problems returns what is wrong with the imports of p.
func problems(p listed) []string {
	var out []string
	report := func(imported, reason string) {
		out = append(out, fmt.Sprintf("%s imports %s: %s", p.name(), imported, reason))
	}
	floor, hasFloor := floors[p.name()]
	if !hasFloor && p.name() != data && !slices.Contains(forTests, p.name()) {
		return []string{p.name() + " has no floor: give it one in this test and in the design"}
	}
	for _, path := range p.Imports {
		if reason, forbidden := inCore[path]; forbidden && p.isCore() {
			report(path, reason)
		}
		if path == telegramLibrary && !slices.Contains(mayImportTelegram, p.name()) {
			report(path, "only telegram speaks to the library")
		}
	}
	for _, name := range p.ours() {
		if reason, ok := alone[p.name()]; ok {
			report(name, reason)
		}
		switch below, ok := floors[name]; {
		case name == data && p.name() != "cmd/puente":
			report(name, "facts come as an fs.FS; only cmd/puente and tests choose the embedded ones")
		case slices.Contains(forTests, name):
			report(name, "it is for tests")
		case ok && hasFloor && below >= floor:
			report(name, fmt.Sprintf("floor %d may import only lower floors than its own, not floor %d", floor, below))
		}
	}
	return out
}

func TestProblems(t *testing.T) {
	tests := []struct {
		name    string
		imports []string
		want    string
	}{
		{"internal/fact", []string{"strings", "puente/internal/calendar"}, ""},
		{"internal/fact", []string{"puente/internal/match"}, "floor 1 may import only lower floors"},
		{"internal/bot", []string{"puente/internal/daily"}, "floor 7 may import only lower floors"},
		{"internal/match", []string{"net/http"}, "no network"},
		{"internal/lang", []string{"log/slog"}, "the edges log"},
		{"internal/bot", []string{"log/slog", "net/http"}, ""},
		{"internal/store", []string{"puente/internal/fact"}, "store knows rows"},
		{"internal/telegram", []string{"puente/internal/store"}, "telegram knows the Bot API"},
		{"internal/telegram", []string{telegramLibrary}, ""},
		{"internal/bot", []string{telegramLibrary}, "only telegram speaks"},
		{"internal/answer", []string{"puente/knowledge"}, "facts come as an fs.FS"},
		{"cmd/puente", []string{"puente/knowledge", "puente/internal/bot", "os"}, ""},
		{"internal/bot", []string{"puente/internal/botapitest"}, "it is for tests"},
		{"internal/util", nil, "has no floor"},
	}
	for _, tt := range tests {
		got := strings.Join(problems(listed{ImportPath: module + tt.name, Imports: tt.imports}), "\n")
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s importing %v: got %q, want %q", tt.name, tt.imports, got, tt.want)
		}
	}
}

// TestCoreIsPure looks in the core for what imports do not tell: the clock and goroutines.
func TestCoreIsPure(t *testing.T) {
	for _, p := range list(t) {
		if !p.isCore() {
			continue
		}
		for _, file := range p.GoFiles {
			fset := token.NewFileSet()
			tree, err := parser.ParseFile(fset, filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			found := impurities(tree)
			if name := p.name() + "/" + file; forks[name] != "" {
				dropFork(t, name, found)
			}
			for at, problem := range found {
				t.Errorf("%s/%s:%d: %s", p.name(), file, fset.Position(at).Line, problem)
			}
		}
	}
}

const startsGoroutine = "the core starts no goroutines"

// dropFork drops the one goroutine that the file may start.
func dropFork(t *testing.T, file string, found map[token.Pos]string) {
	t.Helper()
	for at, problem := range found {
		if problem == startsGoroutine {
			delete(found, at)
			return
		}
	}
	t.Errorf("%s starts no goroutine: take it off the list of those that may", file)
}

func impurities(file *ast.File) map[token.Pos]string {
	out := make(map[token.Pos]string)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			out[n.Pos()] = startsGoroutine
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, n.Sel.Name) {
				out[n.Pos()] = "the core reads no clock, time is an argument: time." + n.Sel.Name
			}
		}
		return true
	})
	return out
}

func TestImpurities(t *testing.T) {
	const src = `package p
import "time"
func f(today time.Time) { go f(time.Now()); time.Sleep(time.Second); _ = today.Now }`
	tree, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if got := impurities(tree); len(got) != 3 {
		t.Errorf("got %d impurities, want the goroutine, Now and Sleep: %v", len(got), got)
	}
}

// TestCoreBuildsForBrowser builds the core for js/wasm.
func TestCoreBuildsForBrowser(t *testing.T) {
	args := []string{"build"}
	for _, p := range list(t) {
		if p.isCore() {
			args = append(args, p.ImportPath)
		}
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go build for js/wasm: %v\n%s", err, out)
	}
}
