package match_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

// Of the questions in testdata/questions.tsv, how many find their fact first at least, and
// how many that no fact answers are answered at most. They only move the better way.
const (
	leastRight   = 0.95
	mostAnswered = 0.05
)

// limit is the probability from which these tests take a question for answered.
const limit = 0.4

// TestQuestions asks labelled questions that are no examples: a language, the fact that
// answers, "-" for none, and the question, typing errors included.
func TestQuestions(t *testing.T) {
	data, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var right, answered match.Share
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 3 || !lang.Language(fields[0]).Valid() {
			t.Fatalf("bad line %q", line)
		}
		want, text := fact.ID(fields[1]), fields[2]
		h := first(text)
		if want == "-" {
			yes := h != nil && h.Probability >= limit && h.Fit != match.FitNot && !h.Misses()
			answered = answered.Count(yes)
			if yes {
				t.Logf("%s is answered with %s (%.2f)", text, h.Fact.ID, h.Probability)
			}
			continue
		}
		get(t, want)
		yes := h != nil && h.Fact.ID == want
		right = right.Count(yes)
		if !yes {
			t.Logf("%s: %s, want %s", text, describe(h), want)
		}
	}
	t.Logf("right %d of %d, answered in vain %d of %d", right.N, right.Of, answered.N, answered.Of)
	if float64(right.N) < leastRight*float64(right.Of) || float64(answered.N) > mostAnswered*float64(answered.Of) {
		t.Errorf("right %d of %d, want %.0f%%; answered in vain %d of %d, want %.0f%%",
			right.N, right.Of, 100*leastRight, answered.N, answered.Of, 100*mostAnswered)
	}
}

func describe(h *match.Hit) string {
	if h == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s with %.2f", h.Fact.ID, h.Probability)
}

// FuzzRead reads and searches whatever may come.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"When did Tereshkova visit Chile?", "¿Cuándo vino Putin?", "Nthtirjdf d Xbkb", "црут вшв", "Los Jaivas en Moscú 1983",
		"\xff\xfe", "a\x00b", "\u202eelihC", "🙂", "e\u0301\u0301\u0301", strings.Repeat("Чили ", 300), "LosJaivasenMoscu",
	} {
		f.Add(s)
	}
	read("Tereshkva") // fitting and the first repair take longer than one input may
	f.Fuzz(func(t *testing.T, text string) {
		u := index().Analyse(text)
		q := read(text)
		for _, m := range q.Mentions {
			if m.Token < 0 || m.Token >= len(u.Tokens) || len(m.Features) == 0 {
				t.Errorf("%q: name %+v of %d tokens", text, m, len(u.Tokens))
			}
		}
		for _, h := range index().Search(q, 5) {
			if c := h.Cover(); h.Fact == nil || c < 0 || c > 1.001 || h.Probability < 0 || h.Probability > 1 || h.Score != h.Score {
				t.Errorf("%q: %s cover %g, probability %g, score %g", text, h.Fact.ID, c, h.Probability, h.Score)
			}
		}
	})
}
