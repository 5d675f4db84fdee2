package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// DeliveryState says what became of a delivery.
type DeliveryState string

// The states of a delivery. All of them keep it from being sent again.
const (
	Started DeliveryState = "started" // its message is leaving, or left when the program died
	Sent    DeliveryState = "sent"    // Telegram has it
	Unsure  DeliveryState = "unsure"  // it may have arrived, no answer came
	Failed  DeliveryState = "failed"  // Telegram refused it for good
	Quiet   DeliveryState = "quiet"   // there was nothing to say
)

// DeliveryKey names what is sent at most once.
type DeliveryKey struct {
	ChatID int64
	Topic  int
	Item   string // a local day, YYYY-MM-DD, or what else is sent once
}

// BeginDelivery records that a message is about to leave; ok is false when there is a
// record already, so that it must not.
func (db *DB) BeginDelivery(ctx context.Context, k DeliveryKey, now int64) (ok bool, err error) {
	result, err := db.sql.ExecContext(ctx, `
		INSERT INTO deliveries (chat_id, topic, item, state, at, message_id) VALUES ($1, $2, $3, $4, $5, 0)
		ON CONFLICT (chat_id, topic, item) DO NOTHING`, k.ChatID, k.Topic, k.Item, string(Started), now)
	if err != nil {
		return false, fmt.Errorf("begin the delivery of %s to chat %d: %w", k.Item, k.ChatID, err)
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// CancelDelivery takes back the record of a message that surely did not leave.
func (db *DB) CancelDelivery(ctx context.Context, k DeliveryKey) error {
	_, err := db.sql.ExecContext(ctx, `DELETE FROM deliveries WHERE chat_id = $1 AND topic = $2 AND item = $3 AND state = $4`,
		k.ChatID, k.Topic, k.Item, string(Started))
	if err != nil {
		return fmt.Errorf("cancel the delivery of %s to chat %d: %w", k.Item, k.ChatID, err)
	}
	return nil
}

// SentFact is a fact that was posted.
type SentFact struct {
	ID  string
	Day int64 // the local day, in days since 1970-01-01
}

// FinishDelivery records what became of a message, and the fact that it held, if any.
func (db *DB) FinishDelivery(ctx context.Context, k DeliveryKey, state DeliveryState, message int, f SentFact, now int64) error {
	err := db.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO deliveries (chat_id, topic, item, state, at, message_id) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (chat_id, topic, item) DO UPDATE SET state = excluded.state, message_id = excluded.message_id`,
			k.ChatID, k.Topic, k.Item, string(state), now, message)
		if err != nil || f.ID == "" {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO sent_facts (chat_id, topic, fact_id, day) VALUES ($1, $2, $3, $4)
			ON CONFLICT (chat_id, topic, fact_id) DO UPDATE SET day = excluded.day`, k.ChatID, k.Topic, f.ID, f.Day)
		return err
	})
	if err != nil {
		return fmt.Errorf("finish the delivery of %s to chat %d: %w", k.Item, k.ChatID, err)
	}
	return nil
}

// Delivery returns the state of a delivery, empty when there is no record of it.
func (db *DB) Delivery(ctx context.Context, k DeliveryKey) (state DeliveryState, err error) {
	row := db.sql.QueryRowContext(ctx, `SELECT state FROM deliveries WHERE chat_id = $1 AND topic = $2 AND item = $3`, k.ChatID, k.Topic, k.Item)
	if err := row.Scan(&state); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read the delivery of %s to chat %d: %w", k.Item, k.ChatID, err)
	}
	return state, nil
}

// DeliveryStates counts the deliveries of an item by their states.
func (db *DB) DeliveryStates(ctx context.Context, item string) (map[DeliveryState]int, error) {
	list, err := db.loads(ctx, `SELECT state, COUNT(*) FROM deliveries WHERE item = $1 GROUP BY state`, item)
	if err != nil {
		return nil, fmt.Errorf("count deliveries: %w", err)
	}
	out := map[DeliveryState]int{}
	for _, l := range list {
		out[DeliveryState(l.Key)] = l.Count
	}
	return out, nil
}

// SentFacts returns the facts that were posted to a chat's topic, each with the last day.
func (db *DB) SentFacts(ctx context.Context, chat int64, topic int) ([]SentFact, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT fact_id, day FROM sent_facts WHERE chat_id = $1 AND topic = $2`, chat, topic)
	if err != nil {
		return nil, fmt.Errorf("read what chat %d was sent: %w", chat, err)
	}
	defer rows.Close()
	var list []SentFact
	for rows.Next() {
		var f SentFact
		if err := rows.Scan(&f.ID, &f.Day); err != nil {
			return nil, fmt.Errorf("read what chat %d was sent: %w", chat, err)
		}
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read what chat %d was sent: %w", chat, err)
	}
	return list, nil
}

// Recipient is a chat's topic to which a fact was posted, with the day.
type Recipient struct {
	ChatID int64
	Topic  int
	Day    int64 // in days since 1970-01-01
	DueAt  int64 // of the next post, in Unix seconds
}

// Recipients returns who wants to know of corrections and was last sent a fact on a day
// from first to last, leaving out those with a record of the delivery item.
func (db *DB) Recipients(ctx context.Context, factID string, first, last int64, item string) ([]Recipient, error) {
	rows, err := db.sql.QueryContext(ctx, `
		SELECT f.chat_id, f.topic, f.day, s.due_at FROM sent_facts f
		JOIN subscriptions s ON s.chat_id = f.chat_id AND s.topic = f.topic AND s.due_at IS NOT NULL AND s.corrections
		LEFT JOIN deliveries d ON d.chat_id = f.chat_id AND d.topic = f.topic AND d.item = $4
		WHERE f.fact_id = $1 AND f.day BETWEEN $2 AND $3 AND d.item IS NULL`, factID, first, last, item)
	if err != nil {
		return nil, fmt.Errorf("read who was sent %s: %w", factID, err)
	}
	defer rows.Close()
	var list []Recipient
	for rows.Next() {
		var r Recipient
		if err := rows.Scan(&r.ChatID, &r.Topic, &r.Day, &r.DueAt); err != nil {
			return nil, fmt.Errorf("read who was sent %s: %w", factID, err)
		}
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read who was sent %s: %w", factID, err)
	}
	return list, nil
}

// PruneDeliveries forgets deliveries recorded before a time, in Unix seconds, and returns
// how many.
func (db *DB) PruneDeliveries(ctx context.Context, before int64) (int64, error) {
	result, err := db.sql.ExecContext(ctx, `DELETE FROM deliveries WHERE at < $1`, before)
	if err != nil {
		return 0, fmt.Errorf("prune deliveries: %w", err)
	}
	return result.RowsAffected()
}

// MovedTo returns the chat that a chat became, or the chat itself.
func (db *DB) MovedTo(ctx context.Context, chat int64) (int64, error) {
	to := chat
	err := db.sql.QueryRowContext(ctx, `SELECT to_id FROM moved_chats WHERE chat_id = $1`, chat).Scan(&to)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return chat, fmt.Errorf("read what became of chat %d: %w", chat, err)
	}
	return to, nil
}
