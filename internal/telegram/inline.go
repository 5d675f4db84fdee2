package telegram

import (
	"context"
	"regexp"
	"strconv"
	"time"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// The limits of answers to queries (the Bot API's answerInlineQuery and
// answerCallbackQuery).
const (
	MaxInlineResults  = 50
	maxResultID       = 64  // bytes
	maxNextOffset     = 64  // bytes
	MaxCallbackAnswer = 200 // characters
)

// InlineAnswer is the answer to an inline query.
type InlineAnswer struct {
	QueryID    string
	Results    []InlineArticle // at most MaxInlineResults
	CacheTime  time.Duration   // how long Telegram may repeat it; 0 is not at all
	IsPersonal bool            // it is only for the person who asked
	NextOffset string          // comes back when the person scrolls on; empty at the end
	Button     *InlineButton   // above the results
}

// InlineArticle is a result, which sends a text when it is chosen.
type InlineArticle struct {
	ID          string // 1 to 64 bytes, comes back in ChosenInlineResult
	Title       string
	Description string
	HTML        string // as in Outgoing
	Plain       string
	Keyboard    Keyboard
}

// InlineButton leads from the results to the private chat, where it sends
// "/start " with the parameter.
type InlineButton struct {
	Text  string `json:"text"`
	Start string `json:"start_parameter"` // 1 to 64 of A-Z a-z 0-9 _ -
}

var startPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// AnswerInlineQuery answers an inline query. When Telegram cannot parse the
// markup of a result, all are sent as plain text. An answer that comes too late
// is an error of kind TooOld.
func (c *Client) AnswerInlineQuery(ctx context.Context, a InlineAnswer) error {
	if err := a.check(); err != nil {
		return err
	}
	err := c.try(ctx, "answerInlineQuery", a.params(false), nil, attempt{})
	if KindOf(err) == CannotParse {
		c.log.Error("telegram refused the markup, answering in plain text", "method", "answerInlineQuery", "error", err)
		err = c.try(ctx, "answerInlineQuery", a.params(true), nil, attempt{})
	}
	return err
}

func (a InlineAnswer) check() error {
	const method = "answerInlineQuery"
	switch {
	case len(a.Results) > MaxInlineResults:
		return refuse(method, "there are %d results, the limit is %d", len(a.Results), MaxInlineResults)
	case len(a.NextOffset) > maxNextOffset:
		return refuse(method, "the next offset has %d bytes, the limit is %d", len(a.NextOffset), maxNextOffset)
	case a.Button != nil && (a.Button.Text == "" || !startPattern.MatchString(a.Button.Start)):
		return refuse(method, "the button's start parameter %q is not allowed", a.Button.Start)
	}
	seen := map[string]bool{}
	for _, r := range a.Results {
		switch {
		case r.ID == "" || len(r.ID) > maxResultID || seen[r.ID]:
			return refuse(method, "the result id %q is empty, too long or there twice", r.ID)
		case r.Title == "":
			return refuse(method, "the result %q has no title", r.ID)
		}
		seen[r.ID] = true
		if err := checkText(method, r.HTML, r.Plain, r.Keyboard); err != nil {
			return err
		}
	}
	return nil
}

func (a InlineAnswer) params(plain bool) tgbotapi.Params {
	results := make([]map[string]any, 0, len(a.Results))
	for _, r := range a.Results {
		results = append(results, r.result(plain))
	}
	p := tgbotapi.Params{
		"inline_query_id": a.QueryID,
		"cache_time":      strconv.Itoa(int(a.CacheTime.Seconds())), // left out it would be 300
		"is_personal":     strconv.FormatBool(a.IsPersonal),
		"next_offset":     a.NextOffset,
	}
	setJSON(p, "results", results)
	if a.Button != nil {
		setJSON(p, "button", a.Button)
	}
	return p
}

func (r InlineArticle) result(plain bool) map[string]any {
	content := map[string]any{"message_text": r.Plain, "link_preview_options": map[string]bool{"is_disabled": true}}
	if r.HTML != "" && !(plain && r.Plain != "") {
		content["message_text"], content["parse_mode"] = r.HTML, "HTML"
	}
	out := map[string]any{"type": "article", "id": r.ID, "title": r.Title, "input_message_content": content}
	if r.Description != "" {
		out["description"] = r.Description
	}
	if len(r.Keyboard) > 0 {
		out["reply_markup"] = map[string]any{"inline_keyboard": r.Keyboard}
	}
	return out
}

// AnswerCallbackQuery ends the waiting after the press of a button, with a short
// note or, when alert is set, a dialogue; the text may be empty. Every press
// should be answered within seconds; later than 150 s is an error of kind TooOld.
func (c *Client) AnswerCallbackQuery(ctx context.Context, id, text string, alert bool) error {
	if n := utf8.RuneCountInString(text); n > MaxCallbackAnswer {
		return refuse("answerCallbackQuery", "the text has %d characters, the limit is %d", n, MaxCallbackAnswer)
	}
	p := tgbotapi.Params{"callback_query_id": id}
	p.AddNonEmpty("text", text)
	p.AddBool("show_alert", alert)
	return c.try(ctx, "answerCallbackQuery", p, nil, attempt{})
}

// OpenChat answers the press of a button by taking whoever pressed to the bot's own chat;
// url is an address of the bot with a start parameter.
func (c *Client) OpenChat(ctx context.Context, id, url string) error {
	return c.try(ctx, "answerCallbackQuery", tgbotapi.Params{"callback_query_id": id, "url": url}, nil, attempt{})
}
