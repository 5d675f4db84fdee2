package match_test

import (
	"fmt"
	"sync"
	"testing"

	"puente/internal/lang"
	"puente/internal/match"
)

// TestConcurrentSearch asks one index from many goroutines at once: every answer is the
// one that is given when nobody else asks.
func TestConcurrentSearch(t *testing.T) {
	t.Parallel()
	var questions, want []string
	for _, f := range base().Facts() {
		for _, l := range lang.Languages() {
			questions = append(questions, f.Ask[l]...)
		}
	}
	questions = append(questions, "Tereshkva in schools", "rjulf ghbtp;fkf Nthtirjdf?", "gastroli gruppy Los Jaivas", "in 1973", "")
	ix := match.NewIndex(base(), fitted()) // its vocabulary of repair is yet to be made
	told := func(text string) string {
		s := ""
		for _, h := range ix.Search(readWith(ix, text), 5) {
			s += fmt.Sprintln(h.Fact.ID, h.Score, h.Probability, h.Lead, h.Fit, h.Cover())
		}
		return s
	}
	for _, text := range questions {
		s := ""
		for _, h := range index().Search(read(text), 5) {
			s += fmt.Sprintln(h.Fact.ID, h.Score, h.Probability, h.Lead, h.Fit, h.Cover())
		}
		want = append(want, s)
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range questions {
				i = (i + n*len(questions)/8) % len(questions)
				if got := told(questions[i]); got != want[i] {
					t.Errorf("%q:\n got %s\nwant %s", questions[i], got, want[i])
				}
			}
		})
	}
	wg.Wait()
}
