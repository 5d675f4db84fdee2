package yamltree

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestCanonicalReaderReadsCanonicalForm makes sure that the base does not fall back to the
// slow reader.
func TestCanonicalReaderReadsCanonicalForm(t *testing.T) {
	files := []string{"testdata/canonical.yaml"}
	for _, pattern := range []string{"../../../knowledge/*.yaml", "../../../knowledge/facts/*.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("no files %s (%v)", pattern, err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := readCanonical(string(src)); !ok {
			t.Errorf("%s is left to the library", file)
		}
	}
}

func TestParse(t *testing.T) {
	got, err := Parse(readFile(t, "free.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, item := range got.Items {
		lines = append(lines, sketch(item))
	}
	want := []string{
		`{id: "a", date: "1990-03-11", list: ["1", "2.5", "true", null, "single 'quoted'", "dé"], n: null}`,
		`{id: "b", text: "two\nlines\n", plain: "goes on over lines"}`,
		`[]`,
		`{}`,
		`null`,
		`["nested"]`,
		`{key with space: "x"}`,
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("Parse(free.yaml) (-want +got):\n%s", diff)
	}
}

// sketch writes a node on one line.
func sketch(n Node) string {
	var parts []string
	switch n.Kind {
	case Scalar:
		return Quoted(n.Text)
	case List:
		for _, item := range n.Items {
			parts = append(parts, sketch(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Map:
		for _, f := range n.Fields {
			parts = append(parts, f.Key+": "+sketch(f.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "null"
}

func TestParseEmpty(t *testing.T) {
	for _, src := range []string{"", "\n", "# only a comment\n", "\ufeff"} {
		if n, err := Parse([]byte(src)); err != nil || n.Kind != Null {
			t.Errorf("Parse(%q) = %v, %v, want nothing", src, n, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, src string
		line      int
		message   string
	}{
		{"unclosed list", "- id: a\n- b: [1, 2\n", 2, "sequence end token"},
		{"unclosed quote", "- id: \"a\n", 1, "quote"},
		{"tab", "- id: a\n\tb: c\n", 2, ""},
		{"two documents", "- a\n---\n- b\n", 3, "more than one document"},
		{"anchor", "- &x a\n", 1, "not used here"},
		{"alias", "- a: &x 1\n- *x\n", 1, "not used here"},
		{"tag", "- !!str a\n", 1, "not used here"},
		{"merge key", "- <<: a\n", 1, "not used here"},
		{"deep brackets", strings.Repeat("[", 100_000), 1, "nested"},
		{"deep dashes", strings.Repeat("- ", 20_000), 1, "nested"},
		{"not UTF-8", "- id: a\n- id: \xff\n", 2, "not UTF-8"},
		{"control character", "- id: a\x00\n", 1, "control character U+0000"},
		{"null key", "null: a\n", 1, "a key must be text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse([]byte(tt.src))
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got error %v, want an *Error", err)
			}
			if e.At.Line != tt.line || !strings.Contains(e.Message, tt.message) {
				t.Errorf("got %v, want line %d and %q", e, tt.line, tt.message)
			}
		})
	}
}

// TestScalarsSurvive writes text in every style and reads it with both readers.
func TestScalarsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`[A-Za-zЁё¿«"'(\[][A-Za-zёЁñ \-:#,"'\\\[\]{}<>|&*!%@.?0-9»]{0,40}`),
			rapid.String(),
		).Draw(t, "text")
		if strings.ContainsRune(text, '\ufffd') {
			return
		}
		src := "- a: " + Plain(text, false) + "\n  b: [" + Plain(text, true) + "]\n  c: {x: " + Quoted(text) + "}\n"
		want := `[{a: ` + Quoted(text) + `, b: [` + Quoted(text) + `], c: {x: ` + Quoted(text) + `}}]`
		if lines, ok := Folded(text, 20); ok {
			src += "  d:\n    en: >-\n      " + strings.Join(lines, "\n      ") + "\n"
			want = strings.TrimSuffix(want, "}]") + `, d: {en: ` + Quoted(text) + `}}]`
		}
		for name, read := range map[string]func(string) (Node, error){
			"library": parseAny,
			"Parse":   func(s string) (Node, error) { return Parse([]byte(s)) },
		} {
			n, err := read(src)
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, src)
			}
			if got := sketch(n); got != want {
				t.Fatalf("%s: got %s, want %s\n%s", name, got, want, src)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	src := string(readFile(b, "canonical.yaml"))
	b.Run("canonical", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			readCanonical(src)
		}
	})
	b.Run("library", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			if _, err := parseAny(src); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// FuzzParse looks for files on which Parse panics or its two readers differ.
func FuzzParse(f *testing.F) {
	f.Add(readFile(f, "canonical.yaml"))
	f.Add(readFile(f, "free.yaml"))
	f.Fuzz(func(t *testing.T, src []byte) {
		text, err := normalise(src)
		if err != nil {
			return
		}
		got, ok := readCanonical(text)
		want, err := parseAny(text)
		if !ok {
			return
		}
		if err != nil {
			t.Fatalf("the canonical reader accepts what the library refuses: %v\n%s", err, text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the readers differ (-library +canonical):\n%s\n%s", diff, text)
		}
	})
}
