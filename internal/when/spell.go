package when

import "puente/internal/lang"

// spelled is a number in words: its value, what its last word makes it (cardinal, ordinal
// or decadeName), and how many tokens it takes.
type spelled struct {
	value int
	class class
	words int
}

// numeral are the classes of words that numbers are made of.
const numeral = cardinal | ordinal | decadeName

// spell reads the number in words that begins with token i. English years come in two
// numbers: nineteen seventy-three, twenty oh five.
func spell(u *lang.Utterance, lx lexicon, i int) spelled {
	a := spellOne(u, lx, i)
	if a.value < 17 || a.value > 20 || a.class != cardinal {
		return a
	}
	next := i + a.words
	if next < len(u.Tokens) && joined(u, next) && u.Tokens[next].Fold == "oh" {
		if b := spellOne(u, lx, next+1); b.words > 0 && b.value < 10 {
			return spelled{100*a.value + b.value, b.class, a.words + 1 + b.words}
		}
	}
	if b := spellOne(u, lx, next); b.value >= 10 && b.value < 100 {
		return spelled{100*a.value + b.value, b.class, a.words + b.words}
	}
	return a
}

// joined reports whether nothing but a space or hyphen stands before token i.
func joined(u *lang.Utterance, i int) bool {
	return i == 0 || gapOf(u.Gap(i-1))&^(gapSpace|gapHyphen) == 0
}

// spellOne reads one number below a million; its words is 0 where there is none.
func spellOne(u *lang.Utterance, lx lexicon, i int) spelled {
	s := speller{lx: lx, u: u}
	for s.take(i + s.out.words) {
	}
	s.out.value = s.total + s.sum
	return s.out
}

type speller struct {
	u     *lang.Utterance
	lx    lexicon
	total int // thousands
	sum   int // below them
	out   spelled
	over  bool
}

func (s *speller) word(i int) (word, bool) {
	if i >= len(s.u.Tokens) || s.out.words > 0 && !joined(s.u, i) {
		return word{}, false
	}
	return look(s.lx, &s.u.Tokens[i])
}

// take adds the word at token i to the number, or the one behind an "and" there.
func (s *speller) take(i int) bool {
	w, ok := s.word(i)
	if !ok || s.over {
		return false
	}
	if s.add(w) {
		s.out.words++
		return true
	}
	if w.class&and == 0 || s.out.words == 0 || !s.mayContinue() {
		return false
	}
	if w, ok = s.word(i + 1); ok && w.n < 100 && s.add(w) {
		s.out.words += 2
		return true
	}
	return false
}

// mayContinue reports whether an "and" can stand behind the number so far: behind tens
// (treinta y uno), hundreds and thousands (two thousand and five).
func (s *speller) mayContinue() bool {
	return s.sum%100 >= 20 && s.sum%10 == 0 || s.sum%100 == 0
}

// add adds a word to the number where it fits behind what there is.
func (s *speller) add(w word) bool {
	switch {
	case w.class&thousand != 0 && s.total == 0 && s.sum < 100:
		s.total, s.sum = 1000*max(s.sum, 1), 0
		s.out.class = cardinal
		return true
	case w.class&hundred != 0 && s.sum > 0 && s.sum < 100:
		s.sum *= 100
		return true
	case w.class&numeral == 0 || w.n <= 0 && w.class&decadeName == 0 || !s.fits(w.n):
		return false
	}
	s.sum += w.n
	s.out.class = cardinal
	if w.class&cardinal == 0 {
		s.out.class = w.class & (ordinal | decadeName)
		s.over = true
	}
	return true
}

func (s *speller) fits(n int) bool {
	empty := s.out.words == 0
	switch {
	case n >= 1000 || n == 0:
		return empty
	case n >= 100:
		return s.sum == 0 && (empty || s.total > 0)
	case n >= 10:
		return s.sum%100 == 0
	}
	return s.sum%10 == 0 && s.sum%100 != 10
}
