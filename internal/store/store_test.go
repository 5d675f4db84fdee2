package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/storetest"
)

// onBoth runs a test on each kind of database.
func onBoth(t *testing.T, test func(*testing.T, *DB)) {
	storetest.Both(t, func(t *testing.T, address string) { test(t, open(t, address)) })
}

func open(t *testing.T, address string) *DB {
	t.Helper()
	db, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestOpenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder? #1", "puente.db")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	want := Chat{ID: 7, Language: "ru", Mentions: true}
	db := open(t, path)
	if err := db.SaveChat(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	got, err := open(t, path).Chat(t.Context(), 7)
	if err != nil || got != want {
		t.Errorf("after opening again: %+v, %v, want %+v", got, err, want)
	}
}

func TestOpenFails(t *testing.T) {
	_, err := Open(t.Context(), filepath.Join(t.TempDir(), "nowhere", "puente.db"))
	if err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

func TestPasswordIsNotTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, address := range []string{
		"postgres://me:s3cret@127.0.0.1:1/puente?connect_timeout=1",
		"postgres://me@127.0.0.1:1/puente?password=s3cret",
		"postgres://me:s3cret@127.0.0.1:port/puente",
		"postgres://me:s3cret@[::1/puente",
		"postgresql://me:s3cret@127.0.0.1:1/puente?sslmode=bad",
		"POSTGRES://me:s3cret@127.0.0.1:1/puente?connect_timeout=1",
		"mysql://me:s3cret@127.0.0.1/puente",
		"host=127.0.0.1 password=s3cret",
	} {
		_, err := Open(ctx, address)
		if err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: got error %v", address, err)
		}
	}
}

func TestChat(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		const id = -1001234567890123
		check := func(want Chat) {
			t.Helper()
			if got, err := db.Chat(t.Context(), want.ID); err != nil || got != want {
				t.Errorf("got %+v, %v, want %+v", got, err, want)
			}
		}
		check(NewChat(id))
		for _, want := range []Chat{
			{ID: id, Language: "es", Verbosity: "short", Quiet: true},
			{ID: id, Mentions: true, Quiet: true},
			NewChat(id),
		} {
			if err := db.SaveChat(t.Context(), want); err != nil {
				t.Fatal(err)
			}
			check(want)
		}
	})
}

func TestDropChat(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		save(t, db, Chat{ID: 1, Language: "ru"}, Chat{ID: 2, Language: "es"})
		for range 2 {
			if err := db.DropChat(t.Context(), 1); err != nil {
				t.Fatal(err)
			}
		}
		wantChats(t, db, NewChat(1), Chat{ID: 2, Language: "es"})
	})
}

func TestMoveChat(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		save(t, db, Chat{ID: -1, Language: "ru"}, Chat{ID: -2, Language: "es"}, Chat{ID: -102, Language: "en"})
		for _, move := range [][2]int64{{-1, -101}, {-1, -101}, {-2, -102}, {-3, -103}} {
			if err := db.MoveChat(t.Context(), move[0], move[1]); err != nil {
				t.Fatal(err)
			}
		}
		wantChats(t, db, NewChat(-1), Chat{ID: -101, Language: "ru"}, NewChat(-2), Chat{ID: -102, Language: "en"}, NewChat(-103))
	})
}

func save(t *testing.T, db *DB, chats ...Chat) {
	t.Helper()
	for _, c := range chats {
		if err := db.SaveChat(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
}

func wantChats(t *testing.T, db *DB, want ...Chat) {
	t.Helper()
	for _, w := range want {
		if got, err := db.Chat(t.Context(), w.ID); err != nil || got != w {
			t.Errorf("got %+v, %v, want %+v", got, err, w)
		}
	}
}

func TestQuestions(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		visa := Question{Text: "Нужна ли виза?", Language: "ru", Outcome: "unknown", Day: "2026-11-24"}
		price := Question{Text: "How much was it?", Language: "en", Outcome: "rejected", Day: "2026-11-25"}
		for _, q := range []Question{visa, price, visa} {
			if err := db.AddQuestion(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		visa.Times, price.Times = 2, 1
		got, err := db.Questions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]Question{price, visa}, got); diff != "" {
			t.Errorf("questions (-want +got):\n%s", diff)
		}
	})
}

func TestQuestionsAreCapped(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		err := db.transact(t.Context(), func(tx *sql.Tx) error {
			for i := range maxQuestions {
				_, err := tx.Exec(`INSERT INTO questions VALUES ($1, 'en', 'unknown', '2026-01-02', 1)`, fmt.Sprint(i))
				if err != nil {
					return err
				}
			}
			_, err := tx.Exec(`UPDATE questions SET day = '2026-01-01' WHERE question = '5000'`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.AddQuestion(t.Context(), Question{Text: "new", Day: "2026-01-03"}); err != nil {
			t.Fatal(err)
		}
		list, err := db.Questions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != maxQuestions || list[0].Text != "new" {
			t.Errorf("%d questions are kept, the newest is %q", len(list), list[0].Text)
		}
		for _, q := range list {
			if q.Text == "5000" {
				t.Error("the oldest is still there")
			}
		}
	})
}
