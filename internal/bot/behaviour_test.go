package bot

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"puente/internal/answer"
	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/store"
	"puente/internal/telegram"
)

// onStage runs a test with a bot in a bubble of its own time.
func onStage(t *testing.T, test func(*testing.T, *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, stageOptions{Options: botapitest.Options{Memory: true}})
		s.settle()
		test(t, s)
	})
}

// last returns the last message of the bot in a chat.
func (s *stage) last(c *botapitest.Chat) botapitest.Message {
	s.t.Helper()
	s.settle()
	synctest.Wait()
	sent := s.server.Sent(c)
	if len(sent) == 0 {
		s.t.Fatal("the bot has said nothing")
	}
	return sent[len(sent)-1]
}

func TestMenus(t *testing.T) {
	for scope := range menuOf {
		for _, l := range lang.Languages() {
			list := new(Bot).menu(scope, l)
			if len(list) < 10 {
				t.Errorf("%s has %d commands in %s", scope.Type, len(list), l)
			}
			for _, c := range list {
				if n := utf8.RuneCountInString(c.Description); n == 0 || n > 256 || strings.HasPrefix(c.Description, "command.") {
					t.Errorf("%s is described as %q in %s", c.Command, c.Description, l)
				}
			}
		}
	}
	has := func(scope telegram.CommandScope, name string) bool {
		return slices.ContainsFunc(new(Bot).menu(scope, lang.En), func(c telegram.Command) bool { return c.Command == name })
	}
	if has(telegram.ScopeGroups, "settings") || !has(telegram.ScopeGroupAdmin, "settings") || !has(telegram.ScopePrivate, "settings") {
		t.Error("settings are for people and administrators of groups")
	}
}

// TestReplies looks at which message an answer replies to.
func TestReplies(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ana, boris := s.server.NewUser("Ana", "es"), s.server.NewUser("Boris", "ru")
		group := s.server.NewSupergroup("Amigos", ana, boris)
		s.server.AddBot(group, ana)
		want := s.server.SayIn(ana, group, "/today@PuenteBot")
		if got := s.last(group).ReplyTo; got == nil || got.ID != want {
			t.Errorf("the answer replies to %+v, want %d", got, want)
		}
		want = s.server.SayIn(boris, group, "¿Cuál fue el primer satélite chileno?")
		s.server.Post(botapitest.Post{From: ana, Chat: group, Text: "/ask@PuenteBot", ReplyTo: want})
		if got := s.last(group).ReplyTo; got == nil || got.ID != want {
			t.Errorf("the answer to somebody's question replies to %+v, want %d", got, want)
		}
	})
}

// TestClosedTopic wants an answer to a topic that was closed meanwhile to be given up.
func TestClosedTopic(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ana := s.server.NewUser("Ana", "es")
		forum := s.server.NewForum("Foro", ana)
		topic := s.server.NewTopic(forum, "Historia")
		s.server.AddBot(forum, ana)
		s.settle()
		s.server.CloseTopic(forum, topic)
		before := s.server.Sends(forum)
		s.server.Post(botapitest.Post{From: ana, Chat: forum, Topic: topic, Text: "/today@PuenteBot"})
		s.settle()
		if got := s.server.Sends(forum); got != before {
			t.Errorf("%d messages came into a closed topic", got-before)
		}
	})
}

// TestBlocked wants the bot to go on when a person blocks it before the answer.
func TestBlocked(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ana := s.server.NewUser("Ana", "es")
		s.server.Inject(botapitest.Fault{Kind: botapitest.Refuse, Method: "sendMessage", Call: 1})
		s.server.Say(ana, "/today")
		s.settle()
		s.server.Say(ana, "/year 1850")
		if got := s.last(s.server.PrivateChat(ana)).Text; !strings.Contains(got, "1850") {
			t.Errorf("the next answer is %q", got)
		}
	})
}

// TestUnknownSelf wants private chats to be answered while Telegram does not tell the bot
// its name, and groups as soon as it does.
func TestUnknownSelf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := stageOptions{Options: botapitest.Options{Memory: true}}
		s := newStage(t, o)
		s.settle()
		s.stop()
		for call := range 6 { // the client makes each request up to four times
			s.server.Inject(botapitest.Fault{Kind: botapitest.ServerError, Method: "getMe", Call: call + 1})
		}
		s.start()
		ana := s.server.NewUser("Ana", "es")
		group := s.server.NewSupergroup("Amigos", ana)
		s.server.Say(ana, "/year 1850")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := s.server.Await(ctx, func() bool { return s.server.Sends(s.server.PrivateChat(ana)) == 1 }); err != nil {
			t.Error("in private:", err)
		}
		s.server.AddBot(group, ana)
		time.Sleep(time.Minute)
		s.server.SayIn(ana, group, "/year@PuenteBot 1850")
		if got := s.last(group).Text; !strings.Contains(got, "1850") {
			t.Errorf("in the group: %q", got)
		}
	})
}

// TestGaps looks at what is kept for the curators.
func TestGaps(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ana, boris := s.server.NewUser("Ana", "es"), s.server.NewUser("Boris", "ru")
		group := s.server.NewSupergroup("Amigos", ana, boris)
		s.server.AddBot(group, ana)
		s.server.Say(ana, "¿Necesito visa para Perú? @ana +56 912345678")
		s.server.SayIn(boris, group, "/ask@PuenteBot Нужна ли виза в Перу?")
		s.settle()
		s.server.Say(ana, "¿Cuál fue el primer satélite chileno?")
		answer := s.last(s.server.PrivateChat(ana))
		s.server.Press(ana, s.server.PrivateChat(ana), answer.ID, "No era eso lo que pregunté")
		s.settle()
		got, err := s.store.Questions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := []store.Question{
			{Text: "¿Cuál fue el primer satélite chileno?", Language: "es", Outcome: gapWrong, Day: "2026-11-21", Times: 1},
			{Text: "¿Necesito visa para Perú? +56", Language: "es", Outcome: gapUnknown, Day: "2026-11-21", Times: 1},
			{Text: "Нужна ли виза в Перу?", Language: "ru", Outcome: gapUnknown, Day: "2026-11-21", Times: 1},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		for range 30 {
			s.server.Say(boris, "Нужна ли виза в Перу?")
			time.Sleep(4 * time.Second)
		}
		s.settle()
		got, err = s.store.Questions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range got {
			if q.Times > gapAllowance.burst+1 {
				t.Errorf("%d questions of one person are kept in two minutes", q.Times)
			}
		}
	})
}

// TestKeepNoQuestions wants nothing to be kept where that is switched off.
func TestKeepNoQuestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, stageOptions{Options: botapitest.Options{Memory: true}, forgetQuestions: true})
		s.server.Say(s.server.NewUser("Ana", "es"), "¿Necesito visa para Perú?")
		s.settle()
		if got, err := s.store.Questions(t.Context()); err != nil || len(got) != 0 {
			t.Errorf("%v are kept, with error %v", got, err)
		}
	})
}

// TestDeletedQuestion presses a button of an answer whose question is gone.
func TestDeletedQuestion(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ana := s.server.NewUser("Ana", "es")
		chat := s.server.PrivateChat(ana)
		asked := s.server.Say(ana, "¿Cuál fue el primer satélite chileno?")
		sent := s.last(chat)
		s.server.DeleteMessage(chat, asked)
		s.server.Press(ana, chat, sent.ID, "Fuentes resumidas")
		if got := s.last(chat).Text; !strings.Contains(got, "\nFuentes: [1] NASA") {
			t.Errorf("the message reads %q", got)
		}
	})
}

// TestChoices asks what is not clear, whatever that is at present, and chooses.
func TestChoices(t *testing.T) {
	engine, err := testEngine()
	if err != nil {
		t.Fatal(err)
	}
	question := unclear(engine)
	if question == "" {
		t.Fatal("every question is clear to the engine")
	}
	onStage(t, func(t *testing.T, s *stage) {
		carol, boris := s.server.NewUser("Carol", "en"), s.server.NewUser("Boris", "ru")
		group := s.server.NewSupergroup("Amigos", carol, boris)
		s.server.AddBot(group, carol)
		s.settle()
		s.server.Say(carol, question)
		s.server.SayIn(carol, group, "/ask@PuenteBot "+question)
		for _, chat := range []*botapitest.Chat{s.server.PrivateChat(carol), group} {
			asked := s.last(chat)
			if asked.Keyboard == nil {
				t.Fatalf("%q is answered without buttons by %q", question, asked.Text)
			}
			by := carol
			if chat == group {
				by = boris // anybody may choose
			}
			s.server.Press(by, chat, asked.ID, asked.Keyboard.Rows[0][0].Text)
			if got := s.last(chat); got.ID != asked.ID || !strings.Contains(got.Text, "[1]") {
				t.Errorf("after the choice the message reads %q", got.Text)
			}
		}
	})
}

// unclear finds an English question that the engine asks back about.
func unclear(e *answer.Engine) string {
	for _, f := range e.Base().Facts() {
		words := strings.Fields(f.Title[lang.En])
		for i := range words {
			for _, text := range []string{words[i], strings.Join(words[i:min(i+2, len(words))], " "), "what about " + words[i]} {
				a, _ := e.Answer(answer.Question{Text: text, Language: lang.En, Today: calendar.NewDay(2026, 11, 21)}, answer.Context{})
				if a.Outcome == answer.OutcomeChoices {
					return text
				}
			}
		}
	}
	return ""
}

// TestPages leafs through a list that is longer than a message should be.
func TestPages(t *testing.T) {
	engine, err := testEngine()
	if err != nil {
		t.Fatal(err)
	}
	lib := newLibrary(engine)
	var ids []fact.ID
	for _, f := range lib.base.Facts() {
		ids = append(ids, f.ID)
	}
	a, _ := engine.List(lang.Ru, ids...)
	views := presenter{library: lib, language: lang.Ru}.answer(a)
	if len(views) != 2 {
		t.Fatalf("%d facts make %d pages, want 2", len(ids), len(views))
	}
	seen := slices.Concat(views[0].facts, views[1].facts)
	slices.Sort(seen)
	if all := slices.Sorted(slices.Values(ids)); !slices.Equal(seen, all) {
		t.Errorf("the pages state %v, want %v", seen, all)
	}
	for i, want := range []string{"Ещё ›", "‹ Назад"} {
		if got := views[i].keyboard[0][0].Text; got != want {
			t.Errorf("page %d has the button %q, want %q", i, got, want)
		}
	}
}

func TestMessageURL(t *testing.T) {
	tests := []struct {
		chat telegram.Chat
		want string
	}{
		{telegram.Chat{ID: -1001234567890, Type: telegram.Supergroup}, "https://t.me/c/1234567890/5"},
		{telegram.Chat{ID: -1001234567890, Type: telegram.Supergroup, Username: "amigos"}, "https://t.me/amigos/5"},
		{telegram.Chat{ID: -12345, Type: telegram.Group}, ""},
	}
	for _, tt := range tests {
		if got := messageURL(tt.chat, 5); got != tt.want {
			t.Errorf("messageURL(%+v) = %q, want %q", tt.chat, got, tt.want)
		}
	}
}

// TestHostileInput wants a sensible reply, or none, to whatever is sent.
func TestHostileInput(t *testing.T) {
	inputs := []string{
		strings.Repeat("😀", 4096), strings.Repeat("relations ", 400), "<b>bold</b> & <script>", "*_`[markdown](x)",
		"\u202eright to left\u202c", "\x00\x01\x02", "どうして関係が断絶したのですか", "/", "/ask@", "/ask <b>", "/year 99999999999999999999",
		"/day 31 February", "/fact " + strings.Repeat("x", 500), "/who <a href=\"x\">", "/start fact_" + strings.Repeat("y", 50),
	}
	onStage(t, func(t *testing.T, s *stage) {
		ana := s.server.NewUser("Ana", "es")
		for _, text := range inputs {
			s.server.Say(ana, text)
			s.server.Ask(ana, text[:min(len(text), 200)], "")
			time.Sleep(4 * time.Second)
		}
		s.settle()
		if got := s.server.Sends(s.server.PrivateChat(ana)); got != len(inputs) {
			t.Errorf("%d of %d messages are answered", got, len(inputs))
		}
	})
}

// TestIntroduce looks at what Telegram shows of the bot.
func TestIntroduce(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		time.Sleep(time.Minute)
		for _, tt := range []struct{ scope, language, name, want string }{
			{"all_private_chats", "", "today", "What happened on this day"},
			{"all_group_chats", "es", "today", "Qué pasó un día como hoy"},
			{"all_chat_administrators", "ru", "settings", "Настройки этого чата"},
		} {
			got := ""
			for _, c := range s.server.Commands(tt.scope, tt.language) {
				if c.Command == tt.name {
					got = c.Description
				}
			}
			if got != tt.want {
				t.Errorf("/%s in %s and %q is described as %q, want %q", tt.name, tt.scope, tt.language, got, tt.want)
			}
		}
	})
}
