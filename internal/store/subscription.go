package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Subscription is a chat's, or a forum topic's, wish for the daily post.
type Subscription struct {
	ChatID      int64
	Topic       int    // forum topic; 0 for none
	Language    string // ISO 639-1 code
	Zone        string // IANA name of the time zone
	Minute      int    // of the local day at which the post is due
	Fallback    Fallback
	Corrections bool // notes about corrected facts are wanted

	Active  bool
	DueAt   int64  // Unix seconds; of the next post of an active subscription
	DueDay  int64  // the local day of that post, in days since 1970-01-01
	LastDay int64  // the local day of the last post that was planned or skipped; 0 for none
	Ended   string // why the subscription ended by itself; empty where it did not
}

// Fallback is what a subscription wants on a day without an event.
type Fallback string

// The fallbacks.
const (
	FactOfTheDay Fallback = "fact"    // any fact, said to be no event of the day
	Nearest      Fallback = "nearest" // the nearest anniversary within a week, or else nothing
	Silence      Fallback = "silence" // nothing
)

// Fallbacks returns the fallbacks, the default first.
func Fallbacks() []Fallback { return []Fallback{FactOfTheDay, Nearest, Silence} }

// Valid reports whether f is one of the fallbacks.
func (f Fallback) Valid() bool { return slices.Contains(Fallbacks(), f) }

const subscriptionColumns = `chat_id, topic, language, zone, minute, fallback, corrections, due_at, due_day, last_day, ended`

// scanner is a row or the rows of a query.
type scanner interface{ Scan(...any) error }

func scanSubscription(row scanner) (s Subscription, err error) {
	var due sql.NullInt64
	err = row.Scan(&s.ChatID, &s.Topic, &s.Language, &s.Zone, &s.Minute, &s.Fallback, &s.Corrections,
		&due, &s.DueDay, &s.LastDay, &s.Ended)
	s.Active, s.DueAt = due.Valid, due.Int64
	return s, err
}

// Subscription returns the subscription of a chat's topic; ok is false when there never
// was one.
func (db *DB) Subscription(ctx context.Context, chat int64, topic int) (s Subscription, ok bool, err error) {
	row := db.sql.QueryRowContext(ctx, `SELECT `+subscriptionColumns+` FROM subscriptions WHERE chat_id = $1 AND topic = $2`, chat, topic)
	s, err = scanSubscription(row)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Subscription{}, false, nil
	case err != nil:
		return Subscription{}, false, fmt.Errorf("read the subscription of chat %d: %w", chat, err)
	}
	return s, true, nil
}

// Subscribed tells whether anything about the daily post is kept of a chat.
func (db *DB) Subscribed(ctx context.Context, chat int64) (bool, error) {
	n := 0
	if err := db.sql.QueryRowContext(ctx, `SELECT COUNT(*) FROM subscriptions WHERE chat_id = $1`, chat).Scan(&n); err != nil {
		return false, fmt.Errorf("read the subscriptions of chat %d: %w", chat, err)
	}
	return n > 0, nil
}

// SaveSubscription keeps a subscription, but for LastDay, which only planning changes. An
// active one must have its DueAt and DueDay.
func (db *DB) SaveSubscription(ctx context.Context, s Subscription) error {
	due := sql.NullInt64{Int64: s.DueAt, Valid: s.Active}
	_, err := db.sql.ExecContext(ctx, `
		INSERT INTO subscriptions (`+subscriptionColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (chat_id, topic) DO UPDATE SET
			language = excluded.language, zone = excluded.zone, minute = excluded.minute,
			fallback = excluded.fallback, corrections = excluded.corrections,
			due_at = excluded.due_at, due_day = excluded.due_day, ended = excluded.ended`,
		s.ChatID, s.Topic, s.Language, s.Zone, s.Minute, s.Fallback, s.Corrections, due, s.DueDay, s.LastDay, s.Ended)
	if err != nil {
		return fmt.Errorf("save the subscription of chat %d: %w", s.ChatID, err)
	}
	return nil
}

// EndSubscriptions ends the subscriptions of a chat for a reason: all of them, or only
// that of one topic where topic is not 0.
func (db *DB) EndSubscriptions(ctx context.Context, chat int64, topic int, reason string) error {
	_, err := db.sql.ExecContext(ctx, `
		UPDATE subscriptions SET due_at = NULL, ended = $1 WHERE chat_id = $2 AND (topic = $3 OR $3 = 0)`, reason, chat, topic)
	if err != nil {
		return fmt.Errorf("end the subscriptions of chat %d: %w", chat, err)
	}
	return nil
}

// DueSubscriptions returns the subscriptions that are due at a time, in Unix seconds, the
// longest due first and at most limit of them.
func (db *DB) DueSubscriptions(ctx context.Context, now int64, limit int) ([]Subscription, error) {
	rows, err := db.sql.QueryContext(ctx, `
		SELECT `+subscriptionColumns+` FROM subscriptions WHERE due_at <= $1 ORDER BY due_at LIMIT $2`, now, limit)
	if err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	defer rows.Close()
	var list []Subscription
	for rows.Next() {
		s, err := scanSubscription(rows)
		if err != nil {
			return nil, fmt.Errorf("read what is due: %w", err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	return list, nil
}

// NextDue returns when the next subscription is due, in Unix seconds; ok is false when
// none is active.
func (db *DB) NextDue(ctx context.Context) (at int64, ok bool, err error) {
	var due sql.NullInt64
	if err := db.sql.QueryRowContext(ctx, `SELECT MIN(due_at) FROM subscriptions`).Scan(&due); err != nil {
		return 0, false, fmt.Errorf("read when the next post is due: %w", err)
	}
	return due.Int64, due.Valid, nil
}

// Load counts subscriptions by one of their properties.
type Load struct {
	Key   string
	Count int
}

// SubscriptionStats are the counts of subscriptions for operators.
type SubscriptionStats struct {
	Active, Off, Ended int
	Zones, Languages   []Load // of active ones, the most frequent first
	Minutes            []Load // posts due in each minute of the next hour that has any, as Unix seconds
}

// SubscriptionStats counts the subscriptions; now is in Unix seconds.
func (db *DB) SubscriptionStats(ctx context.Context, now int64) (s SubscriptionStats, err error) {
	row := db.sql.QueryRowContext(ctx, `
		SELECT COUNT(due_at), COUNT(CASE WHEN due_at IS NULL AND ended = '' THEN 1 END), COUNT(CASE WHEN ended <> '' THEN 1 END)
		FROM subscriptions`)
	if err = row.Scan(&s.Active, &s.Off, &s.Ended); err != nil {
		return s, fmt.Errorf("count subscriptions: %w", err)
	}
	queries := []struct {
		into  *[]Load
		query string
		args  []any
	}{
		{&s.Zones, `SELECT zone, COUNT(*) FROM subscriptions WHERE due_at IS NOT NULL GROUP BY zone ORDER BY 2 DESC, 1`, nil},
		{&s.Languages, `SELECT language, COUNT(*) FROM subscriptions WHERE due_at IS NOT NULL GROUP BY language ORDER BY 2 DESC, 1`, nil},
		{&s.Minutes, `SELECT CAST(due_at / 60 * 60 AS TEXT), COUNT(*) FROM subscriptions WHERE due_at < $1 GROUP BY due_at / 60 ORDER BY due_at / 60`, []any{now + 3600}},
	}
	for _, q := range queries {
		if *q.into, err = db.loads(ctx, q.query, q.args...); err != nil {
			return s, fmt.Errorf("count subscriptions: %w", err)
		}
	}
	return s, nil
}

func (db *DB) loads(ctx context.Context, query string, args ...any) ([]Load, error) {
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Load
	for rows.Next() {
		var l Load
		if err := rows.Scan(&l.Key, &l.Count); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, rows.Err()
}
