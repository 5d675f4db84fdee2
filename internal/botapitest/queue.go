package botapitest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxPollTimeout is the longest long poll; the server clamps a longer one
// (telegram-bot-api Client.h, LONG_POLL_MAX_TIMEOUT).
const maxPollTimeout = 50 * time.Second

// lifetimes say how long an update waits to be fetched; what is not listed
// waits 24 hours (telegram-bot-api Client.cpp, add_update calls).
var lifetimes = map[string]time.Duration{
	"inline_query":         30 * time.Second,
	"callback_query":       150 * time.Second,
	"chosen_inline_result": 600 * time.Second,
}

// unaskedKinds are delivered only when allowed_updates names them.
var unaskedKinds = []string{"chat_member", "message_reaction", "message_reaction_count"}

type update struct {
	id      int64
	body    json.RawMessage
	expires time.Time
}

// queue holds the updates the bot has not confirmed, and the state of polling.
type queue struct {
	updates     []update
	nextID      int64
	allowed     []string // nil is everything but unaskedKinds
	webhook     string
	parked      *poll // the long poll that waits for updates
	lastOffset  int64
	lastPoll    time.Time
	confirmed   []int64
	terminated  int
	askedOffset bool
}

// poll is a parked long poll; killed is closed when another takes its place.
type poll struct{ killed chan struct{} }

// push queues an update unless its kind is not asked for.
func (s *Server) push(kind string, payload any) {
	wanted := slices.Contains(s.queue.allowed, kind)
	if len(s.queue.allowed) == 0 {
		wanted = !slices.Contains(unaskedKinds, kind)
	}
	if !wanted {
		return
	}
	body, err := json.Marshal(payload)
	if err != nil {
		panic(fmt.Sprintf("botapitest: marshal %s: %v", kind, err))
	}
	life, ok := lifetimes[kind]
	if !ok {
		life = 24 * time.Hour
	}
	s.pushRaw(kind, body, life)
}

func (s *Server) pushRaw(kind string, body []byte, life time.Duration) int64 {
	return s.enqueue(fmt.Appendf(nil, `{"update_id":%d,%q:%s}`, s.queue.nextID, kind, body), life)
}

func (s *Server) enqueue(body []byte, life time.Duration) int64 {
	id := s.queue.nextID
	s.queue.nextID++
	s.queue.updates = append(s.queue.updates, update{id, body, s.now().Add(life)})
	s.wake()
	return id
}

// PushPoison queues an update whose message has the wrong JSON types, so that
// it cannot be decoded, and returns its id.
func (s *Server) PushPoison() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pushRaw("message", []byte(`{"message_id":"poison","chat":7}`), 24*time.Hour)
}

// PushRaw queues an update that reads as given, whatever that is, and returns
// the id the server knows it by.
func (s *Server) PushRaw(body string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.enqueue([]byte(body), 24*time.Hour)
}

// SkipUpdates lets the update ids jump to next, as they do after a week without
// updates.
func (s *Server) SkipUpdates(next int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.nextID = next
}

// Confirmed returns the ids of the updates the bot confirmed, in that order.
func (s *Server) Confirmed() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.queue.confirmed)
}

// Pending returns the ids of the updates not confirmed yet.
func (s *Server) Pending() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []int64
	for _, u := range s.queue.updates {
		ids = append(ids, u.id)
	}
	return ids
}

// Terminated returns how many long polls were ended by another poller.
func (s *Server) Terminated() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.terminated
}

// Allowed returns the kinds of updates the bot asked for last.
func (s *Server) Allowed() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.queue.allowed)
}

// SetWebhook makes a webhook active, as if somebody had set it for the bot.
func (s *Server) SetWebhook(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.webhook = url
	s.killPoll()
}

func (s *Server) killPoll() {
	if p := s.queue.parked; p != nil {
		close(p.killed)
		s.queue.parked = nil
		s.queue.terminated++
	}
}

var (
	errWebhook = conflict("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	errPolled  = conflict("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
)

func conflict(description string) *Refusal { return &Refusal{Code: 409, Description: description} }

// getUpdates answers a poll. It takes the lock itself, because it waits.
func (s *Server) getUpdates(c *call) (any, *Refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.webhook != "" {
		return nil, errWebhook
	}
	offset := c.int("offset", 0)
	limit := int(min(max(c.int("limit", 100), 1), 100))
	timeout := min(time.Duration(max(c.int("timeout", 0), 0))*time.Second, maxPollTimeout)
	if list, ok := c.params["allowed_updates"]; ok && list != "" && list != "null" {
		s.queue.allowed = nil
		if err := json.Unmarshal([]byte(list), &s.queue.allowed); err != nil {
			return nil, badRequest("can't parse allowed_updates JSON object")
		}
	}
	limit, timeout = s.slowDown(offset, limit, timeout)
	s.confirm(offset)
	if batch := s.batch(offset, limit); len(batch) > 0 || timeout == 0 {
		return batch, nil
	}
	return s.park(c, offset, limit, timeout)
}

// slowDown treats a poller that asks for the same offset again and again as the
// real server does (Client.cpp, process_get_updates_query): within half a
// second it gets one update, within three it waits for three.
func (s *Server) slowDown(offset int64, limit int, timeout time.Duration) (int, time.Duration) {
	q := &s.queue
	if q.askedOffset && offset == q.lastOffset {
		since := s.now().Sub(q.lastPoll)
		if since < 3*time.Second {
			timeout = max(timeout, 3*time.Second)
		}
		if since < 500*time.Millisecond {
			limit = 1
		}
	}
	q.askedOffset, q.lastOffset, q.lastPoll = true, offset, s.now()
	return limit, timeout
}

// confirm forgets the updates below the offset. A negative offset keeps that
// many from the end.
func (s *Server) confirm(offset int64) {
	q := &s.queue
	now := s.now()
	if n := int64(len(q.updates)); offset < 0 && n > -offset {
		offset = q.updates[n+offset].id
	}
	// An offset beyond the end of the queue confirms everything; one far beyond
	// it comes from before a jump of the ids and confirms nothing.
	if offset > q.nextID {
		offset = 0
	}
	q.updates = slices.DeleteFunc(q.updates, func(u update) bool {
		if u.id < offset {
			q.confirmed = append(q.confirmed, u.id)
			return true
		}
		return now.After(u.expires)
	})
	s.wake()
}

func (s *Server) batch(offset int64, limit int) []json.RawMessage {
	batch := []json.RawMessage{}
	for _, u := range s.queue.updates {
		if len(batch) == limit {
			break
		}
		if u.id >= offset || offset > s.queue.nextID {
			batch = append(batch, u.body)
		}
	}
	return batch
}

// park waits for updates. It is called with the lock held and gives it up while
// it waits.
func (s *Server) park(c *call, offset int64, limit int, timeout time.Duration) (any, *Refusal) {
	s.killPoll()
	me := &poll{make(chan struct{})}
	s.queue.parked = me
	s.wake()
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		changed := s.changed
		s.mu.Unlock()
		over := false
		select {
		case <-changed:
		case <-timer.C:
			over = true
		case <-c.ctx.Done():
			over = true
		case <-me.killed:
		}
		s.mu.Lock()
		select {
		case <-me.killed:
			if s.queue.webhook != "" {
				return nil, conflict("Conflict: terminated by setWebhook request")
			}
			return nil, errPolled
		default:
		}
		batch := []json.RawMessage{}
		if c.ctx.Err() == nil {
			batch = s.batch(offset, limit)
		}
		if over || len(batch) > 0 {
			s.queue.parked = nil
			return batch, nil
		}
	}
}

func (s *Server) setWebhook(c *call) (any, *Refusal) {
	s.queue.webhook = c.params["url"]
	s.killPoll()
	return true, nil
}

func (s *Server) deleteWebhook(c *call) (any, *Refusal) {
	s.queue.webhook = ""
	if strings.EqualFold(c.params["drop_pending_updates"], "true") {
		s.queue.updates = nil
	}
	return true, nil
}

func (s *Server) getWebhookInfo(*call) (any, *Refusal) {
	return map[string]any{"url": s.queue.webhook, "has_custom_certificate": false, "pending_update_count": len(s.queue.updates)}, nil
}
