package telegram

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"puente/internal/botapitest"
)

// TestLeaving proves that a message with Leaving is announced right before it leaves, is
// kept back by an error, and is tried once whatever happens to it.
func TestLeaving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, c := newPair(t, botapitest.Options{Memory: true})
		u := s.NewUser("Ana", "es")
		s.Say(u, "hola")
		chat := s.PrivateChat(u)
		calls, kept := 0, errors.New("kept back")
		send := func(result error) error {
			_, err := c.SendMessage(t.Context(), Outgoing{ChatID: chat.ID, Plain: "hola", Priority: Broadcast,
				Leaving: func(context.Context) error { calls++; return result }})
			return err
		}
		if err := send(kept); KindOf(err) != Unsent || !errors.Is(err, kept) || s.Calls("sendMessage") != 0 {
			t.Errorf("a message that was kept back: %v, %d requests", err, s.Calls("sendMessage"))
		}
		faults := []botapitest.FaultKind{botapitest.TooMany, botapitest.ServerError, botapitest.BadGateway, botapitest.CutAfter}
		wants := []Kind{Flood, ServerError, NotJSON, MaybeSent}
		for i, fault := range faults {
			s.Inject(botapitest.Fault{Kind: fault, Method: "sendMessage", Call: 1})
			if err := send(nil); KindOf(err) != wants[i] || s.Calls("sendMessage") != i+1 {
				t.Errorf("%s: got %v after %d requests", fault, err, s.Calls("sendMessage"))
			}
			s.Heal()
		}
		if err := send(nil); err != nil || calls != 6 {
			t.Errorf("got %v after %d calls of Leaving, want 6", err, calls)
		}
	})
}
