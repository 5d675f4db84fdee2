package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/store"
	"puente/internal/telegram"
)

// approach is how a message turns to the bot.
type approach string

const (
	byPrivate approach = "private" // any message in a private chat
	byCommand approach = "command"
	byReply   approach = "reply"   // to a message of the bot in a group
	byMention approach = "mention" // in a group
)

// request is a message for the bot.
type request struct {
	message  *telegram.Message
	chat     store.Chat
	approach approach
	command  *command // nil for a question
	args     string   // what follows the command, or the question
	asked    *telegram.Message
	about    *telegram.Message // the bot's message that is replied to; nil for none
	language lang.Language     // when the text does not tell its own
	library  *library
	now      time.Time
}

// inGroup tells whether others read along.
func (r *request) inGroup() bool { return r.message.Chat.Type != telegram.Private }

func (r *request) place() place { return place{r.message.Chat.ID, r.message.SenderID()} }

// today is the day where people with a language are.
func (r *request) today(l lang.Language) calendar.Day { return calendar.DayOf(r.now.In(zones[l])) }

// zones are where the day is told for a language whose speaker's own zone is not known.
// Where there are no time zones the day is told in UTC.
var zones = map[lang.Language]*time.Location{
	lang.En: time.UTC, lang.Es: zone("America/Santiago"), lang.Ru: zone("Europe/Moscow"),
}

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return z
}

// fallback is the language for somebody whose words do not tell it: the one the chat
// chose, or else that of the person's Telegram, or else English.
func fallback(c store.Chat, from *telegram.User) lang.Language {
	if l := lang.Language(c.Language); l.Valid() {
		return l
	}
	if from != nil {
		base, _, _ := strings.Cut(strings.ToLower(from.LanguageCode), "-")
		if l := lang.Language(base); l.Valid() {
			return l
		}
	}
	return lang.En
}

// read returns the request that a message makes, nil when it is not for the bot.
func (b *Bot) read(ctx context.Context, m *telegram.Message) (*request, error) {
	chat, err := b.store.Chat(ctx, m.Chat.ID)
	if err != nil {
		return nil, err
	}
	r := &request{
		message: m, chat: chat, asked: m, language: fallback(chat, m.From), library: b.library.Load(), now: b.now(),
	}
	if r.inGroup() {
		me, err := b.identity.await(ctx)
		if err != nil {
			return nil, err
		}
		b.readGroup(r, me)
		return r, nil
	}
	r.approach = byPrivate
	if own := m.ReplyToMessage; own != nil && (own.ViaBot != nil || own.From != nil && own.From.IsBot) {
		r.about = own
	}
	b.readText(r)
	return r, nil
}

// readText finds the command and its arguments, or else the question. /ask or a mention and
// nothing more, in reply to somebody's message, asks what that says.
func (b *Bot) readText(r *request) {
	if name, args, ok := r.message.Command(b.identity.name()); ok {
		r.setCommand(b.commands(), name, args)
	} else {
		r.args = b.wording(r.message)
	}
	asked := r.message.ReplyToMessage
	if r.args != "" || asked == nil || r.about != nil || !(r.approach == byMention || r.is("ask")) {
		return
	}
	// Where there is no text the message may be the one that opened a topic.
	if text := b.wording(asked); text != "" {
		r.asked, r.args = asked, text
	}
}

// is tells whether the request is the command of that name.
func (r *request) is(name string) bool { return r.command != nil && r.command.name == name }

// wording is what a message says, without what turns it to the bot.
func (b *Bot) wording(m *telegram.Message) string {
	if me := b.identity.me.Load(); me != nil {
		return m.Wording(me.Username, me.ID)
	}
	text, _ := m.Body()
	return text
}

// readGroup finds out how a message in a group turns to the bot; it stays without an
// approach when it does not.
func (b *Bot) readGroup(r *request, me *telegram.User) {
	m := r.message
	own := m.ReplyToMessage
	isReply := own != nil && own.From != nil && own.From.ID == me.ID
	if isReply || own != nil && own.ViaBot != nil && own.ViaBot.ID == me.ID {
		r.about = own
	}
	_, entities := m.Body()
	if slices.ContainsFunc(entities, func(e telegram.MessageEntity) bool { return e.Type == "bot_command" && e.Offset == 0 }) {
		b.readText(r) // or it is for another bot
		return
	}
	switch {
	case m.Mentions(me.Username, me.ID) && r.chat.Mentions:
		r.approach = byMention
	case isReply:
		r.approach = byReply
	}
	b.readText(r)
}

func (r *request) setCommand(all []command, name, args string) {
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if i < 0 {
		if r.inGroup() {
			return
		}
		r.command, r.args = &unknownCommand, args
		return
	}
	r.approach, r.command, r.args = byCommand, &all[i], args
}

// isForNobody tells whether a message is none of the kinds that are answered: other bots,
// channels, posts of a linked channel, service messages; in groups what has no text or was
// forwarded; and the parts of an album without a text, which would be answered one by one.
func isForNobody(m *telegram.Message) bool {
	text, _ := m.Body()
	group := m.Chat.Type != telegram.Private
	switch {
	case m.Chat.Type == telegram.Channel, m.IsFromBot(), m.IsAutomaticForward, m.IsInaccessible(), m.IsService():
		return true
	case group && (m.ForwardOrigin != nil || text == ""), text == "" && m.MediaGroupID != "":
		return true
	}
	return false
}

// context is the conversation that a request goes on with: what the asker and the bot were
// talking of, or the facts of the message that is replied to.
func (b *Bot) context(r *request) answer.Context {
	last, _ := b.conversations.get(r.place(), r.now)
	facts := r.library.carried(r.about)
	if len(facts) == 0 || slices.Equal(facts, last.Facts[:min(len(facts), len(last.Facts))]) {
		return last
	}
	return answer.About(facts...)
}
