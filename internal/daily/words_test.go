package daily

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/render"
	"puente/internal/store"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestWords compares the posts of some days, named by the golden files, in three
// languages. A name is a day and, behind it, the fallback.
func TestWords(t *testing.T) {
	base := miniBase(t)
	files, err := filepath.Glob("testdata/words/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		span, err := calendar.Parse(name[:10])
		if err != nil {
			t.Fatal(err)
		}
		old, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, ok := Choose(base, 1, span.First(), store.Fallback(strings.TrimPrefix(name[10:], "-")), nil)
		if !ok {
			t.Errorf("%s: no post", name)
			continue
		}
		got := &txtar.Archive{Comment: old.Comment}
		for _, l := range lang.Languages() {
			post, _ := Words(p, span.First(), span.First(), l, base, render.Options{})
			text := post.Plain + "\n"
			if post.Others != "" {
				text += "[" + post.Others + "]\n"
			}
			got.Files = append(got.Files, txtar.File{Name: string(l), Data: []byte(text)})
		}
		want, result := string(txtar.Format(old)), string(txtar.Format(got))
		if *update && want != result {
			if err := os.WriteFile(file, []byte(result), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(want, result); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
