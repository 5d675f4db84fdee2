package telegram

import (
	"cmp"
	"slices"
	"sync"
)

// remembered is how many confirmed ids are kept to drop repetitions by.
const remembered = 1024

// window holds the updates that were fetched and not confirmed yet, by id. What
// may be confirmed is the longest row of handled ones at its beginning.
type window struct {
	mu      sync.Mutex
	entries []entry // by ascending id
	offset  int64   // the next poll asks for updates from here on; 0 at first
	past    map[int64]bool
	order   []int64       // the ids in past, oldest first
	moved   chan struct{} // gets a token when an update was handled
}

type entry struct {
	id      int64
	handled bool
}

func newWindow() *window {
	return &window{past: map[int64]bool{}, moved: make(chan struct{}, 1)}
}

// add takes an update in. It is false for one that is there or was confirmed
// already. An id below the offset is not a sign of that: after a week without
// updates the ids begin anew at random.
func (w *window) add(id int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i, found := w.find(id)
	if found || w.past[id] {
		return false
	}
	w.entries = slices.Insert(w.entries, i, entry{id: id})
	return true
}

// done notes that an update was handled.
func (w *window) done(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if i, found := w.find(id); found {
		w.entries[i].handled = true
	}
	for len(w.entries) > 0 && w.entries[0].handled {
		w.confirm(w.entries[0].id)
		w.entries = w.entries[1:]
	}
	select {
	case w.moved <- struct{}{}:
	default:
	}
}

func (w *window) find(id int64) (int, bool) {
	return slices.BinarySearchFunc(w.entries, id, func(e entry, id int64) int { return cmp.Compare(e.id, id) })
}

func (w *window) confirm(id int64) {
	w.offset = id + 1
	w.past[id] = true
	w.order = append(w.order, id)
	if len(w.order) > remembered {
		delete(w.past, w.order[0])
		w.order = w.order[1:]
	}
}

// next returns the offset to poll with and how many updates are not confirmed.
func (w *window) next() (offset int64, open int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.entries) > 0 {
		return w.entries[0].id, len(w.entries)
	}
	return w.offset, 0
}
