package store

import (
	"context"
	"fmt"
	"time"
)

// databaseClock is the time by the clock of a PostgreSQL server, in microseconds since 1970.
const databaseClock = `CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)`

// Pace reserves the next of the moments that all replicas share, which are an interval
// apart, and returns how long it is until then. On SQLite there is one process, which
// needs none.
func (db *DB) Pace(ctx context.Context, interval time.Duration) (time.Duration, error) {
	if db.pool == nil {
		return 0, nil
	}
	var wait int64
	row := db.pool.QueryRow(ctx, `
		INSERT INTO broadcast_pace (id, next_at) VALUES (1, `+databaseClock+` + $1)
		ON CONFLICT (id) DO UPDATE SET next_at = GREATEST(broadcast_pace.next_at, `+databaseClock+`) + $1
		RETURNING next_at - $1 - `+databaseClock, interval.Microseconds())
	if err := row.Scan(&wait); err != nil {
		return 0, fmt.Errorf("reserve a moment to send: %w", err)
	}
	return max(time.Duration(wait)*time.Microsecond, 0), nil
}
