package telegram

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Command is an entry of the bot's command menu.
type Command struct {
	Command     string `json:"command"`     // 1 to 32 of a-z 0-9 _
	Description string `json:"description"` // 1 to 256 characters
}

// CommandScope says who sees a command menu. It decides about showing only:
// anybody can type any command.
type CommandScope struct {
	Type   string `json:"type"`
	ChatID int64  `json:"chat_id,omitempty"` // for "chat" and "chat_administrators"
}

// The scopes that need no chat. In a chat the narrowest scope that has commands
// in the person's language, or in none, wins.
var (
	ScopeDefault    = CommandScope{Type: "default"}
	ScopePrivate    = CommandScope{Type: "all_private_chats"}
	ScopeGroups     = CommandScope{Type: "all_group_chats"}
	ScopeGroupAdmin = CommandScope{Type: "all_chat_administrators"}
)

// idempotent requests may be repeated after any failure.
var idempotent = attempt{repeatable: true}

// GetMe returns the bot itself, with its flags.
func (c *Client) GetMe(ctx context.Context) (*User, error) {
	var me User
	if err := c.try(ctx, "getMe", nil, &me, idempotent); err != nil {
		return nil, err
	}
	return &me, nil
}

// SetMyCommands sets the command menu of a scope for a two-letter language, or
// with language "" for all that have none of their own.
func (c *Client) SetMyCommands(ctx context.Context, commands []Command, scope CommandScope, language string) error {
	p := tgbotapi.Params{}
	setJSON(p, "commands", append([]Command{}, commands...)) // never null
	setJSON(p, "scope", scope)
	p.AddNonEmpty("language_code", language)
	return c.try(ctx, "setMyCommands", p, nil, idempotent)
}

// SetMyDescription sets what an empty chat with the bot shows, at most 512
// characters.
func (c *Client) SetMyDescription(ctx context.Context, text, language string) error {
	p := tgbotapi.Params{"description": text}
	p.AddNonEmpty("language_code", language)
	return c.try(ctx, "setMyDescription", p, nil, idempotent)
}

// SetMyShortDescription sets what the bot's profile shows, at most 120
// characters.
func (c *Client) SetMyShortDescription(ctx context.Context, text, language string) error {
	p := tgbotapi.Params{"short_description": text}
	p.AddNonEmpty("language_code", language)
	return c.try(ctx, "setMyShortDescription", p, nil, idempotent)
}

// DeleteWebhook makes polling possible again. Updates that wait are kept.
func (c *Client) DeleteWebhook(ctx context.Context) error {
	return c.try(ctx, "deleteWebhook", nil, nil, idempotent)
}

// GetChat returns a chat.
func (c *Client) GetChat(ctx context.Context, chat int64) (*Chat, error) {
	var out Chat
	if err := c.try(ctx, "getChat", chatParams(chat), &out, idempotent); err != nil {
		return nil, err
	}
	return &out, nil
}

// ChatName names a chat by its public user name, "@name", or by its id.
type ChatName string

// FindChat returns the chat of that name.
func (c *Client) FindChat(ctx context.Context, name ChatName) (*Chat, error) {
	var out Chat
	if err := c.try(ctx, "getChat", tgbotapi.Params{"chat_id": string(name)}, &out, idempotent); err != nil {
		return nil, err
	}
	return &out, nil
}

// GetChatMember returns somebody's standing in a chat.
func (c *Client) GetChatMember(ctx context.Context, chat, user int64) (*ChatMember, error) {
	p := chatParams(chat)
	p["user_id"] = strconv.FormatInt(user, 10)
	var out ChatMember
	if err := c.try(ctx, "getChatMember", p, &out, idempotent); err != nil {
		return nil, err
	}
	return &out, nil
}

// GetChatAdministrators returns who runs a group or channel, other bots left
// out.
func (c *Client) GetChatAdministrators(ctx context.Context, chat int64) ([]ChatMember, error) {
	var out []ChatMember
	if err := c.try(ctx, "getChatAdministrators", chatParams(chat), &out, idempotent); err != nil {
		return nil, err
	}
	return out, nil
}

// LeaveChat leaves a group or channel.
func (c *Client) LeaveChat(ctx context.Context, chat int64) error {
	return c.try(ctx, "leaveChat", chatParams(chat), nil, idempotent)
}

func chatParams(chat int64) tgbotapi.Params {
	return tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
}
