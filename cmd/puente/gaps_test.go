package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/store"
)

func TestGaps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []store.Question{
		{Text: "Do I need a visa?", Language: "en", Outcome: "unknown", Day: "2026-11-20"},
		{Text: "do i need visas", Language: "en", Outcome: "unknown", Day: "2026-11-22"},
		{Text: "Do I need a visa?", Language: "en", Outcome: "unknown", Day: "2026-11-21"},
		{Text: "Do I need a visa?", Language: "en", Outcome: "wrong", Day: "2026-11-21"},
		{Text: "Нужна ли виза?", Language: "ru", Outcome: "unknown", Day: "2026-11-23"},
	} {
		if err := db.AddQuestion(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	var out bytes.Buffer
	env := &environment{Context: t.Context(), Stdout: &out, Stderr: &out}
	if err := run(env, []string{"knowledge", "gaps", "--db", path}); err != nil {
		t.Fatal(err)
	}
	want := `    3  unknown  en  2026-11-22  Do I need a visa?  (2 wordings)
    1  unknown  ru  2026-11-23  Нужна ли виза?
    1  wrong    en  2026-11-21  Do I need a visa?
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	err = run(env, []string{"knowledge", "gaps", "--db", filepath.Join(t.TempDir(), "none.db")})
	if err == nil || !strings.Contains(err.Error(), "none.db") {
		t.Errorf("got %v, want an error that names the file", err)
	}
}
