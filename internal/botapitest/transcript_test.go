package botapitest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTranscript plays both sides by hand and compares what was recorded.
func TestTranscript(t *testing.T) {
	s := New(t, Options{})
	b := newBot(t, s)
	ana := s.NewUser("Ana", "es")
	forum := s.NewForum("Amigos", ana)
	s.AddBot(forum, ana)
	topic := s.NewTopic(forum, "Luna")
	play := func(line string) {
		t.Helper()
		if err := s.Play(line); err != nil {
			t.Fatal(err)
		}
	}
	play("> Ana: hola: ¿cuándo?")
	private := s.PrivateChat(ana)
	keyboard := params{"reply_markup": Keyboard{[][]Button{{{Text: "Fuentes", Data: "s"}, {Text: "Más", Data: "m"}}, {{Text: "Web", URL: "https://example.com"}}}}, "parse_mode": "HTML"}
	m, _ := b.send(private, "<b>Uno</b>\nDos", keyboard)
	play("> Ana [Más]")
	b.must("answerCallbackQuery", params{"callback_query_id": "callback-1", "text": "Va"}, nil)
	b.must("editMessageText", params{"chat_id": ana.ID, "message_id": m.ID, "text": "Tres"}, nil)
	play("> Ana in Amigos/Luna: /ask@PuenteBot luna")
	b.send(forum, "En el tema", params{"message_thread_id": topic})
	play("@ Ana: lu")
	b.must("answerInlineQuery", params{"inline_query_id": "inline-2", "results": []any{map[string]any{
		"type": "article", "id": "a", "title": "Luna", "description": "1969", "input_message_content": map[string]any{"message_text": "x"}}}}, nil)
	s.Edit(private, 1, "hola otra vez")
	s.Block(ana)
	b.send(private, "x", nil)

	want, err := os.ReadFile("testdata/transcript.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), s.Transcript()); diff != "" {
		t.Errorf("transcript (-want +got):\n%s", diff)
	}
}

func TestPlayRefuses(t *testing.T) {
	s := New(t, Options{})
	s.NewUser("Ana", "es")
	for _, line := range []string{"Ana: x", "> Luis: x", "> Ana in Nowhere: x", "> Ana [Nothing]", "@ Luis: x"} {
		if err := s.Play(line); err == nil || !strings.HasPrefix(err.Error(), "botapitest: ") {
			t.Errorf("Play(%q) = %v, want an error", line, err)
		}
	}
}
