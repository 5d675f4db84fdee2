package telegram

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"puente/internal/botapitest"
)

// The test binary runs itself as a bot, in a process that can be killed.
const (
	childEndpoint = "TELEGRAM_TEST_ENDPOINT"
	childToken    = "TELEGRAM_TEST_TOKEN"
)

// runChild is the bot process: an echo that polls until SIGTERM. It is false in
// the process that runs the tests.
func runChild() bool {
	endpoint := os.Getenv(childEndpoint)
	if endpoint == "" {
		return false
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	token, err := ParseToken(os.Getenv(childToken))
	if err != nil {
		panic(err)
	}
	c, err := NewClient(Config{Token: token, Endpoint: endpoint})
	if err != nil {
		panic(err)
	}
	if err := (&Poller{Client: c, Handle: echoing(c, &journal{})}).Run(ctx); err != nil {
		panic(err)
	}
	return true
}

// child starts a bot process.
func child(t *testing.T, s *botapitest.Server) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEndpoint+"="+s.URL(), childToken+"="+s.Token())
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd
}

// TestKill kills the bot with SIGKILL in the middle of its work and starts it
// again, three times. No message stays without an answer, and one is answered
// again only when its update was not confirmed at a kill. Then the bot is stopped
// properly, which leaves nothing.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := botapitest.New(t, botapitest.Options{})
	const people, rounds = 16, 4
	var users []*botapitest.User
	var chats []*botapitest.Chat
	for range people {
		u := s.NewUser("U", "")
		users, chats = append(users, u), append(chats, s.PrivateChat(u))
	}
	said := func(round int) {
		for i, u := range users {
			s.Say(u, strconv.Itoa(round*people+i))
		}
	}
	open := make([][]int64, 0, rounds) // unconfirmed at each kill
	for round := range rounds - 1 {
		said(round)
		bot := child(t, s)
		enough := len(s.Confirmed()) + people/2
		if err := s.Await(ctx, func() bool { return len(s.Confirmed()) >= enough }); err != nil {
			t.Fatal(err)
		}
		bot.Process.Kill()
		bot.Wait()
		open = append(open, s.Pending())
	}
	said(rounds - 1)
	bot := child(t, s)
	if err := s.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	bot.Process.Signal(syscall.SIGTERM)
	if err := bot.Wait(); err != nil {
		t.Errorf("the bot ended with %v", err)
	}
	took := time.Since(began)
	if t.Logf("the bot took %v to stop", took); took > 2*time.Second {
		t.Error("that is too long")
	}
	if left := s.Pending(); len(left) != 0 {
		t.Errorf("not confirmed: %v", left)
	}
	checkRepeats(t, s, chats, open, people*rounds)
}

// checkRepeats wants every message answered once, and once more at most for each
// kill at which its update was not confirmed.
func checkRepeats(t *testing.T, s *botapitest.Server, chats []*botapitest.Chat, open [][]int64, messages int) {
	t.Helper()
	count := map[string]int{}
	for _, c := range chats {
		for _, m := range s.Sent(c) {
			count[m.Text]++
		}
	}
	repeated := 0
	for n := range messages {
		id, text := int64(1000+n), strconv.Itoa(n)
		allowed := 1
		for _, pending := range open {
			if slices.Contains(pending, id) {
				allowed++
			}
		}
		repeated += count[text] - 1
		if count[text] < 1 || count[text] > allowed {
			t.Errorf("message %s was answered %d times, want 1 to %d", text, count[text], allowed)
		}
	}
	t.Logf("%d messages, %d answers repeated; unconfirmed at the kills: %s", messages, repeated, strings.Trim(fmt.Sprint(lens(open)), "[]"))
}

func lens(lists [][]int64) []int {
	var n []int
	for _, l := range lists {
		n = append(n, len(l))
	}
	return n
}
