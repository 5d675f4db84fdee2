package botapitest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a contract with one of everything that matters.
const small = `{"version": "t", "methods": {
	"send": {"fields": [
		{"name": "chat_id", "required": true, "types": ["Integer", "String"]},
		{"name": "text", "required": true, "types": ["String"]},
		{"name": "quiet", "required": false, "types": ["Boolean"]},
		{"name": "count", "required": false, "types": ["Integer"]},
		{"name": "markup", "required": false, "types": ["Keyboard", "Remove"]},
		{"name": "scope", "required": false, "types": ["Scope"]}]}},
	"types": {
		"Keyboard": {"fields": [{"name": "rows", "required": true, "types": ["Array of Array of Button"]}]},
		"Remove": {"fields": [{"name": "remove", "required": true, "types": ["Boolean"]}]},
		"Button": {"fields": [{"name": "text", "required": true, "types": ["String"]}]},
		"Scope": {"fields": [], "subtypes": ["ScopeAll", "ScopeChat"]},
		"ScopeAll": {"fields": [{"name": "type", "required": true, "types": ["String"]}]},
		"ScopeChat": {"fields": [{"name": "type", "required": true, "types": ["String"]}, {"name": "chat_id", "required": true, "types": ["Integer"]}]}}}`

func TestCheckCall(t *testing.T) {
	var c Contract
	if err := json.Unmarshal([]byte(small), &c); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		method string
		params map[string]string
		want   []string
	}{
		{"send", map[string]string{"chat_id": "@x", "text": "1", "quiet": "true", "count": "5"}, nil},
		{"send", map[string]string{"chat_id": "1", "text": "", "markup": `{"rows":[[{"text":"x"}]]}`}, nil},
		{"send", map[string]string{"chat_id": "1", "text": "x", "markup": `{"remove":true}`, "scope": `{"type":"all"}`}, nil},
		{"sent", nil, []string{"sent: unknown method"}},
		{"send", map[string]string{"chat_id": "1"}, []string{"send: required parameter text is missing"}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "texts": "y"}, []string{"send: unknown parameter texts"}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "count": "many"}, []string{`send: count: "many" is not Integer`}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "count": "1.5"}, []string{"send.count: not Integer"}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "quiet": "maybe"}, []string{`send: quiet: strconv.ParseBool: parsing "maybe": invalid syntax`}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "markup": "{"}, []string{`send: markup: "{" is not Keyboard or Remove`}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "markup": `{"rows":[[{"text":5}]]}`}, []string{"send.markup.rows[0][0].text: not String"}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "markup": "null"}, []string{"send.markup: not an object"}},
		{"send", map[string]string{"chat_id": "1", "text": "x", "scope": `{"type":"chat"}`}, []string{"send.scope: required field chat_id is missing"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, c.CheckCall(tt.method, tt.params)); diff != "" {
			t.Errorf("CheckCall(%q, %v) (-want +got):\n%s", tt.method, tt.params, diff)
		}
	}
}

// TestContractIsOfTheAPI compares the contract with the whole Bot API, where that is beside
// the repository.
func TestContractIsOfTheAPI(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "contract", "bot-api.json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the whole Bot API is not there to compare with")
	}
	if err != nil {
		t.Fatal(err)
	}
	whole, err := parseContract(raw)
	if err != nil {
		t.Fatal(err)
	}
	part, err := loadContract()
	if err != nil {
		t.Fatal(err)
	}
	if part.Version != whole.Version {
		t.Errorf("it is of %s, the whole of %s", part.Version, whole.Version)
	}
	for name, item := range part.Methods {
		for _, problem := range notPartOf(item, whole.Methods[name]) {
			t.Errorf("%s: %s", name, problem)
		}
	}
	for name, item := range part.Types {
		for _, problem := range notPartOf(item, whole.Types[name]) {
			t.Errorf("%s: %s", name, problem)
		}
	}
}

// notPartOf tells where an item says otherwise than the whole one, and which required
// fields it leaves out.
func notPartOf(part, whole contractItem) []string {
	var out []string
	fields := make(map[string]contractField)
	for _, f := range part.Fields {
		fields[f.Name] = f
	}
	for _, f := range whole.Fields {
		got, ok := fields[f.Name]
		delete(fields, f.Name)
		if ok && !cmp.Equal(got, f) || !ok && f.Required {
			out = append(out, fmt.Sprintf("%+v should be %+v", got, f))
		}
	}
	for name := range fields {
		out = append(out, name+" is no field of it")
	}
	for _, s := range part.Subtypes {
		if !slices.Contains(whole.Subtypes, s) {
			out = append(out, s+" is no subtype of it")
		}
	}
	if !slices.Equal(part.Returns, whole.Returns) {
		out = append(out, fmt.Sprintf("it returns %v, not %v", whole.Returns, part.Returns))
	}
	return out
}

// TestWorldKeepsTheContract checks everything the server itself says against
// the contract: it must not teach the bot an API that does not exist.
func TestWorldKeepsTheContract(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	b.must("getUpdates", params{"allowed_updates": []string{
		"message", "edited_message", "channel_post", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"}}, nil)
	results := playEverything(s, b)
	for _, u := range s.queue.updates {
		for _, v := range s.contract.CheckType("Update", u.body) {
			t.Errorf("update %s: %s", u.body, v)
		}
	}
	for method, raw := range results {
		if v := s.contract.CheckType(s.contract.Methods[method].Returns[0], raw); len(v) > 0 {
			t.Errorf("%s returned %s: %q", method, raw, v)
		}
	}
	for _, method := range Methods() {
		found := false
		for name := range results {
			found = found || strings.EqualFold(name, method)
		}
		if !found {
			t.Errorf("method %s was not checked", method)
		}
	}
}

// playEverything lets every kind of thing happen once and returns a result of
// every method.
func playEverything(s *Server, b *bot) map[string]json.RawMessage {
	ana := s.NewUser("Ana", "es")
	boss := s.NewUser("Boss", "ru")
	s.Say(ana, "hola /help")
	private := s.PrivateChat(ana)
	group, forum, channel := s.NewGroup("Group", ana, boss), s.NewForum("Forum", ana, boss), s.NewChannel("Channel", ana)
	for _, c := range []*Chat{group, forum, channel} {
		s.AddBot(c, ana)
		s.SetStatus(c, s.Bot(), Administrator)
	}
	s.SetAnonymous(group, ana, true)
	topic := s.NewTopic(forum, "Topic")
	asked := s.Post(Post{From: ana, Chat: forum, Topic: topic, Text: "x", Photo: true})
	s.Post(Post{From: boss, Chat: forum, Topic: topic, Text: "y", ReplyTo: asked, Forwarded: true, Via: s.Bot()})
	s.Post(Post{Chat: group, As: channel, AutoForward: true, Text: "post"})
	s.Post(Post{From: ana, Chat: group, Text: "anonymous"})
	s.Edit(forum, asked, "edited")
	keyboard := Keyboard{[][]Button{{{Text: "More", Data: "m"}, {Text: "Site", URL: "https://example.com"}}}}
	sent, _ := b.send(private, `<b>x</b> <a href="https://example.com">y</a>`, params{"parse_mode": "HTML", "reply_markup": keyboard})
	other, _ := b.send(private, "z", nil)
	callback := s.Press(ana, private, sent.ID, "More")
	inline := s.Ask(ana, "luna", "")
	article := map[string]any{"type": "article", "id": "a", "title": "T", "input_message_content": map[string]any{"message_text": "x"}, "reply_markup": keyboard}

	results := map[string]json.RawMessage{}
	run := func(method string, p params) {
		var raw json.RawMessage
		b.must(method, p, &raw)
		results[method] = raw
	}
	run("getMe", nil)
	run("sendMessage", params{"chat_id": forum.ID, "message_thread_id": topic, "text": "x", "reply_parameters": map[string]any{"message_id": asked}})
	run("editMessageText", params{"chat_id": ana.ID, "message_id": sent.ID, "text": "edited"})
	run("editMessageReplyMarkup", params{"chat_id": ana.ID, "message_id": sent.ID, "reply_markup": keyboard})
	run("deleteMessage", params{"chat_id": ana.ID, "message_id": other.ID})
	run("sendChatAction", params{"chat_id": ana.ID, "action": "typing"})
	run("answerCallbackQuery", params{"callback_query_id": callback})
	run("answerInlineQuery", params{"inline_query_id": inline, "results": []any{article}})
	s.PressInline(ana, s.Choose(inline, "a", private), "More")
	run("getChat", params{"chat_id": forum.ID})
	run("getChatMember", params{"chat_id": forum.ID, "user_id": boss.ID})
	run("getChatAdministrators", params{"chat_id": group.ID})
	run("leaveChat", params{"chat_id": channel.ID})
	s.SetStatus(forum, s.Bot(), Restricted)
	s.RemoveBot(forum, ana)
	s.Block(ana)
	s.Unblock(ana)
	s.Migrate(group)
	run("setMyCommands", params{"commands": []Command{{"ask", "Ask"}}})
	run("getMyCommands", nil)
	run("deleteMyCommands", nil)
	run("setMyName", params{"name": "x"})
	run("setMyDescription", params{"description": "x"})
	run("setMyShortDescription", params{"short_description": "x"})
	run("setWebhook", params{"url": "https://example.com"})
	run("getWebhookInfo", nil)
	run("deleteWebhook", nil)
	return results
}
