package bot

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/telegram"
)

// identity is who the bot is, once Telegram has told.
type identity struct {
	me    atomic.Pointer[telegram.User]
	known chan struct{} // closed when me is set
}

func newIdentity() *identity { return &identity{known: make(chan struct{})} }

// identityWait is how long a message in a group may wait for the bot to learn its name.
const identityWait = 10 * time.Second

var errUnknownSelf = errors.New("the bot does not know its own name yet")

// await returns the bot itself. In groups nothing can be told without the name: whom a
// command or a mention is for.
func (i *identity) await(ctx context.Context) (*telegram.User, error) {
	timer := time.NewTimer(identityWait)
	defer timer.Stop()
	select {
	case <-i.known:
		return i.me.Load(), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, errUnknownSelf
	}
}

// name returns the bot's user name, empty while it is not known.
func (i *identity) name() string {
	if me := i.me.Load(); me != nil {
		return me.Username
	}
	return ""
}

// Introduce asks Telegram who the bot is, until it answers or the context ends, and then
// registers the menus of commands and the descriptions in all languages. Updates may be
// handled meanwhile. That a menu is not registered is logged and nothing more.
func (b *Bot) Introduce(ctx context.Context) {
	for {
		me, err := b.client.GetMe(ctx)
		if err == nil {
			b.identity.me.Store(me)
			close(b.identity.known)
			b.log.Info("telegram knows the bot", "username", me.Username, "reads_all", me.CanReadAllGroupMessages, "inline", me.SupportsInlineQueries)
			break
		}
		b.log.Warn("the bot does not learn its name", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(identityWait):
		}
	}
	if err := b.register(ctx); err != nil && ctx.Err() == nil {
		b.log.Warn("the menus are not registered", "error", err)
	}
}

// register sets the menus of commands, by scope and language, and the descriptions.
// English is what everybody sees whose language has none of its own.
func (b *Bot) register(ctx context.Context) error {
	var failures []error
	for _, l := range lang.Languages() {
		code := string(l)
		if l == lang.En {
			code = ""
		}
		for _, scope := range []telegram.CommandScope{telegram.ScopePrivate, telegram.ScopeGroups, telegram.ScopeGroupAdmin} {
			failures = append(failures, b.client.SetMyCommands(ctx, b.menu(scope, l), scope, code))
		}
		p := locale.For(l)
		failures = append(failures,
			b.client.SetMyDescription(ctx, p.Text("chat.about"), code),
			b.client.SetMyShortDescription(ctx, p.Text("bot.short"), code))
	}
	return errors.Join(failures...)
}

// menu returns the commands that a scope shows, with their descriptions.
func (b *Bot) menu(scope telegram.CommandScope, l lang.Language) []telegram.Command {
	var out []telegram.Command
	for _, c := range b.commands() {
		if strings.Contains(c.menus, menuOf[scope]) {
			out = append(out, telegram.Command{Command: c.name, Description: locale.For(l).Text("command." + c.name)})
		}
	}
	return out
}
