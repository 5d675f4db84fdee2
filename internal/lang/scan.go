package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// class is what a rune is to the scanner, as bits.
type class uint8

const (
	latinLetter class = 1 << iota
	cyrillicLetter
	foreignLetter
	digit
	mark // combining or invisible: belongs to the letter before it
	apostrophe
	hyphen

	letter = latinLetter | cyrillicLetter | foreignLetter
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			t[c] = latinLetter
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == '\'' || c == '`':
			t[c] = apostrophe
		case c == '-':
			t[c] = hyphen
		}
	}
	return t
}()

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return asciiClass[r]
	case isCyrillic(r):
		return cyrillicLetter
	case isLatin(r):
		return latinLetter
	case r >= 0xFF10 && r <= 0xFF19:
		return digit
	case r >= 0x1D400 && r <= 0x1D7CB:
		return latinLetter
	case isIgnorable(r), unicode.Is(unicode.M, r):
		return mark
	case unicode.IsLetter(r):
		return foreignLetter
	case isApostrophe(r):
		return apostrophe
	case isHyphen(r):
		return hyphen
	}
	return 0
}

// scanner turns a text into tokens.
type scanner struct {
	u     Utterance
	text  string // the part that is analysed
	words []*word
	met   *wordTable // of a Reader; nil for the words remembered between calls
}

// lookup returns the word typed as text.
func (s *scanner) lookup(text string) *word {
	if s.met == nil {
		return lookup(text)
	}
	return s.met.word(text)
}

func (s *scanner) class(i int) (class, int) {
	if i >= len(s.text) {
		return 0, 0
	}
	switch c := s.text[i]; {
	case c < utf8.RuneSelf:
		return asciiClass[c], 1
	case (c == 0xD0 || c == 0xD1) && i+1 < len(s.text) && s.text[i+1]&0xC0 == 0x80: // U+0400 to U+047F
		return cyrillicLetter, 2
	}
	r, size := utf8.DecodeRuneInString(s.text[i:])
	return classOf(r), size
}

func (s *scanner) scan() {
	for i := 0; i < len(s.text); {
		c, size := s.class(i)
		if c&(letter|digit) == 0 {
			i += size
			continue
		}
		i = s.run(i)
	}
}

// run reads an unbroken run of letters and digits that starts at i, and marks
// its last token glued when a hyphen leads straight into the next run.
func (s *scanner) run(i int) int {
	end, seen := s.extent(i, letter|digit)
	switch {
	case seen&digit == 0 && !severalScripts(seen):
		s.word(i, end)
	case seen&letter == 0:
		end = s.number(i, end)
	default:
		s.mixed(i, end)
	}
	last := &s.u.Tokens[len(s.u.Tokens)-1]
	if c, size := s.class(last.End); c == hyphen {
		next, _ := s.class(last.End + size)
		last.Glued = next&(letter|digit) != 0
	}
	return max(end, last.End)
}

// extent finds where the run of the wanted classes starting at i ends, and
// which classes it has. Marks and apostrophes inside belong to it.
func (s *scanner) extent(i int, want class) (end int, seen class) {
	end = i
	for i < len(s.text) {
		c, size := s.class(i)
		switch {
		case c&want != 0:
			seen |= c
			i += size
			end = i
		case c == mark:
			i += size
			end = i
		case c == apostrophe:
			if next, _ := s.class(i + size); next&want == 0 {
				return end, seen
			}
			i += size
		default:
			return end, seen
		}
	}
	return end, seen
}

func severalScripts(seen class) bool {
	seen &= letter
	return seen&(seen-1) != 0
}

// number reads the digits from i to end, and a hyphen with an ordinal or
// decade ending behind them (73-м, 1990-е). It returns where it stopped.
func (s *scanner) number(i, end int) int {
	if c, size := s.class(end); c == hyphen {
		start := end + size
		stop, seen := s.extent(start, letter|digit)
		next, _ := s.class(stop)
		if seen&letter != 0 && seen&digit == 0 && next != hyphen {
			if suffix := bare(Fold(s.text[start:stop])); isNumberSuffix(suffix) {
				s.numeral(i, end, stop, suffix)
				return stop
			}
		}
	}
	s.numeral(i, end, end, "")
	return end
}

// mixed splits a run of letters and digits, or of several alphabets.
func (s *scanner) mixed(i, end int) {
	if first, _ := s.class(i); first != digit {
		if lists[bare(Fold(s.text[i:end]))].long != nil {
			s.word(i, end)
			return
		}
	}
	for i < end {
		c, _ := s.class(i)
		stop, seen := s.extent(i, letter)
		if c&digit == 0 {
			s.letters(i, min(stop, end), seen)
			i = stop
		} else {
			stop, _ = s.extent(i, digit)
			i = s.leadingDigits(i, stop, end)
		}
		if i < end {
			s.u.Tokens[len(s.u.Tokens)-1].Glued = true
			if c, size := s.class(i); c&(letter|digit) == 0 {
				i += size
			}
		}
	}
}

// leadingDigits reads digits inside a mixed run, with the ending of an
// ordinal or decade when nothing else follows them in the run.
func (s *scanner) leadingDigits(i, stop, end int) int {
	start := stop
	if c, size := s.class(start); c == apostrophe {
		start += size
	}
	if tail, _ := s.extent(start, letter); tail >= end && start < end {
		if suffix := bare(Fold(s.text[start:end])); isNumberSuffix(suffix) {
			s.numeral(i, stop, end, suffix)
			return end
		}
	}
	s.numeral(i, stop, stop, "")
	return stop
}

// letters reads a run of letters, split where the alphabet changes unless
// look-alike letters explain the change.
func (s *scanner) letters(i, end int, seen class) {
	if severalScripts(seen) {
		if _, ok := lookAlike(Fold(s.text[i:end])); !ok {
			for i < end {
				c, _ := s.class(i)
				stop, _ := s.extent(i, c&letter)
				if stop = min(max(stop, i+1), end); stop < end {
					s.word(i, stop)
					s.u.Tokens[len(s.u.Tokens)-1].Glued = true
				} else {
					s.word(i, end)
				}
				i = stop
				for i < end && !utf8.RuneStart(s.text[i]) {
					i++
				}
			}
			return
		}
	}
	s.word(i, end)
}

func (s *scanner) word(i, end int) {
	w := s.lookup(s.text[i:end])
	s.words = append(s.words, w)
	t := s.token()
	t.Text, t.Start, t.End = s.text[i:end], i, end
	t.Fold, t.Stems, t.Kind, t.Script, t.Case = w.fold, w.stems, Word, w.script, w.cas
}

func (s *scanner) numeral(i, digits, end int, suffix string) {
	w := s.lookup(s.text[i:digits])
	s.words = append(s.words, w)
	t := s.token()
	t.Text, t.Start, t.End = s.text[i:end], i, end
	t.Fold, t.Stems, t.Kind, t.Digits, t.Suffix = w.fold+suffix, w.stems, Number, w.fold, suffix
}

// token adds a token. It is filled in where it stands, being large.
func (s *scanner) token() *Token {
	n := len(s.u.Tokens)
	s.u.Tokens = slices.Grow(s.u.Tokens, 1)[:n+1]
	t := &s.u.Tokens[n]
	*t = Token{}
	return t
}

// numberSuffixes are the endings of ordinals and decades, folded.
var numberSuffixes = func() map[string]bool {
	set := map[string]bool{}
	for _, s := range strings.Fields(`st nd rd th s
		a o as os er era ero ra ro da do ta to ma mo va vo na no
		й ый ой ий го ого его му ому ему м ом ем ым им мм я ая ья ю ую ью е ое ее ье х ых их ми ыми ими ы ые ие`) {
		set[s] = true
	}
	return set
}()

func isNumberSuffix(s string) bool { return numberSuffixes[s] }
