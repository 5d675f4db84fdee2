package telegram

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// Priority orders the sends that wait for the same second.
type Priority int

// The priorities. A broadcast goes out only in seconds that no reply needs.
const (
	Reply Priority = iota // somebody is waiting for it
	Broadcast
)

// bucket is a token bucket: a burst, and how many more a second.
type bucket struct {
	rate  rate.Limit
	burst int
}

func (b bucket) limiter() *rate.Limiter { return rate.NewLimiter(b.rate, b.burst) }

type rates struct{ global, chat, group bucket }

// telegramRates keep within what Telegram publishes (core.telegram.org/bots/faq,
// "hitting limits"): 30 messages a second overall, one a second to a chat with
// short bursts, 20 a minute to a group. A bucket lets at most burst + rate·T
// through in any time T, so a group gets 5 + 15 in any minute and all chats
// together 4 + 25 in any second; the little that is left makes up for messages
// that travel unequally fast.
var telegramRates = rates{
	global: bucket{25, 4},
	chat:   bucket{rate.Every(1100 * time.Millisecond), 3},
	group:  bucket{rate.Every(4 * time.Second), 5},
}

const (
	// maxPause is the longest pause a send waits out; when Telegram asks for
	// more, or for more than the context allows, the send fails at once.
	maxPause = time.Minute
	// forgetAfter is when an idle chat's buckets are certainly full again.
	forgetAfter = time.Minute
	// Floods in so many chats within so much time mean that the bot as a whole
	// is too fast.
	floodChats  = 3
	floodWindow = 10 * time.Second
)

// pacer lets sends through at the pace Telegram allows, to each chat one at a
// time and in the order they came.
type pacer struct {
	rates   rates
	global  *rate.Limiter
	replies atomic.Int32  // waiting at the global gate
	gate    chan struct{} // held by the one broadcast that watches the global gate

	mu     sync.Mutex
	chats  map[int64]*pace
	swept  time.Time
	pause  time.Time // nothing is sent before
	floods []flood   // of the last floodWindow
}

type flood struct {
	chat int64
	at   time.Time
}

// pace is what is remembered of a chat.
type pace struct {
	turn    chan struct{} // held by the send under way
	chat    *rate.Limiter // nil for chat 0
	group   *rate.Limiter // nil for people
	waiting int           // sends that hold or wait for the turn
	pause   time.Time     // nothing is sent to the chat before
	used    time.Time
}

func newPacer(r rates) *pacer {
	return &pacer{rates: r, global: r.global.limiter(), gate: make(chan struct{}, 1), chats: map[int64]*pace{}, swept: time.Now()}
}

// turn is the right to send to a chat. It is kept over repetitions, so that
// nothing overtakes.
type turn struct {
	p    *pacer
	id   int64
	pace *pace
}

// enter waits for the turn to send to a chat. Chat 0, for messages whose chat is
// not known, has no order and no limits of its own.
func (p *pacer) enter(ctx context.Context, chat int64) (*turn, error) {
	t := &turn{p, chat, p.acquire(chat)}
	select {
	case t.pace.turn <- struct{}{}:
		return t, nil
	case <-ctx.Done():
		p.release(t.pace)
		return nil, ctx.Err()
	}
}

func (t *turn) leave() {
	<-t.pace.turn
	t.p.release(t.pace)
}

func (p *pacer) acquire(chat int64) *pace {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sweep(time.Now())
	c := p.chats[chat]
	if c == nil {
		c = &pace{turn: make(chan struct{}, 1)}
		if chat != 0 {
			c.chat = p.rates.chat.limiter()
			p.chats[chat] = c
		}
		if chat < 0 {
			c.group = p.rates.group.limiter()
		}
	}
	c.waiting++
	return c
}

func (p *pacer) release(c *pace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c.waiting--
	c.used = time.Now()
}

// sweep forgets idle chats, at most once a minute.
func (p *pacer) sweep(now time.Time) {
	if now.Sub(p.swept) < forgetAfter {
		return
	}
	p.swept = now
	for id, c := range p.chats {
		if c.waiting == 0 && now.Sub(c.used) >= forgetAfter && !c.pause.After(now) {
			delete(p.chats, id)
		}
	}
}

// pauseError says that a pause is longer than a send may wait.
type pauseError struct{ left time.Duration }

func (e *pauseError) Error() string {
	return fmt.Sprintf("sending is paused for another %v", e.left.Round(time.Second))
}

// wait returns when one message may be sent. The chat's tokens are taken only in
// the moment of sending: tokens taken before a wait for the other limits would
// let a larger burst through afterwards. Nobody else takes them meanwhile, since
// the turn is held.
func (t *turn) wait(ctx context.Context, priority Priority) error {
	for _, l := range t.pace.limiters() {
		if err := waitFull(ctx, l); err != nil {
			return err
		}
	}
	for {
		if err := t.waitPause(ctx); err != nil {
			return err
		}
		if err := t.p.pass(ctx, priority); err != nil {
			return err
		}
		if t.pausedFor() <= 0 {
			break
		}
	}
	for _, l := range t.pace.limiters() {
		l.Allow()
	}
	return nil
}

func (c *pace) limiters() []*rate.Limiter {
	switch {
	case c.chat == nil:
		return nil
	case c.group == nil:
		return []*rate.Limiter{c.chat}
	}
	return []*rate.Limiter{c.chat, c.group}
}

// waitFull waits until the limiter has a token, without taking it.
func waitFull(ctx context.Context, l *rate.Limiter) error {
	for {
		missing := 1 - l.Tokens()
		if missing <= 0 {
			return ctx.Err()
		}
		d := max(time.Duration(missing/float64(l.Limit())*float64(time.Second)), time.Microsecond)
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
			return errNoTime
		}
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
}

// errNoTime says that the context would end before a message may be sent.
var errNoTime = fmt.Errorf("%w: it would pass before the message may be sent", context.DeadlineExceeded)

// pass lets a message through the limit of all chats together. Replies reserve
// the coming tokens; a broadcast takes one only when it is there and no reply
// waits.
func (p *pacer) pass(ctx context.Context, priority Priority) error {
	if priority == Reply {
		p.replies.Add(1)
		defer p.replies.Add(-1)
		err := p.global.Wait(ctx)
		if err != nil && ctx.Err() == nil {
			return errNoTime
		}
		return err
	}
	select {
	case p.gate <- struct{}{}:
		defer func() { <-p.gate }()
	case <-ctx.Done():
		return ctx.Err()
	}
	step := time.Duration(float64(time.Second) / float64(p.rates.global.rate))
	for p.replies.Load() > 0 || !p.global.Allow() {
		if err := sleep(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) waitPause(ctx context.Context) error {
	for {
		left := t.pausedFor()
		if left <= 0 {
			return ctx.Err()
		}
		if deadline, ok := ctx.Deadline(); left > maxPause || ok && time.Until(deadline) < left {
			return &pauseError{left}
		}
		if err := sleep(ctx, left); err != nil {
			return err
		}
	}
}

// pausedFor returns how long nothing may be sent to the chat.
func (t *turn) pausedFor() time.Duration {
	t.p.mu.Lock()
	defer t.p.mu.Unlock()
	until := t.pace.pause
	if t.p.pause.After(until) {
		until = t.p.pause
	}
	return time.Until(until)
}

// flooded notes that Telegram refused a send as one too many. The chat pauses.
// Everything pauses when the refusal came although the last pause was kept, or
// when other chats are refused as well.
func (t *turn) flooded(after time.Duration, again bool) {
	p := t.p
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	until := now.Add(max(after, time.Second))
	t.pace.pause = until
	recent := map[int64]bool{t.id: true}
	kept := p.floods[:0]
	for _, f := range p.floods {
		if now.Sub(f.at) < floodWindow {
			kept = append(kept, f)
			recent[f.chat] = true
		}
	}
	p.floods = append(kept, flood{t.id, now})
	if (again || len(recent) >= floodChats) && until.After(p.pause) {
		p.pause = until
	}
}

// sleep waits for d or the end of the context.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
