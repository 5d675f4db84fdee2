// Package store keeps what Puente learns at run time: the settings of chats, the
// subscriptions to the daily post with what was posted and the jobs to come, and the
// questions that curators should look at. It is one type over database/sql, with SQLite in
// a file by default and PostgreSQL by address; every statement is written once and runs on
// both.
//
// It knows rows, not facts or Telegram: languages, outcomes and the like are text to it.
// Facts are not in the database.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is an open database. It may be used by several goroutines.
type DB struct {
	sql     *sql.DB
	dialect goose.Dialect
	pool    *pgxpool.Pool // under sql; nil for SQLite
	path    string        // of the file; empty for PostgreSQL
	claim   *os.File      // holds the claim on the file; nil for none
}

// Open opens the database at an address and brings its tables up to date: a PostgreSQL
// database for "postgres://…", and otherwise the SQLite file at that path, which is made
// when it is not there. Errors do not tell the password of an address.
func Open(ctx context.Context, address string) (*DB, error) {
	if !isPostgres(address) && !IsFile(address) {
		return nil, errors.New("open the database: its address is neither a file nor begins with postgres://")
	}
	db := &DB{dialect: goose.DialectSQLite3, path: address}
	var err error
	if isPostgres(address) {
		db.dialect, db.path = goose.DialectPostgres, ""
		if db.pool, err = pgxpool.New(ctx, address); err == nil {
			db.sql = stdlib.OpenDBFromPool(db.pool)
		}
	} else if db.sql, err = sql.Open("sqlite", sqliteSource(address)); err == nil {
		// A file has one writer anyway, and with one connection nobody waits in SQLite
		// itself, where waiting is polling.
		db.sql.SetMaxOpenConns(1)
	}
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", redact(address), clean(err, address))
	}
	if err := db.migrate(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("open the database %s: %w", redact(address), clean(err, address))
	}
	return db, nil
}

// Close closes the database.
func (db *DB) Close() error {
	err := db.sql.Close()
	if db.pool != nil {
		db.pool.Close()
	}
	if db.claim != nil {
		db.claim.Close()
	}
	return err
}

// migrate brings the tables up to date, on PostgreSQL one replica after the other.
func (db *DB) migrate(ctx context.Context) error {
	if db.pool == nil {
		if err := db.migrateTables(ctx); err != nil {
			return err
		}
		return db.migrateJobs(ctx)
	}
	lock, err := db.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer lock.Release()
	if _, err := lock.Exec(ctx, `SELECT pg_advisory_lock(hashtextextended(current_schema(), 1))`); err != nil {
		return err
	}
	defer lock.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock(hashtextextended(current_schema(), 1))`)
	if err := db.migrateTables(ctx); err != nil {
		return err
	}
	return db.migrateJobs(ctx)
}

func (db *DB) migrateTables(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(db.dialect, db.sql, files)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func isPostgres(address string) bool {
	scheme, _, ok := strings.Cut(address, "://")
	return ok && (strings.EqualFold(scheme, "postgres") || strings.EqualFold(scheme, "postgresql"))
}

// IsFile reports whether an address names a file rather than a server in a form that is
// not understood here; such an address may hold a password and is never repeated.
func IsFile(address string) bool {
	return !strings.Contains(address, "://") && !strings.Contains(address, "password=")
}

// sqliteSource is the driver's address of a file. Writers wait for each other instead of
// failing, and a transaction asks for the write lock at once, because one that begins
// with reading cannot wait for it later.
func sqliteSource(path string) string {
	pragmas := url.Values{
		"_pragma": {"journal_mode(WAL)", "busy_timeout(5000)", "synchronous(NORMAL)", "foreign_keys(1)"},
		"_txlock": {"immediate"},
	}
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: pragmas.Encode()}
	return file.String()
}

// redact returns an address that may be logged.
func redact(address string) string {
	if IsFile(address) {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	u.RawQuery = "" // may hold the password too
	return u.Redacted()
}

// clean drops the words of an error that quote the address of a PostgreSQL database,
// since that may hold a password. What the error is stays known to errors.Is.
func clean(err error, address string) error {
	if !isPostgres(address) {
		return err
	}
	secrets := []string{address}
	if u, parseErr := url.Parse(address); parseErr == nil {
		password, _ := u.User.Password()
		secrets = append(secrets, password, u.Query().Get("password"))
	}
	for _, secret := range secrets {
		if secret != "" && strings.Contains(err.Error(), secret) {
			return errors.New("the address is not usable")
		}
	}
	return err
}

// transact runs do in a transaction, which it commits unless do fails.
func (db *DB) transact(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := db.sql.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}
