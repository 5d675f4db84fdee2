package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// migrateJobs brings the tables of the job queue up to date.
func (db *DB) migrateJobs(ctx context.Context) error {
	var err error
	if db.pool != nil {
		err = migrateRiver(ctx, func() (*rivermigrate.Migrator[pgx.Tx], error) {
			return rivermigrate.New(riverpgxv5.New(db.pool), nil)
		})
	} else {
		err = migrateRiver(ctx, func() (*rivermigrate.Migrator[*sql.Tx], error) {
			return rivermigrate.New(riversqlite.New(db.sql), nil)
		})
	}
	if err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	return nil
}

func migrateRiver[Tx any](ctx context.Context, open func() (*rivermigrate.Migrator[Tx], error)) error {
	m, err := open()
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// Queue is River's job queue in the database. On PostgreSQL all replicas work on it.
type Queue struct {
	db       *DB
	client   client
	transact func(context.Context, func(transaction) error) error
}

// client is what River's clients of both databases have in common.
type client interface {
	Start(context.Context) error
	StopAndCancel(context.Context) error
	Stop(context.Context) error
}

// transaction inserts jobs and runs statements, all or nothing.
type transaction interface {
	insert(ctx context.Context, jobs []river.InsertManyParams) error
	exec(ctx context.Context, statement string, args ...any) (affected int64, err error)
}

// OpenQueue makes a job queue with the workers of a configuration. Jobs are worked only
// after Start.
func (db *DB) OpenQueue(config *river.Config) (*Queue, error) {
	q := &Queue{db: db}
	if db.pool != nil {
		c, err := river.NewClient(riverpgxv5.New(db.pool), config)
		if err != nil {
			return nil, fmt.Errorf("open the job queue: %w", err)
		}
		q.client = c
		q.transact = func(ctx context.Context, do func(transaction) error) error {
			return pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error { return do(pgTransaction{tx, c}) })
		}
		return q, nil
	}
	// Only this process works on the file, and in it River tells itself of new jobs
	// through polling that would otherwise be twenty queries a second.
	config.PollOnly = true
	c, err := river.NewClient(riversqlite.New(db.sql), config)
	if err != nil {
		return nil, fmt.Errorf("open the job queue: %w", err)
	}
	q.client = c
	q.transact = func(ctx context.Context, do func(transaction) error) error {
		return db.transact(ctx, func(tx *sql.Tx) error { return do(sqliteTransaction{tx, c}) })
	}
	return q, nil
}

// Start begins to work on jobs.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.adopt(ctx); err != nil {
		return fmt.Errorf("start the job queue: %w", err)
	}
	if err := q.client.Start(ctx); err != nil {
		return fmt.Errorf("start the job queue: %w", err)
	}
	return nil
}

// adopt makes the jobs available that a killed process was working on. On SQLite there
// is no other process, so all jobs under way are such; on PostgreSQL River finds them by
// their age.
func (q *Queue) adopt(ctx context.Context) error {
	if q.db.pool != nil {
		return nil
	}
	_, err := q.db.sql.ExecContext(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running'`)
	return err
}

// Stop lets the jobs under way finish until the context ends, and then ends theirs.
func (q *Queue) Stop(ctx context.Context) error {
	if err := q.client.Stop(ctx); err == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := q.client.StopAndCancel(ctx); err != nil {
		return fmt.Errorf("stop the job queue: %w", err)
	}
	return nil
}

// Move is a subscription that moves on to its next day, and the job of the day it leaves,
// nil when that day is skipped.
type Move struct {
	ChatID  int64
	Topic   int
	DueAt   int64 // of the day it leaves
	LastDay int64 // the day it leaves
	NextAt  int64
	NextDay int64
	Job     *river.InsertManyParams
}

// Plan inserts the jobs and moves the subscriptions on, all or nothing. A subscription
// that was changed meanwhile stays as it is; its job is inserted all the same. Since jobs
// are unique, planning the same days twice inserts none twice.
func (q *Queue) Plan(ctx context.Context, moves []Move) error {
	var jobs []river.InsertManyParams
	for _, m := range moves {
		if m.Job != nil {
			jobs = append(jobs, *m.Job)
		}
	}
	err := q.transact(ctx, func(tx transaction) error {
		if len(jobs) > 0 {
			if err := tx.insert(ctx, jobs); err != nil {
				return err
			}
		}
		return moveOn(ctx, tx, moves)
	})
	if err != nil {
		return fmt.Errorf("plan %d posts: %w", len(moves), err)
	}
	return nil
}

// Insert inserts jobs, those that are there already not.
func (q *Queue) Insert(ctx context.Context, jobs []river.InsertManyParams) error {
	if len(jobs) == 0 {
		return nil
	}
	err := q.transact(ctx, func(tx transaction) error { return tx.insert(ctx, jobs) })
	if err != nil {
		return fmt.Errorf("insert %d jobs: %w", len(jobs), err)
	}
	return nil
}

// moveOn updates the subscriptions in one statement, which names the values of all.
func moveOn(ctx context.Context, tx transaction, moves []Move) error {
	if len(moves) == 0 {
		return nil
	}
	const columns = 6
	var rows strings.Builder
	args := make([]any, 0, columns*len(moves))
	for i, m := range moves {
		if i > 0 {
			rows.WriteString(", ")
		}
		for j := range columns {
			rows.WriteString([]string{"(", ", ", ", ", ", ", ", ", ", "}[j])
			fmt.Fprintf(&rows, "CAST($%d AS BIGINT)", columns*i+j+1)
		}
		rows.WriteString(")")
		args = append(args, m.ChatID, int64(m.Topic), m.DueAt, m.LastDay, m.NextAt, m.NextDay)
	}
	// SQLite and PostgreSQL both name the columns of VALUES column1, column2 …
	_, err := tx.exec(ctx, `
		UPDATE subscriptions SET last_day = v.column4, due_at = v.column5, due_day = v.column6
		FROM (VALUES `+rows.String()+`) AS v
		WHERE subscriptions.chat_id = v.column1 AND subscriptions.topic = v.column2 AND subscriptions.due_at = v.column3`, args...)
	return err
}

// PlanSize is how many moves one call of Plan may have; PostgreSQL takes 65,535
// parameters in a statement and SQLite 32,766.
const PlanSize = 1000

// stopTimeout is how long jobs may take to stop after their context ended.
const stopTimeout = time.Second

type sqliteTransaction struct {
	tx     *sql.Tx
	client *river.Client[*sql.Tx]
}

func (t sqliteTransaction) insert(ctx context.Context, jobs []river.InsertManyParams) error {
	_, err := t.client.InsertManyFastTx(ctx, t.tx, jobs)
	return err
}

func (t sqliteTransaction) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := t.tx.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

type pgTransaction struct {
	tx     pgx.Tx
	client *river.Client[pgx.Tx]
}

func (t pgTransaction) insert(ctx context.Context, jobs []river.InsertManyParams) error {
	// Not InsertManyFastTx, which copies and cannot leave out jobs that are there.
	_, err := t.client.InsertManyTx(ctx, t.tx, jobs)
	return err
}

func (t pgTransaction) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	tag, err := t.tx.Exec(ctx, statement, args...)
	return tag.RowsAffected(), err
}
