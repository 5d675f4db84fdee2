// Package storetest runs tests that use the database on each kind of database that package
// store knows. It is for tests only.
package storetest

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// Both runs a test with the address of an empty SQLite file, and of an empty PostgreSQL
// schema when PUENTE_TEST_POSTGRES has the address of a server. With PUENTE_TEST_ALL=1 a
// missing one fails the test.
func Both(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite returns the name of a file that is not there yet.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "puente.db") }

var schemas atomic.Int64

// Postgres returns the address of an empty schema, which is dropped at the end of the test.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv("PUENTE_TEST_POSTGRES")
	if server == "" {
		if os.Getenv("PUENTE_TEST_ALL") == "1" {
			t.Fatal("PUENTE_TEST_POSTGRES has no address")
		}
		t.Skip("PUENTE_TEST_POSTGRES has no address of a PostgreSQL server")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	// Test binaries run side by side and share the server.
	schema := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	run(t, server, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { run(t, server, "DROP SCHEMA "+schema+" CASCADE") })
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

func run(t testing.TB, server, statement string) {
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
