package telegram

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// MaxText is how long a text may be, in code points after parsing.
const MaxText = 4096

// The limits of keyboards. Those of the layout are not published; Telegram
// refuses or hides what is beyond them.
const (
	MaxCallbackData = 64 // bytes
	maxButtons      = 100
	maxRow          = 8
)

// Outgoing is a message to send.
//
// What Client does when it cannot be sent as it is: markup that Telegram cannot
// parse is replaced by Plain; a reply whose topic is gone is sent outside of it,
// while a broadcast to it fails; a closed topic fails; a message to be replied
// to that is gone is left out; a group that became a supergroup gets the message
// there.
type Outgoing struct {
	ChatID   int64
	Topic    int    // forum topic, as Message.TopicID gives it; 0 for none
	ReplyTo  int    // message to reply to; 0 for none
	HTML     string // text in Telegram's HTML; at most MaxText characters after parsing
	Plain    string // the same without markup; sent alone when HTML is empty
	Keyboard Keyboard
	Priority Priority
	Silent   bool // without a sound
	// Leaving, where given, is called right before the request leaves, after all waiting;
	// an error keeps the message back. The request is then made once: a failure that
	// Client would otherwise wait out or repeat is returned. A remedy calls it again.
	Leaving func(context.Context) error
}

// MessageRef names a message to edit: one in a chat, or one that somebody sent
// through inline mode.
type MessageRef struct {
	ChatID          int64
	MessageID       int
	InlineMessageID string
}

// Keyboard is an inline keyboard, row by row.
type Keyboard [][]Button

// Button is a button of an inline keyboard. It has either Data, which comes back
// in a CallbackQuery, or a URL to open, or an inline query to begin.
type Button struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"` // 1 to 64 bytes
	URL  string `json:"url,omitempty"`
	// InlineQuery is put behind the bot's name in the same chat.
	InlineQuery *string `json:"switch_inline_query_current_chat,omitempty"`
}

// SendMessage sends a message and returns it as Telegram has it. Its chat is
// another than asked for when the group became a supergroup.
func (c *Client) SendMessage(ctx context.Context, m Outgoing) (*Message, error) {
	if err := checkText("sendMessage", m.HTML, m.Plain, m.Keyboard); err != nil {
		return nil, err
	}
	p := textParams(m.HTML, m.Plain, m.Keyboard)
	p["chat_id"] = strconv.FormatInt(m.ChatID, 10)
	p.AddNonZero("message_thread_id", m.Topic)
	p.AddBool("disable_notification", m.Silent)
	if m.ReplyTo != 0 {
		setJSON(p, "reply_parameters", map[string]any{"message_id": m.ReplyTo, "allow_sending_without_reply": true})
	}
	var sent Message
	if err := c.post(ctx, "sendMessage", m.ChatID, attempt{priority: m.Priority, leaving: m.Leaving}, p, m.Plain, &sent); err != nil {
		return nil, err
	}
	return &sent, nil
}

// EditMessageText replaces the text and the keyboard of a message; without a
// keyboard the message loses it. An edit that changes nothing succeeds.
func (c *Client) EditMessageText(ctx context.Context, ref MessageRef, html, plain string, k Keyboard) error {
	if err := checkText("editMessageText", html, plain, k); err != nil {
		return err
	}
	return c.edit(ctx, "editMessageText", ref, textParams(html, plain, k), plain)
}

// EditMessageReplyMarkup replaces the keyboard of a message. An edit that changes
// nothing succeeds.
func (c *Client) EditMessageReplyMarkup(ctx context.Context, ref MessageRef, k Keyboard) error {
	if err := k.check("editMessageReplyMarkup"); err != nil {
		return err
	}
	p := tgbotapi.Params{}
	k.add(p)
	return c.edit(ctx, "editMessageReplyMarkup", ref, p, "")
}

func (c *Client) edit(ctx context.Context, method string, ref MessageRef, p tgbotapi.Params, plain string) error {
	if ref.InlineMessageID != "" {
		p["inline_message_id"] = ref.InlineMessageID
	} else {
		p["chat_id"] = strconv.FormatInt(ref.ChatID, 10)
		p["message_id"] = strconv.Itoa(ref.MessageID)
	}
	err := c.post(ctx, method, ref.ChatID, attempt{priority: Reply}, p, plain, nil)
	if KindOf(err) == NotModified {
		return nil
	}
	return err
}

// SendChatAction shows that the bot is doing something, such as "typing", for a
// few seconds. It is tried once.
func (c *Client) SendChatAction(ctx context.Context, chat int64, topic int, action string) error {
	p := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "action": action}
	p.AddNonZero("message_thread_id", topic)
	return c.request(ctx, "sendChatAction", p, nil)
}

// textParams are the parameters that sendMessage and editMessageText share.
func textParams(html, plain string, k Keyboard) tgbotapi.Params {
	p := tgbotapi.Params{"text": plain}
	if html != "" {
		p["text"], p["parse_mode"] = html, "HTML"
	}
	setJSON(p, "link_preview_options", map[string]bool{"is_disabled": true})
	k.add(p)
	return p
}

// checkText refuses what Telegram would refuse for sure.
func checkText(method, html, plain string, k Keyboard) error {
	switch {
	case html == "" && plain == "":
		return refuse(method, "the text is empty")
	case textLength(html) > MaxText:
		return refuse(method, "the text has %d characters, the limit is %d", textLength(html), MaxText)
	case utf8.RuneCountInString(plain) > MaxText:
		return refuse(method, "the plain text has %d characters, the limit is %d", utf8.RuneCountInString(plain), MaxText)
	}
	return k.check(method)
}

func refuse(method, format string, args ...any) error {
	return &Error{Method: method, Kind: Invalid, Description: fmt.Sprintf(format, args...)}
}

func (k Keyboard) add(p tgbotapi.Params) {
	if len(k) > 0 {
		setJSON(p, "reply_markup", map[string]any{"inline_keyboard": k})
	}
}

func (k Keyboard) check(method string) error {
	buttons := slices.Concat(k...)
	if len(buttons) > maxButtons {
		return refuse(method, "the keyboard has %d buttons, the limit is %d", len(buttons), maxButtons)
	}
	for _, row := range k {
		if len(row) < 1 || len(row) > maxRow {
			return refuse(method, "a row of the keyboard has %d buttons, it must be 1 to %d", len(row), maxRow)
		}
	}
	for _, b := range buttons {
		switch {
		case strings.TrimSpace(b.Text) == "":
			return refuse(method, "a button has no label")
		case b.Data == "" && b.URL == "" && b.InlineQuery == nil:
			return refuse(method, "a button does nothing")
		case len(b.Data) > MaxCallbackData:
			return refuse(method, "the data of a button has %d bytes, the limit is %d", len(b.Data), MaxCallbackData)
		}
	}
	return nil
}

// textLength returns how many code points a text in HTML has after parsing. For
// text that Telegram cannot parse it is an estimate.
func textLength(html string) int {
	n := 0
	for i := 0; i < len(html); {
		switch html[i] {
		case '<':
			i += tagLength(html[i:])
			continue
		case '&':
			i += referenceLength(html[i:])
		default:
			_, size := utf8.DecodeRuneInString(html[i:])
			i += size
		}
		n++
	}
	return n
}

// tagLength returns the length of the tag at the start of s. A bracket inside a
// quoted attribute does not end it.
func tagLength(s string) int {
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '>':
			return i + 1
		}
	}
	return len(s)
}

// referencePattern is a character reference as Telegram reads it, with or
// without the semicolon (TDLib MessageEntity.cpp, decode_html_entity).
var referencePattern = regexp.MustCompile(`^&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([A-Za-z]+));?`)

// referenceLength returns the length of the character reference at the start of
// s, 1 when there is none that Telegram knows.
func referenceLength(s string) int {
	m := referencePattern.FindStringSubmatch(s)
	if m == nil || len(strings.TrimSuffix(m[0], ";")) >= 10 {
		return 1
	}
	hex, _ := strconv.ParseUint(m[1], 16, 32)
	decimal, _ := strconv.ParseUint(m[2], 10, 32)
	switch n := hex + decimal; {
	case n > 0 && n < 0x10ffff, m[3] == "lt", m[3] == "gt", m[3] == "amp", m[3] == "quot":
		return len(m[0])
	}
	return 1
}
