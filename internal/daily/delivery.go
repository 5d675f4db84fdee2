package daily

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/riverqueue/river"

	"puente/internal/store"
	"puente/internal/telegram"
)

// retrying is what the workers have in common: when a job that failed by an error of ours
// is tried again.
type retrying[T river.JobArgs] struct{ river.WorkerDefaults[T] }

// NextRetry implements river.Worker.
func (retrying[T]) NextRetry(*river.Job[T]) time.Time { return time.Now().Add(retryPause()) }

// retryPause is the time until something that surely was not sent is tried again.
func retryPause() time.Duration { return 15*time.Second + rand.N(15*time.Second) }

// delivery sends one message at most once. The attempt is recorded right before the
// message leaves; only when it surely did not arrive is the record taken back.
type delivery struct {
	service *Service
	key     store.DeliveryKey
	until   int64 // Unix seconds, after which it is too late
	log     *slog.Logger
	begun   bool
}

// errDelivered says that the message left before, perhaps from a process that died then.
var errDelivered = errors.New("it was sent before")

// run writes the message and sends it. Its error is for River: to snooze, or to try again
// after an error of the database.
func (d *delivery) run(ctx context.Context, write func() (telegram.Outgoing, store.SentFact, bool, error)) error {
	s := d.service
	if s.now().Unix() >= d.until {
		d.log.Warn("a post is skipped: its day is over")
		return nil
	}
	if state, err := s.store.Delivery(ctx, d.key); err != nil || state != "" {
		return err
	}
	m, f, ok, err := write()
	if err != nil {
		return err
	}
	if !ok {
		d.log.Info("nothing to post today")
		return s.store.FinishDelivery(ctx, d.key, store.Quiet, 0, store.SentFact{}, s.now().Unix())
	}
	if err := s.pace(ctx); err != nil {
		return err
	}
	m.Leaving = d.begin
	sent, err := s.client.SendMessage(ctx, m)
	if errors.Is(err, errDelivered) {
		return nil
	}
	// What became of the message must be recorded also when the program stops.
	ctx = context.WithoutCancel(ctx)
	if err != nil {
		return d.failed(ctx, f, err)
	}
	if sent.Chat.ID != d.key.ChatID { // the group became a supergroup on the way
		if err := s.store.MoveChat(ctx, d.key.ChatID, sent.Chat.ID); err != nil {
			d.log.Error("a group that became a supergroup was not moved", "error", err)
		}
		d.key.ChatID = sent.Chat.ID
	}
	d.log.Info("posted", logged(f), "message_id", sent.ID)
	d.finish(ctx, store.Sent, sent.ID, f)
	return nil
}

// replicasPace is the time between two posts of all replicas together. It leaves room for
// replies below the 30 messages a second that Telegram takes (core.telegram.org/bots/faq).
const replicasPace = time.Second / 22

// pace waits for a moment that no other replica sends in, and for another one when it
// overslept that: else a machine that stood still would send all it had waiting at once.
// Within one process the client keeps the limits.
func (s *Service) pace(ctx context.Context) error {
	for {
		wait, err := s.store.Pace(ctx, replicasPace)
		if err != nil || wait == 0 {
			return err
		}
		reserved := time.Now()
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
		if time.Since(reserved) < wait+2*replicasPace {
			return nil
		}
	}
}

// begin records that the message is leaving now.
func (d *delivery) begin(ctx context.Context) error {
	if d.begun {
		return nil // again, as plain text or to the chat that the group became
	}
	if d.service.now().Unix() >= d.until {
		return context.DeadlineExceeded
	}
	ok, err := d.service.store.BeginDelivery(ctx, d.key, d.service.now().Unix())
	if err == nil && !ok {
		err = errDelivered
	}
	d.begun = err == nil
	return err
}

// finish records what became of the message. When it cannot, the record of the attempt
// still keeps the message from being sent again.
func (d *delivery) finish(ctx context.Context, state store.DeliveryState, message int, f store.SentFact) {
	if err := d.service.store.FinishDelivery(ctx, d.key, state, message, f, d.service.now().Unix()); err != nil {
		d.log.Error("a delivery is not recorded", "error", err)
	}
}

// failed does what the kind of a failure asks for.
func (d *delivery) failed(ctx context.Context, f store.SentFact, err error) error {
	var e *telegram.Error
	if !errors.As(err, &e) {
		return err
	}
	// When the group became a supergroup on the way, its records have moved there.
	chat, moveErr := d.service.store.MovedTo(ctx, d.key.ChatID)
	if moveErr != nil {
		return moveErr
	}
	d.key.ChatID = chat
	switch kind := e.Kind; {
	case kind == telegram.MaybeSent, kind == telegram.NotJSON:
		d.log.Warn("a post may have arrived and is not repeated", logged(f), "error", err)
		d.finish(ctx, store.Unsure, 0, f)
	case kind == telegram.Flood:
		return d.later(ctx, max(e.RetryAfter, time.Second)+rand.N(time.Second), err)
	case kind.EndsChat():
		d.log.Warn("the subscriptions of a chat end", "error", err)
		return d.end(ctx, 0, kind)
	case kind == telegram.NoThread:
		d.log.Warn("the subscription of a topic ends: it is gone", "error", err)
		return d.end(ctx, d.key.Topic, kind)
	case kind == telegram.TopicClosed:
		d.log.Warn("a post is skipped: its topic is closed", "error", err)
		d.finish(ctx, store.Failed, 0, store.SentFact{})
	case kind == telegram.Unsent, kind == telegram.ServerError, kind == telegram.Migrated, kind == telegram.Unauthorized, kind == telegram.NotFound:
		return d.later(ctx, retryPause(), err)
	default:
		d.log.Error("Telegram refuses a post", logged(f), "error", err)
		d.finish(ctx, store.Failed, 0, f)
	}
	return nil
}

// end ends the chat's subscription for a topic, 0 for all of them, and only then records the
// failure: who dies in between must not leave a subscription of a chat that is gone.
func (d *delivery) end(ctx context.Context, topic int, reason telegram.Kind) error {
	if err := d.service.store.EndSubscriptions(ctx, d.key.ChatID, topic, string(reason)); err != nil {
		return d.later(ctx, retryPause(), err)
	}
	d.finish(ctx, store.Failed, 0, store.SentFact{})
	return nil
}

// later takes the record of the attempt back and tries again after a while.
func (d *delivery) later(ctx context.Context, wait time.Duration, cause error) error {
	d.log.Warn("a post is put off", "wait", wait, "error", cause)
	if d.begun {
		if err := d.service.store.CancelDelivery(ctx, d.key); err != nil {
			return err
		}
	}
	return river.JobSnooze(wait)
}
