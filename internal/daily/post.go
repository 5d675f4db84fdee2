package daily

import (
	"context"
	"log/slog"

	"github.com/riverqueue/river"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/render"
	"puente/internal/store"
	"puente/internal/telegram"
)

// postWorker sends the post of a day.
type postWorker struct {
	retrying[postArgs]
	service *Service
}

// Work implements river.Worker.
func (w *postWorker) Work(ctx context.Context, job *river.Job[postArgs]) error {
	s, args := w.service, job.Args
	day, err := args.day()
	if err != nil {
		return river.JobCancel(err)
	}
	sub, ok, err := s.recipient(ctx, args.Chat, args.Topic)
	if err != nil || !ok {
		return err
	}
	d := &delivery{
		service: s, until: args.Until,
		key: store.DeliveryKey{ChatID: sub.ChatID, Topic: sub.Topic, Item: args.Day},
		log: s.log.With("chat_id", sub.ChatID, "topic", sub.Topic, "item", args.Day),
	}
	return d.run(ctx, func() (telegram.Outgoing, store.SentFact, bool, error) { return s.post(ctx, sub, day) })
}

// recipient returns the subscription that a job is for; ok is false when it is off by
// now. A group's subscription is looked for in the supergroup that it became.
func (s *Service) recipient(ctx context.Context, chat int64, topic int) (sub store.Subscription, ok bool, err error) {
	if chat, err = s.store.MovedTo(ctx, chat); err != nil {
		return sub, false, err
	}
	sub, ok, err = s.store.Subscription(ctx, chat, topic)
	return sub, ok && sub.Active, err
}

// post writes a subscription's post of a day; ok is false when there is nothing to say.
func (s *Service) post(ctx context.Context, sub store.Subscription, day calendar.Day) (m telegram.Outgoing, sent store.SentFact, ok bool, err error) {
	chat, err := s.store.Chat(ctx, sub.ChatID)
	if err != nil {
		return m, sent, false, err
	}
	m, id, ok, err := s.Preview(ctx, sub, chat, day, day)
	return m, store.SentFact{ID: string(id), Day: int64(day)}, ok, err
}

// Preview returns the post that a subscription would bring on a day, put into words for
// today, and the fact that it states; ok is false when it brings none. On a day that had
// its post it is the same one.
func (s *Service) Preview(ctx context.Context, sub store.Subscription, chat store.Chat, day, today calendar.Day) (m telegram.Outgoing, id fact.ID, ok bool, err error) {
	history, err := s.store.SentFacts(ctx, sub.ChatID, sub.Topic)
	if err != nil {
		return m, id, false, err
	}
	seen := make(Seen, len(history))
	for _, f := range history {
		if calendar.Day(f.Day) != day {
			seen[fact.ID(f.ID)] = calendar.Day(f.Day)
		}
	}
	base, l := s.base.Load(), lang.Language(sub.Language)
	pick, ok := Choose(base, sub.ChatID, day, sub.Fallback, seen)
	if !ok {
		return m, id, false, nil
	}
	words, ok := Words(pick, day, today, l, base, render.Options{Verbosity: render.VerbosityOf(chat.Verbosity, chat.IsGroup())})
	if !ok {
		return m, id, false, nil
	}
	m = outgoing(sub, chat, words)
	if s.buttons != nil {
		m.Keyboard = s.buttons(chat, l, pick.Fact.ID, day, words.Others)
	}
	return m, pick.Fact.ID, true, nil
}

func outgoing(sub store.Subscription, chat store.Chat, words Post) telegram.Outgoing {
	return telegram.Outgoing{
		ChatID: sub.ChatID, Topic: sub.Topic, HTML: words.HTML, Plain: words.Plain,
		Priority: telegram.Broadcast, Silent: chat.Quiet,
	}
}

// logged returns the attributes that tell of a fact.
func logged(f store.SentFact) slog.Attr { return slog.String("fact", f.ID) }
