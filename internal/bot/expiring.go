package bot

import (
	"sync"
	"time"
)

// expiring is a map whose entries are forgotten some time after they were put, and that
// never holds more than twice its limit. It keeps two generations and drops the older as a
// whole, so that forgetting costs nothing.
type expiring[K comparable, V any] struct {
	ttl   time.Duration
	limit int

	mu    sync.Mutex
	young map[K]dated[V]
	old   map[K]dated[V]
	born  time.Time // of the younger generation
}

type dated[V any] struct {
	value V
	at    time.Time
}

func newExpiring[K comparable, V any](ttl time.Duration, limit int) *expiring[K, V] {
	return &expiring[K, V]{ttl: ttl, limit: limit, young: map[K]dated[V]{}}
}

// put remembers v under k, in the place of what was there.
func (e *expiring[K, V]) put(k K, v V, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.young) >= e.limit || now.Sub(e.born) >= e.ttl {
		e.old, e.young, e.born = e.young, make(map[K]dated[V]), now
	}
	e.young[k] = dated[V]{v, now}
}

// get returns what was put under k less than ttl ago.
func (e *expiring[K, V]) get(k K, now time.Time) (V, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, ok := e.young[k]
	if !ok {
		d, ok = e.old[k]
	}
	if !ok || now.Sub(d.at) >= e.ttl {
		var none V
		return none, false
	}
	return d.value, true
}

// drop forgets the entries that match and tells whether there were any.
func (e *expiring[K, V]) drop(match func(K) bool) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := false
	for _, generation := range []map[K]dated[V]{e.young, e.old} {
		for k := range generation {
			if match(k) {
				delete(generation, k)
				found = true
			}
		}
	}
	return found
}

// rename gives the entries for which it is asked to other keys.
func (e *expiring[K, V]) rename(to func(K) (K, bool)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, generation := range []map[K]dated[V]{e.young, e.old} {
		for k, d := range generation {
			if next, ok := to(k); ok {
				delete(generation, k)
				generation[next] = d
			}
		}
	}
}
