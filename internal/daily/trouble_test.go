package daily

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/store"
	"puente/internal/storetest"
)

// attempt works the post of a chat for today once.
func (o *office) attempt(t *testing.T, chat int64, topic int) error {
	t.Helper()
	now := o.now().UTC()
	job := &river.Job[postArgs]{JobRow: &rivertype.JobRow{}, Args: postArgs{
		Chat: chat, Topic: topic, Day: o.today(), Until: Schedule{time.UTC, 0}.EndOf(calendar.DayOf(now)).Unix(),
	}}
	return (&postWorker{service: o.Service}).Work(t.Context(), job)
}

// TestTrouble does to a post what can happen to it, then tries it again.
func TestTrouble(t *testing.T) {
	type chats struct {
		user   *botapitest.User
		forum  *botapitest.Chat
		topic  int
		person *botapitest.Chat
	}
	fault := func(kind botapitest.FaultKind) func(*botapitest.Server, chats) {
		return func(s *botapitest.Server, _ chats) {
			s.Inject(botapitest.Fault{Kind: kind, Method: "sendMessage", Call: 1, RetryAfter: 7})
		}
	}
	tests := []struct {
		name    string
		topic   bool // the post is for the topic
		happen  func(*botapitest.Server, chats)
		snoozed bool
		state   store.DeliveryState // after the first try
		again   int                 // posts after a second try, without the trouble
		ended   string              // why the subscription ended
	}{
		{"a flood", false, fault(botapitest.TooMany), true, "", 1, ""},
		{"a server error", false, fault(botapitest.ServerError), true, "", 1, ""},
		{"a gateway's page", false, fault(botapitest.BadGateway), false, store.Unsure, 0, ""},
		{"a connection cut before", false, fault(botapitest.CutBefore), false, store.Unsure, 0, ""},
		{"a connection cut after", false, fault(botapitest.CutAfter), false, store.Unsure, 1, ""},
		{"a block", false, func(s *botapitest.Server, c chats) { s.Block(c.user) }, false, store.Failed, 0, "blocked"},
		{"a deleted account", false, func(s *botapitest.Server, c chats) { s.Deactivate(c.user) }, false, store.Failed, 0, "deactivated"},
		{"a deleted group", true, func(s *botapitest.Server, c chats) { s.DeleteChat(c.forum) }, false, store.Failed, 0, "chat deleted"},
		{"a closed topic", true, func(s *botapitest.Server, c chats) { s.CloseTopic(c.forum, c.topic) }, false, store.Failed, 0, ""},
		{"a deleted topic", true, func(s *botapitest.Server, c chats) { s.DeleteTopic(c.forum, c.topic) }, false, store.Failed, 0, "no thread"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := storetest.SQLite(t)
			o := newOffice(t, file, miniBase(t), 0, botapitest.Options{})
			if tt.ended != "" {
				endBeforeFailure(t, file)
			}
			c := chats{user: o.server.NewUser("Ana", "es")}
			o.server.Say(c.user, "/start")
			c.person, c.forum = o.server.PrivateChat(c.user), o.server.NewForum("Foro", c.user)
			o.server.AddBot(c.forum, c.user)
			c.topic = o.server.NewTopic(c.forum, "Historia")
			chat, topic := c.person, 0
			if tt.topic {
				chat, topic = c.forum, c.topic
			}
			o.subscribe(t, chat, topic, "UTC", nine, store.FactOfTheDay)
			tt.happen(o.server, c)
			var snooze *rivertype.JobSnoozeError
			if err := o.attempt(t, chat.ID, topic); errors.As(err, &snooze) != tt.snoozed || err != nil && !tt.snoozed {
				t.Fatalf("the first try: %v", err)
			}
			if tt.name == "a flood" && (snooze.Duration < 7*time.Second || snooze.Duration > 8*time.Second) {
				t.Errorf("put off by %v, want 7 to 8 s", snooze.Duration)
			}
			key := store.DeliveryKey{ChatID: chat.ID, Topic: topic, Item: o.today()}
			if state, err := o.db.Delivery(t.Context(), key); err != nil || state != tt.state {
				t.Errorf("the delivery is %q, %v, want %q", state, err, tt.state)
			}
			o.server.Heal()
			if !tt.snoozed || tt.name != "a flood" { // the pacer keeps the pause
				if err := o.attempt(t, chat.ID, topic); err != nil {
					t.Errorf("the second try: %v", err)
				}
				if n := o.server.Sends(chat); n != tt.again {
					t.Errorf("%d posts after the second try, want %d", n, tt.again)
				}
			}
			sub, _, err := o.db.Subscription(t.Context(), chat.ID, topic)
			if err != nil || sub.Ended != tt.ended || sub.Active != (tt.ended == "") {
				t.Errorf("the subscription is %+v, %v, want ended %q", sub, err, tt.ended)
			}
		})
	}
}

// endBeforeFailure lets the database refuse the record of a failure while the subscription
// lives on.
func endBeforeFailure(t *testing.T, file string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec(`
		CREATE TRIGGER end_first BEFORE UPDATE ON deliveries WHEN NEW.state = 'failed' BEGIN
			SELECT RAISE(FAIL, 'its subscription lives') FROM subscriptions
			WHERE chat_id = NEW.chat_id AND topic = NEW.topic AND due_at IS NOT NULL;
		END`)
	if err != nil {
		t.Fatal(err)
	}
}

// TestMigration plans a post for a group that becomes a supergroup before it is sent, and
// one that the send itself finds out.
func TestMigration(t *testing.T) {
	for _, told := range []bool{true, false} {
		o := newOffice(t, storetest.SQLite(t), miniBase(t), 0, botapitest.Options{})
		ana := o.server.NewUser("Ana", "es")
		group := o.server.NewGroup("Grupo", ana)
		o.server.AddBot(group, ana)
		o.subscribe(t, group, 0, "UTC", nine, store.FactOfTheDay)
		next := o.server.Migrate(group)
		if told {
			if err := o.db.MoveChat(t.Context(), group.ID, next.ID); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if err := o.attempt(t, group.ID, 0); err != nil {
				t.Fatal(err)
			}
		}
		if n := o.server.Sends(next); n != 1 {
			t.Errorf("%d posts in the supergroup, want 1", n)
		}
		sub, ok, err := o.db.Subscription(t.Context(), next.ID, 0)
		if err != nil || !ok || !sub.Active {
			t.Errorf("the subscription did not move: %+v, %v", sub, err)
		}
		if state, _ := o.db.Delivery(t.Context(), store.DeliveryKey{ChatID: next.ID, Item: o.today()}); state != store.Sent {
			t.Errorf("the delivery is %q", state)
		}
	}
}

// TestStarted proves that a delivery that was begun counts as sent.
func TestStarted(t *testing.T) {
	o := newOffice(t, storetest.SQLite(t), miniBase(t), 0, botapitest.Options{})
	chat := o.person()
	o.subscribe(t, chat, 0, "UTC", nine, store.FactOfTheDay)
	if ok, err := o.db.BeginDelivery(t.Context(), store.DeliveryKey{ChatID: chat.ID, Item: o.today()}, 1); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if err := o.attempt(t, chat.ID, 0); err != nil || o.server.Sends(chat) != 0 {
		t.Errorf("%v, %d posts, want none", err, o.server.Sends(chat))
	}
}

// TestNotPosted proves that nothing is posted after the end of the local day, to a chat
// whose subscription is off, or on a silent day.
func TestNotPosted(t *testing.T) {
	o := newOffice(t, storetest.SQLite(t), dated(t, record("undated", "", "1")), 0, botapitest.Options{})
	over, off, silent := o.person(), o.person(), o.person()
	o.subscribe(t, over, 0, "UTC", nine, store.FactOfTheDay)
	sub := o.subscribe(t, off, 0, "UTC", nine, store.FactOfTheDay)
	if err := o.Unsubscribe(t.Context(), sub); err != nil {
		t.Fatal(err)
	}
	o.subscribe(t, silent, 0, "UTC", nine, store.Silence)
	job := &river.Job[postArgs]{Args: postArgs{Chat: over.ID, Day: o.today(), Until: o.now().Unix()}}
	if err := (&postWorker{service: o.Service}).Work(t.Context(), job); err != nil {
		t.Error(err)
	}
	for _, chat := range []*botapitest.Chat{off, silent} {
		if err := o.attempt(t, chat.ID, 0); err != nil {
			t.Error(err)
		}
	}
	if n := o.server.Calls("sendMessage"); n != 0 {
		t.Errorf("%d posts, want none", n)
	}
}

func TestMove(t *testing.T) {
	santiago := zone(t, "America/Santiago")
	schedule := Schedule{santiago, nine}
	at := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, santiago) }
	due := func(d int) store.Subscription {
		return store.Subscription{DueAt: at(d, 9, 0).Unix(), DueDay: int64(calendar.NewDay(2026, 11, d))}
	}
	late := Schedule{santiago, 23*60 + 30}
	tests := []struct {
		name     string
		sub      store.Subscription
		schedule Schedule
		now      time.Time
		job      bool
		skipped  int
		next     time.Time
	}{
		{"in time", due(20), schedule, at(20, 9, 0), true, 0, at(21, 9, 0)},
		{"an hour late", due(20), schedule, at(20, 10, 10), true, 0, at(21, 9, 0)},
		{"at the end of the window", due(20), schedule, at(20, 12, 0), true, 0, at(21, 9, 0)},
		{"too late", due(20), schedule, at(20, 12, 1), false, 1, at(21, 9, 0)},
		{"days later, in the window", due(20), schedule, at(23, 10, 0), false, 3, at(23, 9, 0)},
		{"days later, beyond it", due(20), schedule, at(23, 22, 0), false, 4, at(24, 9, 0)},
		{"after the end of the day", store.Subscription{DueAt: at(20, 23, 30).Unix(), DueDay: int64(calendar.NewDay(2026, 11, 20))},
			late, at(21, 0, 5), false, 1, at(21, 23, 30)},
	}
	for _, tt := range tests {
		m, skipped := move(tt.sub, tt.schedule, tt.now)
		if (m.Job != nil) != tt.job || skipped != tt.skipped || m.NextAt != tt.next.Unix() || m.NextDay != int64(calendar.DayOf(tt.next)) || m.LastDay != m.NextDay-1 {
			t.Errorf("%s: got %+v, %d skipped, next %v", tt.name, m, skipped, time.Unix(m.NextAt, 0).In(santiago))
		}
	}
}

// TestSubscribe proves that changing the time does not bring a second post on a day.
func TestSubscribe(t *testing.T) {
	o := newOffice(t, storetest.SQLite(t), miniBase(t), 0, botapitest.Options{})
	chat := o.person()
	sub := newSubscription(chat.ID, 0)
	sub.Zone = "UTC"
	today := calendar.DayOf(o.now().UTC())
	sub.Minute = 23*60 + 59
	next, err := o.Subscribe(t.Context(), sub)
	if err != nil || calendar.DayOf(next.UTC()) != today {
		t.Fatalf("the first post is at %v, %v, want today", next, err)
	}
	saved, _, err := o.db.Subscription(t.Context(), chat.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	err = o.queue.Plan(t.Context(), []store.Move{{ChatID: chat.ID, DueAt: saved.DueAt, LastDay: int64(today), NextAt: saved.DueAt + 86400, NextDay: int64(today) + 1}})
	if err != nil {
		t.Fatal(err)
	}
	if next, err = o.Subscribe(t.Context(), sub); err != nil || calendar.DayOf(next.UTC()) != today+1 {
		t.Errorf("after a change on a day that was planned the next post is at %v, %v, want tomorrow", next, err)
	}
	sub.Zone = "Mars/Olympus"
	if _, err := o.Subscribe(t.Context(), sub); err == nil {
		t.Error("an unknown zone is accepted")
	}
}

// TestMigrationAndFlood refuses the message that goes to the supergroup which a group became
// while it was sent: it comes later.
func TestMigrationAndFlood(t *testing.T) {
	o := newOffice(t, storetest.SQLite(t), miniBase(t), 0, botapitest.Options{})
	ana := o.server.NewUser("Ana", "es")
	group := o.server.NewGroup("Grupo", ana)
	o.server.AddBot(group, ana)
	o.subscribe(t, group, 0, "UTC", nine, store.FactOfTheDay)
	next := o.server.Migrate(group)
	o.server.Inject(botapitest.Fault{Kind: botapitest.ServerError, Method: "sendMessage", Chat: next.ID, Call: 1})
	var snooze *rivertype.JobSnoozeError
	if err := o.attempt(t, group.ID, 0); !errors.As(err, &snooze) {
		t.Fatalf("the first try: %v, want a snooze", err)
	}
	if err := o.attempt(t, group.ID, 0); err != nil || o.server.Sends(next) != 1 {
		t.Errorf("the second try: %v, %d posts, want 1", err, o.server.Sends(next))
	}
}
