package botapitest

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxText is the length of a text in code points after parsing (TDLib
// MessageContent.cpp), maxData that of callback data in bytes.
const (
	maxText    = 4096
	maxData    = 64
	maxButtons = 100
)

// target finds the chat a request is for and whether the bot may write to it.
// Source of the refusals: telegram-bot-api Client.cpp, check_chat_access.
func (s *Server) target(c *call) (*Chat, *Refusal) {
	chat := s.chats[c.int("chat_id", 0)]
	if chat == nil {
		return nil, badRequest("chat not found")
	}
	if chat.Type == Private {
		u := s.users[chat.ID]
		switch {
		case u.IsBot:
			return nil, forbidden("bot can't send messages to bots")
		case u.deactivated:
			return nil, forbidden("user is deactivated")
		case u.blocked:
			return nil, forbidden("bot was blocked by the user")
		case !u.started:
			return nil, forbidden("bot can't initiate conversation with a user")
		}
		return chat, nil
	}
	noun := string(chat.Type) + " chat"
	if chat.Type == Group {
		noun = "group chat"
	}
	me := chat.members[s.bot.ID]
	switch {
	case chat.deleted:
		return nil, forbidden("the group chat was deleted")
	case chat.migratedTo != 0:
		r := badRequest("group chat was upgraded to a supergroup chat")
		r.MigrateTo = chat.migratedTo
		return nil, r
	case me == nil && chat.Username == "":
		return nil, badRequest("chat not found")
	case me == nil || me.Status == Left:
		return nil, forbidden("bot is not a member of the " + noun)
	case me.Status == Kicked:
		return nil, forbidden("bot was kicked from the " + noun)
	}
	return chat, nil
}

// mayWrite refuses what a member without the right to send may not do.
func (s *Server) mayWrite(chat *Chat) *Refusal {
	switch status := chat.members[s.bot.ID].Status; {
	case chat.Type == Channel && status != Administrator:
		return badRequest("need administrator rights in the channel chat")
	case status == Restricted:
		return badRequest("not enough rights to send text messages to the chat")
	}
	return nil
}

func (s *Server) sendMessage(c *call) (any, *Refusal) {
	chat, r := s.target(c)
	if r == nil {
		r = s.mayWrite(chat)
	}
	if r != nil {
		return nil, r
	}
	text, entities, r := s.formatted(c.params["text"], c.params["parse_mode"])
	if r != nil {
		return nil, r
	}
	keyboard, r := s.keyboard(c)
	if r != nil {
		return nil, r
	}
	replied, r := replyTarget(c, chat)
	if r != nil {
		return nil, r
	}
	thread, r := s.thread(c, chat, replied)
	if r != nil {
		return nil, r
	}
	if r := s.flood.admit(chat, s.now()); r != nil {
		return nil, r
	}
	m := s.newMessage(chat, s.bot)
	m.setThread(thread, replied)
	m.Text, m.Entities, m.Keyboard, m.html = text, entities, keyboard, c.params["text"]
	if chat.Type == Channel {
		m.From, m.SenderChat = nil, chat
	}
	chat.sent = append(chat.sent, m.ID)
	chat.lastBot = s.bot.ID
	s.recordBot("<", m)
	return m, nil
}

// formatted parses, trims and measures a text.
func (s *Server) formatted(raw, mode string) (string, []Entity, *Refusal) {
	if !utf8.ValidString(raw) {
		return "", nil, badRequest("strings must be encoded in UTF-8")
	}
	text, entities := raw, []Entity(nil)
	switch strings.ToLower(mode) {
	case "":
	case "html":
		var err error
		if text, entities, err = ParseHTML(raw); err != nil {
			return "", nil, badRequest("can't parse entities: %v", err)
		}
		for _, finding := range lintNesting(entities) {
			s.breach("%s", finding)
		}
	default:
		return "", nil, badRequest("unsupported parse_mode")
	}
	text, entities = trimText(text, entities)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "", nil, badRequest("message text is empty")
	case n > maxText:
		return "", nil, badRequest("message is too long")
	}
	return text, entities, nil
}

// keyboard reads an inline keyboard and checks its buttons.
func (s *Server) keyboard(c *call) (*Keyboard, *Refusal) {
	if c.params["reply_markup"] == "" {
		return nil, nil
	}
	var k Keyboard
	if r := c.object("reply_markup", &k); r != nil {
		return nil, r
	}
	if r := checkKeyboard(k); r != nil {
		return nil, r
	}
	if len(k.Rows) == 0 {
		return nil, nil
	}
	return &k, nil
}

func checkKeyboard(k Keyboard) *Refusal {
	if n := len(slices.Concat(k.Rows...)); n > maxButtons {
		return badRequest("reply markup is too long")
	}
	for _, b := range slices.Concat(k.Rows...) {
		u, err := url.Parse(b.URL)
		switch {
		case b.Text == "":
			return badRequest("can't parse inline keyboard button: Field \"text\" must be a non-empty String")
		case len(b.Data) > maxData:
			return badRequest("BUTTON_DATA_INVALID")
		case b.URL != "" && (err != nil || u.Host == "" && u.Scheme != "tg"):
			return badRequest("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", b.URL)
		case b.Data == "" && b.URL == "" && b.Switch == nil && b.SwitchCurrent == nil && b.CopyText == nil:
			return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
		}
	}
	return nil
}

// replyTarget finds the message replied to. A missing one is refused unless
// allow_sending_without_reply is set.
func replyTarget(c *call, chat *Chat) (*Message, *Refusal) {
	var reply struct {
		Message int  `json:"message_id"`
		Allow   bool `json:"allow_sending_without_reply"`
	}
	if r := c.object("reply_parameters", &reply); r != nil {
		return nil, r
	}
	if reply.Message == 0 {
		reply.Message = int(c.int("reply_to_message_id", 0))
		reply.Allow = c.bool("allow_sending_without_reply")
	}
	m := chat.messages[reply.Message]
	if m == nil && reply.Message != 0 && !reply.Allow {
		return nil, badRequest("message to be replied not found")
	}
	return m, nil
}

// thread checks message_thread_id: it is valid only for a known topic of a
// forum, and never for General (telegram-bot-api #447, #798).
func (s *Server) thread(c *call, chat *Chat, replied *Message) (int, *Refusal) {
	thread := int(c.int("message_thread_id", 0))
	if thread == 0 && replied != nil && replied.IsTopic {
		thread = replied.Thread
	}
	if thread == 0 {
		return 0, nil
	}
	t := chat.topics[thread]
	switch {
	case t == nil || t.deleted:
		return 0, badRequest("message thread not found")
	case t.closed && chat.members[s.bot.ID].Status != Administrator:
		return 0, badRequest("TOPIC_CLOSED")
	case replied != nil && replied.Thread != thread:
		return 0, badRequest("message to be replied not found")
	}
	return thread, nil
}

// edited finds the message of an edit, in a chat or sent through inline mode.
func (s *Server) edited(c *call) (*Message, *Refusal) {
	if id := c.params["inline_message_id"]; id != "" {
		if m := s.queries.messages[id]; m != nil {
			return m, nil
		}
		return nil, badRequest("MESSAGE_ID_INVALID")
	}
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	m := chat.messages[int(c.int("message_id", 0))]
	switch {
	case m == nil:
		return nil, badRequest("message to edit not found")
	case !slices.Contains(chat.sent, m.ID):
		return nil, badRequest("message can't be edited")
	}
	if r := s.flood.admit(chat, s.now()); r != nil {
		return nil, r
	}
	return m, nil
}

func (s *Server) editMessageText(c *call) (any, *Refusal) {
	m, r := s.edited(c)
	if r != nil {
		return nil, r
	}
	text, entities, r := s.formatted(c.params["text"], c.params["parse_mode"])
	if r != nil {
		return nil, r
	}
	return s.applyEdit(c, m, text, entities)
}

func (s *Server) editMessageReplyMarkup(c *call) (any, *Refusal) {
	m, r := s.edited(c)
	if r != nil {
		return nil, r
	}
	return s.applyEdit(c, m, m.Text, m.Entities)
}

func (s *Server) applyEdit(c *call, m *Message, text string, entities []Entity) (any, *Refusal) {
	keyboard, r := s.keyboard(c)
	if r != nil {
		return nil, r
	}
	if m.Text == text && sameJSON(m.Entities, entities) && sameJSON(m.Keyboard, keyboard) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Text, m.Entities, m.Keyboard, m.EditDate = text, entities, keyboard, s.now().Unix()
	s.recordBot("~", m)
	if c.params["inline_message_id"] != "" {
		return true, nil
	}
	return m, nil
}

func sameJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

func (s *Server) deleteMessage(c *call) (any, *Refusal) {
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	id := int(c.int("message_id", 0))
	if chat.messages[id] == nil {
		return nil, badRequest("message to delete not found")
	}
	delete(chat.messages, id)
	return true, nil
}

// chatActions are the actions sendChatAction takes.
var chatActions = []string{
	"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
	"choose_sticker", "find_location", "record_video_note", "upload_video_note",
}

func (s *Server) sendChatAction(c *call) (any, *Refusal) {
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	if !slices.Contains(chatActions, c.params["action"]) {
		return nil, badRequest("wrong parameter action in request")
	}
	if _, r := s.thread(c, chat, nil); r != nil {
		return nil, r
	}
	return true, nil
}

func (s *Server) getMe(*call) (any, *Refusal) {
	return map[string]any{
		"id": s.bot.ID, "is_bot": true, "first_name": s.bot.FirstName, "username": s.bot.Username,
		"can_join_groups": true, "can_read_all_group_messages": s.readsAll, "supports_inline_queries": s.inline,
		"can_connect_to_business": false, "has_main_web_app": false,
	}, nil
}

func (s *Server) getChat(c *call) (any, *Refusal) {
	if name, ok := strings.CutPrefix(c.params["chat_id"], "@"); ok {
		for id, chat := range s.chats {
			if chat.Type != Private && strings.EqualFold(chat.Username, name) {
				c.params["chat_id"] = strconv.FormatInt(id, 10)
			}
		}
	}
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	full := map[string]any{"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": map[string]bool{
		"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false, "gifts_from_channels": false,
	}}
	raw, _ := json.Marshal(chat)
	json.Unmarshal(raw, &full)
	return full, nil
}

func (s *Server) getChatMember(c *call) (any, *Refusal) {
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	u := s.users[c.int("user_id", 0)]
	if u == nil {
		return nil, badRequest("PARTICIPANT_ID_INVALID")
	}
	return memberJSON(*cmp.Or(chat.members[u.ID], &Member{Left, u, false})), nil
}

func (s *Server) getChatAdministrators(c *call) (any, *Refusal) {
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	if chat.Type == Private {
		return nil, badRequest("there are no administrators in the private chat")
	}
	admins := []any{}
	for _, m := range chat.administrators() {
		if m.User.ID == s.bot.ID || !m.User.IsBot {
			admins = append(admins, memberJSON(*m))
		}
	}
	return admins, nil
}

func (s *Server) leaveChat(c *call) (any, *Refusal) {
	chat, r := s.target(c)
	if r != nil {
		return nil, r
	}
	if chat.Type == Private {
		return nil, badRequest("chat member status can't be changed in private chats")
	}
	s.setBotStatus(chat, s.bot, Left)
	return true, nil
}
