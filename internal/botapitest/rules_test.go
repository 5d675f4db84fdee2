package botapitest

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSendMessageRefusals(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana, luis, ivan, olga := s.NewUser("Ana", "es"), s.NewUser("Luis", ""), s.NewUser("Ivan", "ru"), s.NewUser("Olga", "ru")
	for _, u := range []*User{ana, ivan, olga} {
		s.Say(u, "hola")
	}
	s.Block(ivan)
	s.Deactivate(olga)
	group, kicked, left, gone := s.NewGroup("Group", ana), s.NewSupergroup("Kicked", ana), s.NewSupergroup("Left", ana), s.NewGroup("Gone", ana)
	channel, muted, old := s.NewChannel("Channel", ana), s.NewSupergroup("Muted", ana), s.NewGroup("Old", ana)
	for _, c := range []*Chat{group, kicked, left, gone, channel, muted, old} {
		s.AddBot(c, ana)
	}
	s.RemoveBot(kicked, ana)
	s.SetStatus(left, s.Bot(), Left)
	s.SetStatus(muted, s.Bot(), Restricted)
	s.DeleteChat(gone)
	s.Migrate(old)
	private := s.PrivateChat(ana)
	data := func(n int) params {
		return params{"reply_markup": Keyboard{[][]Button{{{Text: "x", Data: strings.Repeat("d", n)}}}}}
	}
	html := params{"parse_mode": "HTML"}
	tests := []struct {
		name string
		chat *Chat
		text string
		more params
		want string
	}{
		{"plain", private, "a < b", nil, ""},
		{"unknown chat", &Chat{ID: 5}, "x", nil, "400 Bad Request: chat not found"},
		{"never started", s.PrivateChat(luis), "x", nil, "403 Forbidden: bot can't initiate conversation with a user"},
		{"blocked", s.PrivateChat(ivan), "x", nil, "403 Forbidden: bot was blocked by the user"},
		{"deactivated", s.PrivateChat(olga), "x", nil, "403 Forbidden: user is deactivated"},
		{"kicked", kicked, "x", nil, "403 Forbidden: bot was kicked from the supergroup chat"},
		{"left", left, "x", nil, "403 Forbidden: bot is not a member of the supergroup chat"},
		{"deleted", gone, "x", nil, "403 Forbidden: the group chat was deleted"},
		{"channel", channel, "x", nil, "400 Bad Request: need administrator rights in the channel chat"},
		{"muted", muted, "x", nil, "400 Bad Request: not enough rights to send text messages to the chat"},
		{"migrated", old, "x", nil, "400 Bad Request: group chat was upgraded to a supergroup chat"},
		{"empty", private, " \n", nil, "400 Bad Request: message text is empty"},
		{"bad markup", private, "<p>x</p>", html, `400 Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 0`},
		{"4096 code points", private, strings.Repeat("😀", 4096), nil, ""},
		{"4097 code points", private, strings.Repeat("x", 4097), nil, "400 Bad Request: message is too long"},
		{"4096 after parsing", private, strings.Repeat("<b>&lt;</b>", 4096), html, ""},
		{"64 bytes of data", private, "x", data(64), ""},
		{"65 bytes of data", private, "x", data(65), "400 Bad Request: BUTTON_DATA_INVALID"},
		{"no data", private, "x", data(0), "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"reply to nothing", private, "x", params{"reply_parameters": map[string]any{"message_id": 99}}, "400 Bad Request: message to be replied not found"},
		{"reply to nothing, allowed", private, "x", params{"reply_parameters": map[string]any{"message_id": 99, "allow_sending_without_reply": true}}, ""},
		{"thread in private", private, "x", params{"message_thread_id": 7}, "400 Bad Request: message thread not found"},
	}
	for _, tt := range tests {
		if _, got := b.send(tt.chat, tt.text, tt.more); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTopics(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana := s.NewUser("Ana", "es")
	forum, plain := s.NewForum("Forum", ana), s.NewSupergroup("Plain", ana)
	s.AddBot(forum, ana)
	s.AddBot(plain, ana)
	history, moon, gone := s.NewTopic(forum, "History"), s.NewTopic(forum, "Moon"), s.NewTopic(forum, "Gone")
	inMoon := s.Post(Post{From: ana, Chat: forum, Topic: moon, Text: "x"})
	s.CloseTopic(forum, moon)
	s.DeleteTopic(forum, gone)
	first := s.SayIn(ana, plain, "x")
	reply := s.Post(Post{From: ana, Chat: plain, Text: "y", ReplyTo: first})
	if m := plain.messages[reply]; m.Thread != first || m.IsTopic {
		t.Errorf("a reply in a supergroup has thread %d, topic %v; want %d, false", m.Thread, m.IsTopic, first)
	}
	tests := []struct {
		name   string
		chat   *Chat
		thread int
		reply  int
		want   string
	}{
		{"known topic", forum, history, 0, ""},
		{"no topic", forum, 0, 0, ""},
		{"General", forum, 1, 0, "400 Bad Request: message thread not found"},
		{"closed", forum, moon, 0, "400 Bad Request: TOPIC_CLOSED"},
		{"deleted", forum, gone, 0, "400 Bad Request: message thread not found"},
		{"thread of a reply", plain, first, 0, "400 Bad Request: message thread not found"},
		{"reply across topics", forum, history, inMoon, "400 Bad Request: message to be replied not found"},
	}
	for _, tt := range tests {
		p := params{}
		if tt.thread != 0 {
			p["message_thread_id"] = tt.thread
		}
		if tt.reply != 0 {
			p["reply_parameters"] = map[string]any{"message_id": tt.reply, "allow_sending_without_reply": true}
		}
		m, got := b.send(tt.chat, "x", p)
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		if got == "" && (m.Thread != tt.thread || m.IsTopic != (tt.thread != 0)) {
			t.Errorf("%s: sent to thread %d, topic %v", tt.name, m.Thread, m.IsTopic)
		}
	}
}

func TestEdits(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana := s.NewUser("Ana", "es")
	asked := s.Say(ana, "hola")
	m, _ := b.send(s.PrivateChat(ana), "one", nil)
	edit := func(id int, text string) string {
		_, refusal := b.call("editMessageText", params{"chat_id": ana.ID, "message_id": id, "text": text})
		return refusal
	}
	if got := edit(m.ID, "two"); got != "" {
		t.Error(got)
	}
	if got := edit(m.ID, "two"); !strings.HasPrefix(got, "400 Bad Request: message is not modified") {
		t.Errorf("the same text: %q", got)
	}
	if got := edit(asked, "x"); got != "400 Bad Request: message can't be edited" {
		t.Errorf("the user's message: %q", got)
	}
	if got := edit(99, "x"); got != "400 Bad Request: message to edit not found" {
		t.Errorf("no message: %q", got)
	}
	p := params{"chat_id": ana.ID, "message_id": m.ID, "reply_markup": Keyboard{[][]Button{{{Text: "x", Data: "y"}}}}}
	b.must("editMessageReplyMarkup", p, nil)
	if got := s.Sent(s.PrivateChat(ana)); len(got) != 1 || got[0].Text != "two" || got[0].Keyboard == nil {
		t.Errorf("after the edits: %+v", got)
	}
}

// TestPrivacy says which group messages the bot sees, with privacy mode on, and
// which more when it is off.
func TestPrivacy(t *testing.T) {
	tests := []struct {
		text      string
		reply     bool
		rival     bool // another bot is in the group
		want, off bool
	}{
		{text: "when was that?", want: false, off: true},
		{text: "@PuenteBot when was that?", want: false, off: true},
		{text: "/ask@PuenteBot when?", want: true, off: true},
		{text: "/ask@puentebot when?", want: true, off: true},
		{text: "/ask@OtherBot when?", want: false, off: true},
		{text: "/ask when?", want: true, off: true},
		{text: "/ask when?", rival: true, want: false, off: true},
		{text: "thanks", reply: true, want: true, off: true},
	}
	for _, readsAll := range []bool{false, true} {
		for _, tt := range tests {
			s := New(t, Options{ReadsAll: readsAll})
			b := newBot(t, s)
			ana := s.NewUser("Ana", "es")
			c := s.NewSupergroup("Group", ana)
			if tt.rival {
				s.Join(c, s.AddUser(&User{IsBot: true, FirstName: "Other", Username: "OtherBot"}))
			}
			s.AddBot(c, ana)
			p := Post{From: ana, Chat: c, Text: tt.text}
			if tt.reply {
				m, _ := b.send(c, "answer", nil)
				p.ReplyTo = m.ID
			}
			before := len(s.Pending())
			s.Post(p)
			want := tt.want || readsAll && tt.off
			if got := len(s.Pending()) > before; got != want {
				t.Errorf("%q (reply %v, rival %v, reads all %v): seen = %v, want %v", tt.text, tt.reply, tt.rival, readsAll, got, want)
			}
		}
	}
}

func TestAutoEntities(t *testing.T) {
	got := autoEntities("😀 /ask@PuenteBot @anna /b a@bcde 1/2")
	want := []Entity{{Type: "bot_command", Offset: 3, Length: 14}, {Type: "mention", Offset: 18, Length: 5}, {Type: "bot_command", Offset: 24, Length: 2}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(User{})); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
}

func TestInline(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana := s.NewUser("Ana", "es")
	result := func(id, text string) map[string]any {
		return map[string]any{
			"type": "article", "id": id, "title": "T", "input_message_content": map[string]any{"message_text": text, "parse_mode": "HTML"},
			"reply_markup": Keyboard{[][]Button{{{Text: "More", Data: "m"}}}},
		}
	}
	many := []map[string]any{}
	for i := range 51 {
		many = append(many, result(strings.Repeat("i", i+1), "x"))
	}
	tests := []struct {
		name string
		p    params
		want string
	}{
		{"too many", params{"results": many}, "400 Bad Request: too many inline query results specified"},
		{"twice", params{"results": []any{result("a", "x"), result("a", "y")}}, "400 Bad Request: RESULT_ID_DUPLICATE"},
		{"long id", params{"results": []any{result(strings.Repeat("a", 65), "x")}}, "400 Bad Request: RESULT_ID_INVALID"},
		{"markup", params{"results": []any{result("a", "<b>x")}}, `400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"offset", params{"results": []any{}, "next_offset": strings.Repeat("1", 65)}, "400 Bad Request: NEXT_OFFSET_INVALID"},
		{"start", params{"results": []any{}, "button": map[string]any{"text": "x", "start_parameter": "ñ"}}, "400 Bad Request: START_PARAM_INVALID"},
		{"good", params{"results": []any{result("a", "<b>x</b>")}, "cache_time": 0, "is_personal": true}, ""},
	}
	for _, tt := range tests {
		id := s.Ask(ana, "luna", "")
		tt.p["inline_query_id"] = id
		_, got := b.call("answerInlineQuery", tt.p)
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		if got != "" {
			continue
		}
		a := s.InlineAnswer(id)
		if a.CacheTime != 0 || !a.Personal || len(a.Results) != 1 || a.Results[0].Text != "x" {
			t.Errorf("answer = %+v", a)
		}
		message := s.Choose(id, "a", s.PrivateChat(ana))
		press := s.PressInline(ana, message, "More")
		b.must("answerCallbackQuery", params{"callback_query_id": press, "text": "ok"}, nil)
		if got := s.CallbackAnswer(press); got == nil || got.Text != "ok" {
			t.Errorf("callback answer = %+v", got)
		}
		b.must("editMessageText", params{"inline_message_id": message, "text": "y"}, nil)
	}
}

func TestCommands(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	set := func(command, description, language string) string {
		_, refusal := b.call("setMyCommands", params{
			"commands": []Command{{command, description}}, "language_code": language, "scope": map[string]any{"type": "all_private_chats"},
		})
		return refusal
	}
	tests := []struct{ command, description, language, want string }{
		{"ask", "Preguntar", "es", ""},
		{"Ask", "x", "", "400 Bad Request: BOT_COMMAND_INVALID"},
		{strings.Repeat("a", 33), "x", "", "400 Bad Request: BOT_COMMAND_INVALID"},
		{"ask", "", "", "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{"ask", strings.Repeat("x", 257), "", "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{"ask", "x", "es-cl", "400 Bad Request: invalid language code specified"},
	}
	for _, tt := range tests {
		if got := set(tt.command, tt.description, tt.language); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt, got, tt.want)
		}
	}
	if diff := cmp.Diff([]Command{{"ask", "Preguntar"}}, s.Commands("all_private_chats", "es")); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
	if _, got := b.call("setMyShortDescription", params{"short_description": strings.Repeat("x", 121)}); got == "" {
		t.Error("a short description of 121 characters was taken")
	}
}

func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(t, Options{Memory: true, Limits: TelegramLimits})
		b := newBot(t, s)
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "hola")
		group := s.NewGroup("Group", ana)
		s.AddBot(group, ana)
		private := s.PrivateChat(ana)
		for i := range 3 {
			if _, got := b.send(private, "x", nil); got != "" {
				t.Errorf("message %d of the burst: %q", i+1, got)
			}
		}
		if _, got := b.send(private, "x", nil); got != "429 Too Many Requests: retry after 1" {
			t.Errorf("after the burst: %q", got)
		}
		time.Sleep(time.Second)
		if _, got := b.send(private, "x", nil); got != "" {
			t.Errorf("a second later: %q", got)
		}
		for i := range 20 {
			if _, got := b.send(group, "x", nil); got != "" {
				t.Errorf("group message %d: %q", i+1, got)
			}
			time.Sleep(time.Second)
		}
		if _, got := b.send(group, "x", nil); got != "429 Too Many Requests: retry after 40" {
			t.Errorf("the 21st of a minute: %q", got)
		}
		if s.Floods() != 2 {
			t.Errorf("floods = %d, want 2", s.Floods())
		}
		for range 31 {
			u := s.NewUser("U", "")
			s.Say(u, "x")
			_, last := b.send(s.PrivateChat(u), "x", nil)
			if last != "" && last != "429 Too Many Requests: retry after 1" {
				t.Errorf("overall: %q", last)
			}
		}
		if s.Floods() != 3 {
			t.Errorf("floods = %d after 31 in a second, want 3", s.Floods())
		}
	})
}
