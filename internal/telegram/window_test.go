package telegram

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestWindowConfirmsOnlyAPrefix takes updates in and finishes them in any order:
// the offset never passes one that was not handled, and passes all in the end.
func TestWindowConfirmsOnlyAPrefix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWindow()
		ids := rapid.SliceOfNDistinct(rapid.Int64Range(1, 500), 1, 100, rapid.ID).Draw(t, "ids")
		for _, id := range ids {
			if !w.add(id) || w.add(id) {
				t.Fatalf("update %d was not taken in exactly once", id)
			}
		}
		open := map[int64]bool{}
		highest := int64(0)
		for _, id := range ids {
			open[id] = true
			highest = max(highest, id)
		}
		for _, id := range rapid.Permutation(ids).Draw(t, "order") {
			w.done(id)
			delete(open, id)
			offset, n := w.next()
			for left := range open {
				if left < offset {
					t.Fatalf("offset %d passes update %d, which is under way", offset, left)
				}
			}
			if len(open) == 0 && (offset != highest+1 || n != 0) {
				t.Fatalf("in the end the offset is %d with %d open, want %d with 0", offset, n, highest+1)
			}
		}
		for _, id := range ids {
			if w.add(id) {
				t.Fatalf("update %d was taken in again", id)
			}
		}
	})
}

func TestWindowForgets(t *testing.T) {
	w := newWindow()
	for id := range int64(10 * remembered) {
		w.add(id + 1)
		w.done(id + 1)
	}
	if len(w.past) != remembered || len(w.order) != remembered || len(w.entries) != 0 {
		t.Errorf("%d, %d and %d ids are kept, want %d, %d and 0", len(w.past), len(w.order), len(w.entries), remembered, remembered)
	}
}

func TestArrivals(t *testing.T) {
	batch := []json.RawMessage{
		[]byte(`{}`), []byte(`{"update_id":12,"message":{"chat":{"id":5}}}`), []byte(`{"update_id":12.5}`), []byte(`{"update_id":11,"message":5}`), []byte(`null`),
	}
	l := &loop{asked: 10}
	type brief struct {
		ID  int64
		Bad bool
	}
	var got []brief
	for _, a := range l.arrivals(batch) {
		got = append(got, brief{a.update.ID, a.err != nil})
	}
	want := []brief{{10, true}, {11, true}, {12, false}, {12, true}, {13, true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("arrivals (-want +got):\n%s", diff)
	}
}
