package knowledge_test

import (
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/fact"
	"puente/knowledge"
)

func TestFilesAreCanonical(t *testing.T) {
	names, err := fact.Files(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fact.Format(name, src)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(want), string(src)); diff != "" {
			t.Errorf("%s is not canonical; run go run ./cmd/puente knowledge fmt knowledge (-canonical +file):\n%s", name, diff)
		}
	}
}

func TestLoads(t *testing.T) {
	if _, err := fact.Load(knowledge.FS); err != nil {
		t.Fatal(err)
	}
}
