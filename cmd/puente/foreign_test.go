package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// foreignMessage is a message of the bot as testdata/foreign.js writes it.
type foreignMessage struct {
	ID       int
	Text     string
	Keyboard struct {
		Rows [][]struct {
			Text string
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	}
}

// foreign is a Bot API emulator that others wrote: npm's telegram-test-api.
type foreign struct {
	t     *testing.T
	url   string
	lines *json.Decoder
}

const foreignToken = "123456:foreign-emulator"

// startForeign starts the emulator. It needs node, and the package in one of the folders of
// NODE_PATH; with PUENTE_TEST_ALL=1 their absence fails the test.
func startForeign(t *testing.T) *foreign {
	t.Helper()
	if err := exec.Command("node", "-e", "require('telegram-test-api')").Run(); err != nil {
		if os.Getenv("PUENTE_TEST_ALL") == "1" {
			t.Fatal("node or telegram-test-api is not there:", err)
		}
		t.Skip("node or telegram-test-api is not there:", err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	cmd := exec.Command("node", filepath.Join("testdata", "foreign.js"), strconv.Itoa(port))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	f := &foreign{t, fmt.Sprintf("http://127.0.0.1:%d", port), json.NewDecoder(out)}
	f.next() // it listens
	return f
}

// next waits for what the bot sends or edits next.
func (f *foreign) next() foreignMessage {
	f.t.Helper()
	var m foreignMessage
	if err := f.lines.Decode(&m); err != nil {
		f.t.Fatal(err)
	}
	return m
}

// post does what a person does.
func (f *foreign) post(method string, body map[string]any) {
	f.t.Helper()
	person := map[string]any{"id": 7, "first_name": "Ana", "language_code": "es", "is_bot": false}
	chat := map[string]any{"id": 7, "first_name": "Ana", "type": "private"}
	if m, ok := body["message"].(map[string]any); ok {
		m["chat"], m["date"] = chat, 1764000000
	} else {
		body["chat"], body["date"] = chat, 1764000000
	}
	body["botToken"], body["from"] = foreignToken, person
	raw, err := json.Marshal(body)
	if err != nil {
		f.t.Fatal(err)
	}
	resp, err := http.Post(f.url+"/"+method, "application/json", bytes.NewReader(raw))
	if err != nil {
		f.t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		f.t.Fatalf("%s: %s", method, resp.Status)
	}
}

// TestForeignEmulator talks with the bot in a private chat of an emulator that knows few
// methods, answers 500 to the others, and never holds a poll.
func TestForeignEmulator(t *testing.T) {
	t.Parallel()
	f := startForeign(t)
	bot := startBotAt(t, f.url, foreignToken, filepath.Join(t.TempDir(), "bot.db"))
	f.post("sendCommand", map[string]any{"text": "/start", "entities": []any{map[string]any{"type": "bot_command", "offset": 0, "length": 6}}})
	if got := f.next(); !strings.HasPrefix(got.Text, "¡Hola! Soy Puente.") {
		t.Errorf("/start is answered by %q", got.Text)
	}
	f.post("sendMessage", map[string]any{"text": "¿Cuál fue el primer satélite chileno?"})
	answer := f.next()
	if !strings.Contains(answer.Text, "FASat-Alfa") || !strings.Contains(answer.Text, "<b>Fuentes</b>") {
		t.Errorf("the answer is %q", answer.Text)
	}
	f.post("sendCallback", map[string]any{
		"message": map[string]any{"message_id": answer.ID}, "data": answer.Keyboard.Rows[0][0].Data,
	})
	if got := f.next(); got.ID != answer.ID || !strings.Contains(got.Text, "\nFuentes: ") {
		t.Errorf("%q shows %q", answer.Keyboard.Rows[0][0].Text, got.Text)
	}
	bot.stop(os.Interrupt)
}
