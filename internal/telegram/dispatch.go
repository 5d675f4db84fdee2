package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// Handler does what an update asks for. An update counts as handled when the
// handler returns, whatever it returns; the error is logged. When the context
// ends because the program stops and the handler returns an error, the update
// stays unconfirmed and comes again after the next start.
type Handler func(ctx context.Context, u *Update) error

// dispatcher runs the handler: updates of one lane in order, lanes in parallel
// up to a bound.
type dispatcher struct {
	handle  Handler
	done    func(id int64)
	log     *slog.Logger
	timeout time.Duration
	ctx     context.Context // of the handlers; ends when draining takes too long
	slots   chan struct{}

	mu       sync.Mutex
	lanes    map[lane][]*Update // waiting; a lane is there as long as it runs
	started  int64              // the highest id that was begun
	draining bool
	running  sync.WaitGroup // lanes
}

// add hands an update over.
func (d *dispatcher) add(u *Update) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := u.lane()
	waiting, runs := d.lanes[l]
	d.lanes[l] = append(waiting, u)
	if !runs {
		d.running.Go(func() { d.run(l) })
	}
}

// run handles the updates of a lane until none is left.
func (d *dispatcher) run(l lane) {
	for d.step(l) {
	}
}

// step handles the next update of a lane and is false when there is none.
func (d *dispatcher) step(l lane) bool {
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
	case <-d.ctx.Done(): // begin has none then
	}
	u := d.begin(l)
	if u == nil {
		return false
	}
	if d.finish(u) {
		d.done(u.ID)
	}
	return true
}

// begin takes the next update of a lane. When draining it takes only those that
// came before one already begun: handling them lets the confirmation pass, so
// that nothing is repeated after the next start, while the others wait for it.
func (d *dispatcher) begin(l lane) *Update {
	d.mu.Lock()
	defer d.mu.Unlock()
	waiting := d.lanes[l]
	if len(waiting) == 0 || d.ctx.Err() != nil || d.draining && waiting[0].ID > d.started {
		delete(d.lanes, l)
		return nil
	}
	u := waiting[0]
	d.lanes[l] = waiting[1:]
	d.started = max(d.started, u.ID)
	u.Behind = len(waiting) - 1
	return u
}

// stubborn is how long a handler may go on after its context ended before it is
// left alone.
const stubborn = 2 * time.Second

var errStubborn = errors.New("the handler does not return")

// finish runs the handler and tells whether the update counts as handled. A
// handler that does not return is left behind, so that it cannot jam the loop.
func (d *dispatcher) finish(u *Update) bool {
	ctx, cancel := context.WithTimeout(d.ctx, d.timeout)
	defer cancel()
	result := make(chan error, 1)
	go func() { result <- d.call(ctx, u) }()
	var err error
	select {
	case err = <-result:
	case <-ctx.Done():
		select {
		case err = <-result:
		case <-time.After(stubborn):
			err = errStubborn
		}
	}
	if err == nil {
		return true
	}
	if d.ctx.Err() != nil {
		d.log.Warn("update not handled before the stop", "update_id", u.ID, "error", err)
		return false
	}
	d.log.Error("update handled with an error", "update_id", u.ID, "error", err)
	return true
}

// call runs the handler and turns a panic into an error.
func (d *dispatcher) call(ctx context.Context, u *Update) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return d.handle(ctx, u)
}

// drain lets the handlers under way finish. It returns when they have, or when
// the context ends.
func (d *dispatcher) drain(ctx context.Context) {
	d.mu.Lock()
	d.draining = true
	d.mu.Unlock()
	idle := make(chan struct{})
	go func() {
		d.running.Wait()
		close(idle)
	}()
	select {
	case <-idle:
	case <-ctx.Done():
	}
}
