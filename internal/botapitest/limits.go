package botapitest

import (
	"math"
	"time"
)

// Limits are the flood limits the server enforces on its own clock. A zero
// field is not enforced. Telegram publishes about one message a second to a
// chat with short bursts, 20 a minute to a group and 30 a second overall.
type Limits struct {
	Burst           int // messages to one chat at once; then one a second
	GroupsPerMinute int // messages to one group in any minute
	PerSecond       int // messages to all chats in any second
}

// TelegramLimits are the published limits.
var TelegramLimits = Limits{Burst: 3, GroupsPerMinute: 20, PerSecond: 30}

type flood struct {
	limits Limits
	tokens map[int64]bucket
	groups map[int64][]time.Time // sends of the last minute
	all    []time.Time           // sends of the last second
	count  int
}

type bucket struct {
	tokens float64
	at     time.Time
}

func newFlood(l Limits) flood {
	return flood{limits: l, tokens: map[int64]bucket{}, groups: map[int64][]time.Time{}}
}

// Floods returns how many requests were refused because of the limits.
func (s *Server) Floods() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.flood.count
}

// admit counts a message to a chat and refuses it when a limit is reached.
func (f *flood) admit(c *Chat, now time.Time) *Refusal {
	wait := max(f.chatWait(c.ID, now), f.groupWait(c, now), f.globalWait(now))
	if wait > 0 {
		f.count++
		return tooMany(int(math.Ceil(wait.Seconds())))
	}
	if f.limits.Burst > 0 {
		b := f.refill(c.ID, now)
		f.tokens[c.ID] = bucket{b - 1, now}
	}
	if c.Type != Private {
		f.groups[c.ID] = append(f.groups[c.ID], now)
	}
	f.all = append(f.all, now)
	return nil
}

func (f *flood) refill(chat int64, now time.Time) float64 {
	full := float64(f.limits.Burst)
	b, ok := f.tokens[chat]
	if !ok {
		return full
	}
	return min(full, b.tokens+now.Sub(b.at).Seconds())
}

func (f *flood) chatWait(chat int64, now time.Time) time.Duration {
	if f.limits.Burst == 0 {
		return 0
	}
	missing := 1 - f.refill(chat, now)
	return max(0, time.Duration(missing*float64(time.Second)))
}

func (f *flood) groupWait(c *Chat, now time.Time) time.Duration {
	if c.Type == Private || f.limits.GroupsPerMinute == 0 {
		return 0
	}
	f.groups[c.ID] = since(f.groups[c.ID], now.Add(-time.Minute))
	return windowWait(f.groups[c.ID], f.limits.GroupsPerMinute, time.Minute, now)
}

func (f *flood) globalWait(now time.Time) time.Duration {
	f.all = since(f.all, now.Add(-time.Second))
	if f.limits.PerSecond == 0 {
		return 0
	}
	return windowWait(f.all, f.limits.PerSecond, time.Second, now)
}

// since drops the times up to the given one from an ascending list.
func since(times []time.Time, after time.Time) []time.Time {
	i := 0
	for i < len(times) && !times[i].After(after) {
		i++
	}
	return times[i:]
}

// windowWait returns how long to wait until a sliding window has room.
func windowWait(times []time.Time, limit int, window time.Duration, now time.Time) time.Duration {
	if len(times) < limit {
		return 0
	}
	return times[len(times)-limit].Add(window).Sub(now)
}
