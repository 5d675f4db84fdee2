package match

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"puente/internal/lang"
)

// TestReadAhead reads many texts, also empty ones and one that is longer than a batch, and
// compares them with what a Reader says when it is asked for one after the other.
func TestReadAhead(t *testing.T) {
	defer goleak.VerifyNone(t)
	var texts []string
	for i := range 4 * batchTokens {
		texts = append(texts, strings.Repeat("Chile y la URSS, 3er acuerdo ", i%3)+fmt.Sprint("w", i%100))
	}
	texts = append(texts, strings.Repeat("a ", 2*batchTokens), "")
	a := readAhead(func(visit func(text string)) {
		for _, text := range texts {
			visit(text)
		}
	}, 8) // too few, so that the table of words grows
	r := lang.NewReader(200)
	for _, text := range texts {
		want := r.Tokens(text)
		got, numbers := a.text(text)
		if !cmp.Equal(got, want) {
			t.Fatalf("text(%.40q) (-want +got):\n%s", text, cmp.Diff(want, got))
		}
		for i, n := range numbers {
			if int(n) != r.Number(i) {
				t.Fatalf("text(%.40q): token %d has number %d, want %d", text, i, n, r.Number(i))
			}
		}
	}
	a.end()
}
