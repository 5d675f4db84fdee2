package importtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
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

// inCore says why the core does without these packages and those below them.
var inCore = map[string]string{
	"net":               "the core has no network: facts and questions are arguments",
	"database/sql":      "what we learn at run time is store's alone",
	"os":                "the core reads no files or environment: pass an fs.FS or a value",
	"io/ioutil":         "the core reads no files: pass an fs.FS",
	"path/filepath":     "the core reads no files; the paths of an fs.FS are for package path",
	"os/exec":           "the core starts no programs",
	"os/signal":         "signals are for cmd/puente",
	"syscall":           "the core asks nothing of the system",
	"plugin":            "the core loads no code",
	"unsafe":            "the core reaches for nothing that the language keeps from it",
	"C":                 "the core must build for the browser",
	"log":               "the core returns errors; the edges log them",
	"golang.org/x/sync": "the core starts no goroutines",
}

// notOfCore are packages that the core may not even reach through others.
var notOfCore = []string{"net", "net/http", "database/sql", "os/exec", "os/signal", "log/slog", "plugin"}

// pure are packages below those of inCore that only reckon.
var pure = []string{"net/url", "net/netip"}

// forbidden tells why the core may not import a package.
func forbidden(imported string) (reason string, ok bool) {
	if slices.Contains(pure, imported) {
		return "", false
	}
	for p := imported; p != "."; p = path.Dir(p) {
		if reason, ok := inCore[p]; ok {
			return reason, true
		}
	}
	return "", false
}

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
	Imports    []string // without those of tests
	Deps       []string // all that those lead to
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
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,Deps", "./...")
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
	if p.isCore() {
		for _, path := range notOfCore {
			if slices.Contains(p.Deps, path) && !slices.Contains(p.Imports, path) {
				report(path, "not by itself, but through others, which the core may not either")
			}
		}
	}
	for _, path := range p.Imports {
		if reason, ok := forbidden(path); ok && p.isCore() {
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
		{"internal/match", []string{"net/url"}, ""},
		{"internal/match", []string{"os/user"}, "no files or environment"},
		{"internal/match", []string{"golang.org/x/sync/errgroup"}, "no goroutines"},
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
