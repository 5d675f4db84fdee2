package telegram

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Users that stand in for senders who are not people (TDLib UserManager).
const (
	GroupAnonymousBot int64 = 1087968824 // an administrator speaking as the group
	ChannelBot        int64 = 136817688  // somebody speaking as a channel
	ServiceUser       int64 = 777000     // Telegram, and posts of a linked channel
)

// Body returns the text or, for a photo and the like, the caption, with its
// entities.
func (m *Message) Body() (string, []MessageEntity) {
	if m.Text != "" {
		return m.Text, m.Entities
	}
	return m.Caption, m.CaptionEntities
}

// IsService tells whether nobody wrote the message: somebody joined, pinned something,
// changed the title and the like.
func (m *Message) IsService() bool {
	text, _ := m.Body()
	return text == "" && m.media == media{}
}

// SenderID returns what to key a sender's state by: the chat spoken for, or else
// the user; 0 when there is neither.
func (m *Message) SenderID() int64 {
	switch {
	case m.SenderChat != nil:
		return m.SenderChat.ID
	case m.From != nil:
		return m.From.ID
	}
	return 0
}

// IsAnonymousAdmin tells whether an administrator speaks as the group. Who it is
// cannot be known, so GetChatMember cannot check it.
func (m *Message) IsAnonymousAdmin() bool {
	return m.SenderChat != nil && m.SenderChat.ID == m.Chat.ID
}

// IsFromBot tells whether a bot wrote the message, or a person with the help of
// an inline bot. Somebody who speaks as a chat is no bot.
func (m *Message) IsFromBot() bool {
	return m.ViaBot != nil || m.From != nil && m.From.IsBot && m.SenderChat == nil
}

// IsInaccessible tells whether only the message's place is known.
func (m *Message) IsInaccessible() bool { return m.Date == 0 }

// TopicID returns the thread to answer in: the forum topic of the message, 0
// outside of topics. Replies in an ordinary supergroup have a thread id too, but
// sending it back is refused (tdlib/telegram-bot-api #447).
func (m *Message) TopicID() int {
	if !m.IsTopicMessage {
		return 0
	}
	return m.ThreadID
}

// Command returns the command a message begins with, in lower case and without
// the slash, and what follows it. ok is false when there is none, or when it
// names another bot than username.
func (m *Message) Command(username string) (name, args string, ok bool) {
	text, entities := m.Body()
	for _, e := range entities {
		if e.Type != "bot_command" || e.Offset != 0 {
			continue
		}
		covered, rest := cutUTF16(text, e.Length)
		name, bot, addressed := strings.Cut(strings.TrimPrefix(covered, "/"), "@")
		if name == "" || addressed && !strings.EqualFold(bot, username) {
			return "", "", false
		}
		return strings.ToLower(name), strings.TrimFunc(rest, unicode.IsSpace), true
	}
	return "", "", false
}

// Wording returns the body without what turns it to the bot with that user name or id: a
// command at its beginning and mentions.
func (m *Message) Wording(username string, id int64) string {
	text, entities := m.Body()
	for _, e := range slices.Backward(entities) { // they stand in order, and a cut moves what follows
		if e.Type == "bot_command" && e.Offset == 0 || e.names(text, username, id) {
			before, rest := cutUTF16(text, e.Offset)
			_, after := cutUTF16(rest, e.Length)
			text = before + after
		}
	}
	return strings.TrimFunc(text, unicode.IsSpace)
}

// Mentions tells whether a message names the bot with that user name or id.
func (m *Message) Mentions(username string, id int64) bool {
	text, entities := m.Body()
	return slices.ContainsFunc(entities, func(e MessageEntity) bool { return e.names(text, username, id) })
}

// names tells whether the entity mentions the bot with that user name or id.
func (e MessageEntity) names(text, username string, id int64) bool {
	switch e.Type {
	case "text_mention":
		return e.User != nil && e.User.ID == id
	case "mention":
		return strings.EqualFold(e.In(text), "@"+username)
	}
	return false
}

// In returns the part of a text that the entity covers, as far as the text goes.
func (e MessageEntity) In(text string) string {
	_, rest := cutUTF16(text, e.Offset)
	covered, _ := cutUTF16(rest, e.Length)
	return covered
}

// cutUTF16 cuts a text behind that many UTF-16 code units. A cut never splits a
// character, and one outside of the text moves to its end.
func cutUTF16(text string, units int) (before, after string) {
	at := 0
	for at < len(text) && units > 0 {
		r, size := utf8.DecodeRuneInString(text[at:])
		units--
		if r > 0xffff {
			units--
		}
		at += size
	}
	return text[:at], text[at:]
}

// lane is what keeps the order among updates: those of one lane are handled one
// after the other. Messages and presses of buttons share the chats' and people's
// ids, in which a private chat is its person; inline mode has lanes of its own,
// because type-ahead must not wait for an answer in the chat.
type lane struct {
	inline bool
	id     int64
}

func (u *Update) lane() lane {
	switch {
	case u.Message != nil:
		return lane{id: u.Message.Chat.ID}
	case u.EditedMessage != nil:
		return lane{id: u.EditedMessage.Chat.ID}
	case u.MyChatMember != nil:
		return lane{id: u.MyChatMember.Chat.ID}
	case u.CallbackQuery != nil:
		return lane{id: u.CallbackQuery.From.ID}
	case u.InlineQuery != nil:
		return lane{inline: true, id: u.InlineQuery.From.ID}
	case u.ChosenInlineResult != nil:
		return lane{inline: true, id: u.ChosenInlineResult.From.ID}
	}
	return lane{}
}

// empty tells whether the update is of a kind Update has no field for.
func (u *Update) empty() bool { return u.lane() == lane{} }
