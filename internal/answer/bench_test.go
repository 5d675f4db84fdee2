package answer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"puente/internal/fact"
)

// BenchmarkAnswer asks the questions of testdata/dialogue, each by itself, of the real
// base. Beside the mean it reports the median and the 99th percentile in microseconds.
// The first round, in which words are met for the first time, is not measured.
func BenchmarkAnswer(b *testing.B) {
	questions := dialogueQuestions(b)
	ask := func(text string) time.Duration {
		start := time.Now()
		real().Answer(Question{Text: text, Today: asOf}, Context{})
		return time.Since(start)
	}
	for _, text := range questions {
		ask(text)
	}
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		took = append(took, ask(questions[i%len(questions)]))
	}
	slices.Sort(took)
	percentile := func(p int) float64 {
		return float64(took[(len(took)-1)*p/100]) / float64(time.Microsecond)
	}
	b.ReportMetric(percentile(50), "p50-µs")
	b.ReportMetric(percentile(99), "p99-µs")
}

// dialogueQuestions are the questions of all dialogues, each once, in a fixed order.
func dialogueQuestions(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("testdata/dialogue/*.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	var questions []string
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		for _, part := range archive.Files {
			for line := range strings.Lines(string(part.Data)) {
				if text, ok := strings.CutPrefix(line, "> "); ok {
					questions = append(questions, strings.TrimSpace(text))
				}
			}
		}
	}
	slices.Sort(questions)
	return slices.Compact(questions)
}

// BenchmarkNew builds an engine over the real base.
func BenchmarkNew(b *testing.B) {
	base, err := fact.Load(os.DirFS("../../knowledge"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		New(base)
	}
}
