package daily

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/store"
	"puente/internal/storetest"
)

// TestCorrections posts a fact to some, of which it then turns out that it was wrong. Those
// who had it within 60 days and did not opt out get one note, however often the program
// starts.
func TestCorrections(t *testing.T) { storetest.Both(t, testCorrections) }

func testCorrections(t *testing.T, address string) {
	const corrected = "lagos-moscow-2002" // on 4 March 2026, see the base
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	today := calendar.DayOf(now)
	o := newOffice(t, address, miniBase(t), time.Until(now), botapitest.Options{})
	tests := []struct {
		name   string
		ago    int // days since the post; 0 for another fact
		change func(*store.Subscription)
		want   int // notes
	}{
		{"lately", 10, nil, 1},
		{"at the end of the time", 60, nil, 1},
		{"too long ago", 61, nil, 0},
		{"opted out", 10, func(s *store.Subscription) { s.Corrections = false }, 0},
		{"another fact", 0, nil, 0},
		{"in Russian", 3, func(s *store.Subscription) { s.Language = "ru" }, 1},
	}
	chats := make([]*botapitest.Chat, len(tests))
	for i, tt := range tests {
		chats[i] = o.person()
		sub := o.subscribe(t, chats[i], 0, "UTC", nine, store.FactOfTheDay)
		if tt.change != nil {
			tt.change(&sub)
			if _, err := o.Subscribe(t.Context(), sub); err != nil {
				t.Fatal(err)
			}
		}
		sent := store.SentFact{ID: corrected, Day: int64(today) - int64(tt.ago)}
		if tt.ago == 0 {
			sent = store.SentFact{ID: "another-fact", Day: int64(today) - 1}
		}
		key := store.DeliveryKey{ChatID: chats[i].ID, Item: calendar.Day(sent.Day).String()}
		if err := o.db.FinishDelivery(t.Context(), key, store.Sent, 1, sent, now.Unix()); err != nil {
			t.Fatal(err)
		}
	}
	db := rawDatabase(t, address)
	for range 2 {
		o.tellCorrections(t.Context())
		for _, job := range queryJobs(t, db, "kind = 'daily_correction'") {
			var args correctionArgs
			if err := json.Unmarshal([]byte(strings.TrimPrefix(job, "daily_correction ")), &args); err != nil {
				t.Fatal(err)
			}
			if err := (&correctionWorker{service: o.Service}).Work(t.Context(), &river.Job[correctionArgs]{Args: args}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, tt := range tests {
		if n := o.server.Sends(chats[i]); n != tt.want {
			t.Errorf("%s: %d notes, want %d", tt.name, n, tt.want)
		}
	}
	if text := o.server.Sent(chats[0])[0].Text; !strings.HasPrefix(text, "Publiqué esto aquí el 28 de febrero de 2026 y tenía un error: la visita tenía un mes equivocado.\n\nEl presidente Ricardo Lagos") {
		t.Errorf("the note is %q", text)
	}
	if text := o.server.Sent(chats[5])[0].Text; !strings.HasPrefix(text, "Я публиковал это здесь 7 марта 2026 года") {
		t.Errorf("the note is %q", text)
	}
}
