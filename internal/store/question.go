package store

import (
	"context"
	"database/sql"
	"fmt"
)

// maxQuestions is how many rows of questions are kept; the oldest make room.
const maxQuestions = 10_000

// Question is a question for the curators. Who asked it, and where, is not kept.
type Question struct {
	Text     string
	Language string
	Outcome  string
	Day      string // YYYY-MM-DD
	Times    int    // how often it was asked on that day
}

// AddQuestion notes that a question was asked once on its day.
func (db *DB) AddQuestion(ctx context.Context, q Question) error {
	err := db.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO questions (question, language, outcome, day, times) VALUES ($1, $2, $3, $4, 1)
			ON CONFLICT (question, language, outcome, day) DO UPDATE SET times = questions.times + 1`,
			q.Text, q.Language, q.Outcome, q.Day)
		if err != nil {
			return err
		}
		return trim(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("add a question: %w", err)
	}
	return nil
}

// trim drops the oldest questions where there are more than maxQuestions.
func trim(ctx context.Context, tx *sql.Tx) error {
	n := 0
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM questions`).Scan(&n); err != nil || n <= maxQuestions {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		DELETE FROM questions WHERE (question, language, outcome, day) IN
			(SELECT question, language, outcome, day FROM questions ORDER BY day, question LIMIT $1)`, n-maxQuestions)
	return err
}

// Questions returns the questions that are kept, the newest first.
func (db *DB) Questions(ctx context.Context) ([]Question, error) {
	rows, err := db.sql.QueryContext(ctx, `
		SELECT question, language, outcome, day, times FROM questions ORDER BY day DESC, question, language, outcome`)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	defer rows.Close()
	var list []Question
	for rows.Next() {
		var q Question
		if err := rows.Scan(&q.Text, &q.Language, &q.Outcome, &q.Day, &q.Times); err != nil {
			return nil, fmt.Errorf("read questions: %w", err)
		}
		list = append(list, q)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return list, nil
}
