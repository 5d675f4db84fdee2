package fact

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// eachArchive runs a test on every file of a folder of testdata. With -update, the section
// named result is rewritten with what the test returns.
func eachArchive(t *testing.T, folder, result string, test func(t *testing.T, archive *txtar.Archive) string) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/%s (%v)", folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := test(t, archive)
			if *update {
				rewrite(t, file, archive, result, got)
			}
			if diff := cmp.Diff(section(archive, result), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", result, diff)
			}
		})
	}
}

func section(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, name, text string) {
	t.Helper()
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			archive.Files[i].Data = []byte(text)
		}
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

func fsOf(t testing.TB, archive *txtar.Archive) fs.FS {
	t.Helper()
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func loadArchive(t testing.TB, archive *txtar.Archive) *Base {
	t.Helper()
	b, err := Load(fsOf(t, archive))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestLoadErrors loads the bad bases of testdata/load.
func TestLoadErrors(t *testing.T) {
	eachArchive(t, "load", "want", func(t *testing.T, archive *txtar.Archive) string {
		_, err := Load(fsOf(t, archive))
		if err == nil {
			t.Fatal("the base loads")
		}
		return err.Error() + "\n"
	})
}

func TestLoadFiles(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"no facts", []string{"sources.yaml"}, "no files facts/*.yaml"},
		{"misspelt", []string{"facts/visit.yaml", "source.yaml"}, "no file of the base has this name"},
		{"other extension", []string{"facts/visit.yaml", "sources.yml"}, "no file of the base has this name"},
		{"other files", []string{"facts/visit.yaml", "facts/notes.txt", "README.md"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for _, name := range tt.files {
				fsys[name] = &fstest.MapFile{}
			}
			_, err := Load(fsys)
			if got := errorText(err); tt.want == "" && err != nil || !strings.Contains(got, tt.want) {
				t.Errorf("got error %q, want %q", got, tt.want)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestFormat formats the files of testdata/format, and what comes out once more.
func TestFormat(t *testing.T) {
	eachArchive(t, "format", "out", func(t *testing.T, archive *txtar.Archive) string {
		name := strings.TrimSpace(section(archive, "name"))
		out, err := Format(name, []byte(section(archive, "in")))
		if err != nil {
			return err.Error() + "\n"
		}
		again, err := Format(name, out)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(out), string(again)); diff != "" {
			t.Errorf("the canonical form has a canonical form of its own (-first +second):\n%s", diff)
		}
		return string(out)
	})
}
