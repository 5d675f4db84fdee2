package telegram

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"puente/internal/botapitest"
)

// command marks the first units of a text as a command.
func command(text string, units int) *Message {
	return &Message{Text: text, Entities: []MessageEntity{{Type: "bot_command", Length: units}}}
}

func TestCommand(t *testing.T) {
	tests := []struct {
		m          *Message
		name, args string
		ok         bool
	}{
		{command("/ask", 4), "ask", "", true},
		{command("/Ask  when? ", 4), "ask", "when?", true},
		{command("/ask—что", 4), "ask", "—что", true},
		{command("/ask\u00a0что", 4), "ask", "что", true},
		{command("/ask@PuenteBot x", 14), "ask", "x", true},
		{command("/ask@puentebot\nx\ny", 14), "ask", "x\ny", true},
		{command("/ask@OtherBot x", 13), "", "", false},
		{command("/ask@PuenteBot2 x", 15), "", "", false},
		{command("/", 1), "", "", false},
		{command("/ask", 400), "ask", "", true},
		{command("/ask", -4), "", "", false},
		{&Message{Text: "/ask"}, "", "", false},
		{&Message{Text: "x /ask", Entities: []MessageEntity{{Type: "bot_command", Offset: 2, Length: 4}}}, "", "", false},
		{&Message{Caption: "/ask luna", CaptionEntities: []MessageEntity{{Type: "bot_command", Length: 4}}}, "ask", "luna", true},
	}
	for _, tt := range tests {
		name, args, ok := tt.m.Command("PuenteBot")
		if name != tt.name || args != tt.args || ok != tt.ok {
			t.Errorf("Command of %q = %q, %q, %v; want %q, %q, %v", tt.m.Text, name, args, ok, tt.name, tt.args, tt.ok)
		}
	}
}

func TestWording(t *testing.T) {
	mention := func(offset, length int) MessageEntity {
		return MessageEntity{Type: "mention", Offset: offset, Length: length}
	}
	tests := []struct {
		m    *Message
		want string
	}{
		{&Message{Text: "plain"}, "plain"},
		{command("/ask@PuenteBot  when? ", 14), "when?"},
		{&Message{Text: "😀 @puentebot, when?", Entities: []MessageEntity{mention(3, 10)}}, "😀 , when?"},
		{&Message{Text: "@PuenteBot2 @PuenteBot when?", Entities: []MessageEntity{mention(0, 11), mention(12, 10)}}, "@PuenteBot2  when?"},
		{&Message{Text: "Puente, when?", Entities: []MessageEntity{{Type: "text_mention", Length: 6, User: &User{ID: 5}}}}, ", when?"},
		{&Message{Text: "see /ask", Entities: []MessageEntity{{Type: "bot_command", Offset: 4, Length: 4}}}, "see /ask"},
	}
	for _, tt := range tests {
		if got := tt.m.Wording("PuenteBot", 5); got != tt.want {
			t.Errorf("Wording of %q = %q, want %q", tt.m.Text, got, tt.want)
		}
	}
}

func TestIsService(t *testing.T) {
	for raw, want := range map[string]bool{
		`{"text": "x"}`:                   false,
		`{"photo": [{}], "caption": "x"}`: false,
		`{"sticker": {"emoji": "x"}}`:     false,
		`{"voice": {}, "photo": null}`:    false,
		`{"pinned_message": {}}`:          true,
		`{"photo": null}`:                 true,
	} {
		var m Message
		if err := json.Unmarshal([]byte(raw), &m); err != nil {
			t.Fatal(err)
		}
		if got := m.IsService(); got != want {
			t.Errorf("%s is a service message: %v, want %v", raw, got, want)
		}
	}
}

func FuzzCommand(f *testing.F) {
	f.Add("/ask@PuenteBot что", 0, 14, "bot_command")
	f.Add("😀/ask", 2, 4, "bot_command")
	f.Add("\xff/x", -1, 1<<40, "mention")
	f.Fuzz(func(t *testing.T, text string, offset, length int, kind string) {
		m := &Message{Text: text, Entities: []MessageEntity{{Type: kind, Offset: offset, Length: length}}}
		name, args, ok := m.Command("PuenteBot")
		if !ok && (name != "" || args != "") {
			t.Errorf("Command of %q without a command: %q, %q", text, name, args)
		}
		if utf8.ValidString(text) && !(utf8.ValidString(name) && utf8.ValidString(args)) {
			t.Errorf("Command of %q is not UTF-8: %q, %q", text, name, args)
		}
		m.Mentions("PuenteBot", 1)
		if got := m.Wording("PuenteBot", 1); utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("Wording of %q is not UTF-8: %q", text, got)
		}
		if got := m.Entities[0].In(text); !strings.Contains(text, got) {
			t.Errorf("the entity of %q covers %q", text, got)
		}
	})
}

// TestEntityIn compares with cutting a text that really is in UTF-16.
func TestEntityIn(t *testing.T) {
	text := "a😀ñ🇨🇱b"
	units := utf16.Encode([]rune(text))
	for from := range units {
		for to := from; to <= len(units); to++ {
			want := string(utf16.Decode(units[from:to]))
			if strings.ContainsRune(want, utf8.RuneError) {
				continue // half a character
			}
			if got := (MessageEntity{Offset: from, Length: to - from}).In(text); got != want {
				t.Errorf("In(%d, %d) = %q, want %q", from, to-from, got, want)
			}
		}
	}
}

func TestMentions(t *testing.T) {
	mention := func(text string, e MessageEntity) *Message { return &Message{Text: text, Entities: []MessageEntity{e}} }
	tests := []struct {
		m    *Message
		want bool
	}{
		{mention("@PuenteBot hi", MessageEntity{Type: "mention", Length: 10}), true},
		{mention("@puentebot hi", MessageEntity{Type: "mention", Length: 10}), true},
		{mention("@PuenteBot2 hi", MessageEntity{Type: "mention", Length: 11}), false},
		{mention("Puente hi", MessageEntity{Type: "text_mention", Length: 6, User: &User{ID: 7}}), true},
		{mention("Puente hi", MessageEntity{Type: "text_mention", Length: 6, User: &User{ID: 8}}), false},
		{mention("Puente hi", MessageEntity{Type: "text_mention", Length: 6}), false},
		{&Message{Text: "@PuenteBot"}, false},
	}
	for _, tt := range tests {
		if got := tt.m.Mentions("PuenteBot", 7); got != tt.want {
			t.Errorf("Mentions in %q = %v, want %v", tt.m.Text, got, tt.want)
		}
	}
}

// TestSenders reads messages as the server writes them.
func TestSenders(t *testing.T) {
	s := botapitest.New(t, botapitest.Options{ReadsAll: true})
	ana := s.NewUser("Ana", "pt-br")
	rival := s.AddUser(&botapitest.User{IsBot: true, FirstName: "Other"})
	channel, group, forum := s.NewChannel("C", ana), s.NewSupergroup("G", ana, rival), s.NewForum("F", ana)
	s.AddBot(group, ana)
	s.AddBot(forum, ana)
	topic := s.NewTopic(forum, "T")
	first := s.Post(botapitest.Post{From: ana, Chat: group, Text: "1"})
	s.Post(botapitest.Post{From: ana, Chat: group, Text: "2", ReplyTo: first})
	s.Post(botapitest.Post{From: ana, Chat: forum, Topic: topic, Text: "3"})
	s.Post(botapitest.Post{From: rival, Chat: group, Text: "4"})
	s.Post(botapitest.Post{From: ana, Chat: group, Text: "5", Via: rival})
	s.Post(botapitest.Post{Chat: group, As: channel, AutoForward: true, Text: "6"})
	s.Post(botapitest.Post{From: ana, Chat: group, As: channel, Text: "7"})
	s.SetAnonymous(group, ana, true)
	s.Post(botapitest.Post{From: ana, Chat: group, Text: "8", Photo: true})
	s.Say(ana, "9")

	got := map[string]*Message{}
	c := newTestClient(t, s, Config{})
	var batch []json.RawMessage
	if err := c.call(t.Context(), "getUpdates", nil, &batch); err != nil {
		t.Fatal(err)
	}
	for _, raw := range batch {
		u, err := decodeUpdate(raw)
		if err != nil {
			t.Fatal(err)
		}
		if u.Message != nil {
			text, _ := u.Message.Body()
			got[text] = u.Message
		}
	}
	tests := []struct {
		text     string
		sender   int64
		topic    int
		bot      bool
		anon     bool
		autoPost bool
	}{
		{text: "1", sender: ana.ID},
		{text: "2", sender: ana.ID}, // has a thread id, but no topic
		{text: "3", sender: ana.ID, topic: topic},
		{text: "4", sender: rival.ID, bot: true},
		{text: "5", sender: ana.ID, bot: true},
		{text: "6", sender: channel.ID, autoPost: true},
		{text: "7", sender: channel.ID},
		{text: "8", sender: group.ID, anon: true},
		{text: "9", sender: ana.ID},
	}
	for _, tt := range tests {
		m := got[tt.text]
		if m.SenderID() != tt.sender || m.TopicID() != tt.topic || m.IsFromBot() != tt.bot || m.IsAnonymousAdmin() != tt.anon || m.IsAutomaticForward != tt.autoPost {
			t.Errorf("message %s: sender %d, topic %d, bot %v, anonymous %v, automatic %v; want %+v",
				tt.text, m.SenderID(), m.TopicID(), m.IsFromBot(), m.IsAnonymousAdmin(), m.IsAutomaticForward, tt)
		}
	}
	if got["2"].ThreadID == 0 || got["9"].From.LanguageCode != "pt-br" || got["8"].From.ID != GroupAnonymousBot || got["7"].From.ID != ChannelBot || got["6"].From.ID != ServiceUser {
		t.Error("the server does not say what these messages need")
	}
	if !(&Message{}).IsInaccessible() || got["1"].IsInaccessible() {
		t.Error("IsInaccessible does not go by the date")
	}
}

func TestTextLength(t *testing.T) {
	tests := []struct {
		html string
		want int
	}{
		{"", 0}, {"abc", 3}, {"ñ😀", 2}, {"<b>a</b>", 1}, {"a &amp; b", 5}, {"&#39;&#x44f;", 2}, {"&nbsp;", 6}, {"&", 1},
		{`<a href="x?a>b">y</a>`, 1}, {"<b", 0}, {"&lt;b&gt;", 3},
	}
	for _, tt := range tests {
		if got := textLength(tt.html); got != tt.want {
			t.Errorf("textLength(%q) = %d, want %d", tt.html, got, tt.want)
		}
	}
}

// FuzzTextLength compares with the server's parser: the client must not refuse
// a text as too long that the server would take.
func FuzzTextLength(f *testing.F) {
	for _, s := range []string{"<b>a</b> &amp;", `<a href="http://x.cl/?a=1&amp;b">y</a>`, "&#x1F600;", "ñ<i>😀</i>", "&lt", "<a href='>'>x</a>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, html string) {
		text, _, err := botapitest.ParseHTML(html)
		if err != nil || !utf8.ValidString(html) {
			return
		}
		if got, want := textLength(html), utf8.RuneCountInString(text); got != want {
			t.Errorf("textLength(%q) = %d, the server counts %d", html, got, want)
		}
	})
}

func FuzzDecodeUpdate(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{"message_id":1,"chat":{"id":5,"type":"private"},"text":"x"}}`))
	f.Add([]byte(`{"update_id":"x"}`))
	f.Add([]byte(`null`))
	f.Add([]byte(`{"update_id":2,"callback_query":{"id":"1","from":{"id":7},"message":{"date":0}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := decodeUpdate(raw)
		if u == nil {
			t.Fatal("no update")
		}
		if err == nil {
			u.lane()
		}
	})
}
