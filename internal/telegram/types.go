package telegram

// The inbound types hold the fields of the Bot API that Puente reads. Unknown
// fields are ignored. The names of the fields are those of the Bot API.

// Update is something that happened. Exactly one of the pointers is set.
type Update struct {
	ID                 int64               `json:"update_id"`
	Message            *Message            `json:"message"`
	EditedMessage      *Message            `json:"edited_message"`
	CallbackQuery      *CallbackQuery      `json:"callback_query"`
	InlineQuery        *InlineQuery        `json:"inline_query"`
	ChosenInlineResult *ChosenInlineResult `json:"chosen_inline_result"`
	MyChatMember       *ChatMemberUpdated  `json:"my_chat_member"`

	// Behind is how many later updates of the same chat or person were waiting
	// when this one was handed to the handler.
	Behind int `json:"-"`
}

// updateKinds are the kinds of updates to ask for: those Update has a field for.
var updateKinds = []string{
	"message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member",
}

// User is a person or a bot. The flags at the end are told only by GetMe.
type User struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Username  string `json:"username"`
	// LanguageCode is the IETF tag of the person's app, such as "es" or
	// "pt-br"; often empty.
	LanguageCode string `json:"language_code"`

	CanJoinGroups           bool `json:"can_join_groups"`
	CanReadAllGroupMessages bool `json:"can_read_all_group_messages"` // privacy mode is off
	SupportsInlineQueries   bool `json:"supports_inline_queries"`
}

// ChatType is the kind of a chat.
type ChatType string

// The kinds of chats.
const (
	Private    ChatType = "private"
	Group      ChatType = "group"
	Supergroup ChatType = "supergroup"
	Channel    ChatType = "channel"
)

// Chat is a place for messages. Groups have negative ids; ids need 64 bits.
type Chat struct {
	ID        int64    `json:"id"`
	Type      ChatType `json:"type"`
	Title     string   `json:"title"`
	Username  string   `json:"username"`
	FirstName string   `json:"first_name"`
	LastName  string   `json:"last_name"`
	IsForum   bool     `json:"is_forum"`
}

// Message is a message, a service message or, with a zero Date, the remains of
// one that the bot cannot read any more.
type Message struct {
	ID              int             `json:"message_id"`
	ThreadID        int             `json:"message_thread_id"`
	IsTopicMessage  bool            `json:"is_topic_message"`
	From            *User           `json:"from"`
	SenderChat      *Chat           `json:"sender_chat"`
	Date            int64           `json:"date"`      // Unix seconds
	EditDate        int64           `json:"edit_date"` // Unix seconds
	Chat            Chat            `json:"chat"`
	Text            string          `json:"text"`
	Entities        []MessageEntity `json:"entities"`
	Caption         string          `json:"caption"`
	CaptionEntities []MessageEntity `json:"caption_entities"`
	ReplyToMessage  *Message        `json:"reply_to_message"`
	ForwardOrigin   *MessageOrigin  `json:"forward_origin"`
	ViaBot          *User           `json:"via_bot"`
	ReplyMarkup     *ReplyMarkup    `json:"reply_markup"`
	// IsAutomaticForward marks a channel post that Telegram copied into the
	// channel's discussion group.
	IsAutomaticForward bool  `json:"is_automatic_forward"`
	MigrateToChatID    int64 `json:"migrate_to_chat_id"`
	MigrateFromChatID  int64 `json:"migrate_from_chat_id"`
	// MediaGroupID is the same for the parts of an album, which come as a message each.
	MediaGroupID string `json:"media_group_id"`

	media
}

// media is what people send besides text. Only that it is there matters: a message that
// has neither is a service message.
type media struct {
	Animation present `json:"animation"`
	Audio     present `json:"audio"`
	Checklist present `json:"checklist"`
	Contact   present `json:"contact"`
	Dice      present `json:"dice"`
	Document  present `json:"document"`
	Game      present `json:"game"`
	Location  present `json:"location"`
	PaidMedia present `json:"paid_media"`
	Photo     present `json:"photo"`
	Poll      present `json:"poll"`
	Sticker   present `json:"sticker"`
	Story     present `json:"story"`
	Venue     present `json:"venue"`
	Video     present `json:"video"`
	VideoNote present `json:"video_note"`
	Voice     present `json:"voice"`
}

// present tells whether a field is there, whatever it holds.
type present bool

// UnmarshalJSON implements json.Unmarshaler.
func (p *present) UnmarshalJSON(raw []byte) error {
	*p = string(raw) != "null"
	return nil
}

// ReplyMarkup is the inline keyboard under a message of the bot's own.
type ReplyMarkup struct {
	Keyboard Keyboard `json:"inline_keyboard"`
}

// MessageEntity is a special part of a text. Offset and Length are in UTF-16
// code units.
type MessageEntity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	User   *User  `json:"user"` // for text_mention
}

// MessageOrigin says that a message was forwarded, and from what kind of sender:
// user, hidden_user, chat or channel.
type MessageOrigin struct {
	Type string `json:"type"`
	Date int64  `json:"date"` // Unix seconds
}

// CallbackQuery is the press of a button. Message is nil when the button is
// under a message that was sent through inline mode.
type CallbackQuery struct {
	ID              string   `json:"id"`
	From            User     `json:"from"`
	Message         *Message `json:"message"`
	InlineMessageID string   `json:"inline_message_id"`
	ChatInstance    string   `json:"chat_instance"`
	Data            string   `json:"data"`
}

// InlineQuery is what somebody types after the bot's name in any chat.
type InlineQuery struct {
	ID       string `json:"id"`
	From     User   `json:"from"`
	Query    string `json:"query"`
	Offset   string `json:"offset"`
	ChatType string `json:"chat_type"`
}

// ChosenInlineResult says which result of an inline query was sent.
type ChosenInlineResult struct {
	ResultID        string `json:"result_id"`
	From            User   `json:"from"`
	Query           string `json:"query"`
	InlineMessageID string `json:"inline_message_id"`
}

// MemberStatus is somebody's standing in a chat.
type MemberStatus string

// The standings of a member.
const (
	Creator       MemberStatus = "creator"
	Administrator MemberStatus = "administrator"
	Member        MemberStatus = "member"
	Restricted    MemberStatus = "restricted"
	Left          MemberStatus = "left"
	Banned        MemberStatus = "kicked"
)

// ChatMember is a member's standing in a chat.
type ChatMember struct {
	Status          MemberStatus `json:"status"`
	User            User         `json:"user"`
	IsAnonymous     bool         `json:"is_anonymous"`
	IsMember        bool         `json:"is_member"`         // for Restricted: still in the chat
	CanSendMessages bool         `json:"can_send_messages"` // for Restricted
}

// IsAdmin tells whether the member runs the chat.
func (m ChatMember) IsAdmin() bool { return m.Status == Creator || m.Status == Administrator }

// IsPresent tells whether the member is in the chat.
func (m ChatMember) IsPresent() bool {
	switch m.Status {
	case Creator, Administrator, Member:
		return true
	case Restricted:
		return m.IsMember
	}
	return false
}

// ChatMemberUpdated says that the bot's own standing in a chat changed.
type ChatMemberUpdated struct {
	Chat          Chat       `json:"chat"`
	From          User       `json:"from"`
	Date          int64      `json:"date"` // Unix seconds
	OldChatMember ChatMember `json:"old_chat_member"`
	NewChatMember ChatMember `json:"new_chat_member"`
}
