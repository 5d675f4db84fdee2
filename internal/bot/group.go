package bot

import (
	"context"
	"strings"

	"puente/internal/locale"
	"puente/internal/store"
	"puente/internal/telegram"
)

// membership deals with a change of the bot's own standing: a hello where it was added,
// and everything of the chat dropped where it was removed or blocked.
func (b *Bot) membership(ctx context.Context, u *telegram.ChatMemberUpdated) error {
	was, is := u.OldChatMember.IsPresent(), u.NewChatMember.IsPresent()
	switch {
	case !is:
		return b.dropChat(ctx, u.Chat.ID)
	case u.Chat.Type == telegram.Channel:
		return b.offerChannel(ctx, u)
	case was || u.Chat.Type != telegram.Group && u.Chat.Type != telegram.Supergroup:
		return nil
	}
	chat, err := b.store.Chat(ctx, u.Chat.ID)
	if err != nil {
		return err
	}
	if _, err := b.identity.await(ctx); err != nil {
		return err
	}
	l := fallback(chat, &u.From)
	p := locale.For(l)
	r := &request{message: &telegram.Message{Chat: u.Chat}, chat: chat}
	readsAll := b.identity.me.Load().CanReadAllGroupMessages || u.NewChatMember.IsAdmin()
	_, err = b.send(ctx, r, 0, view{plain: p.Text("bot.hello") + "\n\n" + b.groupHelp(p, readsAll, chat.Mentions)})
	return err
}

// dropChat forgets everything of a chat.
func (b *Bot) dropChat(ctx context.Context, id int64) error {
	b.conversations.drop(func(p place) bool { return p.chat == id })
	b.changed.drop(func(m messageID) bool { return m.chat == id })
	b.recent.drop(func(m messageID) bool { return m.chat == id })
	b.repeats.drop(func(r repeat) bool { return r.chat == id })
	return b.store.DropChat(ctx, id)
}

// Migrate gives everything of a group to the supergroup that it became. Its messages have
// new ids there, so answers that were given before are not edited any more. Doing it
// again changes nothing.
func (b *Bot) Migrate(ctx context.Context, from, to int64) error {
	b.recent.drop(func(m messageID) bool { return m.chat == from })
	b.repeats.drop(func(r repeat) bool { return r.chat == from })
	b.conversations.rename(func(p place) (place, bool) { return place{to, p.person}, p.chat == from })
	return b.store.MoveChat(ctx, from, to)
}

// forget erases what is kept: in a private chat of the person, here and in groups; in a
// group of the group, where administrators ask for that, and else only the asker's
// conversation there. It says what that was.
func (b *Bot) forget(ctx context.Context, r *request) (reply, error) {
	p := locale.For(r.language)
	whole := true
	if r.inGroup() {
		_, admin, err := b.mayChange(ctx, r)
		if err != nil {
			return silence, err
		}
		whole = admin
	}
	var kept []string
	mine := func(at place) bool {
		return at == r.place() || at.chat == r.chat.ID && whole || at.person == r.message.SenderID() && !r.inGroup()
	}
	if b.conversations.drop(mine) {
		kept = append(kept, p.Text("forget.conversation"))
	}
	if whole {
		b.recent.drop(func(m messageID) bool { return m.chat == r.chat.ID })
		b.repeats.drop(func(at repeat) bool { return at.chat == r.chat.ID })
		if chosen := described(r.chat, p); chosen != "" {
			kept = append(kept, p.Text("forget.settings", locale.Args{"settings": chosen}))
		}
		subscribed, err := b.store.Subscribed(ctx, r.chat.ID)
		if err != nil {
			return silence, err
		}
		if subscribed {
			kept = append(kept, p.Text("forget.daily"))
		}
		if err := b.store.DropChat(ctx, r.chat.ID); err != nil {
			return silence, err
		}
	}
	text := p.Text("forget.nothing")
	if len(kept) > 0 {
		text = p.Text("forget.done") + "\n• " + strings.Join(kept, "\n• ")
	}
	return say(r.language, text), nil
}

// described lists the settings of a chat that are not the defaults.
func described(c store.Chat, p *locale.Printer) string {
	var out []string
	add := func(name, state string) { out = append(out, p.Text("setting."+name)+": "+state) }
	if c.Language != "" {
		add("language", languageState(c, p))
	}
	if c.Verbosity != "" {
		add("verbosity", p.Text("state."+c.Verbosity))
	}
	if !c.Mentions {
		add("mentions", p.Text("state.off"))
	}
	if c.Quiet {
		add("quiet", p.Text("state.on"))
	}
	return strings.Join(out, "; ")
}
