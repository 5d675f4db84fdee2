package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"
	_ "time/tzdata" // the day is told where people are, also where no zones are installed

	"golang.org/x/sync/errgroup"

	"puente/internal/answer"
	"puente/internal/bot"
	"puente/internal/calendar"
	"puente/internal/daily"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/store"
	"puente/internal/telegram"
)

// serveCommand runs the bot on Telegram.
type serveCommand struct {
	databaseFlag

	TokenFile     string `placeholder:"FILE" env:"TELEGRAM_BOT_TOKEN_FILE" help:"Read the bot's token from this file instead of $$TELEGRAM_BOT_TOKEN."`
	APIURL        string `name:"telegram-api-url" placeholder:"URL" env:"TELEGRAM_API_URL" help:"Talk to this Bot API server instead of Telegram's own."`
	KeepQuestions bool   `negatable:"" default:"true" env:"PUENTE_KEEP_QUESTIONS" help:"Keep the text of questions that were not answered rightly for the curators (${default})."`
}

// Help is what --help says beyond the flags.
func (c *serveCommand) Help() string {
	return `The bot's token comes from @BotFather on Telegram, in the environment variable TELEGRAM_BOT_TOKEN or in a file. There, also switch on inline mode (/setinline), so that the bot can be asked in any chat.

SIGINT and SIGTERM end the bot after the answers under way, at most within two seconds; what it had not got to yet it answers after the next start. SIGHUP reads the folder of --knowledge again; when something is wrong there, that is logged and the base in use stays.`
}

// usageError is a command line or environment that cannot be used.
type usageError struct{ error }

// tokenVariable has the bot's token. It is no flag, because others can see those.
const tokenVariable = "TELEGRAM_BOT_TOKEN"

// token returns the bot's token.
func (c *serveCommand) token(env *environment) (telegram.Token, error) {
	text := env.Getenv(tokenVariable)
	if c.TokenFile != "" {
		raw, err := os.ReadFile(c.TokenFile)
		if err != nil {
			return telegram.Token{}, usageError{fmt.Errorf("read the bot's token: %w", err)}
		}
		text = string(raw)
	}
	if text == "" {
		return telegram.Token{}, usageError{errors.New("there is no bot token: get one from @BotFather on Telegram and put it into " +
			tokenVariable + ", or its file's name into " + tokenVariable + "_FILE")}
	}
	token, err := telegram.ParseToken(text)
	if err != nil {
		return telegram.Token{}, usageError{err}
	}
	return token, nil
}

// garbage is how much garbage may gather, in percent of what is in use. Most of that is the
// index, which stays, so that with Go's 100 its size again would lie idle. While the index
// is built Go's 100 is better: half as much takes a sixth longer and no less memory.
const garbage = 50

// settle gives back what reading the base left behind, which is as much as what stays.
func (s *service) settle() {
	if s.env.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	debug.FreeOSMemory()
}

// Run polls until an interrupt.
func (c *serveCommand) Run(env *environment, b *baseFlags) error {
	token, err := c.token(env)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(env.Stderr, nil))
	s := &service{serveCommand: c, base: b, env: env, log: log, opened: make(chan struct{}), ready: make(chan struct{})}
	s.client, err = telegram.NewClient(telegram.Config{
		Token: token, Endpoint: cmp.Or(c.APIURL, telegram.DefaultEndpoint), Log: log, Migrated: s.migrated,
	})
	if err != nil {
		return usageError{err}
	}
	defer s.client.Close()
	return s.run()
}

// service is the bot at work.
type service struct {
	*serveCommand
	base   *baseFlags
	env    *environment
	log    *slog.Logger
	client *telegram.Client

	opened chan struct{} // closed when store is there
	ready  chan struct{} // closed when bot and daily are there
	store  *store.DB
	bot    *bot.Bot
	daily  *daily.Service
}

// run polls as soon as the database is open, while the base is read and indexed: the first
// updates wait for that. It returns after an interrupt, or when something fails that the
// bot cannot do without.
func (s *service) run() error {
	group, ctx := errgroup.WithContext(s.env.Context)
	polling, stopPolling := context.WithCancel(ctx)
	defer stopPolling()
	began := time.Now()
	group.Go(func() error {
		if err := s.prepare(ctx); err != nil {
			stopPolling()
			return err
		}
		s.log.Info("ready to answer", "took", time.Since(began))
		group.Go(func() error {
			s.bot.Introduce(polling)
			return nil
		})
		group.Go(func() error { return s.daily.Work(polling) })
		s.reloadOnHangup(polling)
		return nil
	})
	group.Go(func() error {
		defer stopPolling()
		select {
		case <-s.opened:
			return s.store.Lead(polling, s.lead, func(err error) {
				s.log.Warn("this replica does not lead, it tries again", "error", err)
			})
		case <-polling.Done():
			return nil
		}
	})
	err := group.Wait()
	if s.store != nil {
		err = errors.Join(err, s.store.Close())
	}
	if s.env.Context.Err() != nil && errors.Is(err, context.Canceled) {
		return nil // interrupted before it was ready
	}
	return err
}

// prepare opens the database and makes the engine, both at once.
func (s *service) prepare(ctx context.Context) error {
	var engine *answer.Engine
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		engine, err = s.engine()
		return err
	})
	group.Go(func() error { return s.open(ctx) })
	if err := group.Wait(); err != nil {
		return err
	}
	s.settle()
	posts, err := daily.New(daily.Config{
		Client: s.client, Store: s.store, Base: engine.Base(), Now: s.env.Now, Log: s.log,
		Buttons: func(c store.Chat, l lang.Language, f fact.ID, day calendar.Day, others string) telegram.Keyboard {
			return s.bot.PostButtons(c, l, f, day, others)
		},
	})
	if err != nil {
		return err
	}
	s.daily = posts
	s.bot = bot.New(bot.Config{
		Client: s.client, Store: s.store, Engine: engine, Now: s.env.Now, Log: s.log, KeepQuestions: s.KeepQuestions, Daily: posts,
	})
	close(s.ready)
	return nil
}

// open opens the database, a file for this process alone.
func (s *service) open(ctx context.Context) error {
	db, err := store.Open(ctx, s.DB)
	if err != nil {
		return err
	}
	s.store = db
	if err := db.Claim(); err != nil {
		return err
	}
	close(s.opened)
	return nil
}

// lead does what only one replica may do: it polls, and plans the daily posts.
func (s *service) lead(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		return (&telegram.Poller{Client: s.client, Handle: s.handle, Log: s.log}).Run(ctx)
	})
	group.Go(func() error {
		select {
		case <-s.ready:
			return s.daily.Plan(ctx)
		case <-ctx.Done():
			return nil
		}
	})
	return group.Wait()
}

func (s *service) engine() (*answer.Engine, error) {
	base, err := s.base.load()
	if err != nil {
		return nil, err
	}
	return answer.New(base), nil
}

// handle hands an update to the bot once that is there.
func (s *service) handle(ctx context.Context, u *telegram.Update) error {
	select {
	case <-s.ready:
		return s.bot.Handle(ctx, u)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// migrated moves what belongs to a group that became a supergroup. A send found out, so
// the bot is there.
func (s *service) migrated(from, to int64) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := s.bot.Migrate(ctx, from, to); err != nil {
		s.log.Error("a group that became a supergroup was not moved", "error", err, "chat_id", from, "to", to)
	}
}
