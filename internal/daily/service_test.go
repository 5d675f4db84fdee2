package daily

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/store"
	"puente/internal/storetest"
	"puente/internal/telegram"
)

// long tells whether the tests that take minutes are wanted.
func long() bool { return os.Getenv("PUENTE_TEST_LONG") == "1" }

// office is a service with its database and a Bot API server.
type office struct {
	*Service
	server *botapitest.Server
	db     *store.DB
}

// newOffice makes a service over a database. Its clock is ahead of the real one.
func newOffice(t testing.TB, address string, base *fact.Base, ahead time.Duration, opts botapitest.Options) *office {
	t.Helper()
	now := func() time.Time { return time.Now().Add(ahead) }
	opts.Now = now
	server := botapitest.New(t, opts)
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	transport := server.Transport()
	t.Cleanup(transport.CloseIdleConnections)
	token, err := telegram.ParseToken(server.Token())
	if err != nil {
		t.Fatal(err)
	}
	client, err := telegram.NewClient(telegram.Config{
		Token: token, Endpoint: server.URL(), HTTP: transport,
		Migrated: func(from, to int64) {
			if err := db.MoveChat(context.Background(), from, to); err != nil {
				t.Error(err)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Client: client, Store: db, Base: base, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return &office{s, server, db}
}

// person adds somebody who wrote to the bot.
func (o *office) person() *botapitest.Chat {
	u := o.server.NewUser("U", "es")
	o.server.Say(u, "/start")
	return o.server.PrivateChat(u)
}

// nine is 09:00, in minutes.
const nine = 9 * 60

// newSubscription is what a chat that chose nothing is offered.
func newSubscription(chat int64, topic int) store.Subscription {
	return store.Subscription{
		ChatID: chat, Topic: topic, Language: "es", Zone: "America/Santiago", Minute: nine,
		Fallback: store.FactOfTheDay, Corrections: true,
	}
}

// subscribe subscribes a chat at a minute of a zone.
func (o *office) subscribe(t testing.TB, chat *botapitest.Chat, topic int, zone string, minute int, f store.Fallback) store.Subscription {
	t.Helper()
	sub := newSubscription(chat.ID, topic)
	sub.Zone, sub.Minute, sub.Fallback = zone, minute, f
	if _, err := o.Subscribe(t.Context(), sub); err != nil {
		t.Fatal(err)
	}
	return sub
}

// dueNow makes a chat's post due now, at the current minute of the zone.
func (o *office) dueNow(t testing.TB, chat *botapitest.Chat, topic int) {
	t.Helper()
	sub := o.subscribe(t, chat, topic, "UTC", nine, store.FactOfTheDay)
	now := o.now().UTC()
	sub.Active, sub.DueAt, sub.DueDay = true, now.Unix()-1, int64(calendar.DayOf(now))
	if err := o.db.SaveSubscription(t.Context(), sub); err != nil {
		t.Fatal(err)
	}
}

// run plans and works until the test or stop ends.
func (o *office) run(t testing.TB) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 2)
	go func() { done <- o.Work(ctx) }()
	go func() { done <- o.Plan(ctx) }()
	stop = func() {
		cancel()
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		done <- nil
		done <- nil
	}
	t.Cleanup(stop)
	return stop
}

// today is the item of the local day in UTC.
func (o *office) today() string { return calendar.DayOf(o.now().UTC()).String() }

// await waits until a day's deliveries have these states.
func (o *office) await(t testing.TB, item string, want map[store.DeliveryState]int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		got, err := o.db.DeliveryStates(ctx, item)
		if err == nil && fmt.Sprint(got) == fmt.Sprint(want) {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("deliveries are %v, want %v", got, want)
		}
	}
}

// awaitAll waits until so many deliveries of a day are recorded;
// the last of them may be under way.
func (o *office) awaitAll(t testing.TB, item string, want int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		got, err := o.db.DeliveryStates(ctx, item)
		total := 0
		for _, n := range got {
			total += n
		}
		if err == nil && total == want {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("deliveries are %v, want %d", got, want)
		}
	}
}

// queryJobs returns the kinds and arguments of jobs that River holds.
func queryJobs(t testing.TB, db *sql.DB, where string) []string {
	t.Helper()
	rows, err := db.Query(`SELECT kind, json(args) FROM river_job WHERE ` + where)
	if err != nil { // PostgreSQL has no such function
		rows, err = db.Query(`SELECT kind, args::TEXT FROM river_job WHERE ` + where)
	}
	if err != nil {
		t.Fatal(err)
	}
	return scanJobs(t, rows)
}

// scanJobs returns kinds and arguments of jobs.
func scanJobs(t testing.TB, rows *sql.Rows) []string {
	t.Helper()
	defer rows.Close()
	var out []string
	for rows.Next() {
		var kind, args string
		if err := rows.Scan(&kind, &args); err != nil {
			t.Fatal(err)
		}
		out = append(out, kind+" "+args)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func decodePost(t testing.TB, job string) *river.Job[postArgs] {
	t.Helper()
	var args postArgs
	if err := json.Unmarshal([]byte(strings.TrimPrefix(job, "daily_post ")), &args); err != nil {
		t.Fatal(err)
	}
	return &river.Job[postArgs]{Args: args}
}

// TestPost sends the posts of people, groups, topics and channels.
func TestPost(t *testing.T) {
	storetest.Both(t, func(t *testing.T, address string) {
		o := newOffice(t, address, realBase(t), 0, botapitest.Options{})
		ana := o.server.NewUser("Ana", "es")
		o.server.Say(ana, "/start")
		forum := o.server.NewForum("Foro", ana)
		topic := o.server.NewTopic(forum, "Historia")
		group, channel := o.server.NewGroup("Grupo", ana), o.server.NewChannel("Canal", ana)
		for _, c := range []*botapitest.Chat{forum, group, channel} {
			o.server.AddBot(c, ana)
			o.server.SetStatus(c, o.server.Bot(), botapitest.Administrator)
		}
		o.dueNow(t, o.server.PrivateChat(ana), 0)
		o.dueNow(t, forum, topic)
		o.dueNow(t, forum, 0)
		o.dueNow(t, group, 0)
		o.dueNow(t, channel, 0)
		o.run(t)
		o.await(t, o.today(), map[store.DeliveryState]int{store.Sent: 5})
		if n := o.server.Sends(forum); n != 2 {
			t.Errorf("%d posts in the forum, want 2", n)
		}
		for _, c := range []*botapitest.Chat{o.server.PrivateChat(ana), group, channel} {
			if n := o.server.Sends(c); n != 1 {
				t.Errorf("%d posts in %q, want 1", n, c.Title)
			}
		}
		if i := slices.IndexFunc(o.server.Sent(forum), func(m botapitest.Message) bool { return m.Thread == topic }); i < 0 {
			t.Error("no post in the topic")
		}
		sub, _, err := o.db.Subscription(t.Context(), group.ID, 0)
		if err != nil || sub.DueAt <= o.now().Unix() || sub.LastDay != int64(calendar.DayOf(o.now().UTC())) {
			t.Errorf("the subscription did not move on: %+v, %v", sub, err)
		}
		facts, err := o.db.SentFacts(t.Context(), group.ID, 0)
		if err != nil || len(facts) != 1 {
			t.Errorf("facts sent: %v, %v", facts, err)
		}
	})
}
