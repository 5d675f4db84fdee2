package when

import (
	"unicode"
	"unicode/utf8"

	"puente/internal/lang"
)

// term is one item of a question for the grammar: a token, or several that make one
// number or one phrase.
type term struct {
	class  class
	n      int
	digits int    // of a number in digits: how many
	suffix string // of a number in digits: its folded ending
	gap    gap    // what stands before it
	first  int    // first token
	end    int    // the token behind the last
}

// is reports whether t has one of the classes.
func (t *term) is(c class) bool { return t.class&c != 0 }

// gap is what stands between two tokens, as bits.
type gap uint16

const (
	gapSpace gap = 1 << iota
	gapHyphen
	gapLongDash // with gapHyphen: an en or em dash
	gapDot
	gapComma
	gapSlash
	gapColon
	gapApostrophe
	gapDegree
	gapQuote   // quotes and brackets
	gapPercent // behind a number
	gapSign    // currencies, numero signs: before or behind a number
	gapStop    // the end of a sentence, or anything else
	gapEdge    // the start or end of the question
)

// soft are the gaps inside a time expression.
const soft = gapSpace | gapComma | gapHyphen | gapLongDash | gapApostrophe | gapQuote | gapDegree

var asciiGap = func() (t [utf8.RuneSelf]gap) {
	for c := range t {
		t[c] = gapStop
	}
	for g, chars := range map[gap]string{
		gapSpace: " \t", gapHyphen: "-", gapDot: ".", gapComma: ",", gapSlash: "/", gapColon: ":",
		gapApostrophe: "'`", gapQuote: "\"()[]*_", gapPercent: "%", gapSign: "$#",
	} {
		for _, c := range chars {
			t[c] = g
		}
	}
	return t
}()

func gapOf(s string) (g gap) {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			g |= asciiGap[c]
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		g |= gapOfRune(r)
		i += size
	}
	return g
}

func gapOfRune(r rune) gap {
	switch r {
	case '–', '—', '―', '−', '‒':
		return gapHyphen | gapLongDash
	case '‐', '‑':
		return gapHyphen
	case '’', '‘', 'ʼ', '′', '´':
		return gapApostrophe
	case '«', '»', '“', '”', '„', '‹', '›':
		return gapQuote
	case '°':
		return gapDegree
	case '№':
		return gapSign
	}
	switch {
	case unicode.IsSpace(r):
		return gapSpace
	case unicode.Is(unicode.Sc, r):
		return gapSign
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		return 0
	}
	return gapStop
}

// maxTerms is how many terms of a question are read; what is longer is no question.
const maxTerms = 160

// terms appends the terms of an utterance to buffer, and returns what classes they have.
func (l *lexicons) terms(u *lang.Utterance, buffer []term) (terms []term, all class) {
	terms = buffer
	language := u.Language
	if u.Confidence < trusted {
		language = lang.Other
	}
	for i := 0; i < len(u.Tokens) && len(terms) < maxTerms; {
		t := l.term(u, language, i)
		t.first, t.gap = i, gapOf(u.Gap(i-1))
		if i == 0 {
			t.gap |= gapEdge
		}
		all |= t.class
		terms = append(terms, t)
		i = t.end
	}
	return terms, all
}

// trusted is the confidence from which the language of an utterance decides which of the
// Latin lexicons is used.
const trusted = 0.5

// term returns the longest term that begins with token i.
func (l *lexicons) term(u *lang.Utterance, language lang.Language, i int) term {
	t := &u.Tokens[i]
	if t.Kind == lang.Number {
		return digits(t, i)
	}
	lx, w, ok := l.look(t, language)
	if !ok {
		return term{end: i + 1}
	}
	for _, p := range w.phrases {
		if phraseAt(u, i, p.rest) {
			return term{class: withNumber(p.class), n: p.n, end: i + 1 + len(p.rest)}
		}
	}
	if w.class&(cardinal|ordinal|decadeName|thousand) != 0 && w.n >= 0 {
		if n := spell(u, lx, i); n.words > 1 {
			return term{class: withNumber(n.class), n: n.value, end: i + n.words}
		}
	}
	return term{class: withNumber(w.class), n: w.n, end: i + 1}
}

// withNumber makes a cardinal a number like those in digits.
func withNumber(c class) class {
	if c&cardinal != 0 {
		c |= number
	}
	return c
}

// look finds the word of a token in the lexicon of its language, and else in that of all
// words in Latin letters, which has all that the English and the Spanish one have.
func (l *lexicons) look(t *lang.Token, language lang.Language) (lexicon, word, bool) {
	lx := l.of(t, language)
	if t.Script == lang.Latin && language != lang.Ru {
		w, ok := look(l.latin, t)
		if !ok {
			return nil, w, false
		}
		if own, ok := look(lx, t); ok {
			return lx, own, true
		}
		return l.latin, w, true
	}
	w, ok := look(lx, t)
	if !ok && t.Script == lang.Latin {
		lx = l.latin
		w, ok = look(lx, t)
	}
	return lx, w, ok
}

// look finds the word of a token: as typed where lang has spelled out what it takes for
// an abbreviation, then as spelled out.
func look(lx lexicon, t *lang.Token) (word, bool) {
	if t.Expanded {
		if w, ok := lx[t.Text]; ok {
			return w, true
		}
	}
	w, ok := lx[t.Fold]
	return w, ok
}

// phraseAt reports whether the tokens behind token i are these words.
func phraseAt(u *lang.Utterance, i int, rest []string) bool {
	if i+len(rest) >= len(u.Tokens) {
		return false
	}
	for k, w := range rest {
		if t := &u.Tokens[i+1+k]; t.Fold != w && (!t.Expanded || t.Text != w) {
			return false
		}
		if gapOf(u.Gap(i+k))&^soft != 0 {
			return false
		}
	}
	return true
}

// longestNumber is the number of digits of the longest number that can be a time.
const longestNumber = 4

// digits returns the term of a number in digits.
func digits(t *lang.Token, i int) term {
	if len(t.Digits) > longestNumber {
		return term{class: number, digits: len(t.Digits), end: i + 1}
	}
	n := 0
	for k := range len(t.Digits) {
		if t.Digits[k] < '0' || t.Digits[k] > '9' {
			return term{end: i + 1} // digits with marks on them
		}
		n = 10*n + int(t.Digits[k]-'0')
	}
	return term{class: number, n: n, digits: len(t.Digits), suffix: t.Suffix, end: i + 1}
}
