package daily

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"puente/internal/calendar"
	"puente/internal/store"
)

const (
	// keepDeliveries is how long it is remembered what was sent: longer than a correction
	// may be told of.
	keepDeliveries = (correctionDays + 10) * 24 * time.Hour
	// pruneEvery is between two times of forgetting older deliveries.
	pruneEvery = 6 * time.Hour
	// planPause is kept after a failure to plan.
	planPause = 2 * time.Second
)

// Plan finds the subscriptions that are due and makes jobs of them, until the context
// ends. One replica does at a time; two would do no harm.
func (s *Service) Plan(ctx context.Context) error {
	var pruned time.Time
	s.tellCorrections(ctx)
	for ctx.Err() == nil {
		if now := s.now(); now.Sub(pruned) >= pruneEvery {
			pruned = now
			s.prune(ctx, now)
		}
		wait := s.look
		switch n, err := s.planDue(ctx); {
		case err != nil && ctx.Err() == nil:
			s.log.Error("posts are not planned", "error", err)
			wait = planPause
		case n == store.PlanSize:
			continue
		default:
			wait = min(wait, s.untilDue(ctx))
		}
		select {
		case <-time.After(wait):
		case <-s.changed:
			s.tellCorrections(ctx)
		case <-ctx.Done():
		}
	}
	return nil
}

// untilDue returns how long nothing is due.
func (s *Service) untilDue(ctx context.Context) time.Duration {
	at, ok, err := s.store.NextDue(ctx)
	if err != nil || !ok {
		return s.look
	}
	return max(time.Unix(at, 0).Sub(s.now()), 0)
}

// planDue plans the posts that are due, at most store.PlanSize of them, and returns how
// many subscriptions moved on.
func (s *Service) planDue(ctx context.Context) (int, error) {
	began, now := time.Now(), s.now()
	subs, err := s.store.DueSubscriptions(ctx, now.Unix(), store.PlanSize)
	if err != nil || len(subs) == 0 {
		return 0, err
	}
	var moves []store.Move
	skipped := 0
	for _, sub := range subs {
		schedule, err := s.schedule(sub)
		if err != nil {
			// Zones are checked when they are chosen, but a later release may lack one.
			s.log.Error("a subscription has no usable time zone and ends", "chat_id", sub.ChatID, "topic", sub.Topic, "error", err)
			if err := s.store.EndSubscriptions(ctx, sub.ChatID, sub.Topic, "no time zone"); err != nil {
				return 0, err
			}
			continue
		}
		move, missed := move(sub, schedule, now)
		moves = append(moves, move)
		skipped += missed
		if missed > 0 {
			s.log.Warn("days are skipped: the program was not running in time", "chat_id", sub.ChatID, "topic", sub.Topic,
				"first", calendar.Day(sub.DueDay).String(), "days", missed)
		}
	}
	if err := s.queue.Plan(ctx, moves); err != nil {
		return 0, err
	}
	s.log.Info("posts are planned", "subscriptions", len(moves), "days_skipped", skipped, "took", time.Since(began))
	return len(subs), nil
}

// move returns how a due subscription moves on: to its next day with a job for the day it
// leaves, or, when that is too late, past all days that are.
func move(sub store.Subscription, schedule Schedule, now time.Time) (m store.Move, skipped int) {
	due := Due{Day: calendar.Day(sub.DueDay), At: time.Unix(sub.DueAt, 0)}
	m = store.Move{ChatID: sub.ChatID, Topic: sub.Topic, DueAt: sub.DueAt}
	last := due.Day
	next := schedule.Next(due.At, due.Day)
	if !now.After(schedule.Latest(due)) {
		m.Job = postJob(sub, due, schedule)
	} else {
		skipped++
		for now.After(schedule.Latest(next)) {
			skipped++
			last = next.Day
			next = schedule.Next(next.At, next.Day)
		}
	}
	m.LastDay, m.NextAt, m.NextDay = int64(last), next.At.Unix(), int64(next.Day)
	return m, skipped
}

// postJob is the job of a subscription's day.
func postJob(sub store.Subscription, due Due, schedule Schedule) *river.InsertManyParams {
	return &river.InsertManyParams{
		Args:       postArgs{Chat: sub.ChatID, Topic: sub.Topic, Day: due.Day.String(), Until: schedule.EndOf(due.Day).Unix()},
		InsertOpts: &river.InsertOpts{Queue: queueName, UniqueOpts: river.UniqueOpts{ByArgs: true}},
	}
}

// postArgs are the arguments of a post's job.
type postArgs struct {
	Chat  int64  `json:"chat" river:"unique"`
	Topic int    `json:"topic" river:"unique"`
	Day   string `json:"day" river:"unique"` // YYYY-MM-DD, local
	Until int64  `json:"until"`              // Unix seconds, when the day ends
}

// Kind implements river.JobArgs.
func (postArgs) Kind() string { return "daily_post" }

// day returns the local day of the post.
func (a postArgs) day() (calendar.Day, error) {
	span, err := calendar.Parse(a.Day)
	if err != nil || !span.Exact() {
		return 0, fmt.Errorf("job of chat %d: %q is no day", a.Chat, a.Day)
	}
	return span.First(), nil
}

func (s *Service) prune(ctx context.Context, now time.Time) {
	n, err := s.store.PruneDeliveries(ctx, now.Add(-keepDeliveries).Unix())
	switch {
	case err != nil && ctx.Err() == nil:
		s.log.Error("old deliveries are not pruned", "error", err)
	case n > 0:
		s.log.Info("old deliveries are pruned", "deliveries", n)
	}
}
