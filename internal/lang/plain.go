package lang

import (
	"unicode"
	"unicode/utf8"
)

// plain reads a word of nothing but English, Spanish or Russian letters, which most are, in
// one go. It returns the word in lower case; ok is false for other words.
func (w *word) plain() (accented string, ok bool) {
	if len(w.text) > maxStemmed {
		return "", false
	}
	var buffers [2][2 * maxStemmed]byte
	low, fold := buffers[0][:0], buffers[1][:0]
	var letters counts
	var seen class
	for _, r := range w.text {
		l, of, upper := plainLetter(r)
		if of == 0 {
			return "", false
		}
		letters.add(upper)
		seen |= of
		a, b := foldRune(l)
		low, fold = utf8.AppendRune(low, l), utf8.AppendRune(fold, a)
		if b != 0 {
			fold = utf8.AppendRune(fold, b)
		}
	}
	switch seen {
	case latinLetter:
		w.script = Latin
	case cyrillicLetter:
		w.script = Cyrillic
	default:
		return "", false
	}
	w.cas = letters.of()
	accented = same(low, w.text)
	w.fold = same(fold, accented)
	return accented, true
}

// plainLetter returns a letter in lower case and its alphabet, which is 0 for what is no
// plain letter.
func plainLetter(r rune) (low rune, of class, upper bool) {
	switch {
	case r >= 'a' && r <= 'z':
		return r, latinLetter, false
	case r >= 'A' && r <= 'Z':
		return r | 0x20, latinLetter, true
	case r >= 'а' && r <= 'я', r == 'ё':
		return r, cyrillicLetter, false
	case r >= 'А' && r <= 'Я':
		return r + 'а' - 'А', cyrillicLetter, true
	case r >= 'à' && r <= 'ü' && r != '÷':
		return r, latinLetter, false
	case r >= 'À' && r <= 'Ü' && r != '×':
		return r + 'à' - 'À', latinLetter, true
	}
	return 0, 0, false
}

// same returns the text of b, which is s where they are equal.
func same(b []byte, s string) string {
	if string(b) == s {
		return s
	}
	return string(b)
}

func caseOf(text string) Case {
	var letters counts
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			letters.add(true)
		case unicode.IsLower(r):
			letters.add(false)
		}
	}
	return letters.of()
}

// counts counts the letters of a word by case.
type counts struct {
	uppers, lowers int
	title          bool // the first one is upper
}

func (c *counts) add(upper bool) {
	if !upper {
		c.lowers++
		return
	}
	c.title = c.title || c.lowers == 0
	c.uppers++
}

// of is the case of the word.
func (c *counts) of() Case {
	switch {
	case c.uppers == 0 && c.lowers == 0:
		return Caseless
	case c.uppers == 0:
		return Lower
	case c.lowers == 0 && c.uppers > 1:
		return Upper
	case c.uppers == 1 && c.title:
		return Title
	}
	return Mixed
}
