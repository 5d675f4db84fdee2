package daily

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/store"
	"puente/internal/telegram"
)

// Config is what a Service works with.
type Config struct {
	Client *telegram.Client
	Store  *store.DB
	Base   *fact.Base
	Now    func() time.Time // nil is time.Now
	Log    *slog.Logger     // nil logs nothing
	// Buttons returns the keyboard below a post that states a fact, with a button for the
	// other events of the day where it has a label. Nil is no keyboard.
	Buttons func(chat store.Chat, l lang.Language, f fact.ID, day calendar.Day, others string) telegram.Keyboard
}

// Service posts to subscribers. It may be used by several goroutines.
type Service struct {
	client  *telegram.Client
	store   *store.DB
	base    atomic.Pointer[fact.Base]
	now     func() time.Time
	log     *slog.Logger
	buttons func(store.Chat, lang.Language, fact.ID, calendar.Day, string) telegram.Keyboard
	queue   *store.Queue
	look    time.Duration // between looks for what is due
	changed chan struct{} // the base was replaced

	zones sync.Map // *time.Location by IANA name
}

const (
	// workers is how many posts are under way at once. Telegram takes about 30 a second,
	// and one takes the time of a request.
	workers = 32
	// postTimeout bounds one attempt, most of which is waiting for the pacer.
	postTimeout = 30 * time.Second
	// rescueAfter is the age from which the post of a killed replica is taken up by
	// another one. River looks for such every 30 seconds.
	rescueAfter = postTimeout + 5*time.Second
	// maxAttempts of a job that fails by an error of ours; waiting for Telegram is none.
	maxAttempts = 200
	// queueName is the queue in River.
	queueName = "daily"
)

// New makes a service. It makes no request and starts nothing.
func New(cfg Config) (*Service, error) {
	s := &Service{
		client: cfg.Client, store: cfg.Store, now: cfg.Now, log: cfg.Log, buttons: cfg.Buttons,
		look: time.Second, changed: make(chan struct{}, 1),
	}
	s.base.Store(cfg.Base)
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	jobs := river.NewWorkers()
	river.AddWorker(jobs, &postWorker{service: s})
	river.AddWorker(jobs, &correctionWorker{service: s})
	queue, err := cfg.Store.OpenQueue(&river.Config{
		Logger:               quieter(s.log),
		Queues:               map[string]river.QueueConfig{queueName: {MaxWorkers: workers}},
		Workers:              jobs,
		JobTimeout:           postTimeout,
		RescueStuckJobsAfter: rescueAfter,
		MaxAttempts:          maxAttempts,
	})
	if err != nil {
		return nil, err
	}
	s.queue = queue
	return s, nil
}

// SetBase makes the service post from another base from now on.
func (s *Service) SetBase(b *fact.Base) {
	s.base.Store(b)
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// stopTime is how long the posts under way may take when the service stops. They have
// left or not by then: what has not is sent after the next start.
const stopTime = time.Second

// Work sends the posts that are planned, until the context ends. Every replica does.
func (s *Service) Work(ctx context.Context) error {
	if err := s.queue.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	<-ctx.Done()
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return s.queue.Stop(stop)
}

// Subscribe switches a chat's subscription on, or changes it, and returns when its next
// post comes.
func (s *Service) Subscribe(ctx context.Context, sub store.Subscription) (time.Time, error) {
	sub.Active, sub.Ended = true, ""
	old, _, err := s.store.Subscription(ctx, sub.ChatID, sub.Topic)
	if err != nil {
		return time.Time{}, err
	}
	next, err := s.next(sub, calendar.Day(old.LastDay))
	if err != nil {
		return time.Time{}, err
	}
	sub.DueAt, sub.DueDay = next.At.Unix(), int64(next.Day)
	return next.At, s.store.SaveSubscription(ctx, sub)
}

// next returns the next post of a subscription whose last one was of a local day.
func (s *Service) next(sub store.Subscription, last calendar.Day) (Due, error) {
	schedule, err := s.schedule(sub)
	if err != nil {
		return Due{}, err
	}
	return schedule.Next(s.now(), last), nil
}

// Unsubscribe switches a chat's subscription off. Its settings stay.
func (s *Service) Unsubscribe(ctx context.Context, sub store.Subscription) error {
	sub.Active = false
	return s.store.SaveSubscription(ctx, sub)
}

// schedule returns the times of a subscription.
func (s *Service) schedule(sub store.Subscription) (Schedule, error) {
	if loc, ok := s.zones.Load(sub.Zone); ok {
		return Schedule{loc.(*time.Location), sub.Minute}, nil
	}
	loc, err := LoadZone(sub.Zone)
	if err != nil {
		return Schedule{}, fmt.Errorf("chat %d: %w", sub.ChatID, err)
	}
	s.zones.Store(sub.Zone, loc)
	return Schedule{loc, sub.Minute}, nil
}

// quieter leaves out what River tells of its ordinary work.
func quieter(log *slog.Logger) *slog.Logger { return slog.New(atLeast{log.Handler(), slog.LevelWarn}) }

// atLeast is a handler for records of a level and above.
type atLeast struct {
	slog.Handler
	level slog.Level
}

// Enabled implements slog.Handler.
func (h atLeast) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= h.level && h.Handler.Enabled(ctx, l)
}

// WithAttrs implements slog.Handler.
func (h atLeast) WithAttrs(attrs []slog.Attr) slog.Handler {
	return atLeast{h.Handler.WithAttrs(attrs), h.level}
}

// WithGroup implements slog.Handler.
func (h atLeast) WithGroup(name string) slog.Handler {
	return atLeast{h.Handler.WithGroup(name), h.level}
}
