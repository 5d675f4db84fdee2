package telegram

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	maxTries  = 4 // of a request that never left, or that Telegram failed at
	maxFloods = 4 // answers that one send was one too many
)

// attempt describes how a request may be repeated.
type attempt struct {
	turn     *turn // nil for what is not a message and needs no pacing
	priority Priority
	// repeatable is a request that does no harm when it is carried out twice.
	repeatable bool
	// leaving is called right before a request leaves, which is then made once.
	leaving func(context.Context) error
}

// try makes a request, and makes it again when that is safe: when it never left,
// when Telegram answered that it failed or that it was one too many. After a
// timeout or a broken connection it may have been carried out, so it is made
// again only if it is repeatable.
func (c *Client) try(ctx context.Context, method string, params tgbotapi.Params, result any, a attempt) error {
	failures, floods := 0, 0
	for {
		if a.turn != nil {
			if err := a.turn.wait(ctx, a.priority); err != nil {
				return waitFailure(method, err)
			}
		}
		if a.leaving != nil {
			return c.once(ctx, method, params, result, a)
		}
		err := c.request(ctx, method, params, result)
		wait := time.Duration(0)
		switch kind := KindOf(err); {
		case kind == Flood:
			if floods++; floods == maxFloods {
				return err
			}
			wait = floodWait(err, a.turn, floods > 1)
		case kind == Unsent || kind == ServerError, a.repeatable && (kind == MaybeSent || kind == NotJSON):
			if failures++; failures == maxTries {
				return err
			}
			wait = backoff(failures, time.Second, 10*time.Second)
		default:
			return err
		}
		if deadline, ok := ctx.Deadline(); wait > maxPause || ok && time.Until(deadline) < wait || sleep(ctx, wait) != nil {
			return err
		}
		c.log.Warn("telegram request repeated", "method", method, "error", err)
	}
}

// once makes a request and notes a flood for what else goes to the chat.
func (c *Client) once(ctx context.Context, method string, params tgbotapi.Params, result any, a attempt) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	err := c.do(&doer{ctx: ctx, http: c.http, leaving: a.leaving}, method, params, result)
	if a.turn != nil && KindOf(err) == Flood {
		floodWait(err, a.turn, false)
	}
	return err
}

// floodWait returns how long to wait after a flood. A message's turn keeps the
// pause itself, for everything that goes to the chat.
func floodWait(err error, t *turn, again bool) time.Duration {
	var e *Error
	errors.As(err, &e)
	if t == nil {
		return max(e.RetryAfter, time.Second)
	}
	t.flooded(e.RetryAfter, again)
	return 0
}

// waitFailure is the error of a message that was not sent because it could not
// wait any longer.
func waitFailure(method string, err error) error {
	var pause *pauseError
	if errors.As(err, &pause) {
		return &Error{Method: method, Kind: Flood, RetryAfter: pause.left, Err: err}
	}
	return &Error{Method: method, Kind: Unsent, Err: err}
}

// post sends or edits a message, with the remedies that are stated in Outgoing:
// plain text when the markup is refused, no topic when the topic is gone, the
// new chat when the group was upgraded. Each is applied once.
func (c *Client) post(ctx context.Context, method string, chat int64, a attempt, p tgbotapi.Params, plain string, result any) error {
	t, err := c.pacer.enter(ctx, chat)
	if err != nil {
		return waitFailure(method, err)
	}
	defer func() { t.leave() }()
	for moved := false; ; {
		a.turn = t
		err := c.try(ctx, method, p, result, a)
		var e *Error
		if !errors.As(err, &e) {
			return nil
		}
		switch e.Kind {
		case CannotParse:
			if plain == "" || p["parse_mode"] == "" {
				return err
			}
			c.log.Error("telegram refused the markup, sending plain text", "method", method, "chat_id", chat, "error", err)
			p["text"] = plain
			delete(p, "parse_mode")
		case NoThread:
			if a.priority != Reply || p["message_thread_id"] == "" {
				return err
			}
			c.log.Warn("the topic is gone, answering outside of it", "chat_id", chat)
			delete(p, "message_thread_id")
		case Migrated:
			c.migrated(chat, e.MigrateTo)
			if moved || method != "sendMessage" {
				return err
			}
			moved = true
			next, err := c.pacer.enter(ctx, e.MigrateTo)
			if err != nil {
				return waitFailure(method, err)
			}
			t.leave()
			t, chat = next, e.MigrateTo
			p["chat_id"] = strconv.FormatInt(chat, 10)
			// Message ids begin anew in the supergroup.
			delete(p, "reply_parameters")
		default:
			return err
		}
	}
}

// backoff returns how long to wait after the n-th failure in a row, doubling
// from base up to limit, with jitter in the upper half.
func backoff(n int, base, limit time.Duration) time.Duration {
	d := min(base<<min(n-1, 16), limit)
	return d/2 + rand.N(d/2)
}
