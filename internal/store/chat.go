package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Chat is what a chat chose. A private chat has the id of its person.
type Chat struct {
	ID        int64
	Language  string // ISO 639-1 code; empty for that of the question
	Verbosity string // how sources are shown; empty for the default of the kind of chat
	Mentions  bool   // mentions in a group are answered
	Quiet     bool   // messages come without a sound
}

// NewChat returns the settings of a chat that chose nothing.
func NewChat(id int64) Chat { return Chat{ID: id, Mentions: true} }

// IsGroup tells whether the chat is a group or a channel, not a person.
func (c Chat) IsGroup() bool { return c.ID < 0 }

// IsDefault tells whether the chat chose nothing, so that nothing need be kept of it.
func (c Chat) IsDefault() bool { return c == NewChat(c.ID) }

// Chat returns the settings of a chat, those of NewChat when nothing is kept of it.
func (db *DB) Chat(ctx context.Context, id int64) (Chat, error) {
	c := Chat{ID: id}
	row := db.sql.QueryRowContext(ctx, `SELECT language, verbosity, mentions, quiet FROM chats WHERE chat_id = $1`, id)
	switch err := row.Scan(&c.Language, &c.Verbosity, &c.Mentions, &c.Quiet); {
	case errors.Is(err, sql.ErrNoRows):
		return NewChat(id), nil
	case err != nil:
		return NewChat(id), fmt.Errorf("read chat %d: %w", id, err)
	}
	return c, nil
}

// SaveChat keeps the settings of a chat, or drops them when they are the defaults.
func (db *DB) SaveChat(ctx context.Context, c Chat) error {
	statement, args := `
		INSERT INTO chats (chat_id, language, verbosity, mentions, quiet) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (chat_id) DO UPDATE SET
			language = excluded.language, verbosity = excluded.verbosity,
			mentions = excluded.mentions, quiet = excluded.quiet`,
		[]any{c.ID, c.Language, c.Verbosity, c.Mentions, c.Quiet}
	if c.IsDefault() {
		statement, args = `DELETE FROM chats WHERE chat_id = $1`, []any{c.ID}
	}
	if _, err := db.sql.ExecContext(ctx, statement, args...); err != nil {
		return fmt.Errorf("save chat %d: %w", c.ID, err)
	}
	return nil
}

// drops are the statements that erase what is kept of chat $1, in every table.
var drops = []string{
	`DELETE FROM chats WHERE chat_id = $1`,
	`DELETE FROM subscriptions WHERE chat_id = $1`,
	`DELETE FROM deliveries WHERE chat_id = $1`,
	`DELETE FROM sent_facts WHERE chat_id = $1`,
}

// moves are the statements that give what is kept of chat $1 to chat $2, in every table.
// What chat $2 has already stays.
var moves = []string{
	`UPDATE chats SET chat_id = $2 WHERE chat_id = $1 AND NOT EXISTS (SELECT 1 FROM chats WHERE chat_id = $2)`,
	`INSERT INTO moved_chats (chat_id, to_id) VALUES ($1, $2) ON CONFLICT (chat_id) DO UPDATE SET to_id = excluded.to_id`,
	`UPDATE subscriptions SET chat_id = $2 WHERE chat_id = $1 AND topic NOT IN (SELECT topic FROM subscriptions WHERE chat_id = $2)`,
	`UPDATE deliveries SET chat_id = $2 WHERE chat_id = $1
		AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.chat_id = $2 AND d.topic = deliveries.topic AND d.item = deliveries.item)`,
	`UPDATE sent_facts SET chat_id = $2 WHERE chat_id = $1
		AND NOT EXISTS (SELECT 1 FROM sent_facts f WHERE f.chat_id = $2 AND f.topic = sent_facts.topic AND f.fact_id = sent_facts.fact_id)`,
}

// DropChat erases everything that is kept of a chat.
func (db *DB) DropChat(ctx context.Context, id int64) error {
	err := db.transact(ctx, func(tx *sql.Tx) error { return drop(ctx, tx, id) })
	if err != nil {
		return fmt.Errorf("drop chat %d: %w", id, err)
	}
	return nil
}

func drop(ctx context.Context, tx *sql.Tx, id int64) error {
	for _, statement := range drops {
		if _, err := tx.ExecContext(ctx, statement, id); err != nil {
			return err
		}
	}
	return nil
}

// MoveChat gives everything that is kept of a group to the supergroup that it became.
// Doing it again changes nothing.
func (db *DB) MoveChat(ctx context.Context, from, to int64) error {
	err := db.transact(ctx, func(tx *sql.Tx) error {
		for _, statement := range moves {
			if _, err := tx.ExecContext(ctx, statement, from, to); err != nil {
				return err
			}
		}
		return drop(ctx, tx, from)
	})
	if err != nil {
		return fmt.Errorf("move chat %d to %d: %w", from, to, err)
	}
	return nil
}
