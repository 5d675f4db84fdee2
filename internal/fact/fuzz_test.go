package fact

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// FuzzLoad looks for files on which Load, Lint or Format panics, and for canonical forms
// that do not load or are not canonical.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/load/*.txtar", "testdata/format/*.txtar", "testdata/lint/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				f.Fatal(err)
			}
			seed(f, archive)
		}
	}
	f.Fuzz(func(t *testing.T, facts, sources, entities, periods, lexicon []byte) {
		files := map[string][]byte{"facts/diplomacy.yaml": facts, sourcesName: sources, entitiesName: entities,
			periodsName: periods, lexiconName: lexicon}
		fsys, canonical := fstest.MapFS{}, fstest.MapFS{}
		for name, src := range files {
			fsys[name] = &fstest.MapFile{Data: src}
			if out, err := Format(name, src); err == nil {
				canonical[name] = &fstest.MapFile{Data: out}
				checkCanonical(t, name, out)
			}
		}
		b, err := Load(fsys)
		if err != nil {
			return
		}
		Lint(b, today)
		if len(canonical) == len(files) {
			if _, err := Load(canonical); err != nil {
				t.Errorf("a base loads, but its canonical form does not: %v", err)
			}
		}
	})
}

func checkCanonical(t *testing.T, name string, out []byte) {
	again, err := Format(name, out)
	if err != nil {
		t.Fatalf("the canonical form of %s is refused: %v\n%s", name, err, out)
	}
	if string(again) != string(out) {
		t.Fatalf("the canonical form of %s has another one:\n%s\n%s", name, out, again)
	}
}

func seed(f *testing.F, archive *txtar.Archive) {
	if name := section(archive, "name"); name != "" {
		archive.Files = append(archive.Files, txtar.File{Name: name[:len(name)-1], Data: []byte(section(archive, "in"))})
	}
	get := func(name string) []byte { return []byte(section(archive, name)) }
	f.Add(get("facts/diplomacy.yaml"), get(sourcesName), get(entitiesName), get(periodsName), get(lexiconName))
}

// BenchmarkLoad loads the base in the folder that PUENTE_KNOWLEDGE names, or the one built
// in.
func BenchmarkLoad(b *testing.B) {
	folder := os.Getenv("PUENTE_KNOWLEDGE")
	if folder == "" {
		folder = "../../knowledge"
	}
	fsys := os.DirFS(folder)
	for b.Loop() {
		if _, err := Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}
