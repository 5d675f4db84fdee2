package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	// pollTimeout is the longest long poll the server grants.
	pollTimeout = 50 * time.Second
	// pollLimit is the most updates a poll returns. Since the server always
	// begins with the first that is not confirmed, it is also the most that can
	// be under way at once.
	pollLimit = 100
	// pollPause is kept between polls while updates are under way, which the
	// server returns again and again: the same offset twice in half a second is
	// answered with one update only (telegram-bot-api Client.cpp,
	// process_get_updates_query).
	pollPause = 600 * time.Millisecond
	// confirmPause is kept between polls while updates are under way and some
	// were handled, which the poll confirms. The shorter it is, the fewer are
	// repeated after a crash, and the more often the rest is fetched again.
	confirmPause = 200 * time.Millisecond
)

// The defaults of Poller.
const (
	DefaultParallel      = 32
	DefaultHandleTimeout = 30 * time.Second
	DefaultDrainTimeout  = time.Second
)

// Poller fetches updates by long polling and hands each to the handler.
//
// Updates of one chat are handled in order, chats in parallel; see Handler for
// what counts as handled. An update is confirmed to Telegram only when it and
// all before it were handled. Since at most 100 updates can be unconfirmed, a
// handler that takes long delays the other chats once 100 updates have gathered
// behind its own; HandleTimeout bounds that.
type Poller struct {
	Client *Client
	Handle Handler
	Log    *slog.Logger // nil logs nothing

	Parallel      int           // handlers at once; 0 is DefaultParallel
	HandleTimeout time.Duration // for one update; 0 is DefaultHandleTimeout
	DrainTimeout  time.Duration // for the handlers under way at the end; 0 is DefaultDrainTimeout
}

// Run polls until the context ends, which ends a poll at once, lets the handlers
// under way finish within DrainTimeout, and tells Telegram what was handled. It
// then returns nil. It returns an error when Telegram does not know the token
// (Unauthorized) or the address (NotFound); everything else it waits out.
func (p *Poller) Run(ctx context.Context) error {
	log := p.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	handlers, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	w := newWindow()
	d := &dispatcher{
		handle: p.Handle, done: w.done, log: log, ctx: handlers,
		timeout: cmp.Or(p.HandleTimeout, DefaultHandleTimeout),
		slots:   make(chan struct{}, cmp.Or(p.Parallel, DefaultParallel)),
		lanes:   map[lane][]*Update{},
	}
	l := &loop{client: p.Client, window: w, dispatcher: d, log: log}
	err := l.deleteWebhook(ctx)
	if err == nil {
		log.Info("polling begins")
		err = l.poll(ctx)
	}
	l.finish(cmp.Or(p.DrainTimeout, DefaultDrainTimeout), stop, err)
	return err
}

// loop is one run of a poller.
type loop struct {
	client     *Client
	window     *window
	dispatcher *dispatcher
	log        *slog.Logger
	asked      int64 // the offset of the last poll that was answered
}

// deleteWebhook makes polling possible, however long that takes.
func (l *loop) deleteWebhook(ctx context.Context) error {
	for failures := 1; ; failures++ {
		err := l.client.DeleteWebhook(ctx)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		if err := l.endure(ctx, err, failures); err != nil {
			return err
		}
	}
}

// poll fetches and hands over updates until the context ends or an error is
// final.
func (l *loop) poll(ctx context.Context) error {
	failures := 0
	for ctx.Err() == nil {
		began := time.Now()
		batch, err := l.fetch(ctx)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			failures++
			if err := l.endure(ctx, err, failures); err != nil {
				return err
			}
			continue
		}
		if failures > 0 {
			l.log.Info("polling goes on", "failures", failures)
			failures = 0
		}
		readable := l.accept(batch)
		l.await(ctx, began, readable)
	}
	return nil
}

// certain is how long a poll must have waited before it surely reached the
// server.
const certain = 500 * time.Millisecond

// fetch makes one long poll.
func (l *loop) fetch(ctx context.Context) ([]json.RawMessage, error) {
	offset, _ := l.window.next()
	began := time.Now()
	limited, cancel := context.WithTimeout(ctx, pollTimeout+15*time.Second)
	defer cancel()
	var batch []json.RawMessage
	err := l.client.call(limited, "getUpdates", pollParams(offset, pollLimit, pollTimeout), &batch)
	if err == nil || ctx.Err() != nil && time.Since(began) > certain {
		l.asked = offset
	}
	return batch, err
}

func pollParams(offset int64, limit int, timeout time.Duration) tgbotapi.Params {
	p := tgbotapi.Params{
		"offset":  strconv.FormatInt(offset, 10),
		"limit":   strconv.Itoa(limit),
		"timeout": strconv.Itoa(int(timeout.Seconds())),
	}
	setJSON(p, "allowed_updates", updateKinds) // left out, an old list would stay
	return p
}

// endure waits after a failed request, longer with each failure in a row, or
// returns the error when waiting does not help.
func (l *loop) endure(ctx context.Context, err error, failures int) error {
	wait := backoff(failures, time.Second, 30*time.Second)
	switch kind := KindOf(err); kind {
	case Unauthorized:
		return fmt.Errorf("telegram does not accept the token, it is wrong or was revoked: %w", err)
	case NotFound:
		return fmt.Errorf("telegram does not know the address, check the endpoint and the token: %w", err)
	case Conflict:
		// Each poll would end the other's, so this one steps back.
		wait = backoff(failures, 5*time.Second, time.Minute)
		l.log.Error("another instance is polling with the same token", "error", err, "wait", wait)
	case Webhook:
		l.log.Error("somebody set a webhook, deleting it", "error", err, "wait", wait)
		if err := l.client.DeleteWebhook(ctx); err != nil && ctx.Err() == nil {
			l.log.Error("the webhook was not deleted", "error", err)
		}
	case Flood:
		var e *Error
		errors.As(err, &e)
		wait = max(e.RetryAfter, time.Second)
		l.log.Warn("telegram asks polling to wait", "wait", wait)
	default:
		l.log.Warn("polling failed", "error", err, "failures", failures, "wait", wait)
	}
	sleep(ctx, wait)
	return nil
}

// accept hands the new updates of a batch over, and tells whether it held any
// that can be decoded, be they new or not. One that cannot is logged and skipped.
func (l *loop) accept(batch []json.RawMessage) bool {
	readable := false
	for _, a := range l.arrivals(batch) {
		readable = readable || a.err == nil
		switch id := a.update.ID; {
		case !l.window.add(id):
		case a.err != nil:
			l.log.Error("update skipped, it cannot be decoded", "update_id", id, "error", a.err)
			l.window.done(id)
		case a.update.empty():
			l.window.done(id)
		default:
			l.dispatcher.add(a.update)
		}
	}
	return readable
}

// arrival is an update of a batch, or what stands for one that cannot be
// decoded.
type arrival struct {
	update *Update
	err    error
}

// arrivals decodes a batch and puts it in the order of the ids. An update whose
// id cannot be read gets the lowest it may have, which is behind the one before;
// since ids ascend, that is nobody else's, and confirming it confirms nothing
// that was not seen.
func (l *loop) arrivals(batch []json.RawMessage) []arrival {
	list := make([]arrival, 0, len(batch))
	last := l.asked - 1
	for _, raw := range batch {
		u, err := decodeUpdate(raw)
		if u.ID == 0 {
			u.ID = last + 1
		}
		last = u.ID
		list = append(list, arrival{u, err})
	}
	slices.SortStableFunc(list, func(a, b arrival) int { return cmp.Compare(a.update.ID, b.update.ID) })
	return list
}

// decodeUpdate decodes an update. With an error it returns an update with
// nothing but the id, which is 0 when not even that can be read.
func decodeUpdate(raw json.RawMessage) (*Update, error) {
	var id struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &id); err != nil {
		return &Update{}, err
	}
	if id.ID == 0 {
		return &Update{}, errors.New("it has no id")
	}
	var u Update
	if err := json.Unmarshal(raw, &u); err != nil {
		return &Update{ID: id.ID}, err
	}
	return &u, nil
}

// await returns when it is time for the next poll: at once when everything was
// handled and can be confirmed; soon when a part was; otherwise after pollPause,
// because new updates of other chats may have come. While the window is full and
// its beginning is under way, a poll could bring nothing new.
func (l *loop) await(ctx context.Context, began time.Time, readable bool) {
	wait := pollPause
	if !readable {
		wait -= time.Since(began)
	}
	early, late := time.NewTimer(confirmPause), time.NewTimer(wait)
	defer early.Stop()
	defer late.Stop()
	isEarly, isLate := false, false
	for {
		offset, open := l.window.next()
		progress := readable && offset != l.asked
		if progress && (open == 0 || isEarly) || isLate && open < pollLimit {
			return
		}
		select {
		case <-l.window.moved:
		case <-early.C:
			isEarly = true
		case <-late.C:
			isLate = true
		case <-ctx.Done():
			return
		}
	}
}

// finish drains the handlers and confirms what they did. A poll with a new
// offset confirms everything below it; what it returns is not looked at, so it
// stays for the next start.
func (l *loop) finish(timeout time.Duration, stop func(), failed error) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	l.dispatcher.drain(ctx)
	cancel()
	stop()
	// Handlers that listen to their context return now, and may have done all.
	ctx, cancel = context.WithTimeout(context.Background(), 200*time.Millisecond)
	l.dispatcher.drain(ctx)
	cancel()

	offset, open := l.window.next()
	if failed == nil && offset != l.asked {
		ctx, cancel := context.WithTimeout(context.Background(), 600*time.Millisecond)
		defer cancel()
		if err := l.client.call(ctx, "getUpdates", pollParams(offset, 1, 0), nil); err != nil {
			l.log.Warn("the last confirmation was not answered, some updates may come again", "error", err)
		}
	}
	l.log.Info("polling ended", "unfinished", open, "took", time.Since(began))
}
