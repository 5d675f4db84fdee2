package store

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

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

// replica is a store whose connections can be cut.
type replica struct {
	*DB
	mu    sync.Mutex
	lines []*line
}

// openReplica opens the PostgreSQL database at an address.
func openReplica(t *testing.T, address string) *replica {
	t.Helper()
	r := &replica{DB: &DB{}}
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	dial := config.ConnConfig.DialFunc
	config.ConnConfig.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		l := &line{Conn: conn}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.lines = append(r.lines, l)
		return l.open(), nil
	}
	if r.pool, err = pgxpool.NewWithConfig(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	r.sql = stdlib.OpenDBFromPool(r.pool)
	t.Cleanup(func() { r.Close() })
	return r
}

// mute ends the connections that are open, of which the server learns and the replica does
// not: it hears nothing any more, and what it says goes nowhere.
func (r *replica) mute() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.lines {
		l.muted.Store(true)
		l.Close()
	}
	r.lines = nil
}

// line is a connection that can go dead.
type line struct {
	net.Conn
	muted atomic.Bool
}

// open returns the end of the line for the replica.
func (l *line) open() net.Conn {
	near, far := net.Pipe()
	go func() {
		io.Copy(l, far)
		if l.muted.Load() {
			io.Copy(io.Discard, far)
		}
		l.Close()
	}()
	go func() {
		io.Copy(far, l)
		if !l.muted.Load() {
			far.Close()
		}
	}()
	return near
}

// TestLead lets two replicas wait for the lease, and takes it from the one that has it: by
// ending its connection, and by cutting it so that the replica is not told. Two never lead
// at once, and somebody leads again within ten seconds.
func TestLead(t *testing.T) {
	address := storetest.Postgres(t)
	t.Parallel()
	admin := open(t, address)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var leading atomic.Int32
	begun, troubles := make(chan *replica, 16), make(chan error, 16)
	var running sync.WaitGroup
	for range 2 {
		r := openReplica(t, address)
		running.Go(func() {
			err := r.Lead(ctx, func(ctx context.Context) error {
				if n := leading.Add(1); n != 1 {
					t.Errorf("%d lead at once", n)
				}
				begun <- r
				<-ctx.Done()
				leading.Add(-1)
				return nil
			}, func(err error) { troubles <- err })
			if err != nil {
				t.Error(err)
			}
		})
	}
	leader := await(t, begun, "nobody leads")
	for _, cut := range []func(){
		func() { leader.mute() },
		func() { endLease(t, admin) },
	} {
		cut()
		began := time.Now()
		leader = await(t, begun, "nobody takes over")
		t.Logf("taken over after %v", time.Since(began).Round(time.Millisecond))
		if err := await(t, troubles, "nobody is told of the loss"); err == nil {
			t.Error("the loss has no reason")
		}
	}
	stop()
	running.Wait()
	if n := len(troubles); n > 0 {
		t.Errorf("%d troubles more are told, first %v", n, <-troubles)
	}
}

// endLease lets the server end the connection that has the lease.
func endLease(t *testing.T, admin *DB) {
	t.Helper()
	result, err := admin.sql.Exec(`
		SELECT pg_terminate_backend(l.pid) FROM pg_locks l
		WHERE l.locktype = 'advisory' AND l.granted
			AND ((l.classid::BIGINT << 32) | l.objid::BIGINT) = hashtextextended(current_schema(), 2)`)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := result.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d connections have the lease, %v", n, err)
	}
}

func await[T any](t *testing.T, events <-chan T, otherwise string) T {
	t.Helper()
	select {
	case e := <-events:
		return e
	case <-time.After(10 * time.Second):
		t.Fatal(otherwise)
		panic("unreachable")
	}
}

// TestLeadTrouble proves that what keeps a replica from the lease is told, once.
func TestLeadTrouble(t *testing.T) {
	address := storetest.Postgres(t)
	r := openReplica(t, address)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	away := errors.New("the server is away")
	tries := 0
	config := r.pool.Config()
	config.ConnConfig.DialFunc = func(context.Context, string, string) (net.Conn, error) {
		if tries++; tries > 2 {
			stop()
		}
		return nil, away
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var told []error
	err = (&DB{pool: pool}).Lead(ctx, func(context.Context) error {
		t.Error("it leads")
		return nil
	}, func(err error) { told = append(told, err) })
	if err != nil || len(told) != 1 || !errors.Is(told[0], away) {
		t.Errorf("it ended with %v and told %q", err, told)
	}
}

// TestLeadAlone proves that on SQLite there is nothing to wait for.
func TestLeadAlone(t *testing.T) {
	db, done := open(t, storetest.SQLite(t)), errors.New("done")
	if err := db.Lead(t.Context(), func(context.Context) error { return done }, nil); err != done {
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
