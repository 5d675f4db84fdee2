package store

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"puente/internal/storetest"
)

// TestClaim proves that a file is one process's alone, until that closes it.
func TestClaim(t *testing.T) {
	file := storetest.SQLite(t)
	first, second := open(t, file), open(t, file)
	for range 2 {
		if err := first.Claim(); err != nil {
			t.Fatal(err)
		}
	}
	if err := second.Claim(); !errors.Is(err, ErrInUse) {
		t.Errorf("the second claim: %v, want %v", err, ErrInUse)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := second.Claim(); err != nil {
		t.Errorf("after the first was closed: %v", err)
	}
}

// TestLead lets two replicas wait for the lease, and takes it from the one that has it by
// ending its connection. Somebody leads again within ten seconds.
func TestLead(t *testing.T) {
	address := storetest.Postgres(t)
	type event struct {
		replica int
		begins  bool
	}
	events := make(chan event, 16)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	for replica := range 2 {
		db := open(t, address)
		if err := db.Claim(); err != nil {
			t.Fatal(err)
		}
		running.Go(func() {
			err := db.Lead(ctx, func(ctx context.Context) error {
				events <- event{replica, true}
				<-ctx.Done()
				events <- event{replica, false}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	next := func() event {
		t.Helper()
		select {
		case e := <-events:
			return e
		case <-time.After(10 * time.Second):
			t.Fatal("nobody leads")
			return event{}
		}
	}
	first := next()
	admin := open(t, address)
	_, err := admin.sql.Exec(`
		SELECT pg_terminate_backend(l.pid) FROM pg_locks l
		WHERE l.locktype = 'advisory' AND l.granted
			AND ((l.classid::BIGINT << 32) | l.objid::BIGINT) = hashtextextended(current_schema(), 2)`)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for {
		e := next()
		if e.begins {
			t.Logf("replica %d led, then %d, after %v", first.replica, e.replica, time.Since(began).Round(time.Millisecond))
			break
		}
	}
	stop()
	running.Wait()
}

// TestLeadAlone proves that on SQLite there is nothing to wait for.
func TestLeadAlone(t *testing.T) {
	db, done := open(t, storetest.SQLite(t)), errors.New("done")
	if err := db.Lead(t.Context(), func(context.Context) error { return done }); err != done {
		t.Errorf("got %v, want %v", err, done)
	}
}

// TestPace proves that several replicas get moments that are an interval apart.
func TestPace(t *testing.T) {
	const each, interval = 10, 50 * time.Millisecond
	address := storetest.Postgres(t)
	began := time.Now()
	var mu sync.Mutex
	var moments []time.Duration
	var running sync.WaitGroup
	for range 3 {
		db := open(t, address)
		running.Go(func() {
			for range each {
				wait, err := db.Pace(t.Context(), interval)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				moments = append(moments, time.Since(began)+wait)
				mu.Unlock()
			}
		})
	}
	running.Wait()
	slices.Sort(moments)
	if took := moments[len(moments)-1] - moments[0]; took < (3*each-2)*interval {
		t.Errorf("%d moments within %v, want %v", len(moments), took, (3*each-1)*interval)
	}
	if wait, err := open(t, storetest.SQLite(t)).Pace(t.Context(), time.Hour); wait != 0 || err != nil {
		t.Errorf("on SQLite: %v, %v", wait, err)
	}
}
