package bot

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"puente/internal/answer"
	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/daily"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/store"
	"puente/internal/storetest"
	"puente/internal/telegram"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// testBase is a small base with which what the bot says stays the same when the real one
// grows.
var testBase = sync.OnceValues(func() (*fact.Base, error) { return load(os.DirFS("testdata/knowledge")) })

func load(files fs.FS) (*fact.Base, error) { return fact.Load(files) }

var testEngine = sync.OnceValues(func() (*answer.Engine, error) {
	base, err := testBase()
	if err != nil {
		return nil, err
	}
	return answer.New(base), nil
})

// stage is a bot that polls a server, and what a test needs of both.
type stage struct {
	t      testing.TB
	server *botapitest.Server
	client *telegram.Client
	store  *store.DB
	bot    *Bot
	posts  *daily.Service
	db     string // address of the database
	keep   bool   // questions for the curators
	engine *answer.Engine
	now    func() time.Time
	stop   func()
}

// stageOptions set a stage up.
type stageOptions struct {
	botapitest.Options
	db              string // address of the database; empty for an SQLite file
	forgetQuestions bool
}

// newStage starts a server and a bot that polls it. In a synctest bubble, whose clock
// begins in 2000, the stage's clock begins on 21 November 2026 at noon.
func newStage(t testing.TB, o stageOptions) *stage {
	t.Helper()
	engine, err := testEngine()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	now := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC).Add(time.Since(began)) }
	o.Now = now
	s := &stage{
		t: t, server: botapitest.New(t, o.Options), db: o.db, keep: !o.forgetQuestions, engine: engine, now: now,
	}
	if s.db == "" {
		s.db = storetest.SQLite(t)
	}
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

// start starts the bot.
func (s *stage) start() {
	s.t.Helper()
	token, err := telegram.ParseToken(s.server.Token())
	if err != nil {
		s.t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	if testing.Verbose() {
		log = slog.New(slog.NewTextHandler(s.t.Output(), nil))
	}
	transport := s.server.Transport()
	s.client, err = telegram.NewClient(telegram.Config{
		Token: token, Endpoint: s.server.URL(), HTTP: transport, Log: log,
		Migrated: func(from, to int64) {
			if err := s.bot.Migrate(context.Background(), from, to); err != nil {
				s.t.Error(err)
			}
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if s.store, err = store.Open(context.Background(), s.db); err != nil {
		s.t.Fatal(err)
	}
	s.posts, err = daily.New(daily.Config{
		Client: s.client, Store: s.store, Base: s.engine.Base(), Now: s.now, Log: log,
		Buttons: func(c store.Chat, l lang.Language, f fact.ID, day calendar.Day, others string) telegram.Keyboard {
			return s.bot.PostButtons(c, l, f, day, others)
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.bot = New(Config{
		Client: s.client, Store: s.store, Engine: s.engine, Now: s.now, Log: log, KeepQuestions: s.keep, Daily: s.posts,
	})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { s.bot.Introduce(ctx) })
	running.Go(func() {
		if err := (&telegram.Poller{Client: s.client, Handle: s.bot.Handle, Log: log}).Run(ctx); err != nil {
			s.t.Error(err)
		}
	})
	s.stop = func() {
		cancel()
		running.Wait()
		s.client.Close()
		transport.CloseIdleConnections()
		s.store.Close()
	}
}

// restart ends the bot and starts another with the same database.
func (s *stage) restart() {
	s.stop()
	s.start()
}

// settle waits until the bot is done with everything that happened.
func (s *stage) settle() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if err := s.server.Settle(ctx); err != nil {
		s.t.Fatal(err)
	}
}
