package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"puente/internal/botapitest"
)

// The bounds of the program: how soon after its start it polls, and how much memory it takes
// up, also after many questions.
const (
	maxStart    = 150 * time.Millisecond
	maxResident = 120 << 20 // bytes
	maxFirst    = 64 << 20  // after the first question
)

// TestFootprint builds the program as it is shipped and measures it. Since other tests share
// the machine, the best of a few starts counts.
func TestFootprint(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the program")
	}
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("there is no /proc to read the memory from")
	}
	program := filepath.Join(t.TempDir(), "puente")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	db := filepath.Join(t.TempDir(), "bot.db")
	starts := 3
	if testsAll() {
		starts = 5
	}
	best := time.Minute
	for n := range starts {
		s := botapitest.New(t, botapitest.Options{})
		began := time.Now()
		bot := startProgram(t, program, s.URL(), s.Token(), db)
		await(t, s, "wait for the first poll", func() bool { return s.Calls("getUpdates") > 0 })
		took := time.Since(began)
		t.Logf("start %d: it polls after %v", n+1, took.Round(time.Millisecond))
		if best = min(best, took); n == starts-1 {
			measureMemory(t, s, bot)
		}
		bot.kill()
	}
	if best > maxStart {
		t.Errorf("it polls after %v, want %v", best, maxStart)
	}
}

// measureMemory asks questions, which are not held up by the pacer as messages would be.
func measureMemory(t *testing.T, s *botapitest.Server, bot *puenteBot) {
	t.Helper()
	questions := []string{"When did relations resume?", "¿Quién rompió relaciones en 1973?", "лагос 2002", "What happened in the 1990s?"}
	asked := 0
	ask := func(n int) {
		var last string
		for range n {
			asked++
			last = s.Ask(s.NewUser(fmt.Sprint("U", asked), "en"), questions[asked%len(questions)], "")
			if asked%100 == 0 {
				await(t, s, "wait for the results", func() bool { return s.InlineAnswer(last) != nil })
			}
		}
		await(t, s, "wait for the confirmation", func() bool { return len(s.Pending()) == 0 })
	}
	const mega = 1 << 20
	var sizes []int
	steps := []int{1, 300, 1000}
	if testsAll() {
		steps = []int{1, 1000, 5000}
	}
	for _, n := range steps {
		ask(n - asked)
		sizes = append(sizes, resident(t, bot))
		t.Logf("%d MiB are resident after question %d", sizes[len(sizes)-1]/mega, n)
	}
	if sizes[0] > maxFirst {
		t.Errorf("%d MiB are resident after the first question, the limit is %d", sizes[0]/mega, maxFirst/mega)
	}
	if early, late := sizes[1], sizes[2]; late > maxResident || late > early*5/4 {
		t.Errorf("%d MiB are resident at the end, the limit is %d, and %d were early on", late/mega, maxResident/mega, early/mega)
	}
}

// resident returns the bytes of memory that the program takes up.
func resident(t *testing.T, bot *puenteBot) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", bot.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "VmRSS:")
	n, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return n << 10
}
