package telegram

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"puente/internal/botapitest"
)

// echoing returns a handler that answers every message with its text.
func echoing(c *Client, j *journal) Handler {
	return func(ctx context.Context, u *Update) error {
		m := u.Message
		j.note(m.Text)
		_, err := c.SendMessage(ctx, Outgoing{ChatID: m.Chat.ID, Topic: m.TopicID(), ReplyTo: m.ID, HTML: "<i>" + m.Text + "</i>", Plain: m.Text})
		return err
	}
}

// storm is every fault of the schedule, on the polling and on the answers.
func storm() []botapitest.Fault {
	var list []botapitest.Fault
	kinds := []botapitest.FaultKind{
		botapitest.TooMany, botapitest.ServerError, botapitest.BadGateway, botapitest.CutBefore,
		botapitest.CutAfter, botapitest.Slow, botapitest.Poison,
	}
	for i, kind := range kinds {
		list = append(list, botapitest.Fault{Kind: kind, Method: "getUpdates", Call: 2 + 3*i, RetryAfter: 2, Delay: 5 * time.Second})
		if kind != botapitest.Poison {
			list = append(list, botapitest.Fault{Kind: kind, Method: "sendMessage", Call: 10 + 25*i, RetryAfter: 2, Delay: 5 * time.Second})
		}
	}
	return append(list, botapitest.Fault{Kind: botapitest.Refuse, Method: "sendMessage", Call: 180})
}

// lost are the faults on a send after which it must not be made again, because
// it may have been carried out, and was not, or because Telegram refused it.
var lost = []botapitest.FaultKind{botapitest.BadGateway, botapitest.CutBefore, botapitest.Refuse}

// TestEndToEnd sends 200 messages from 50 chats through the real polling loop
// while every fault happens. Each is handled once and in the order of its chat;
// each is answered at most once, and not answered only where that could not be
// done safely.
func TestEndToEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := newPair(t, botapitest.Options{Memory: true, Limits: botapitest.TelegramLimits})
		s.Inject(storm()...)
		var j journal
		r := start(t, &Poller{Client: c, Handle: echoing(c, &j)})
		chats := make([]*botapitest.Chat, 50)
		people := make([]*botapitest.User, 50)
		for i := range chats {
			people[i] = s.NewUser(fmt.Sprint("U", i), "es")
			chats[i] = s.PrivateChat(people[i])
			if i%10 == 9 {
				chats[i] = s.NewSupergroup(fmt.Sprint("G", i), people[i])
				s.AddBot(chats[i], people[i])
			}
		}
		for n := range 4 {
			for i, chat := range chats {
				s.SayIn(people[i], chat, fmt.Sprintf("/echo %d.%d", i, n))
			}
			time.Sleep(time.Second)
		}
		if err := s.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.stop()
		checkHandled(t, j.all(), 200)
		missing := 200 - checkAnswered(t, s, chats)
		safe := 0
		for _, kind := range lost {
			safe++ // each is once in the schedule of sends
			if s.Faults(kind) == 0 {
				t.Errorf("the fault %q did not happen", kind)
			}
		}
		if missing != safe {
			t.Errorf("%d answers are missing, want %d", missing, safe)
		}
	})
}

// checkHandled wants that many texts, each once, and those of a chat in order.
func checkHandled(t *testing.T, texts []string, want int) {
	t.Helper()
	last := map[string]string{}
	for _, text := range texts {
		chat, n, _ := strings.Cut(text, ".")
		if n <= last[chat] && last[chat] != "" {
			t.Errorf("%s was handled after %s", text, last[chat])
		}
		last[chat] = n
	}
	if len(texts) != want {
		t.Errorf("%d messages were handled, want %d", len(texts), want)
	}
}

// checkAnswered wants no answer twice and those of a chat in order, and returns
// how many there are.
func checkAnswered(t *testing.T, s *botapitest.Server, chats []*botapitest.Chat) int {
	t.Helper()
	n := 0
	for _, chat := range chats {
		var texts []string
		for _, m := range s.Sent(chat) {
			texts = append(texts, m.Text)
			if m.ReplyTo == nil || m.ReplyTo.Text != m.Text {
				t.Errorf("the answer %q replies to %+v", m.Text, m.ReplyTo)
			}
		}
		n += len(texts)
		checkHandled(t, texts, len(texts))
	}
	return n
}
