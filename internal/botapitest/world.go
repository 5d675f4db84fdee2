package botapitest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// User is a person or a bot. The fields are those of the Bot API and must not
// be changed after the user was added.
type User struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name,omitempty"`
	Username  string `json:"username,omitempty"`
	Language  string `json:"language_code,omitempty"`

	started     bool // wrote to the bot at least once
	blocked     bool // blocked the bot
	deactivated bool // deleted the account
}

// ChatType is the kind of a chat, in the Bot API's words.
type ChatType string

// The kinds of chats.
const (
	Private    ChatType = "private"
	Group      ChatType = "group"
	Supergroup ChatType = "supergroup"
	Channel    ChatType = "channel"
)

// Chat is a place for messages. The exported fields must not be changed after
// the chat was added.
type Chat struct {
	ID        int64    `json:"id"`
	Type      ChatType `json:"type"`
	Title     string   `json:"title,omitempty"`
	Username  string   `json:"username,omitempty"`
	FirstName string   `json:"first_name,omitempty"`
	LastName  string   `json:"last_name,omitempty"`
	Forum     bool     `json:"is_forum,omitempty"`

	members    map[int64]*Member
	messages   map[int]*Message
	lastID     int
	topics     map[int]*topic
	lastBot    int64 // the bot that spoke last
	sent       []int // ids of the bot's messages, in the order of sending
	migratedTo int64
	deleted    bool
}

// Status is a member's standing in a chat, in the Bot API's words.
type Status string

// The standings of a member.
const (
	Creator       Status = "creator"
	Administrator Status = "administrator"
	Ordinary      Status = "member"
	Restricted    Status = "restricted" // may not send messages
	Left          Status = "left"
	Kicked        Status = "kicked"
)

// Member is a user's standing in a chat (ChatMember).
type Member struct {
	Status    Status
	User      *User
	Anonymous bool // an administrator who speaks in the name of the chat
}

type topic struct {
	name            string
	closed, deleted bool
}

// Users that Telegram puts in the place of a sender who is not a person, and
// their ids (TDLib UserManager, Bot API server).
var (
	groupAnonymousBot = &User{ID: 1087968824, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}
	channelBot        = &User{ID: 136817688, IsBot: true, FirstName: "Channel", Username: "Channel_Bot"}
	serviceUser       = &User{ID: 777000, FirstName: "Telegram"}
)

// Bot returns the bot the server speaks for.
func (s *Server) Bot() *User { return s.bot }

// NewUser adds a person with that first name and IETF language tag ("" when
// the app sends none). The user name is the first name in lower case.
func (s *Server) NewUser(name, language string) *User {
	return s.AddUser(&User{FirstName: name, Username: strings.ToLower(name), Language: language})
}

// AddUser adds a user, giving it an id when it has none, and returns it.
func (s *Server) AddUser(u *User) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.ID == 0 {
		s.lastUser++
		u.ID = s.lastUser
	}
	s.users[u.ID] = u
	s.chats[u.ID] = &Chat{
		ID: u.ID, Type: Private, FirstName: u.FirstName, LastName: u.LastName, Username: u.Username,
		members: map[int64]*Member{u.ID: {Ordinary, u, false}, s.bot.ID: {Ordinary, s.bot, false}},
	}
	return u
}

// PrivateChat returns the chat of a person with the bot.
func (s *Server) PrivateChat(u *User) *Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chats[u.ID]
}

// NewGroup adds a basic group; the first of its members owns it. The bot is
// not in it until AddBot.
func (s *Server) NewGroup(title string, members ...*User) *Chat {
	return s.addChat(&Chat{Type: Group, Title: title}, members)
}

// NewSupergroup adds a supergroup; the first of its members owns it.
func (s *Server) NewSupergroup(title string, members ...*User) *Chat {
	return s.addChat(&Chat{Type: Supergroup, Title: title}, members)
}

// NewForum adds a supergroup with topics, which are made with NewTopic.
func (s *Server) NewForum(title string, members ...*User) *Chat {
	return s.addChat(&Chat{Type: Supergroup, Title: title, Forum: true}, members)
}

// NewChannel adds a channel; the first of its members owns it.
func (s *Server) NewChannel(title string, members ...*User) *Chat {
	return s.addChat(&Chat{Type: Channel, Title: title}, members)
}

func (s *Server) addChat(c *Chat, members []*User) *Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastChat++
	c.ID = -s.lastChat
	if c.Type != Group {
		c.ID -= 1_000_000_000_000
		c.lastID = 1 // the service message that made it, and a forum's General topic
	}
	c.members = map[int64]*Member{}
	for i, u := range members {
		status := Ordinary
		if i == 0 {
			status = Creator
		}
		c.members[u.ID] = &Member{status, u, false}
	}
	s.chats[c.ID] = c
	return c
}

// Join puts people into a group without telling the bot (it does not ask for
// chat_member updates).
func (s *Server) Join(c *Chat, users ...*User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range users {
		c.members[u.ID] = &Member{Ordinary, u, false}
	}
}

// SetStatus gives a member another standing. When it is the bot's own, the bot
// is told with my_chat_member.
func (s *Server) SetStatus(c *Chat, u *User, status Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.ID == s.bot.ID {
		s.setBotStatus(c, s.owner(c), status)
		return
	}
	c.members[u.ID] = &Member{status, u, false}
}

// SetAnonymous makes an administrator speak in the name of the chat, or stop.
func (s *Server) SetAnonymous(c *Chat, u *User, anonymous bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.members[u.ID].Anonymous = anonymous
}

// AddBot puts the bot into a chat as an ordinary member.
func (s *Server) AddBot(c *Chat, by *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.setBotStatus(c, by, Ordinary)
}

// RemoveBot kicks the bot out of a chat.
func (s *Server) RemoveBot(c *Chat, by *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.setBotStatus(c, by, Kicked)
}

// Meet makes a person somebody who wrote to the bot before, of which there is no update.
func (s *Server) Meet(u *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.started = true
}

// Block makes a person block the bot; Unblock takes that back.
func (s *Server) Block(u *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.blocked = true
	s.setBotStatus(s.chats[u.ID], u, Kicked)
}

// Unblock makes a person unblock the bot.
func (s *Server) Unblock(u *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.blocked = false
	s.setBotStatus(s.chats[u.ID], u, Ordinary)
}

// Deactivate deletes a person's account. The bot is not told.
func (s *Server) Deactivate(u *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.deactivated = true
}

// DeleteChat deletes a group. The bot is not told, but sends are refused.
func (s *Server) DeleteChat(c *Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.deleted = true
}

// NewTopic opens a topic in a forum and returns its thread id.
func (s *Server) NewTopic(c *Chat, name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.newMessage(c, s.owner(c))
	m.TopicCreated = &TopicCreated{Name: name, IconColor: 7322096}
	m.Thread, m.IsTopic = m.ID, true
	if c.topics == nil {
		c.topics = map[int]*topic{}
	}
	c.topics[m.ID] = &topic{name: name}
	s.deliver("message", m)
	return m.ID
}

// CloseTopic closes a topic, so that only administrators can write to it.
func (s *Server) CloseTopic(c *Chat, thread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.topics[thread].closed = true
}

// DeleteTopic deletes a topic with its messages.
func (s *Server) DeleteTopic(c *Chat, thread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.topics[thread].deleted = true
	for id, m := range c.messages {
		if m.Thread == thread {
			delete(c.messages, id)
		}
	}
}

// DeleteMessage deletes a message. The bot is not told.
func (s *Server) DeleteMessage(c *Chat, id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(c.messages, id)
}

// Migrate turns a basic group into a supergroup, tells the bot in both, and
// returns the new chat. Sends to the old one are refused with the new id.
func (s *Server) Migrate(c *Chat) *Chat {
	owner := s.ownerLocked(c)
	next := s.addChat(&Chat{Type: Supergroup, Title: c.Title}, nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	next.members, c.migratedTo = c.members, next.ID
	from := s.newMessage(c, owner)
	from.MigrateTo = next.ID
	s.deliver("message", from)
	to := s.newMessage(next, owner)
	to.MigrateFrom = c.ID
	s.deliver("message", to)
	return next
}

func (s *Server) ownerLocked(c *Chat) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owner(c)
}

// owner returns the chat's creator, or else its member with the lowest id.
func (s *Server) owner(c *Chat) *User {
	var owner *Member
	for _, m := range c.members {
		if m.Status == Creator {
			return m.User
		}
		if m.User.ID != s.bot.ID && (owner == nil || m.User.ID < owner.User.ID) {
			owner = m
		}
	}
	if owner == nil {
		panic(fmt.Sprintf("botapitest: nobody is in %q", c.Title))
	}
	return owner.User
}

func (s *Server) setBotStatus(c *Chat, by *User, status Status) {
	old := Left
	if m := c.members[s.bot.ID]; m != nil {
		old = m.Status
	}
	c.members[s.bot.ID] = &Member{status, s.bot, false}
	s.push("my_chat_member", map[string]any{
		"chat": c, "from": by, "date": s.now().Unix(),
		"old_chat_member": memberJSON(Member{old, s.bot, false}),
		"new_chat_member": memberJSON(Member{status, s.bot, false}),
	})
	s.record("* bot is %s in %s", status, s.chatName(c))
}

// memberJSON returns a ChatMember with the fields its status requires.
func memberJSON(m Member) map[string]any {
	out := map[string]any{"status": m.Status, "user": m.User}
	rights := []string{}
	switch m.Status {
	case Creator:
		out["is_anonymous"] = m.Anonymous
	case Administrator:
		out["is_anonymous"], out["can_be_edited"] = m.Anonymous, false
		rights = []string{"can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
			"can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories"}
	case Restricted:
		out["is_member"], out["until_date"] = true, 0
		rights = []string{"can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
			"can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
			"can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"}
	case Kicked:
		out["until_date"] = 0
	}
	for _, right := range rights {
		out[right] = m.Status == Administrator
	}
	return out
}

// administrators returns the people who run a chat, the creator first.
func (c *Chat) administrators() []*Member {
	var admins []*Member
	for _, m := range c.members {
		if m.Status == Creator || m.Status == Administrator {
			admins = append(admins, m)
		}
	}
	slices.SortFunc(admins, func(a, b *Member) int {
		return cmp.Or(-cmp.Compare(a.Status, b.Status), cmp.Compare(a.User.ID, b.User.ID))
	})
	return admins
}
