package when

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// minMistyped is the number of letters from which the name of a month behind a day may
// have a typing error: short names are too close to other words. It is one less where
// "of" stands between the two (3 de juno).
const minMistyped = 6

// maxLetters is more than the number of letters of any month.
const maxLetters = 16

type monthName struct {
	month   int
	letters []rune
}

var longMonths = sync.OnceValue(func() []monthName {
	var out []monthName
	for _, r := range table {
		if r.class&month == 0 {
			continue
		}
		for _, words := range [...]string{r.en, r.es, r.ru} {
			for _, w := range expand(words) {
				if utf8.RuneCountInString(w) >= minMistyped-1 {
					out = append(out, monthName{r.n, []rune(w)})
				}
			}
		}
	}
	return out
})

// mistypedMonth returns the month whose name is one typing error away from w, or 0.
func mistypedMonth(w string, linked bool) int {
	var buffer [maxLetters]rune
	letters := buffer[:0]
	for _, c := range w {
		if len(letters) == maxLetters {
			return 0
		}
		letters = append(letters, c)
	}
	shortest := minMistyped
	if linked {
		shortest--
	}
	for _, name := range longMonths() {
		if max(len(letters), len(name.letters)) >= shortest && oneEditApart(letters, name.letters) {
			return name.month
		}
	}
	return 0
}

// oneEditApart reports whether one letter left out, added or changed, or two neighbours
// swapped, make a of b.
func oneEditApart(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return slices.Equal(a[i:], b[i+1:])
	}
	if i == len(a) || slices.Equal(a[i+1:], b[i+1:]) {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
}
