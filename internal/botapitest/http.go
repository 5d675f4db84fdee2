package botapitest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Refusal is an error answer of the Bot API.
type Refusal struct {
	Code        int
	Description string
	RetryAfter  int   // seconds
	MigrateTo   int64 // the supergroup a group became
}

func badRequest(format string, args ...any) *Refusal {
	return &Refusal{Code: 400, Description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(reason string) *Refusal {
	return &Refusal{Code: 403, Description: "Forbidden: " + reason}
}

// call is one request of the bot.
type call struct {
	ctx    context.Context
	method string
	params map[string]string
}

// int returns a number among the parameters, or def when it is missing or not a
// number.
func (c *call) int(name string, def int64) int64 {
	n, err := strconv.ParseInt(c.params[name], 10, 64)
	if err != nil {
		return def
	}
	return n
}

func (c *call) bool(name string) bool {
	return c.params[name] == "1" || strings.EqualFold(c.params[name], "true")
}

// object decodes a JSON parameter into v and refuses what is not JSON.
func (c *call) object(name string, v any) *Refusal {
	raw := c.params[name]
	if raw == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(raw), v); err != nil {
		return badRequest("can't parse %s JSON object", strings.ReplaceAll(name, "_", " "))
	}
	return nil
}

// methods are the methods the server knows, by their name in lower case,
// because Telegram does not mind the case. They run with the lock held.
var methods = map[string]func(*Server, *call) (any, *Refusal){
	"getme":                  (*Server).getMe,
	"setwebhook":             (*Server).setWebhook,
	"deletewebhook":          (*Server).deleteWebhook,
	"getwebhookinfo":         (*Server).getWebhookInfo,
	"setmycommands":          (*Server).setMyCommands,
	"getmycommands":          (*Server).getMyCommands,
	"deletemycommands":       (*Server).deleteMyCommands,
	"setmyname":              (*Server).setMyName,
	"setmydescription":       (*Server).setMyDescription,
	"setmyshortdescription":  (*Server).setMyShortDescription,
	"sendmessage":            (*Server).sendMessage,
	"editmessagetext":        (*Server).editMessageText,
	"editmessagereplymarkup": (*Server).editMessageReplyMarkup,
	"deletemessage":          (*Server).deleteMessage,
	"sendchataction":         (*Server).sendChatAction,
	"answercallbackquery":    (*Server).answerCallbackQuery,
	"answerinlinequery":      (*Server).answerInlineQuery,
	"getchat":                (*Server).getChat,
	"getchatmember":          (*Server).getChatMember,
	"getchatadministrators":  (*Server).getChatAdministrators,
	"leavechat":              (*Server).leaveChat,
}

var (
	pathPattern  = regexp.MustCompile(`^/bot([^/]*)/([^/]+)$`)
	tokenPattern = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)
	errNotFound  = &Refusal{Code: 404, Description: "Not Found"}
)

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	path := pathPattern.FindStringSubmatch(r.URL.Path)
	if path == nil || !tokenPattern.MatchString(path[1]) {
		writeAnswer(w, nil, errNotFound)
		return
	}
	if path[1] != s.token {
		writeAnswer(w, nil, &Refusal{Code: 401, Description: "Unauthorized"})
		return
	}
	params, err := readParams(r)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		panic(http.ErrAbortHandler) // the request broke off
	}
	if err != nil {
		writeAnswer(w, nil, badRequest("%v", err))
		return
	}
	c := &call{r.Context(), path[2], params}
	fault := s.arrive(c)
	if fault != nil && !fault.before(c.ctx, w) {
		return
	}
	result, refusal := s.perform(c)
	if fault != nil && fault.Kind == CutAfter {
		panic(http.ErrAbortHandler)
	}
	writeAnswer(w, result, refusal)
}

// arrive counts a request, checks it against the contract and returns the fault
// that befalls it, if any.
func (s *Server) arrive(c *call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[c.method]++
	for _, v := range s.contract.CheckCall(c.method, c.params) {
		s.breach("%s", v)
	}
	fault := s.faults.next(c)
	if fault != nil && fault.Kind == Poison {
		s.pushRaw("message", []byte(`{"message_id":"poison","chat":7}`), lifetimes["callback_query"])
		return nil
	}
	return fault
}

func (s *Server) perform(c *call) (any, *Refusal) {
	name := strings.ToLower(c.method)
	if name == "getupdates" {
		return s.getUpdates(c)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	run := methods[name]
	if run == nil {
		s.breach("%s is not a method botapitest plays", c.method)
		return nil, errNotFound
	}
	result, refusal := run(s, c)
	if refusal != nil {
		s.record("! %s: %d %s", c.method, refusal.Code, refusal.Description)
	}
	s.wake()
	return result, refusal
}

// readParams reads the parameters of a request, wherever the Bot API takes them
// from: the query, a form, a multipart form or a JSON object.
func readParams(r *http.Request) (map[string]string, error) {
	params := map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		var object map[string]json.RawMessage
		body, err := io.ReadAll(r.Body)
		if err == nil && len(body) > 0 {
			err = json.Unmarshal(body, &object)
		}
		if err != nil {
			return nil, fmt.Errorf("can't parse JSON object: %w", err)
		}
		for name, raw := range object {
			var text string
			if json.Unmarshal(raw, &text) != nil {
				text = string(raw)
			}
			params[name] = text
		}
		return params, nil
	}
	if err := r.ParseForm(); err != nil { // ParseMultipartForm does not tell
		return nil, err
	}
	if err := r.ParseMultipartForm(1 << 20); err != nil && err != http.ErrNotMultipart {
		return nil, err
	}
	for name, values := range r.Form {
		params[name] = values[0]
	}
	return params, nil
}

func writeAnswer(w http.ResponseWriter, result any, refusal *Refusal) {
	w.Header().Set("Content-Type", "application/json")
	if refusal == nil {
		json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
		return
	}
	answer := map[string]any{"ok": false, "error_code": refusal.Code, "description": refusal.Description}
	parameters := map[string]any{}
	if refusal.RetryAfter > 0 {
		parameters["retry_after"] = refusal.RetryAfter
	}
	if refusal.MigrateTo != 0 {
		parameters["migrate_to_chat_id"] = refusal.MigrateTo
	}
	if len(parameters) > 0 {
		answer["parameters"] = parameters
	}
	w.WriteHeader(refusal.Code)
	json.NewEncoder(w).Encode(answer)
}

// Methods returns the names of the methods the server plays, in lower case.
func Methods() []string {
	return slices.Sorted(maps.Keys(methods))
}
