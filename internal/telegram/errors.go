package telegram

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind says what an error means for the caller. It is itself an error, so that
// errors.Is(err, telegram.Blocked) asks whether err is of that kind.
type Kind string

// The kinds of errors. The wordings they are told by are those of
// tdlib/telegram-bot-api, Client.cpp.
const (
	Unauthorized Kind = "unauthorized"    // 401, the token is wrong or revoked
	NotFound     Kind = "not found"       // 404, the address, token or method is malformed
	Conflict     Kind = "conflict"        // 409, another instance is polling
	Webhook      Kind = "webhook is set"  // 409, updates go to a webhook
	Flood        Kind = "flood"           // 429, too many requests; see RetryAfter
	ServerError  Kind = "server error"    // 5xx, Telegram says that it failed
	NotModified  Kind = "not modified"    // an edit that changes nothing
	CannotParse  Kind = "cannot parse"    // the markup is wrong
	TooLong      Kind = "too long"        // the text is longer than 4096 characters
	NoMessage    Kind = "no message"      // the message to edit is gone or not the bot's
	NoReply      Kind = "no reply"        // the message to reply to is gone
	NoThread     Kind = "no thread"       // the topic is gone or never was
	TopicClosed  Kind = "topic closed"    // the topic takes no messages
	TooOld       Kind = "query too old"   // an inline or callback query was answered too late
	Migrated     Kind = "migrated"        // the group became a supergroup; see MigrateTo
	Blocked      Kind = "blocked"         // 403, the person blocked the bot
	Deactivated  Kind = "deactivated"     // 403, the person's account is gone
	Kicked       Kind = "kicked"          // 403, the bot was removed from the chat
	NotMember    Kind = "not a member"    // 403, the bot is not in the chat
	ChatDeleted  Kind = "chat deleted"    // 403, the chat is gone
	CannotStart  Kind = "cannot start"    // 403, the person never wrote to the bot
	Forbidden    Kind = "forbidden"       // any other 403
	ChatNotFound Kind = "chat not found"  // the chat is unknown to the bot
	NoRights     Kind = "no rights"       // the bot may not write to the chat
	BadRequest   Kind = "bad request"     // any other answer with an error
	NotJSON      Kind = "not json"        // the answer is not the Bot API's; the request may have been carried out
	Unsent       Kind = "unsent"          // the request never left
	MaybeSent    Kind = "maybe sent"      // no answer came; the request may have been carried out
	Invalid      Kind = "invalid request" // refused by Client before sending
)

// Error implements error.
func (k Kind) Error() string { return "telegram: " + string(k) }

// EndsChat tells whether an error of this kind means that nothing more should
// be sent to the chat until the bot hears from it again: every 403, an unknown
// chat, and a chat in which the bot may not write.
func (k Kind) EndsChat() bool {
	switch k {
	case Blocked, Deactivated, Kicked, NotMember, ChatDeleted, CannotStart, Forbidden, ChatNotFound, NoRights:
		return true
	}
	return false
}

// KindOf returns the kind of an error, "" when it is not one of this package.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// Error is a call that failed.
type Error struct {
	Method      string
	Kind        Kind
	Code        int           // of the answer, or its HTTP status; 0 without an answer
	Description string        // Telegram's words
	RetryAfter  time.Duration // for Flood
	MigrateTo   int64         // the new chat, for Migrated
	Err         error         // the cause, when there was no answer
}

// Error implements error. It never holds the token.
func (e *Error) Error() string {
	text := "telegram: " + e.Method + ": "
	switch {
	case e.Err != nil:
		return fmt.Sprintf("%s%s: %v", text, e.Kind, e.Err)
	case e.Code != 0:
		return fmt.Sprintf("%s%d %s", text, e.Code, cmp.Or(e.Description, string(e.Kind)))
	}
	return text + cmp.Or(e.Description, string(e.Kind))
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is tells whether target is the error's kind.
func (e *Error) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && e.Kind == k
}

// phrases tell the kinds of answers apart that share a code; the first found in
// the description decides.
var phrases = []struct {
	code int
	text string
	kind Kind
}{
	{409, "webhook", Webhook},
	{403, "blocked by the user", Blocked},
	{403, "user is deactivated", Deactivated},
	{403, "kicked", Kicked},
	{403, "not a member", NotMember},
	{403, "was deleted", ChatDeleted},
	{403, "can't initiate conversation", CannotStart},
	{400, "message is not modified", NotModified},
	{400, "can't parse entities", CannotParse},
	{400, "message is too long", TooLong},
	{400, "message_too_long", TooLong},
	{400, "message thread not found", NoThread},
	{400, "topic_deleted", NoThread},
	{400, "topic_closed", TopicClosed},
	{400, "message to edit not found", NoMessage},
	{400, "message can't be edited", NoMessage},
	{400, "message_id_invalid", NoMessage},
	{400, "message to be replied not found", NoReply},
	{400, "replied message not found", NoReply},
	{400, "query is too old", TooOld},
	{400, "query_id_invalid", TooOld},
	{400, "chat not found", ChatNotFound},
	{400, "peer_id_invalid", ChatNotFound},
	{400, "chat_write_forbidden", NoRights},
	{400, "not enough rights", NoRights},
	{400, "have no rights to send", NoRights},
	{400, "need administrator rights", NoRights},
	{400, "chat_restricted", NoRights},
	{400, "user is deactivated", Deactivated},
	{400, "input_user_deactivated", Deactivated},
}

// classify returns the kind of an error answer.
func classify(code int, description string, migrateTo int64) Kind {
	if migrateTo != 0 {
		return Migrated
	}
	low := strings.ToLower(description)
	for _, p := range phrases {
		if p.code == code && strings.Contains(low, p.text) {
			return p.kind
		}
	}
	switch {
	case code == 401:
		return Unauthorized
	case code == 403:
		return Forbidden
	case code == 404:
		return NotFound
	case code == 409:
		return Conflict
	case code == 429:
		return Flood
	case code >= 500:
		return ServerError
	}
	return BadRequest
}
