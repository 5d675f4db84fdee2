package daily

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/store"
	"puente/internal/storetest"
	"puente/internal/telegram"
)

// The test binary runs itself as a process that posts, which can be killed.
const (
	childAddress  = "DAILY_TEST_DATABASE"
	childEndpoint = "DAILY_TEST_ENDPOINT"
	childToken    = "DAILY_TEST_TOKEN"
)

func TestMain(m *testing.M) {
	if os.Getenv(childAddress) != "" {
		if err := runChild(); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run())
}

// runChild plans and works until the process is killed or told to stop.
func runChild() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	db, err := store.Open(ctx, os.Getenv(childAddress))
	if err != nil {
		return err
	}
	token, err := telegram.ParseToken(os.Getenv(childToken))
	if err != nil {
		return err
	}
	client, err := telegram.NewClient(telegram.Config{Token: token, Endpoint: os.Getenv(childEndpoint)})
	if err != nil {
		return err
	}
	base, err := fact.Load(os.DirFS(miniFolder))
	if err != nil {
		return err
	}
	s, err := New(Config{Client: client, Store: db, Base: base, Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		return err
	}
	go s.Plan(ctx)
	return s.Work(ctx)
}

// noon returns a zone in which it is about noon, so that no day ends during a test.
func noon() string { return fmt.Sprintf("Etc/GMT%+d", time.Now().UTC().Hour()-12) }

// planned tells when a process logs that it has planned posts.
type planned struct {
	mu   sync.Mutex
	at   time.Time
	done chan struct{}
	text bytes.Buffer
}

// Write implements io.Writer.
func (p *planned) Write(line []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at.IsZero() && bytes.Contains(line, []byte("posts are planned")) {
		p.at = time.Now()
		close(p.done)
	}
	return p.text.Write(line)
}

// killing is a run of processes that are killed.
type killing struct {
	t       *testing.T
	address string
	server  *botapitest.Server
	db      *store.DB
	chats   []*botapitest.Chat
	today   calendar.Day
	start   time.Duration // from the start of a process to its first plan, lately
	midPlan int           // killed before they had planned
}

// killRounds is how many processes are killed.
func killRounds() int {
	switch {
	case long():
		return 200
	case os.Getenv("PUENTE_TEST_ALL") == "1" && !racing:
		return 40
	}
	return 4
}

// TestKill kills processes at random points of planning and sending, while some of their
// connections are cut. Every subscription moves on by one day, and every chat gets one
// post; only what was recorded as begun and did not leave any more is missing.
func TestKill(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, address string) {
		t.Parallel()
		k := &killing{t: t, address: address, server: botapitest.New(t, botapitest.Options{}), start: 150 * time.Millisecond}
		k.server.Inject(botapitest.Fault{Kind: botapitest.CutAfter, Method: "sendMessage", Probability: 0.03})
		k.today = calendar.DayOf(time.Now().In(zone(t, noon())))
		for round := range killRounds() {
			k.subscribe(8)
			k.round(round)
		}
		k.finish()
		k.check()
	})
}

// subscribe adds people whose posts are due.
func (k *killing) subscribe(n int) {
	k.t.Helper()
	db, err := store.Open(k.t.Context(), k.address)
	if err != nil {
		k.t.Fatal(err)
	}
	defer db.Close()
	for range n {
		u := k.server.NewUser("U", "es")
		k.server.Meet(u)
		sub := newSubscription(u.ID, 0)
		sub.Zone, sub.Active, sub.DueAt, sub.DueDay = noon(), true, time.Now().Unix()-1, int64(k.today)
		if err := db.SaveSubscription(k.t.Context(), sub); err != nil {
			k.t.Fatal(err)
		}
		k.chats = append(k.chats, k.server.PrivateChat(u))
	}
	k.release()
}

// release makes the jobs available that the killed process had begun. On PostgreSQL River
// does so when they are older than a job may take.
func (k *killing) release() {
	if !strings.HasPrefix(k.address, "postgres") {
		return
	}
	db, err := sql.Open("pgx", k.address)
	if err != nil {
		k.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`UPDATE river_job SET state = 'available' WHERE state = 'running'`); err != nil {
		k.t.Fatal(err)
	}
}

func (k *killing) process() (*exec.Cmd, *planned) {
	k.t.Helper()
	log := &planned{done: make(chan struct{})}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childAddress+"="+k.address, childEndpoint+"="+k.server.URL(), childToken+"="+k.server.Token())
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	return cmd, log
}

// round starts a process and kills it: in the odd rounds around the time when it plans,
// else while it sends. The first has all the time it needs until then.
func (k *killing) round(n int) {
	began := time.Now()
	cmd, log := k.process()
	wait := k.start + rand.N(800*time.Millisecond)
	if n%2 == 1 {
		wait = k.start - 40*time.Millisecond + rand.N(50*time.Millisecond)
	}
	if n == 0 {
		select {
		case <-log.done:
		case <-time.After(time.Minute):
			k.t.Fatal("the process plans nothing")
		}
		wait -= k.start
	}
	time.Sleep(wait)
	cmd.Process.Kill()
	cmd.Wait()
	if log.at.IsZero() {
		k.midPlan++
		k.start += 10 * time.Millisecond
		return
	}
	k.start = log.at.Sub(began)
}

// finish lets a process do what is left.
func (k *killing) finish() {
	k.t.Helper()
	k.release()
	cmd, _ := k.process()
	var err error
	if k.db, err = store.Open(k.t.Context(), k.address); err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() { k.db.Close() })
	o := &office{db: k.db}
	o.awaitAll(k.t, k.today.String(), len(k.chats))
	cmd.Process.Signal(syscall.SIGTERM) // after the post under way
	if err := cmd.Wait(); err != nil {
		k.t.Error(err)
	}
}

func (k *killing) check() {
	k.t.Helper()
	unsent := 0
	for _, c := range k.chats {
		state, err := k.db.Delivery(k.t.Context(), store.DeliveryKey{ChatID: c.ID, Item: k.today.String()})
		if err != nil {
			k.t.Fatal(err)
		}
		switch n := k.server.Sends(c); {
		case n == 0 && state == store.Started:
			unsent++
		case n != 1:
			k.t.Errorf("chat %d has %d posts, its delivery is %q", c.ID, n, state)
		}
		sub, _, err := k.db.Subscription(k.t.Context(), c.ID, 0)
		if err != nil || sub.LastDay != int64(k.today) || sub.DueDay != int64(k.today)+1 {
			k.t.Errorf("chat %d: its subscription is %+v, %v", c.ID, sub, err)
		}
	}
	k.t.Logf("%d processes killed, %d of them before they had planned; %d posts, %d connections cut after a send, %d begun that did not leave any more",
		killRounds(), k.midPlan, len(k.chats), k.server.Faults(botapitest.CutAfter), unsent)
	if unsent > 1+killRounds()/20 {
		k.t.Errorf("%d posts were begun and never left", unsent)
	}
}
