package bot

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/telegram"
)

// target is the channel that a menu in a private chat is about; the zero target is the
// chat that the menu stands in.
type target struct {
	chat  int64
	name  string // the public user name, empty for a private channel
	title string
}

// command is how the menu's chat is set up by a command.
func (t target) command() string {
	switch {
	case t.chat == 0:
		return "/daily"
	case t.name == "":
		return "/daily " + strconv.FormatInt(t.chat, 10)
	}
	return "/daily @" + t.name
}

// daily data is "name=value", followed by ";" and the channel's id in a menu about one.
func (t target) data(l lang.Language, arg string) string {
	if t.chat != 0 {
		arg += ";" + strconv.FormatInt(t.chat, 10)
	}
	return data{verb: setDaily, language: l, arg: arg}.String()
}

// dailyTarget returns what a menu is about, or why whoever presses may not change it.
func (b *Bot) dailyTarget(ctx context.Context, q *telegram.CallbackQuery, channel string, l lang.Language) (t target, refusal string, err error) {
	p := locale.For(l)
	if channel == "" {
		if q.Message.Chat.Type == telegram.Private {
			return t, "", nil
		}
		admin, err := b.isAdmin(ctx, q.Message.Chat.ID, q.From.ID)
		if err == nil && !admin {
			refusal = p.Text("bot.admins-only")
		}
		return t, refusal, err
	}
	id, err := strconv.ParseInt(channel, 10, 64)
	if err != nil {
		return t, p.Text("bot.stale"), nil
	}
	return b.channelTarget(ctx, telegram.ChatName(strconv.FormatInt(id, 10)), q.From.ID, p)
}

// channelTarget returns a channel that a person may set up, or why not.
func (b *Bot) channelTarget(ctx context.Context, name telegram.ChatName, person int64, p *locale.Printer) (t target, refusal string, err error) {
	chat, err := b.client.FindChat(ctx, name)
	switch kind := telegram.KindOf(err); {
	case kind.EndsChat() || kind == telegram.BadRequest || err == nil && chat.Type != telegram.Channel:
		return t, p.Text("daily.no-channel"), nil
	case err != nil:
		return t, "", err
	}
	admin, err := b.isAdmin(ctx, chat.ID, person)
	switch {
	case telegram.KindOf(err).EndsChat():
		return t, p.Text("daily.no-channel"), nil
	case err != nil:
		return t, "", err
	case !admin:
		return t, p.Text("daily.admins-only"), nil
	}
	return target{chat.ID, chat.Username, chat.Title}, "", nil
}

var (
	channelLink = regexp.MustCompile(`^(?:https?://)?t\.me/(?:c/([0-9]{1,12})|([A-Za-z][A-Za-z0-9_]{3,}))(?:/.*)?$`)
	channelName = regexp.MustCompile(`^@[A-Za-z][A-Za-z0-9_]{3,}$`)
	channelID   = regexp.MustCompile(`^-100[0-9]{1,13}$`)
)

// channelNamed reads the name, address or id of a channel.
func channelNamed(text string) (telegram.ChatName, bool) {
	text = strings.TrimSpace(text)
	if m := channelLink.FindStringSubmatch(text); m != nil {
		if n, err := strconv.ParseInt(m[1], 10, 64); err == nil {
			return telegram.ChatName(strconv.FormatInt(-supergroupOffset-n, 10)), true
		}
		return telegram.ChatName("@" + m[2]), true
	}
	return telegram.ChatName(text), channelName.MatchString(text) || channelID.MatchString(text)
}

// offerChannel offers the daily post to who made the bot an administrator of a channel,
// in their private chat. Somebody who never wrote to the bot cannot be told.
func (b *Bot) offerChannel(ctx context.Context, u *telegram.ChatMemberUpdated) error {
	if b.daily == nil || u.Chat.Type != telegram.Channel || !u.NewChatMember.IsAdmin() || u.OldChatMember.IsAdmin() {
		return nil
	}
	person, err := b.store.Chat(ctx, u.From.ID)
	if err != nil {
		return err
	}
	l := fallback(person, &u.From)
	sub, err := b.subscription(ctx, u.Chat.ID, 0, l)
	if err != nil {
		return err
	}
	r := &request{message: &telegram.Message{Chat: telegram.Chat{ID: u.From.ID, Type: telegram.Private}}, chat: person}
	_, err = b.send(ctx, r, 0, b.dailyMenu(sub, target{u.Chat.ID, u.Chat.Username, u.Chat.Title}, l))
	return err
}
