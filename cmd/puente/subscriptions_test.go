package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"puente/internal/store"
)

func TestSubscriptions(t *testing.T) {
	now := time.Date(2026, 11, 25, 11, 50, 30, 0, time.UTC)
	file := filepath.Join(t.TempDir(), "puente.db")
	db, err := store.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range []store.Subscription{
		{Language: "es", Zone: "America/Santiago", Active: true, DueAt: now.Unix() - 40},
		{Language: "es", Zone: "America/Santiago", Active: true, DueAt: now.Unix() + 570},
		{Language: "ru", Zone: "Europe/Moscow", Active: true, DueAt: now.Unix() + 570},
		{Language: "ru", Zone: "Europe/Moscow", Active: true, DueAt: now.Unix() + 2*3600},
		{Language: "ru", Zone: "Asia/Omsk", Active: true, DueAt: now.Unix() + 1800},
		{Language: "en", Zone: "America/Santiago"},
		{Language: "en", Zone: "America/Santiago", Ended: "blocked"},
	} {
		s.ChatID = int64(i + 1)
		if err := db.SaveSubscription(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	env := &environment{Context: context.Background(), Now: func() time.Time { return now }, Stdout: &out, Stderr: &out}
	if err := run(env, []string{"subscriptions", "--db", file}); err != nil {
		t.Fatal(err)
	}
	want := `5 active, 1 switched off, 1 ended

Time zones
      2  America/Santiago
      2  Europe/Moscow
      1  Asia/Omsk

Languages
      3  ru
      2  es

Posts of the next hour (UTC)
      1  due already
      2  12:00
      1  12:20
      4  in all
      2  at most in a minute, at 12:00
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
	if err := run(env, []string{"subscriptions", "--db", filepath.Join(t.TempDir(), "no.db")}); err == nil {
		t.Error("a file that is not there is made")
	}
}
