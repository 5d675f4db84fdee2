package botapitest

import (
	"encoding/json"
	"regexp"
	"slices"
	"time"
)

// maxResults is how many results an inline answer may have (telegram-bot-api
// Client.cpp, get_inline_query_results).
const maxResults = 50

// queries are the inline and callback queries people made, and the messages
// they sent through inline mode.
type queries struct {
	inline    map[string]*inlineQuery
	callbacks map[string]*callback
	messages  map[string]*Message // by inline message id
}

type inlineQuery struct {
	from   *User
	text   string
	asked  time.Time
	answer *InlineAnswer
}

type callback struct {
	from   *User
	chat   *Chat
	asked  time.Time
	answer *CallbackAnswer
}

// CallbackAnswer is what the bot showed after the press of a button.
type CallbackAnswer struct {
	Text  string
	Alert bool
	URL   string
}

// InlineAnswer is the bot's answer to an inline query.
type InlineAnswer struct {
	Results    []InlineResult
	CacheTime  int64 // seconds; 300 when the bot did not say
	Personal   bool
	NextOffset string
	Button     *InlineButton
}

// InlineResult is one of the results (InlineQueryResultArticle).
type InlineResult struct {
	Type        string    `json:"type"`
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Description string    `json:"description"`
	Content     Content   `json:"input_message_content"`
	Keyboard    *Keyboard `json:"reply_markup"`
	Text        string    `json:"-"` // of the message it sends, after parsing

	entities []Entity
}

// Content is the message an inline result sends (InputTextMessageContent).
type Content struct {
	Text      string `json:"message_text"`
	ParseMode string `json:"parse_mode"`
}

// InlineButton is the button above the results.
type InlineButton struct {
	Text  string `json:"text"`
	Start string `json:"start_parameter"`
}

func newQueries() queries {
	return queries{map[string]*inlineQuery{}, map[string]*callback{}, map[string]*Message{}}
}

// Ask types an inline query after the bot's name and returns its id. The offset
// is "" or the NextOffset of an earlier answer.
func (s *Server) Ask(from *User, query, offset string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.inline {
		panic("botapitest: the bot is not in inline mode")
	}
	id := s.word("inline")
	s.queries.inline[id] = &inlineQuery{from: from, text: query, asked: s.now()}
	s.record("@ %s: %s", from.FirstName, query)
	s.push("inline_query", map[string]any{"id": id, "from": from, "query": query, "offset": offset, "chat_type": "sender"})
	return id
}

// InlineAnswer returns the answer to an inline query, nil while there is none.
func (s *Server) InlineAnswer(query string) *InlineAnswer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queries.inline[query].answer
}

// Choose sends one of the results of an inline query to a chat and returns the
// id of the message for editing ("" when the result has no keyboard).
func (s *Server) Choose(query, result string, to *Chat) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := s.queries.inline[query]
	i := slices.IndexFunc(q.answer.Results, func(r InlineResult) bool { return r.ID == result })
	r := q.answer.Results[i]
	m := s.newMessage(to, q.from)
	m.Text, m.Entities, m.Keyboard, m.ViaBot = r.Text, r.entities, r.Keyboard, s.bot
	chosen := map[string]any{"result_id": r.ID, "from": q.from, "query": q.text}
	var id string
	if r.Keyboard != nil {
		id = s.word("message")
		s.queries.messages[id] = m
		chosen["inline_message_id"] = id
	}
	s.push("chosen_inline_result", chosen)
	s.record("> %s%s via bot: %s", q.from.FirstName, s.where(m), m.Text)
	s.deliver("message", m)
	return id
}

// Press presses the button with that label under a message, and returns the
// callback query's id. Buttons that do not ask the bot return "".
func (s *Server) Press(from *User, c *Chat, message int, label string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.press(from, c.messages[message], "", label)
}

// PressInline presses a button under a message sent through inline mode.
func (s *Server) PressInline(from *User, inlineMessage, label string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.press(from, s.queries.messages[inlineMessage], inlineMessage, label)
}

func (s *Server) press(from *User, m *Message, inlineMessage, label string) string {
	var data string
	if m != nil && m.Keyboard != nil {
		for _, b := range slices.Concat(m.Keyboard.Rows...) {
			if b.Text == label {
				data = b.Data
			}
		}
	}
	if data == "" {
		panic("botapitest: there is no such button: " + label)
	}
	id := s.word("callback")
	s.queries.callbacks[id] = &callback{from: from, chat: m.Chat, asked: s.now()}
	query := map[string]any{"id": id, "from": from, "data": data, "chat_instance": "1"}
	if inlineMessage != "" {
		query["inline_message_id"] = inlineMessage
	} else {
		query["message"] = m
	}
	s.record("> %s%s [%s]", from.FirstName, s.where(m), label)
	s.push("callback_query", query)
	return id
}

// CallbackAnswer returns the answer to a callback query, nil while there is
// none.
func (s *Server) CallbackAnswer(id string) *CallbackAnswer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queries.callbacks[id].answer
}

var errTooOld = badRequest("query is too old and response timeout expired or query ID is invalid")

func (s *Server) answerCallbackQuery(c *call) (any, *Refusal) {
	q := s.queries.callbacks[c.params["callback_query_id"]]
	if q == nil || q.answer != nil || s.now().Sub(q.asked) > lifetimes["callback_query"] {
		return nil, errTooOld
	}
	text := c.params["text"]
	if len([]rune(text)) > 200 {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	q.answer = &CallbackAnswer{text, c.bool("show_alert"), c.params["url"]}
	if text != "" {
		s.record("< (%s)", text)
	}
	if url := c.params["url"]; url != "" {
		s.record("< (to %s)", url)
	}
	return true, nil
}

func (s *Server) answerInlineQuery(c *call) (any, *Refusal) {
	q := s.queries.inline[c.params["inline_query_id"]]
	if q == nil || q.answer != nil || s.now().Sub(q.asked) > lifetimes["inline_query"] {
		return nil, errTooOld
	}
	answer := &InlineAnswer{CacheTime: c.int("cache_time", 300), Personal: c.bool("is_personal"), NextOffset: c.params["next_offset"]}
	if err := json.Unmarshal([]byte(c.params["results"]), &answer.Results); err != nil {
		return nil, badRequest("can't parse inline query results JSON object")
	}
	if r := c.object("button", &answer.Button); r != nil {
		return nil, r
	}
	if r := answer.check(); r != nil {
		return nil, r
	}
	for i := range answer.Results {
		if r := s.checkResult(&answer.Results[i]); r != nil {
			return nil, r
		}
	}
	q.answer = answer
	for _, r := range answer.Results {
		s.record("  = %s", r.line())
	}
	if b := answer.Button; b != nil {
		s.record("  [%s] → /start %s", b.Text, b.Start)
	}
	return true, nil
}

func (r InlineResult) line() string {
	if r.Description == "" {
		return r.Title
	}
	return r.Title + " — " + r.Description
}

var startPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (a *InlineAnswer) check() *Refusal {
	ids := map[string]bool{}
	for _, r := range a.Results {
		if ids[r.ID] {
			return badRequest("RESULT_ID_DUPLICATE")
		}
		ids[r.ID] = true
	}
	switch {
	case len(a.Results) > maxResults:
		return badRequest("too many inline query results specified")
	case len(a.NextOffset) > 64:
		return badRequest("NEXT_OFFSET_INVALID")
	case a.Button != nil && !startPattern.MatchString(a.Button.Start):
		return badRequest("START_PARAM_INVALID")
	}
	return nil
}

func (s *Server) checkResult(r *InlineResult) *Refusal {
	switch {
	case r.Type != "article":
		return badRequest("can't parse inline query result: type %q is unsupported for the inline query result", r.Type)
	case len(r.ID) < 1 || len(r.ID) > 64:
		return badRequest("RESULT_ID_INVALID")
	case r.Title == "":
		return badRequest("can't parse inline query result: Field \"title\" must be a non-empty String")
	}
	var refusal *Refusal
	if r.Text, r.entities, refusal = s.formatted(r.Content.Text, r.Content.ParseMode); refusal != nil {
		return refusal
	}
	if r.Keyboard != nil {
		return checkKeyboard(*r.Keyboard)
	}
	return nil
}
