package lang

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// damage spoils a folded word, or returns false when the word has nothing of
// the kind to spoil.
type damage func(r *rand.Rand, word []rune) ([]rune, bool)

// TestDamage measures the share of damaged words whose first repair is the
// word they came from or an inflection of it, for each kind of damage, and
// asserts that it does not fall. Run with -v for the figures.
func TestDamage(t *testing.T) {
	tests := []struct {
		name    string
		damage  damage
		least   int // letters of the words damaged
		floor   float64
		context string // words before it, which tell the alphabet of a question
	}{
		{"missing letter", missingLetter, 5, 0.93, ""},
		{"extra letter", extraLetter, 5, 0.97, ""},
		{"wrong letter", wrongLetter, 5, 0.97, ""},
		{"swapped letters", swappedLetters, 5, 0.97, ""},
		{"one error in a short word", wrongLetter, 4, 0.95, ""},
		{"two errors", twoErrors, 8, 0.95, ""},
		{"doubled letter", doubledLetter, 4, 0.94, ""},
		{"spelt by ear", byEar, 5, 0.95, ""},
		{"vowels dropped", vowelsDropped, 5, 0.95, ""},
		{"first 60 %", firstPart, 7, 0.75, ""},
		{"transliterated", transliterated, 3, 0.98, "kogda byl "},
		{"transliterated with an error", transliteratedWithError, 7, 0.88, "kogda byl "},
		{"other layout", otherLayout, 3, 0.93, ""},
	}
	v := NewVocabulary(testEntries(t))
	targets := slices.DeleteFunc(slices.Clone(v.words), func(w known) bool { return w.weight == 0 })
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			var s damageScore
			for _, w := range targets {
				if len(w.runes) < test.least {
					continue
				}
				if spoilt, ok := test.damage(r, slices.Clone(w.runes)); ok {
					s.add(v, w, test.context, string(spoilt))
				}
			}
			t.Logf("%d words: right %.3f (among three %.3f), wrong %.3f, left %.3f",
				s.all, s.share(s.first), s.share(s.among), s.share(s.wrong), s.share(s.left))
			if got := s.share(s.first); got < test.floor {
				t.Errorf("right %.3f, want at least %.3f", got, test.floor)
			}
		})
	}
}

type damageScore struct {
	all, first, among, wrong, left int
}

func (s *damageScore) share(n int) float64 { return float64(n) / float64(s.all) }

func (s *damageScore) add(v *Vocabulary, w known, context, spoilt string) {
	if _, ok := v.byFold[spoilt]; ok {
		return // became another known word
	}
	u := Analyse(context + spoilt)
	token := u.Tokens[len(u.Tokens)-1]
	if len(u.Compounds) > 0 {
		token = u.Compounds[0].Token
	}
	if token.Text != spoilt || token.Kind != Word || token.Expanded {
		return
	}
	s.all++
	got := v.Repair(nil, token)
	isRight := func(r Repair) bool {
		return len(r.Words) == 1 && sameWord(r.Words[0], w) || len(r.Words) == 2 && slices.Contains(r.Words, w.fold)
	}
	switch {
	case len(got) == 0:
		s.left++
	case isRight(got[0]):
		s.first++
		s.among++
	case slices.ContainsFunc(got, isRight):
		s.among++
		s.wrong++
	default:
		s.wrong++
	}
}

// sameWord reports that fold is w, an inflection of it, or its cognate in
// another of the languages (relation and relación, Pinochet and Пиночет).
func sameWord(fold string, w known) bool {
	if fold == w.fold {
		return true
	}
	for _, key := range Stems(fold) {
		if slices.Contains(Stems(w.fold), key) {
			return true
		}
	}
	a, b := []rune(latinForm(fold)), []rune(latinForm(w.fold))
	n := min(len(a), len(b))
	return n >= 6 && a[0] == b[0] && distance(a, b, 2) <= n/4
}

func latinForm(fold string) string { return romanised(fold)[0] }

func alphabet(word []rune) []rune {
	if isCyrillic(word[0]) {
		return []rune("абвгдежзиклмнопрстуфхцчшыьюя")
	}
	return []rune("abcdefghijklmnopqrstuvwxyz")
}

func missingLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	i := 1 + r.IntN(len(w)-1)
	return slices.Delete(w, i, i+1), true
}

func extraLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	letters := alphabet(w)
	return slices.Insert(w, 1+r.IntN(len(w)), letters[r.IntN(len(letters))]), true
}

func wrongLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	letters := alphabet(w)
	i := 1 + r.IntN(len(w)-1)
	was := w[i]
	for w[i] == was {
		w[i] = letters[r.IntN(len(letters))]
	}
	return w, true
}

func swappedLetters(r *rand.Rand, w []rune) ([]rune, bool) {
	i := 1 + r.IntN(len(w)-2)
	w[i], w[i+1] = w[i+1], w[i]
	return w, w[i] != w[i+1]
}

func twoErrors(r *rand.Rand, w []rune) ([]rune, bool) {
	kinds := []damage{missingLetter, extraLetter, wrongLetter, swappedLetters}
	w, _ = kinds[r.IntN(4)](r, w)
	return kinds[r.IntN(4)](r, w)
}

func doubledLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	for i := 1; i < len(w); i++ {
		if w[i] == w[i-1] {
			return slices.Delete(w, i, i+1), true
		}
	}
	i := 1 + r.IntN(len(w)-1)
	return slices.Insert(w, i, w[i]), true
}

// byEar swaps letters for others of the same sound, wherever it can.
func byEar(r *rand.Rand, w []rune) ([]rune, bool) {
	word := string(w)
	swaps := []string{"b", "v", "v", "b", "ci", "si", "ce", "se", "z", "s", "ll", "y", "que", "ke", "qui", "ki", "ge", "je", "ho", "o", "ha", "a",
		"тся", "ца", "о", "а", "е", "и", "тс", "ц", "ого", "ово"}
	start := 2 * r.IntN(len(swaps)/2)
	for i := range len(swaps) / 2 {
		k := (start + 2*i) % len(swaps)
		head, tail, ok := strings.Cut(word[1:], swaps[k])
		if ok && utf8.ValidString(head) {
			return []rune(word[:1] + head + swaps[k+1] + tail), true
		}
	}
	return w, false
}

func vowelsDropped(_ *rand.Rand, w []rune) ([]rune, bool) {
	out := w[:1]
	for _, c := range w[1:] {
		if !strings.ContainsRune("aeiouаеиоуыэюяй", c) {
			out = append(out, c)
		}
	}
	return out, len(out) >= 3
}

func firstPart(_ *rand.Rand, w []rune) ([]rune, bool) { return w[:(len(w)*6+9)/10], true }

func transliterated(r *rand.Rand, w []rune) ([]rune, bool) {
	if !isCyrillic(w[0]) {
		return w, false
	}
	all := romanised(string(w))
	return []rune(all[r.IntN(len(all))]), true
}

func transliteratedWithError(r *rand.Rand, w []rune) ([]rune, bool) {
	w, ok := transliterated(r, w)
	if !ok || len(w) < 5 {
		return w, false
	}
	return wrongLetter(r, w)
}

func otherLayout(_ *rand.Rand, w []rune) ([]rune, bool) {
	out := retyped(string(w))
	return []rune(out), !strings.ContainsAny(out, ",.;'[]`")
}
