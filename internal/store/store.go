// Package store keeps what Puente learns at run time: the settings of chats and the
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
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is an open database. It may be used by several goroutines.
type DB struct {
	sql     *sql.DB
	dialect goose.Dialect
}

// Open opens the database at an address and brings its tables up to date: a PostgreSQL
// database for "postgres://…", and otherwise the SQLite file at that path, which is made
// when it is not there. Errors do not tell the password of an address.
func Open(ctx context.Context, address string) (*DB, error) {
	db := &DB{dialect: goose.DialectSQLite3}
	driver, source := "sqlite", sqliteSource(address)
	if isPostgres(address) {
		db.dialect, driver, source = goose.DialectPostgres, "pgx", address
	}
	var err error
	if db.sql, err = sql.Open(driver, source); err != nil {
		return nil, fmt.Errorf("open the database %s: %w", redact(address), clean(err, address))
	}
	if db.dialect == goose.DialectSQLite3 {
		// A file has one writer anyway, and with one connection nobody waits in SQLite
		// itself, where waiting is polling.
		db.sql.SetMaxOpenConns(1)
	}
	if err := db.migrate(ctx); err != nil {
		db.sql.Close()
		return nil, fmt.Errorf("open the database %s: %w", redact(address), clean(err, address))
	}
	return db, nil
}

// Close closes the database.
func (db *DB) Close() error { return db.sql.Close() }

func (db *DB) migrate(ctx context.Context) error {
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
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
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
	if !isPostgres(address) {
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
