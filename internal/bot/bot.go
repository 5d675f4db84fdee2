// Package bot is what Puente does with an update from Telegram: it decides whether a
// message is for it, puts the question to the engine, and answers as a good citizen of the
// chat would, with commands, buttons, inline results and settings.
//
// It holds no facts and words no answers (packages answer and render do), and it does not
// know the Bot API's wire (package telegram does). What it remembers between updates is
// short-lived and in memory, but for the settings of chats and the curators' list, which
// package store keeps. Buttons carry all they need, so that they work after a restart.
package bot

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"puente/internal/answer"
	"puente/internal/store"
	"puente/internal/telegram"
)

// Config is what a Bot works with.
type Config struct {
	Client *telegram.Client
	Store  *store.DB
	Engine *answer.Engine
	Now    func() time.Time
	Log    *slog.Logger // nil logs nothing
	// KeepQuestions lets questions that were not answered rightly be kept for the
	// curators.
	KeepQuestions bool
	Daily         Daily // nil leaves the daily post out
}

// Bot handles updates. It may be used by several goroutines.
type Bot struct {
	client        *telegram.Client
	store         *store.DB
	now           func() time.Time
	log           *slog.Logger
	keepQuestions bool
	daily         Daily
	identity      *identity
	library       atomic.Pointer[library]

	conversations *expiring[place, answer.Context]
	recent        *expiring[messageID, exchange] // by the question
	repeats       *expiring[repeat, exchange]
	changed       *expiring[messageID, bool] // answers that show something else by now
	budgets       *budgets
	gaps          *budgets // of the curators' list, by person
}

// place is somebody in a chat; in a private chat both ids are the same.
type place struct{ chat, person int64 }

// messageID names a message; the ids of messages are counted in each chat.
type messageID struct {
	chat    int64
	message int
}

// How long things are remembered, and how many of them at most.
const (
	conversationTime = 15 * time.Minute
	editTime         = 15 * time.Minute // how long an edited question changes its answer
	repeatTime       = 10 * time.Minute // how long a group is not told the same again
	remembered       = 10_000
)

// New makes a bot. It makes no request; see Introduce.
func New(cfg Config) *Bot {
	b := &Bot{
		client: cfg.Client, store: cfg.Store, now: cfg.Now, log: cfg.Log, keepQuestions: cfg.KeepQuestions,
		daily:         cfg.Daily,
		identity:      newIdentity(),
		conversations: newExpiring[place, answer.Context](conversationTime, remembered),
		recent:        newExpiring[messageID, exchange](editTime, remembered),
		repeats:       newExpiring[repeat, exchange](repeatTime, remembered),
		changed:       newExpiring[messageID, bool](repeatTime, remembered),
		budgets:       newBudgets(budgetTime),
		gaps:          newBudgets(gapTime),
	}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	b.SetEngine(cfg.Engine)
	return b
}

// SetEngine makes the bot answer from another engine from now on.
func (b *Bot) SetEngine(e *answer.Engine) { b.library.Store(newLibrary(e)) }

// Handle does what an update asks for; it is a telegram.Handler. An error means that the
// update was not dealt with as it should be.
func (b *Bot) Handle(ctx context.Context, u *telegram.Update) error {
	switch {
	case u.Message != nil:
		return b.message(ctx, u.Message)
	case u.EditedMessage != nil:
		return b.edited(ctx, u.EditedMessage)
	case u.CallbackQuery != nil:
		return b.press(ctx, u.CallbackQuery)
	case u.InlineQuery != nil:
		if u.Behind > 0 {
			return nil // the person has typed on, and would not see the answer
		}
		return b.inlineQuery(ctx, u.InlineQuery)
	case u.MyChatMember != nil:
		return b.membership(ctx, u.MyChatMember)
	}
	return nil
}
