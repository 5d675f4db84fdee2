package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrInUse says that another process works on the SQLite file.
var ErrInUse = errors.New("another puente is working on this database file: stop it first, or set PUENTE_DB to a PostgreSQL address to run several")

// A leader looks every leaseLook whether it still holds the lease, and takes it for lost
// when the database has not answered for leaseTimeout. So it may believe that it leads for
// leaseLook + 2 * leaseTimeout after a look that reached the database, which is why each
// look notes there a term, with leaseStop on top, within which nobody else begins.
const (
	leaseRetry   = time.Second // between tries for the lease
	leaseLook    = time.Second
	leaseTimeout = 1500 * time.Millisecond // also of a try
	leaseStop    = 2 * time.Second         // for run to end in: the poller drains and confirms in 1.8 s
	leaseTerm    = leaseLook + 2*leaseTimeout + leaseStop
)

// leaseKeepalives let the server find out within 6 seconds that a replica is gone, and not
// before that replica has.
var leaseKeepalives = map[string]string{
	"tcp_keepalives_idle": "4", "tcp_keepalives_interval": "1", "tcp_keepalives_count": "2",
}

// Claim reserves a SQLite file for this process until Close, and fails with ErrInUse when
// another process has it. A PostgreSQL database is free to several.
func (db *DB) Claim() error {
	if db.pool != nil || db.claim != nil {
		return nil
	}
	claim, err := lockFile(db.path + ".lock")
	if err != nil {
		return fmt.Errorf("claim the database %s: %w", db.path, err)
	}
	db.claim = claim
	return nil
}

// Lead runs what only one replica may do, for as long as this one holds the lease: it
// waits for it, ends the context of run when the lease is lost, and waits again. It
// returns when the context ends or run returns by itself, with run's error. What keeps it
// from the lease, but for another replica that has it, is told to trouble, once for as
// long as it is the same. On SQLite there is only one replica.
func (db *DB) Lead(ctx context.Context, run func(context.Context) error, trouble func(error)) error {
	if db.pool == nil {
		return run(ctx)
	}
	told := ""
	for {
		done, held, err := db.lead(ctx, run)
		if done {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		switch {
		case err == nil:
			told = ""
		case held || err.Error() != told:
			told = err.Error()
			trouble(err)
		}
		pause(ctx, leaseRetry)
	}
}

// lead tries for the lease once and runs under it, after the term of the leader before.
// When it could not, or lost it, the error tells why, nil when another replica has it; held
// tells that this one had it, and done that run returned by itself, with the error.
func (db *DB) lead(ctx context.Context, run func(context.Context) error) (done, held bool, err error) {
	conn, term, err := db.takeLease(ctx)
	if err != nil {
		return false, false, fmt.Errorf("try for the lease: %w", err)
	}
	if conn == nil {
		return false, false, nil
	}
	defer closeLease(ctx, conn)
	err = watchLease(ctx, conn, term)
	if err == nil {
		err = noteTerm(ctx, conn, leaseTerm)
	}
	if err != nil {
		return false, true, fmt.Errorf("begin to lead: %w", err)
	}
	leading, lose := context.WithCancel(ctx)
	defer lose()
	keeping, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	ended, lost := make(chan error, 1), make(chan error, 1)
	go func() { ended <- run(leading) }()
	go func() { lost <- keepLease(keeping, conn) }()
	select {
	case err := <-ended:
		giveUp()
		<-lost
		return true, true, err
	case err := <-lost:
		lose()
		ran := <-ended
		if ctx.Err() != nil {
			return true, true, ran
		}
		return false, true, fmt.Errorf("hold the lease: %w", err)
	}
}

// takeLease returns a connection that holds the lease until it ends, nil when another
// replica has it, and how long the leader before may still believe that it leads.
func (db *DB) takeLease(ctx context.Context) (conn *pgx.Conn, term time.Duration, err error) {
	config := db.pool.Config().ConnConfig.Copy()
	for name, value := range leaseKeepalives {
		config.RuntimeParams[name] = value
	}
	ctx, cancel := context.WithTimeout(ctx, leaseTimeout)
	defer cancel()
	if conn, err = pgx.ConnectConfig(ctx, config); err != nil {
		return nil, 0, err
	}
	var held bool
	err = conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(hashtextextended(current_schema(), 2))`).Scan(&held)
	if err == nil && held {
		var left int64
		err = conn.QueryRow(ctx, `SELECT COALESCE(MAX(until), 0) - `+databaseClock+` FROM leases`).Scan(&left)
		term = time.Duration(left) * time.Microsecond
	}
	if err != nil || !held {
		closeLease(ctx, conn)
		return nil, 0, err
	}
	return conn, term, nil
}

// noteTerm notes how long this leader may believe that it leads.
func noteTerm(ctx context.Context, conn *pgx.Conn, term time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, leaseTimeout)
	defer cancel()
	_, err := conn.Exec(ctx, `
		INSERT INTO leases (id, until) VALUES (1, `+databaseClock+` + $1)
		ON CONFLICT (id) DO UPDATE SET until = excluded.until`, term.Microseconds())
	return err
}

// keepLease renews the term until the context ends, and gives the rest of it up. It returns
// before that when the lease is lost, and why.
func keepLease(ctx context.Context, conn *pgx.Conn) error {
	for {
		if err := watchLease(ctx, conn, leaseLook); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return noteTerm(context.WithoutCancel(ctx), conn, 0)
		}
		if err := noteTerm(ctx, conn, leaseTerm); err != nil && ctx.Err() == nil {
			return err
		}
	}
}

// watchLease waits, or until the context ends. It returns an error as soon as the server
// ends the connection.
func watchLease(ctx context.Context, conn *pgx.Conn, wait time.Duration) error {
	if wait <= 0 {
		return nil
	}
	quiet, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	// Nobody notifies this connection: it hears nothing but its end.
	if _, err := conn.WaitForNotification(quiet); quiet.Err() == nil {
		return err
	}
	return nil
}

// closeLease ends a connection, which gives the lease up.
func closeLease(ctx context.Context, conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaseTimeout)
	defer cancel()
	conn.Close(ctx)
}

// pause waits, or until the context ends.
func pause(ctx context.Context, wait time.Duration) {
	select {
	case <-time.After(wait):
	case <-ctx.Done():
	}
}
