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

// The lease of a replica that dies with its machine is noticed by the server after
// about leaseIdle and its keepalives; that of a killed process at once.
const (
	leaseRetry   = 2 * time.Second // between tries for the lease, and between looks whether it is still held
	leaseTimeout = 2 * time.Second // of a look
)

// leaseKeepalives let the server find out within 8 seconds that a replica is gone.
var leaseKeepalives = map[string]string{
	"tcp_keepalives_idle": "4", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "2",
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
// returns when the context ends or run returns by itself, with run's error. On SQLite
// there is only one replica.
func (db *DB) Lead(ctx context.Context, run func(context.Context) error) error {
	if db.pool == nil {
		return run(ctx)
	}
	for {
		done, err := db.lead(ctx, run)
		if done || ctx.Err() != nil {
			return err
		}
		select {
		case <-time.After(leaseRetry):
		case <-ctx.Done():
			return nil
		}
	}
}

// lead tries for the lease once and runs under it; done tells that run returned by itself.
func (db *DB) lead(ctx context.Context, run func(context.Context) error) (done bool, err error) {
	config := db.pool.Config().ConnConfig.Copy()
	for name, value := range leaseKeepalives {
		config.RuntimeParams[name] = value
	}
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return false, nil // the database is away: try again
	}
	defer conn.Close(context.WithoutCancel(ctx)) // gives the lease up
	var held bool
	if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(hashtextextended(current_schema(), 2))`).Scan(&held); err != nil || !held {
		return false, nil
	}
	leading, lose := context.WithCancel(ctx)
	defer lose()
	ended := make(chan error, 1)
	go func() { ended <- run(leading) }()
	for {
		select {
		case err := <-ended:
			return true, err
		case <-time.After(leaseRetry):
		}
		look, cancel := context.WithTimeout(ctx, leaseTimeout)
		err := conn.Ping(look)
		cancel()
		if err != nil && ctx.Err() == nil {
			lose()
			<-ended
			return false, nil
		}
	}
}
