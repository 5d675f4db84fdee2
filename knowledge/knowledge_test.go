package knowledge_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/knowledge"
)

func TestFilesAreCanonical(t *testing.T) {
	names, err := fact.Files(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fact.Format(name, src)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(want), string(src)); diff != "" {
			t.Errorf("%s is not canonical; go run ./cmd/puente knowledge fmt knowledge mends it (-canonical +file):\n%s", name, diff)
		}
	}
}

func TestLint(t *testing.T) {
	for _, p := range lint(t, knowledge.FS) {
		t.Error(p)
	}
}

func lint(t *testing.T, fsys fs.FS) []fact.Problem {
	t.Helper()
	base, err := fact.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return fact.Lint(base, calendar.DayOf(time.Now()))
}

// TestReadmeExample loads the examples of README.md as a base of their own.
func TestReadmeExample(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	example := fstest.MapFS{}
	for _, block := range regexp.MustCompile("(?s)```yaml\n# (.*?)\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		example[block[1]] = &fstest.MapFile{Data: []byte(block[2])}
	}
	if len(example) != 5 {
		t.Fatalf("%d examples, want one of each kind of file", len(example))
	}
	for _, p := range lint(t, example) {
		// The example restores relations that no fact of it has established and severed.
		if p.Field != "relations" {
			t.Error(p)
		}
	}
}

// TestReadmeNamesTopics keeps the list of topics complete.
func TestReadmeNamesTopics(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, topic := range fact.Topics() {
		names = append(names, "`"+string(topic)+"`")
	}
	if want := "Topics: " + strings.Join(names, ", ") + "."; !strings.Contains(string(readme), want) {
		t.Errorf("README.md does not say: %s", want)
	}
}

// TestMostDaysHaveAnEvent keeps what the daily post lives on: more than half of the days of
// the year have something to tell.
func TestMostDaysHaveAnEvent(t *testing.T) {
	base, err := fact.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	const leapYear = 2024
	days, with := 0, 0
	for month := 1; month <= 12; month++ {
		for day := 1; day <= calendar.DaysIn(leapYear, month); day++ {
			days++
			if len(base.OnDay(month, day)) > 0 {
				with++
			}
		}
	}
	if 2*with <= days {
		t.Errorf("%d of %d days have an event, want more than half", with, days)
	}
}
