package daily

import (
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/store"
	"puente/internal/storetest"
)

// rawDatabase opens a database beside package store.
func rawDatabase(t testing.TB, address string) *sql.DB {
	t.Helper()
	driver, source := "sqlite", "file:"+address+"?_pragma=busy_timeout(5000)"
	if strings.HasPrefix(address, "postgres") {
		driver, source = "pgx", address
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestPlanTime plans one minute after the other of 100,000 subscriptions that are spread
// over the day, which makes 70 in a minute, and one in which 1,000 are due. Since other
// tests share the machine, the best of a few minutes counts.
func TestPlanTime(t *testing.T) {
	const subscriptions, minutes, crowd, limit = 100_000, 12, 1000, 100 * time.Millisecond
	if racing {
		t.Skip("the race detector makes SQLite fifty times slower")
	}
	storetest.Both(t, func(t *testing.T, address string) {
		o := newOffice(t, address, miniBase(t), 0, botapitest.Options{})
		db := rawDatabase(t, address)
		now := time.Now().Unix() / 60 * 60
		spread := fmt.Sprintf(`
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			INSERT INTO subscriptions (%s)
			SELECT i, 0, 'es', 'UTC', i %% 1440, 'fact', TRUE, %d + i %% 1440 * 60, %d, 0, '' FROM n`,
			subscriptions, "chat_id, topic, language, zone, minute, fallback, corrections, due_at, due_day, last_day, ended", now, calendar.DayOf(time.Now().UTC()))
		if _, err := db.Exec(spread); err != nil {
			t.Fatal(err)
		}
		plan := func(minute int64) time.Duration {
			t.Helper()
			o.now = func() time.Time { return time.Unix(minute, 0) }
			began := time.Now()
			if n, err := o.planDue(t.Context()); err != nil || n == 0 {
				t.Fatalf("%d planned, %v", n, err)
			}
			return time.Since(began)
		}
		var took []time.Duration
		for m := range minutes {
			took = append(took, plan(now+60*int64(m)))
		}
		t.Logf("70 of %d: %v to %v", subscriptions, slices.Min(took), slices.Max(took))
		if slices.Min(took) > limit {
			t.Errorf("planning a minute takes %v, want at most %v", slices.Min(took), limit)
		}
		_, err := db.Exec(`UPDATE subscriptions SET due_at = $1 WHERE chat_id > $2 AND chat_id <= $3`, now+60*minutes, 10_000, 10_000+crowd-70)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("about %d of them: %v", crowd, plan(now+60*minutes))
	})
}

// TestYearSize measures what a year of one subscriber adds to the database: the posts of
// the last 70 days, and every fact with its last day.
func TestYearSize(t *testing.T) {
	t.Parallel()
	const days, limit = 365, 100_000
	subscribers := 10
	if racing {
		subscribers = 3
	}
	file := storetest.SQLite(t)
	o := newOffice(t, file, miniBase(t), 0, botapitest.Options{})
	db := rawDatabase(t, file)
	size := func() int64 {
		t.Helper()
		for _, statement := range []string{"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	before := size()
	begin := time.Date(2027, 1, 1, 9, 0, 0, 0, time.UTC)
	for chat := range int64(subscribers) {
		sub := newSubscription(5_000_000_000+chat, 0)
		if _, err := o.Subscribe(t.Context(), sub); err != nil {
			t.Fatal(err)
		}
		for d := range days {
			at := begin.AddDate(0, 0, d)
			day := calendar.DayOf(at)
			key := store.DeliveryKey{ChatID: sub.ChatID, Item: day.String()}
			f := store.SentFact{ID: fmt.Sprintf("a-fact-with-a-name-%d", d), Day: int64(day)}
			if err := o.db.FinishDelivery(t.Context(), key, store.Sent, 1_000_000+d, f, at.Unix()); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.prune(t.Context(), begin.AddDate(0, 0, days))
	states, err := o.db.DeliveryStates(t.Context(), calendar.DayOf(begin).String())
	if err != nil || len(states) != 0 {
		t.Errorf("the first day's deliveries are still there: %v, %v", states, err)
	}
	each := (size() - before) / int64(subscribers)
	t.Logf("%d bytes for a subscriber's year", each)
	if each > limit {
		t.Errorf("a subscriber's year takes %d bytes, want at most %d", each, limit)
	}
}
