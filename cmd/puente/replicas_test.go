package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/store"
	"puente/internal/storetest"
)

// noon returns a zone in which it is about noon, so that no day ends during a test.
func noon(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(fmt.Sprintf("Etc/GMT%+d", time.Now().UTC().Hour()-12))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// dueSubscribers adds people whose posts are due now.
func dueSubscribers(t *testing.T, s *botapitest.Server, db *store.DB, n int) []*botapitest.Chat {
	t.Helper()
	now := time.Now().In(noon(t))
	chats := make([]*botapitest.Chat, n)
	for i := range chats {
		u := s.NewUser(fmt.Sprint("S", i), "es")
		s.Meet(u)
		chats[i] = s.PrivateChat(u)
		err := db.SaveSubscription(t.Context(), store.Subscription{
			ChatID: u.ID, Language: "es", Zone: now.Location().String(), Minute: now.Hour()*60 + now.Minute(), Fallback: "fact",
			Active: true, DueAt: now.Unix(), DueDay: int64(calendar.DayOf(now)),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return chats
}

func openStore(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// TestServePosts lets the program post what is due, and what was due an hour ago but not
// hours ago, and refuses a second one on the same file.
func TestServePosts(t *testing.T) {
	t.Parallel()
	s := botapitest.New(t, botapitest.Options{})
	file := filepath.Join(t.TempDir(), "bot.db")
	db := openStore(t, file)
	chats := dueSubscribers(t, s, db, 3)
	chat := chats[0]
	for i, ago := range []time.Duration{0, 70 * time.Minute, 4 * time.Hour} {
		sub, _, err := db.Subscription(t.Context(), chats[i].ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Now().In(noon(t)).Add(-ago)
		sub.DueAt, sub.Minute = at.Unix(), at.Hour()*60+at.Minute()
		if err := db.SaveSubscription(t.Context(), sub); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	bot := startBot(t, s, file)
	awaitSent(t, s, chats[1], 1)
	bot.log.await(t, "days are skipped")
	post := awaitSent(t, s, chat, 1)
	if post.Keyboard == nil || !strings.Contains(post.Text, "Fuentes") {
		t.Errorf("the post is %q with the buttons %+v", post.Text, post.Keyboard)
	}
	second := startBot(t, s, file)
	if err := second.cmd.Wait(); second.cmd.ProcessState.ExitCode() != 1 || !strings.Contains(second.log.String(), "another puente is working on this database file") {
		t.Errorf("the second process ended with %v and said %q", err, second.log.String())
	}
	if n := s.Terminated(); n != 0 {
		t.Errorf("the second process ended %d polls of the first", n)
	}
	bot.stop(os.Interrupt)
	for i, want := range []int{1, 1, 0} {
		if n := s.Sends(chats[i]); n != want {
			t.Errorf("%d posts for subscriber %d, want %d", n, i, want)
		}
	}
}

// replicas are two programs on one PostgreSQL database.
type replicas struct {
	t       *testing.T
	server  *botapitest.Server
	db      *store.DB
	address string
	bots    [2]*puenteBot
	people  int // who asked something to see whether anybody polls
	slowest time.Duration
}

// ask asks something and waits for the answer.
func (r *replicas) ask() {
	r.t.Helper()
	r.people++
	u := r.server.NewUser(fmt.Sprint("Q", r.people), "en")
	began := time.Now()
	r.server.Say(u, "When did relations resume?")
	awaitSent(r.t, r.server, r.server.PrivateChat(u), 1)
	r.slowest = max(r.slowest, time.Since(began))
}

// done tells whether all posts of a day were dealt with.
func (r *replicas) done(item string, want int) (states map[store.DeliveryState]int, ok bool) {
	r.t.Helper()
	states, err := r.db.DeliveryStates(r.t.Context(), item)
	if err != nil {
		r.t.Fatal(err)
	}
	total := 0
	for _, n := range states {
		total += n
	}
	return states, total == want
}

// TestReplicas lets two replicas post to many in the same minute, and every few seconds
// kills the one that polls. Everybody gets one post, questions are answered within ten
// seconds of a kill, and Telegram's limits are kept. PUENTE_TEST_LONG=1 has 5,000
// subscribers.
func TestReplicas(t *testing.T) {
	const takeover, between = 10 * time.Second, 4 * time.Second
	subscribers := 150
	if os.Getenv("PUENTE_TEST_LONG") == "1" {
		subscribers = 5000
	}
	r := &replicas{t: t, address: storetest.Postgres(t)}
	t.Parallel()
	r.server = botapitest.New(t, botapitest.Options{Limits: botapitest.TelegramLimits})
	r.db = openStore(t, r.address)
	defer r.db.Close()
	for i := range r.bots {
		r.bots[i] = startBot(t, r.server, r.address)
	}
	r.ask()
	r.slowest = 0
	item := calendar.DayOf(time.Now().In(noon(t))).String()
	began := time.Now()
	chats := dueSubscribers(t, r.server, r.db, subscribers)
	leader, kills := 0, 0
	if !strings.Contains(r.bots[0].log.String(), "polling begins") {
		leader = 1
	}
	pause := time.NewTicker(between)
	defer pause.Stop()
	limit := time.After(10 * time.Minute)
	for {
		states, ok := r.done(item, subscribers)
		if ok {
			t.Logf("%d posts in %v, %d kills, the slowest answer after one took %v, %d refused by limits, %d polls ended by another; %v",
				subscribers, time.Since(began).Round(time.Millisecond), kills, r.slowest.Round(time.Millisecond), r.server.Floods(), r.server.Terminated(), states)
			break
		}
		select {
		case <-pause.C:
		case <-limit:
			t.Fatalf("not all were posted: %v", states)
		}
		if time.Since(began) > time.Duration(subscribers)*time.Second/22 {
			continue // only what the killed ones had begun is left, which others take up when it is old
		}
		r.bots[leader].kill()
		kills++
		r.ask()
		r.bots[leader] = startBot(t, r.server, r.address)
		leader = 1 - leader
	}
	if kills == 0 {
		t.Error("nothing was killed")
	}
	if r.slowest > takeover {
		t.Errorf("after a kill it took %v until somebody polled", r.slowest)
	}
	if n := r.server.Floods(); n > subscribers/1000 { // on a machine that stands still now and then
		t.Errorf("%d messages were refused by limits", n)
	}
	for _, bot := range r.bots {
		bot.stop(os.Interrupt)
	}
	r.check(chats, item)
}

// check wants one post in every chat. One whose process was killed between the record of
// the attempt and its leaving counts as sent, and there may be few of those.
func (r *replicas) check(chats []*botapitest.Chat, item string) {
	r.t.Helper()
	unsent := 0
	for _, c := range chats {
		switch n := r.server.Sends(c); n {
		case 1:
		case 0:
			unsent++
			if state, err := r.db.Delivery(context.Background(), store.DeliveryKey{ChatID: c.ID, Item: item}); state != store.Started || err != nil {
				r.t.Errorf("chat %d was not sent anything, and its delivery is %q, %v", c.ID, state, err)
			}
		default:
			r.t.Errorf("chat %d was sent %d posts", c.ID, n)
		}
	}
	r.t.Logf("%d posts were begun and never left", unsent)
	if unsent > 1+len(chats)/500 {
		r.t.Errorf("%d posts were begun and never left", unsent)
	}
}

// TestServeLosesPostgres ends all connections of the program to PostgreSQL, again and
// again, while it posts. It goes on, and everybody gets one post.
func TestServeLosesPostgres(t *testing.T) {
	address := storetest.Postgres(t)
	t.Parallel()
	const subscribers, losses = 60, 4
	s := botapitest.New(t, botapitest.Options{Limits: botapitest.TelegramLimits})
	db := openStore(t, address)
	defer db.Close()
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	const name = "puente_loses_postgres"
	bot := startBot(t, s, address+"&application_name="+name)
	r := &replicas{t: t, server: s, db: db, address: address}
	r.ask()
	item := calendar.DayOf(time.Now().In(noon(t))).String()
	chats := dueSubscribers(t, s, db, subscribers)
	pause := time.NewTicker(700 * time.Millisecond)
	defer pause.Stop()
	ended := 0
	for range losses {
		<-pause.C
		result, err := admin.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, name)
		if err != nil {
			t.Fatal(err)
		}
		n, _ := result.RowsAffected()
		ended += int(n)
	}
	r.ask()
	late := time.After(3 * time.Minute)
	for {
		states, ok := r.done(item, subscribers)
		if ok {
			t.Logf("%d connections ended, %v", ended, states)
			break
		}
		select {
		case <-pause.C:
		case <-late:
			t.Fatalf("not all were posted: %v", states)
		}
	}
	if ended < losses {
		t.Errorf("only %d connections ended in %d losses", ended, losses)
	}
	bot.stop(os.Interrupt)
	r.check(chats, item)
}
