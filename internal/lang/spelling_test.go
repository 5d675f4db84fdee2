package lang

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// plainDistance is the textbook recurrence of the optimal string alignment
// distance, without bounds.
func plainDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestDistance(t *testing.T) {
	word := rapid.SliceOfN(rapid.SampledFrom([]rune("abcж")), 0, 9)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		limit := rapid.IntRange(0, 4).Draw(t, "limit")
		want := min(plainDistance(a, b), limit+1)
		if got := distance(a, b, limit); got != want {
			t.Fatalf("distance(%q, %q, %d) = %d, want %d", string(a), string(b), limit, got, want)
		}
	})
}

// Every word within the distance its length allows is among the matches.
func TestDeleteTableComplete(t *testing.T) {
	word := rapid.SliceOfN(rapid.SampledFrom([]rune("abcd")), 4, 11)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 20).Draw(t, "words")
		table := newDeleteTable(words, maxDistance)
		typed := word.Draw(t, "typed")
		limit := maxDistance(len(typed))
		ids := table.appendMatches(nil, appendDeletes(nil, typed, limit))
		for id, w := range words {
			if d := plainDistance(typed, w); d <= min(limit, maxDistance(len(w))) && !slices.Contains(ids, int32(id)) {
				t.Fatalf("%q is within %d of %q but not found", string(w), d, string(typed))
			}
		}
	})
}

func TestSound(t *testing.T) {
	tests := [][]string{
		{"vaca", "baca", "vacca"}, {"hacer", "acer", "aser"}, {"zapato", "sapato"}, {"cebolla", "seboya"}, {"queso", "keso"},
		{"guerra", "guera"}, {"jefe", "gefe"},
		{"молоко", "малако"}, {"учиться", "учица", "учится"}, {"советский", "совецкий"}, {"сейчас", "сечас"},
		{"счастье", "щастье"}, {"честный", "чесный"}, {"великого", "великова"},
	}
	for _, words := range tests {
		want := string(appendSound(nil, []rune(words[0])))
		for _, w := range words[1:] {
			if got := string(appendSound(nil, []rune(w))); got != want {
				t.Errorf("%s sounds like %s, %s like %s", words[0], want, w, got)
			}
		}
	}
}
