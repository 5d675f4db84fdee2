package telegram

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"puente/internal/botapitest"
)

func TestMain(m *testing.M) {
	if runChild() {
		return
	}
	goleak.VerifyTestMain(m)
}

// newPair starts a server and a client that reaches it.
func newPair(t testing.TB, opts botapitest.Options) (*botapitest.Server, *Client) {
	t.Helper()
	s := botapitest.New(t, opts)
	return s, newTestClient(t, s, Config{})
}

func newTestClient(t testing.TB, s *botapitest.Server, cfg Config) *Client {
	t.Helper()
	token, err := ParseToken(s.Token())
	if err != nil {
		t.Fatal(err)
	}
	cfg.Token, cfg.Endpoint, cfg.HTTP = token, s.URL(), s.Transport()
	c, err := NewClient(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestGetMe(t *testing.T) {
	s, c := newPair(t, botapitest.Options{ReadsAll: true})
	got, err := c.GetMe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := &User{
		ID: s.Bot().ID, IsBot: true, FirstName: "Puente", Username: "PuenteBot",
		CanJoinGroups: true, CanReadAllGroupMessages: true, SupportsInlineQueries: true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("GetMe (-want +got):\n%s", diff)
	}
}

func TestNewClientRefuses(t *testing.T) {
	token, _ := ParseToken("1:abc")
	for _, cfg := range []Config{
		{},
		{Token: token, Endpoint: "api.telegram.org"},
		{Token: token, Endpoint: "https://api.telegram.org/bot%s/%s"},
		{Token: token, Endpoint: "http://x/?a=b"},
	} {
		if _, err := NewClient(cfg); err == nil {
			t.Errorf("NewClient took endpoint %q, token missing %v", cfg.Endpoint, cfg.Token.IsZero())
		}
	}
}

func TestSendMessage(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	ana := s.NewUser("Ana", "es")
	asked := s.Say(ana, "hola")
	got, err := c.SendMessage(t.Context(), Outgoing{
		ChatID: ana.ID, ReplyTo: asked, HTML: "<b>Sí</b> &amp; no", Plain: "Sí & no", Silent: true,
		Keyboard: Keyboard{{{Text: "Más", Data: "more:1"}, {Text: "Web", URL: "https://example.com"}}, {{Text: "Buscar", InlineQuery: new(string)}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	sent := s.Sent(s.PrivateChat(ana))
	if len(sent) != 1 || got.ID != sent[0].ID || got.Chat.ID != ana.ID || len(got.ReplyMarkup.Keyboard) != 2 {
		t.Fatalf("sent %+v, returned %+v", sent, got)
	}
	m := sent[0]
	if m.Text != "Sí & no" || m.ReplyTo.ID != asked || len(m.Keyboard.Rows) != 2 || m.Entities[0].Type != "bold" {
		t.Errorf("sent %+v", m)
	}
	if err := c.SendChatAction(t.Context(), ana.ID, 0, "typing"); err != nil {
		t.Error(err)
	}
}

func TestSendMessageRefusesBeforeSending(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	long := strings.Repeat("ñ", MaxText)
	button := func(b Button) Keyboard { return Keyboard{{b}} }
	tests := []struct {
		name string
		m    Outgoing
	}{
		{"empty", Outgoing{}},
		{"long", Outgoing{HTML: "<b>" + long + "</b>x"}},
		{"long plain", Outgoing{HTML: "x", Plain: long + "x"}},
		{"65 bytes", Outgoing{HTML: "x", Keyboard: button(Button{Text: "x", Data: strings.Repeat("é", 32) + "x"})}},
		{"no label", Outgoing{HTML: "x", Keyboard: button(Button{Text: " ", Data: "x"})}},
		{"no action", Outgoing{HTML: "x", Keyboard: button(Button{Text: "x"})}},
		{"wide row", Outgoing{HTML: "x", Keyboard: Keyboard{make([]Button, 9)}}},
		{"empty row", Outgoing{HTML: "x", Keyboard: Keyboard{{}}}},
		{"many buttons", Outgoing{HTML: "x", Keyboard: make(Keyboard, 101)}},
	}
	for _, tt := range tests {
		if _, err := c.SendMessage(t.Context(), tt.m); !errors.Is(err, Invalid) {
			t.Errorf("%s: error = %v, want Invalid", tt.name, err)
		}
	}
	if n := s.Calls("sendMessage"); n != 0 {
		t.Errorf("%d requests were made", n)
	}
}

func TestPlainTextWhenMarkupIsRefused(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "hola")
		m, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: "<p>uno</p>", Plain: "uno <1>"})
		if err != nil || m.Text != "uno <1>" {
			t.Errorf("SendMessage = %+v, %v", m, err)
		}
		ref := MessageRef{ChatID: ana.ID, MessageID: m.ID}
		if err := c.EditMessageText(t.Context(), ref, "<br>", "dos", nil); err != nil {
			t.Error(err)
		}
		if got := s.Sent(s.PrivateChat(ana)); len(got) != 1 || got[0].Text != "dos" {
			t.Errorf("the chat has %+v", got)
		}
		if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: "<p>uno</p>"}); !errors.Is(err, CannotParse) {
			t.Errorf("without plain text: %v, want CannotParse", err)
		}
		query := s.Ask(ana, "x", "")
		answer := InlineAnswer{QueryID: query, Results: []InlineArticle{{ID: "a", Title: "A", HTML: "<i>a", Plain: "a"}}}
		if err := c.AnswerInlineQuery(t.Context(), answer); err != nil {
			t.Error(err)
		}
		if got := s.InlineAnswer(query); got == nil || got.Results[0].Text != "a" {
			t.Errorf("inline answer %+v", got)
		}
	})
}

func TestEdits(t *testing.T) {
	bubble(t, func(t *testing.T, s *botapitest.Server, c *Client) {
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "hola")
		keyboard := Keyboard{{{Text: "Más", Data: "m"}}}
		m, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: "uno", Keyboard: keyboard})
		if err != nil {
			t.Fatal(err)
		}
		ref := MessageRef{ChatID: ana.ID, MessageID: m.ID}
		for range 2 { // the second changes nothing, which is no error
			if err := c.EditMessageText(t.Context(), ref, "<b>dos</b>", "dos", keyboard); err != nil {
				t.Error(err)
			}
			if err := c.EditMessageReplyMarkup(t.Context(), ref, nil); err != nil {
				t.Error(err)
			}
		}
		if got := s.Sent(s.PrivateChat(ana))[0]; got.Text != "dos" || got.Keyboard != nil {
			t.Errorf("message %+v", got)
		}
		ref.MessageID = 99
		if err := c.EditMessageText(t.Context(), ref, "x", "x", nil); !errors.Is(err, NoMessage) {
			t.Errorf("a missing message: %v, want NoMessage", err)
		}
	})
}

func TestQueries(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	ana := s.NewUser("Ana", "es")
	query := s.Ask(ana, "luna", "")
	answer := InlineAnswer{
		QueryID: query, IsPersonal: true, NextOffset: "10", Button: &InlineButton{"Más", "more-1"},
		Results: []InlineArticle{{ID: "a", Title: "Luna", Description: "1969", HTML: "<b>Luna</b>", Plain: "Luna", Keyboard: Keyboard{{{Text: "Más", Data: "m"}}}}},
	}
	if err := c.AnswerInlineQuery(t.Context(), answer); err != nil {
		t.Fatal(err)
	}
	got := s.InlineAnswer(query)
	if got.CacheTime != 0 || !got.Personal || got.NextOffset != "10" || got.Button.Start != "more-1" || got.Results[0].Text != "Luna" {
		t.Errorf("answer %+v", got)
	}
	if err := c.AnswerInlineQuery(t.Context(), answer); !errors.Is(err, TooOld) {
		t.Errorf("the second answer: %v, want TooOld", err)
	}
	message := s.Choose(query, "a", s.PrivateChat(ana))
	if err := c.EditMessageText(t.Context(), MessageRef{InlineMessageID: message}, "otra", "otra", nil); err != nil {
		t.Error(err)
	}
	answer.QueryID = s.Ask(ana, "otra", "")
	press := s.PressInline(ana, s.Choose(query, "a", s.PrivateChat(ana)), "Más")
	if err := c.AnswerCallbackQuery(t.Context(), press, "Va", true); err != nil {
		t.Error(err)
	}
	if got := s.CallbackAnswer(press); got == nil || !got.Alert || got.Text != "Va" {
		t.Errorf("callback answer %+v", got)
	}
}

func TestQueriesRefusedBeforeSending(t *testing.T) {
	_, c := newPair(t, botapitest.Options{})
	article := func(id string) InlineArticle { return InlineArticle{ID: id, Title: "T", Plain: "x"} }
	many := make([]InlineArticle, MaxInlineResults+1)
	for i := range many {
		many[i] = article("id" + strconv.Itoa(i))
	}
	tests := map[string]InlineAnswer{
		"many":      {Results: many},
		"twice":     {Results: []InlineArticle{article("a"), article("a")}},
		"long id":   {Results: []InlineArticle{article(strings.Repeat("a", 65))}},
		"no title":  {Results: []InlineArticle{{ID: "a", Plain: "x"}}},
		"no text":   {Results: []InlineArticle{{ID: "a", Title: "x"}}},
		"offset":    {NextOffset: strings.Repeat("1", 65)},
		"parameter": {Button: &InlineButton{"x", "a b"}},
	}
	for name, a := range tests {
		if err := c.AnswerInlineQuery(t.Context(), a); !errors.Is(err, Invalid) {
			t.Errorf("%s: %v, want Invalid", name, err)
		}
	}
	if err := c.AnswerCallbackQuery(t.Context(), "1", strings.Repeat("x", 201), false); !errors.Is(err, Invalid) {
		t.Errorf("long note: %v, want Invalid", err)
	}
}

func TestChats(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	ctx := t.Context()
	ana, luis := s.NewUser("Ana", "es"), s.NewUser("Luis", "")
	forum := s.NewForum("Forum", ana, luis)
	s.AddBot(forum, ana)
	chat, err := c.GetChat(ctx, forum.ID)
	if err != nil || chat.Title != "Forum" || !chat.IsForum || chat.Type != Supergroup {
		t.Errorf("GetChat = %+v, %v", chat, err)
	}
	for _, tt := range []struct {
		user           int64
		admin, present bool
	}{{ana.ID, true, true}, {luis.ID, false, true}, {s.NewUser("X", "").ID, false, false}} {
		m, err := c.GetChatMember(ctx, forum.ID, tt.user)
		if err != nil || m.IsAdmin() != tt.admin || m.IsPresent() != tt.present {
			t.Errorf("GetChatMember(%d) = %+v, %v", tt.user, m, err)
		}
	}
	s.SetStatus(forum, luis, botapitest.Restricted)
	if m, err := c.GetChatMember(ctx, forum.ID, luis.ID); err != nil || !m.IsPresent() || m.CanSendMessages {
		t.Errorf("a restricted member: %+v, %v", m, err)
	}
	admins, err := c.GetChatAdministrators(ctx, forum.ID)
	if err != nil || len(admins) != 1 || admins[0].User.ID != ana.ID {
		t.Errorf("GetChatAdministrators = %+v, %v", admins, err)
	}
	if err := c.LeaveChat(ctx, forum.ID); err != nil {
		t.Error(err)
	}
	if _, err := c.GetChat(ctx, forum.ID); !errors.Is(err, NotMember) {
		t.Errorf("after leaving: %v, want NotMember", err)
	}
}

func TestProfile(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	ctx := t.Context()
	for _, err := range []error{
		c.SetMyCommands(ctx, []Command{{"ask", "Preguntar"}}, ScopePrivate, "es"),
		c.SetMyCommands(ctx, nil, CommandScope{Type: "chat_administrators", ChatID: -100}, ""),
		c.SetMyDescription(ctx, "uno", "es"),
		c.SetMyShortDescription(ctx, "dos", ""),
		c.DeleteWebhook(ctx),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	if got := s.Commands("all_private_chats", "es"); len(got) != 1 || got[0].Command != "ask" {
		t.Errorf("commands %v", got)
	}
	if s.ProfileText("description", "es") != "uno" || s.ProfileText("short_description", "") != "dos" {
		t.Error("the descriptions were not set")
	}
}

// TestKinds sends into every kind of closed door.
func TestKinds(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	ana, luis, ivan, olga := s.NewUser("Ana", "es"), s.NewUser("Luis", ""), s.NewUser("Ivan", "ru"), s.NewUser("Olga", "ru")
	for _, u := range []*botapitest.User{ana, ivan, olga} {
		s.Say(u, "x")
	}
	s.Block(ivan)
	s.Deactivate(olga)
	kicked, left, gone := s.NewSupergroup("K", ana), s.NewGroup("L", ana), s.NewGroup("G", ana)
	muted, channel, forum := s.NewSupergroup("M", ana), s.NewChannel("C", ana), s.NewForum("F", ana)
	for _, chat := range []*botapitest.Chat{kicked, left, gone, muted, channel, forum} {
		s.AddBot(chat, ana)
	}
	s.RemoveBot(kicked, ana)
	s.SetStatus(left, s.Bot(), botapitest.Left)
	s.DeleteChat(gone)
	s.SetStatus(muted, s.Bot(), botapitest.Restricted)
	topic := s.NewTopic(forum, "T")
	s.CloseTopic(forum, topic)
	tests := []struct {
		chat  int64
		topic int
		want  Kind
		ends  bool
	}{
		{chat: 99, want: ChatNotFound, ends: true},
		{chat: luis.ID, want: CannotStart, ends: true},
		{chat: ivan.ID, want: Blocked, ends: true},
		{chat: olga.ID, want: Deactivated, ends: true},
		{chat: kicked.ID, want: Kicked, ends: true},
		{chat: left.ID, want: NotMember, ends: true},
		{chat: gone.ID, want: ChatDeleted, ends: true},
		{chat: muted.ID, want: NoRights, ends: true},
		{chat: channel.ID, want: NoRights, ends: true},
		{chat: forum.ID, topic: topic, want: TopicClosed},
		{chat: forum.ID, topic: 77, want: NoThread},
	}
	for _, tt := range tests {
		calls := s.Calls("sendMessage")
		_, err := c.SendMessage(t.Context(), Outgoing{ChatID: tt.chat, Topic: tt.topic, HTML: "x", Priority: Broadcast})
		if KindOf(err) != tt.want || tt.want.EndsChat() != tt.ends {
			t.Errorf("chat %d topic %d: %v, want %s", tt.chat, tt.topic, err, tt.want)
		}
		if n := s.Calls("sendMessage") - calls; n != 1 {
			t.Errorf("chat %d topic %d: %d requests, want 1", tt.chat, tt.topic, n)
		}
	}
}

func TestClassify(t *testing.T) {
	tests := []struct {
		code int
		text string
		want Kind
	}{
		{401, "Unauthorized", Unauthorized},
		{404, "Not Found", NotFound},
		{409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", Conflict},
		{409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", Webhook},
		{429, "Too Many Requests: retry after 5", Flood},
		{403, "Forbidden: bot was kicked from the channel chat", Kicked},
		{403, "Forbidden: the group chat was deleted", ChatDeleted},
		{403, "Forbidden: bot can't send messages to bots", Forbidden},
		{400, "Bad Request: CHAT_WRITE_FORBIDDEN", NoRights},
		{400, "Bad Request: not enough rights to send text messages to the chat", NoRights},
		{400, "Bad Request: TOPIC_CLOSED", TopicClosed},
		{400, "Bad Request: TOPIC_DELETED", NoThread},
		{400, "Bad Request: message to be replied not found", NoReply},
		{400, "Bad Request: something new", BadRequest},
		{500, "Internal Server Error: restart", ServerError},
	}
	for _, tt := range tests {
		if got := classify(tt.code, tt.text, 0); got != tt.want {
			t.Errorf("classify(%d, %q) = %s, want %s", tt.code, tt.text, got, tt.want)
		}
	}
}

func TestMigration(t *testing.T) {
	s := botapitest.New(t, botapitest.Options{})
	var moves [][2]int64
	c := newTestClient(t, s, Config{Migrated: func(from, to int64) { moves = append(moves, [2]int64{from, to}) }})
	ana := s.NewUser("Ana", "es")
	old := s.NewGroup("G", ana)
	s.AddBot(old, ana)
	asked := s.SayIn(ana, old, "/ask")
	m, err := c.SendMessage(t.Context(), Outgoing{ChatID: old.ID, HTML: "uno"})
	if err != nil {
		t.Fatal(err)
	}
	next := s.Migrate(old)
	sent, err := c.SendMessage(t.Context(), Outgoing{ChatID: old.ID, HTML: "dos", ReplyTo: asked})
	if err != nil || sent.Chat.ID != next.ID || sent.ReplyToMessage != nil || s.Sends(next) != 1 {
		t.Errorf("sent %+v, %v", sent, err)
	}
	err = c.EditMessageText(t.Context(), MessageRef{ChatID: old.ID, MessageID: m.ID}, "x", "x", nil)
	var e *Error
	if !errors.As(err, &e) || e.Kind != Migrated || e.MigrateTo != next.ID {
		t.Errorf("an edit in the old group: %v", err)
	}
	if diff := cmp.Diff([][2]int64{{old.ID, next.ID}, {old.ID, next.ID}}, moves); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
}

func TestReplyToADeletedTopic(t *testing.T) {
	s, c := newPair(t, botapitest.Options{})
	ana := s.NewUser("Ana", "es")
	forum := s.NewForum("F", ana)
	s.AddBot(forum, ana)
	topic := s.NewTopic(forum, "T")
	asked := s.Post(botapitest.Post{From: ana, Chat: forum, Topic: topic, Text: "/ask"})
	s.DeleteTopic(forum, topic)
	m, err := c.SendMessage(t.Context(), Outgoing{ChatID: forum.ID, Topic: topic, ReplyTo: asked, HTML: "x"})
	if err != nil || m.ThreadID != 0 || s.Sends(forum) != 1 {
		t.Errorf("sent %+v, %v", m, err)
	}
}

// TestRepetition says after which faults a send is repeated, and that it is
// never there twice.
func TestRepetition(t *testing.T) {
	tests := []struct {
		fault botapitest.Fault
		want  Kind // of the error, "" for success
		calls int
		sends int
	}{
		{botapitest.Fault{Kind: botapitest.TooMany, RetryAfter: 3}, "", 2, 1},
		{botapitest.Fault{Kind: botapitest.TooMany, RetryAfter: 61}, Flood, 1, 0},
		{botapitest.Fault{Kind: botapitest.ServerError}, "", 2, 1},
		{botapitest.Fault{Kind: botapitest.BadGateway}, NotJSON, 1, 0},
		{botapitest.Fault{Kind: botapitest.Refuse}, Blocked, 1, 0},
		{botapitest.Fault{Kind: botapitest.CutBefore}, MaybeSent, 1, 0},
		{botapitest.Fault{Kind: botapitest.CutAfter}, MaybeSent, 1, 1},
		{botapitest.Fault{Kind: botapitest.Slow, Delay: 20 * time.Second}, "", 1, 1},
		{botapitest.Fault{Kind: botapitest.Slow, Delay: 40 * time.Second}, MaybeSent, 1, 1},
	}
	for _, tt := range tests {
		t.Run(string(tt.fault.Kind), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, c := newPair(t, botapitest.Options{Memory: true})
				ana := s.NewUser("Ana", "es")
				s.Say(ana, "x")
				tt.fault.Method, tt.fault.Call = "sendMessage", 1
				s.Inject(tt.fault)
				_, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: "x"})
				if KindOf(err) != tt.want || err == nil != (tt.want == "") {
					t.Errorf("error = %v, want %q", err, tt.want)
				}
				synctest.Wait()
				if s.Calls("sendMessage") != tt.calls || s.Sends(s.PrivateChat(ana)) != tt.sends {
					t.Errorf("%d requests, %d sends; want %d, %d", s.Calls("sendMessage"), s.Sends(s.PrivateChat(ana)), tt.calls, tt.sends)
				}
			})
		})
	}
}

// TestRefusedConnectionsAreRepeated lets the server appear only later.
func TestRefusedConnectionsAreRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := newPair(t, botapitest.Options{Memory: true})
		ana := s.NewUser("Ana", "es")
		s.Say(ana, "x")
		down := &flakyDial{base: s.Transport(), failures: 2}
		defer down.base.CloseIdleConnections()
		c.http.Transport.(*tokenTransport).base = down
		if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: "x"}); err != nil {
			t.Error(err)
		}
		down.failures = 100
		if _, err := c.SendMessage(t.Context(), Outgoing{ChatID: ana.ID, HTML: "x"}); !errors.Is(err, Unsent) {
			t.Errorf("error = %v, want Unsent", err)
		}
		if s.Sends(s.PrivateChat(ana)) != 1 {
			t.Errorf("%d sends, want 1", s.Sends(s.PrivateChat(ana)))
		}
	})
}

// flakyDial refuses the first connections.
type flakyDial struct {
	base     *http.Transport
	failures int
}

func (f *flakyDial) RoundTrip(r *http.Request) (*http.Response, error) {
	if f.failures > 0 {
		f.failures--
		return nil, errors.New("connection refused")
	}
	return f.base.RoundTrip(r)
}
