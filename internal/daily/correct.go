package daily

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
	"puente/internal/store"
	"puente/internal/telegram"
)

// correctionDays is for how many days after a post its chat is told of a correction.
const correctionDays = 60

// Corrected is a fact of which something was put right.
type Corrected struct {
	Fact *fact.Fact
	Last fact.Correction // the newest
}

// Corrections returns the facts whose newest correction is at most correctionDays old.
func Corrections(base *fact.Base, today calendar.Day) []Corrected {
	var out []Corrected
	for _, f := range base.Facts() {
		if len(f.Corrected) == 0 {
			continue
		}
		if c := newest(f); today-c.Last.Date.Last() <= correctionDays {
			out = append(out, c)
		}
	}
	return out
}

// newest returns the newest correction of a fact that has any.
func newest(f *fact.Fact) Corrected {
	return Corrected{f, slices.MaxFunc(f.Corrected, func(a, b fact.Correction) int { return a.Date.Compare(b.Date) })}
}

// CorrectionWords puts the note about a correction into words, for a chat to which the
// fact was posted on a day.
func CorrectionWords(c Corrected, posted calendar.Day, l lang.Language, base *fact.Base, o render.Options) (post Post, ok bool) {
	printer := locale.For(l)
	lead := printer.Text("daily.correction", locale.Args{
		"date": printer.On(posted.Span()), "what": c.Last.What[printer.Language()]})
	corrected := *c.Fact
	corrected.Corrected = nil // the lead tells it
	m, text, ok := render.FactPost(lead, &corrected, l, base, o)
	return Post{HTML: m.HTML, Plain: text}, ok
}

// correctionArgs are the arguments of the job of a note about a correction.
type correctionArgs struct {
	Chat   int64   `json:"chat" river:"unique"`
	Topic  int     `json:"topic" river:"unique"`
	Fact   fact.ID `json:"fact" river:"unique"`
	Date   string  `json:"date" river:"unique"` // of the correction, in EDTF
	Posted int64   `json:"posted"`              // the day of the post, since 1970-01-01
}

// Kind implements river.JobArgs.
func (correctionArgs) Kind() string { return "daily_correction" }

// item names the correction among the deliveries.
func (a correctionArgs) item() string { return fmt.Sprintf("correction %s %s", a.Fact, a.Date) }

// tellCorrections makes jobs of the corrections that this base is the first to have, for
// everybody to whom the fact was posted lately. They come with the next post, so that
// nobody is woken.
func (s *Service) tellCorrections(ctx context.Context) {
	now := s.now()
	today := calendar.DayOf(now.UTC())
	for _, c := range Corrections(s.base.Load(), today) {
		n, err := s.tell(ctx, c, today)
		switch {
		case err != nil && ctx.Err() == nil:
			s.log.Error("a correction is not told", "fact", c.Fact.ID, "error", err)
		case n > 0:
			s.log.Info("a correction is told", "fact", c.Fact.ID, "chats", n)
		}
	}
}

func (s *Service) tell(ctx context.Context, c Corrected, today calendar.Day) (int, error) {
	args := correctionArgs{Fact: c.Fact.ID, Date: c.Last.Date.String()}
	told := store.DeliveryKey{Item: args.item()} // the correction as a whole
	if state, err := s.store.Delivery(ctx, told); err != nil || state != "" {
		return 0, err
	}
	to, err := s.store.Recipients(ctx, string(c.Fact.ID), int64(today-correctionDays), int64(today+1), args.item())
	if err != nil {
		return 0, err
	}
	for part := range slices.Chunk(to, store.PlanSize) {
		var jobs []river.InsertManyParams
		for _, r := range part {
			args.Chat, args.Topic, args.Posted = r.ChatID, r.Topic, r.Day
			wait := time.Unix(r.DueAt, 0).Sub(s.now())
			jobs = append(jobs, river.InsertManyParams{Args: args, InsertOpts: &river.InsertOpts{
				Queue: queueName, ScheduledAt: time.Now().Add(max(wait, 0)), UniqueOpts: river.UniqueOpts{ByArgs: true},
			}})
		}
		if err := s.queue.Insert(ctx, jobs); err != nil {
			return 0, err
		}
	}
	return len(to), s.store.FinishDelivery(ctx, told, store.Quiet, 0, store.SentFact{}, s.now().Unix())
}

// correctionWorker sends the note about a correction.
type correctionWorker struct {
	retrying[correctionArgs]
	service *Service
}

// Work implements river.Worker.
func (w *correctionWorker) Work(ctx context.Context, job *river.Job[correctionArgs]) error {
	s, args := w.service, job.Args
	sub, ok, err := s.recipient(ctx, args.Chat, args.Topic)
	if err != nil || !ok || !sub.Corrections {
		return err
	}
	d := &delivery{
		service: s, until: s.now().Add(time.Hour).Unix(), // no day ends it
		key: store.DeliveryKey{ChatID: sub.ChatID, Topic: sub.Topic, Item: args.item()},
		log: s.log.With("chat_id", sub.ChatID, "topic", sub.Topic, "item", args.item()),
	}
	return d.run(ctx, func() (m telegram.Outgoing, sent store.SentFact, ok bool, err error) {
		base := s.base.Load()
		f, ok := base.Fact(args.Fact)
		if !ok || f.Withdrawn != "" || len(f.Corrected) == 0 {
			return m, sent, false, nil
		}
		chat, err := s.store.Chat(ctx, sub.ChatID)
		if err != nil {
			return m, sent, false, err
		}
		words, ok := CorrectionWords(newest(f), calendar.Day(args.Posted), lang.Language(sub.Language), base, render.Options{Verbosity: render.VerbosityOf(chat.Verbosity, chat.IsGroup())})
		return outgoing(sub, chat, words), sent, ok, nil
	})
}
