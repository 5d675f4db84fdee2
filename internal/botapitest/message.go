package botapitest

import (
	"regexp"
	"slices"
	"strings"
)

// Message is a message as the Bot API shows it.
type Message struct {
	ID            int           `json:"message_id"`
	Thread        int           `json:"message_thread_id,omitempty"`
	From          *User         `json:"from,omitempty"`
	SenderChat    *Chat         `json:"sender_chat,omitempty"`
	Date          int64         `json:"date"`
	Chat          *Chat         `json:"chat"`
	ForwardOrigin *Origin       `json:"forward_origin,omitempty"`
	IsTopic       bool          `json:"is_topic_message,omitempty"`
	AutoForward   bool          `json:"is_automatic_forward,omitempty"`
	ReplyTo       *Message      `json:"reply_to_message,omitempty"`
	ViaBot        *User         `json:"via_bot,omitempty"`
	EditDate      int64         `json:"edit_date,omitempty"`
	Text          string        `json:"text,omitempty"`
	Entities      []Entity      `json:"entities,omitempty"`
	Photo         []photo       `json:"photo,omitempty"`
	Caption       string        `json:"caption,omitempty"`
	CaptionParts  []Entity      `json:"caption_entities,omitempty"`
	MigrateTo     int64         `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom   int64         `json:"migrate_from_chat_id,omitempty"`
	TopicCreated  *TopicCreated `json:"forum_topic_created,omitempty"`
	Pinned        *Message      `json:"pinned_message,omitempty"`
	Keyboard      *Keyboard     `json:"reply_markup,omitempty"`

	html string // the bot's markup, for comparing edits
}

// Origin says where a forwarded message came from (MessageOriginUser).
type Origin struct {
	Type   string `json:"type"`
	Date   int64  `json:"date"`
	Sender *User  `json:"sender_user"`
}

// TopicCreated is the service message that opens a topic.
type TopicCreated struct {
	Name      string `json:"name"`
	IconColor int    `json:"icon_color"`
}

type photo struct {
	FileID string `json:"file_id"`
	Unique string `json:"file_unique_id"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Keyboard is an inline keyboard.
type Keyboard struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// Button is one of an inline keyboard's buttons.
type Button struct {
	Text          string  `json:"text"`
	Data          string  `json:"callback_data,omitempty"`
	URL           string  `json:"url,omitempty"`
	Switch        *string `json:"switch_inline_query,omitempty"`
	SwitchCurrent *string `json:"switch_inline_query_current_chat,omitempty"`
	CopyText      any     `json:"copy_text,omitempty"`
	Style         string  `json:"style,omitempty"`
}

// Post is a message as its sender writes it.
type Post struct {
	From        *User
	Chat        *Chat // nil is the private chat with the bot
	Text        string
	Topic       int   // thread id of a forum's topic, 0 for General
	ReplyTo     int   // id of the message replied to
	Photo       bool  // the text is the caption of a photo
	As          *Chat // speaks as this chat: a linked channel
	AutoForward bool  // the channel As posted, and Telegram copied it to its group
	Forwarded   bool
	Via         *User // written with the help of that inline bot
}

// Say writes to the bot in private and returns the message's id.
func (s *Server) Say(from *User, text string) int {
	return s.Post(Post{From: from, Text: text})
}

// SayIn writes to a group and returns the message's id.
func (s *Server) SayIn(from *User, c *Chat, text string) int {
	return s.Post(Post{From: from, Chat: c, Text: text})
}

// Post writes a message and returns its id. Entities for commands and mentions
// are computed. Whether the bot sees it depends on membership and privacy mode.
func (s *Server) Post(p Post) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := p.Chat
	if c == nil {
		c = s.chats[p.From.ID]
	}
	if c.Type == Private {
		p.From.started = true
	}
	m := s.newMessage(c, p.From)
	switch {
	case p.AutoForward:
		m.From, m.SenderChat, m.AutoForward = serviceUser, p.As, true
	case p.As != nil:
		m.From, m.SenderChat = channelBot, p.As
	case c.members[p.From.ID] == nil && c.Type != Private:
		panic("botapitest: " + p.From.FirstName + " is not in " + c.Title)
	case c.members[p.From.ID].Anonymous:
		m.From, m.SenderChat = groupAnonymousBot, c
	}
	m.ViaBot = p.Via
	if p.Forwarded {
		m.ForwardOrigin = &Origin{"user", m.Date - 60, p.From}
	}
	m.setThread(p.Topic, c.messages[p.ReplyTo])
	if entities := autoEntities(p.Text); p.Photo {
		m.Photo = []photo{{"photo", "photo", 90, 90}}
		m.Caption, m.CaptionParts = p.Text, entities
	} else {
		m.Text, m.Entities = p.Text, entities
	}
	s.record("> %s%s: %s", p.sender(m), s.where(m), p.Text)
	s.deliver("message", m)
	return m.ID
}

func (p Post) sender(m *Message) string {
	if m.SenderChat != nil {
		return m.SenderChat.Title
	}
	return m.From.FirstName
}

// Pin pins a message, about which a service message tells.
func (s *Server) Pin(by *User, c *Chat, id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.newMessage(c, by)
	pinned := *c.messages[id]
	pinned.ReplyTo = nil
	m.Pinned = &pinned
	s.deliver("message", m)
}

// Edit changes the text of a person's message.
func (s *Server) Edit(c *Chat, id int, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := c.messages[id]
	m.Text, m.Entities, m.EditDate = text, autoEntities(text), s.now().Unix()
	s.record("~> %s%s: %s", m.From.FirstName, s.where(m), text)
	s.deliver("edited_message", m)
}

// newMessage puts an empty message into the chat.
func (s *Server) newMessage(c *Chat, from *User) *Message {
	c.lastID++
	m := &Message{ID: c.lastID, From: from, Date: s.now().Unix(), Chat: c}
	if c.messages == nil {
		c.messages = map[int]*Message{}
	}
	c.messages[m.ID] = m
	return m
}

// setThread places the message in a forum's topic or in the thread that a reply
// opens. Replies in an ordinary supergroup, and in a forum's General topic,
// carry a thread id too, but are no topic messages: sending that id back is
// refused (tdlib/telegram-bot-api #447).
func (m *Message) setThread(topic int, replied *Message) {
	if replied != nil {
		inner := *replied
		inner.ReplyTo = nil
		m.ReplyTo = &inner
	}
	switch {
	case m.Chat.Forum && topic != 0:
		m.Thread, m.IsTopic = topic, true
		if replied == nil {
			m.ReplyTo = m.Chat.messages[topic] // as every message in a topic that replies to no other
		}
	case replied != nil && replied.IsTopic:
		m.Thread, m.IsTopic = replied.Thread, true
	case replied != nil && m.Chat.Type == Supergroup:
		m.Thread = replied.Thread
		if m.Thread == 0 {
			m.Thread = replied.ID
		}
	}
}

// deliver queues a message for the bot, if the bot is there and may see it.
func (s *Server) deliver(kind string, m *Message) {
	if m.Chat.Type == Channel {
		kind = strings.Replace(kind, "message", "channel_post", 1)
	}
	if s.sees(m) {
		s.push(kind, m)
	}
}

// sees tells whether the bot gets a message: everything in private, everything
// for administrators and with privacy mode off, and otherwise only commands for
// it, replies to it and service messages. A mention alone is not delivered
// (telegraf #545, python-telegram-bot #4473).
func (s *Server) sees(m *Message) bool {
	c := m.Chat
	me := c.members[s.bot.ID]
	switch {
	case c.Type == Private:
		return !s.users[c.ID].blocked
	case me == nil || me.Status == Left || me.Status == Kicked:
		return false
	case me.Status == Administrator || s.readsAll:
		return true
	case m.MigrateTo != 0 || m.MigrateFrom != 0 || m.TopicCreated != nil || m.Pinned != nil:
		return true
	case m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == s.bot.ID:
		return true
	case m.ViaBot != nil && m.ViaBot.ID == s.bot.ID:
		return true
	}
	text, entities := m.Text+m.Caption, slices.Concat(m.Entities, m.CaptionParts)
	for _, e := range entities {
		if e.Type != "bot_command" {
			continue
		}
		_, name, addressed := strings.Cut(utf16Slice(text, e), "@")
		if addressed && strings.EqualFold(name, s.bot.Username) || !addressed && s.speaksLast(c) {
			return true
		}
	}
	return false
}

// speaksLast tells whether a bare command is for this bot: it was the last bot
// to speak, or there is no other.
func (s *Server) speaksLast(c *Chat) bool {
	if c.lastBot == s.bot.ID {
		return true
	}
	for id, m := range c.members {
		if m.User.IsBot && id != s.bot.ID {
			return false
		}
	}
	return true
}

var (
	commandPattern = regexp.MustCompile(`(?:^|[\s(])(/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)\b`)
	mentionPattern = regexp.MustCompile(`(?:^|[^\w@/])(@[A-Za-z0-9_]{4,32})\b`)
)

// autoEntities finds the commands and mentions of a text, as clients do.
func autoEntities(text string) []Entity {
	var found []Entity
	for kind, pattern := range map[string]*regexp.Regexp{"bot_command": commandPattern, "mention": mentionPattern} {
		for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
			found = append(found, Entity{Type: kind, Offset: utf16Count(text[:at[2]]), Length: utf16Count(text[at[2]:at[3]])})
		}
	}
	slices.SortFunc(found, func(a, b Entity) int { return a.Offset - b.Offset })
	return found
}

// utf16Slice returns the part of a text that an entity covers.
func utf16Slice(text string, e Entity) string {
	var out strings.Builder
	at := 0
	for _, r := range text {
		if at >= e.Offset && at < e.Offset+e.Length {
			out.WriteRune(r)
		}
		at += utf16Len(r)
	}
	return out.String()
}
