package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/lang"
)

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// placeholders returns the names in all forms of m, sorted, each once.
func (m message) placeholders() []string {
	names := make(map[string]bool)
	for _, form := range m.forms {
		for _, match := range placeholder.FindAllStringSubmatch(form, -1) {
			names[match[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestEveryLanguageHasEveryKey(t *testing.T) {
	want := slices.Sorted(maps.Keys(printers[lang.En].messages))
	for _, l := range lang.Languages() {
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(printers[l].messages))); diff != "" {
			t.Errorf("%s: keys (-en +%s):\n%s", l, l, diff)
		}
	}
}

func TestEveryLanguageHasTheSamePlaceholders(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+$`)
	for key, en := range printers[lang.En].messages {
		for _, l := range lang.Languages() {
			m := printers[l].messages[key]
			if diff := cmp.Diff(en.placeholders(), m.placeholders()); diff != "" {
				t.Errorf("%s: %s: placeholders (-en +%s):\n%s", l, key, l, diff)
			}
			for form, text := range m.forms {
				if text == "" || strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}<>") {
					t.Errorf("%s: %s (%s): %q is empty, has an unpaired brace or markup", l, key, form, text)
				}
			}
			for _, p := range m.placeholders() {
				if !name.MatchString(p) {
					t.Errorf("%s: %s: {%s} is no name of a placeholder", l, key, p)
				}
			}
		}
	}
}

func TestPluralFormsAreComplete(t *testing.T) {
	for _, l := range lang.Languages() {
		p := printers[l]
		var want []string
		for _, rule := range p.rules.PluralsCardinal() {
			want = append(want, formOf[rule])
		}
		slices.Sort(want)
		for key, m := range p.messages {
			if m.plural != printers[lang.En].messages[key].plural {
				t.Errorf("%s: %s: plural is %v, otherwise in English", l, key, m.plural)
			}
			if got := slices.Sorted(maps.Keys(m.forms)); m.plural && !slices.Equal(got, want) {
				t.Errorf("%s: %s: forms are %v, want %v", l, key, got, want)
			}
		}
	}
}

func TestRussianPluralForms(t *testing.T) {
	tests := map[int]string{1: "1 день", 2: "2 дня", 5: "5 дней", 11: "11 дней", 21: "21 день", 104: "104 дня", 0: "0 дней"}
	for n, want := range tests {
		if got := For(lang.Ru).Count("unit.day", n); got != want {
			t.Errorf("Count(unit.day, %d) = %q, want %q", n, got, want)
		}
	}
}

func TestFill(t *testing.T) {
	tests := []struct{ text, want string }{
		{"no placeholder", "no placeholder"},
		{"{a} and {b}", "{b} and 2"}, // what is filled in is not filled again
		{"{c} stays", "{c} stays"},
		{"unpaired {a", "unpaired {a"},
	}
	for _, tt := range tests {
		if got := fill(tt.text, []Args{{"a": "{b}"}, {"b": "2"}}); got != tt.want {
			t.Errorf("fill(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestKeysAreUsed proves that the program uses every key, and no key that is not there. A
// string that ends with a dot and begins keys uses all of these.
func TestKeysAreUsed(t *testing.T) {
	literals, calls := readProgram(t, os.DirFS("../.."))
	messages := printers[lang.En].messages
	for key := range messages {
		used := literals[key]
		for i, c := range key {
			used = used || c == '.' && literals[key[:i+1]]
		}
		if !used {
			t.Errorf("%s: no code uses this key", key)
		}
	}
	for _, c := range calls {
		m, ok := messages[c.key]
		if !ok {
			t.Errorf("%s: the catalogues have no key %s", c.at, c.key)
		}
		for _, name := range m.placeholders() {
			if c.args != nil && !slices.Contains(c.args, name) {
				t.Errorf("%s: nothing for {%s} of %s", c.at, name, c.key)
			}
		}
		if m.plural != (c.method == "Count") {
			t.Errorf("%s: %s is called for %s", c.at, c.method, c.key)
		}
	}
}

// call is a call of Text or Count with a constant key.
type call struct {
	at, method, key string
	args            []string // nil where they are not written out
}

// readProgram returns the string literals of the packages that say something, and their
// calls for messages.
func readProgram(t *testing.T, root fs.FS) (literals map[string]bool, calls []call) {
	literals = make(map[string]bool)
	fset := token.NewFileSet()
	packages := make(map[string][]*ast.File)
	speaks := map[string]bool{"internal/locale": true}
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		src, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
		if err != nil {
			return nil // the compiler's business
		}
		dir := path.Dir(file)
		packages[dir] = append(packages[dir], f)
		for _, i := range f.Imports {
			speaks[dir] = speaks[dir] || i.Path.Value == `"puente/internal/locale"`
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range speaks {
		for _, f := range packages[dir] {
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BasicLit:
					if s, ok := stringOf(n); ok {
						literals[s] = true
					}
				case *ast.CallExpr:
					if c, ok := callOf(n); ok {
						c.at = fset.Position(n.Pos()).String()
						calls = append(calls, c)
					}
				}
				return true
			})
		}
	}
	return literals, calls
}

func callOf(n *ast.CallExpr) (call, bool) {
	fun, ok := n.Fun.(*ast.SelectorExpr)
	if !ok || fun.Sel.Name != "Text" && fun.Sel.Name != "Count" || len(n.Args) == 0 {
		return call{}, false
	}
	key, ok := stringOf(n.Args[0])
	if !ok {
		return call{}, false
	}
	c := call{method: fun.Sel.Name, key: key, args: []string{}}
	rest := n.Args[1:]
	if c.method == "Count" && len(rest) > 0 {
		c.args, rest = append(c.args, "n"), rest[1:]
	}
	for _, arg := range rest {
		lit, ok := arg.(*ast.CompositeLit)
		if !ok {
			c.args = nil
			return c, true
		}
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				name, _ := stringOf(kv.Key)
				c.args = append(c.args, name)
			}
		}
	}
	return c, true
}

func stringOf(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
