package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minRetyped is the least letters of a single word to be re-typed: shorter
// ones make words on either layout.
const minRetyped = 4

// What it takes to call a text typed on the wrong layout: the share of its
// letters in known words as typed and as re-typed.
const (
	retypeShare = 0.4 // re-typed, at least
	retypeGain  = 0.4 // and this much more than as typed
)

// Retype returns the text of an utterance as it would read if it had been typed on the
// other keyboard layout (ЙЦУКЕН for QWERTY and the reverse), when that is clearly better:
// first for the text as a whole, then for single words of it. It goes by the raw text,
// since , . ; ' [ and ] are letters on the Russian layout. Without a better reading it
// returns the text and false.
func (v *Vocabulary) Retype(typed Utterance) (string, bool) {
	text := typed.Text
	if typed.Cut || len(typed.Tokens) == 0 {
		return text, false
	}
	asTyped := v.share(typed)
	if asTyped < 1-retypeGain {
		other := v.retypeAll(text)
		u := Analyse(other)
		share := v.share(u)
		if share >= retypeShare && share >= asTyped+retypeGain || typed.WrongLayout && u.Confidence > 0.5 && u.Language.Valid() && share > asTyped {
			return other, true
		}
	}
	if asTyped < 1 {
		return v.retypeWords(typed)
	}
	return text, false
}

// share is the part of an utterance's letters that are in known words.
func (v *Vocabulary) share(u Utterance) float64 {
	known, all := 0, 0
	for i := range u.Tokens {
		t := &u.Tokens[i]
		if t.Kind == Number {
			continue
		}
		n := utf8.RuneCountInString(t.Fold)
		all += n
		if v.knows(t) {
			known += n
		}
	}
	if all == 0 {
		return 1
	}
	return float64(known) / float64(all)
}

// knows reports whether a token is a known word or a form of one.
func (v *Vocabulary) knows(t *Token) bool {
	if t.Weightless() || t.Expanded || v.Has(t.Fold) {
		return true
	}
	w := t.word()
	for _, key := range w.tagged() {
		if _, ok := v.byStem[key]; ok {
			return true
		}
	}
	return common().has(w)
}

// retypeAll re-types every word of the text.
func (v *Vocabulary) retypeAll(text string) string {
	cyrillic := mostlyCyrillic(text)
	return eachChunk(text, func(start, end int) string {
		other, _ := v.retypeChunk(text[start:end], cyrillic)
		return other
	})
}

// retypeWords re-types the words that make no sense as they are and are known
// words on the other layout.
func (v *Vocabulary) retypeWords(typed Utterance) (string, bool) {
	changed := false
	next := 0 // the first token that does not end before the chunk
	out := eachChunk(typed.Text, func(start, end int) string {
		unknown := false
		for ; next < len(typed.Tokens) && typed.Tokens[next].Start < end; next++ {
			t := &typed.Tokens[next]
			unknown = unknown || t.Kind != Number && !v.knows(t)
		}
		chunk := typed.Text[start:end]
		if !unknown || countLetters(chunk) < minRetyped || strings.ContainsAny(chunk, "0123456789") || v.share(Analyse(chunk)) > 0 {
			return chunk
		}
		other, known := v.retypeChunk(chunk, mostlyCyrillic(chunk))
		if !known {
			return chunk
		}
		changed = true
		return other
	})
	return out, changed
}

func countLetters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// eachChunk replaces every run of text between white space.
func eachChunk(text string, replace func(start, end int) string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/2)
	start := -1
	for i, r := range text {
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			b.WriteString(replace(start, i))
			start = -1
			b.WriteRune(r)
		case space:
			b.WriteRune(r)
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		b.WriteString(replace(start, len(text)))
	}
	return b.String()
}

// punctuation may stand at either end of a chunk as itself, though on the
// Russian layout some of it is letters. Around a word that is not known only
// the marks that open or close a phrase are taken for what they are.
const (
	punctuation = ".,;:!?\"'()[]{}<>«»…"
	opening     = "\"(«<¿¡"
	closing     = ".,:!?\")»>…"
)

// retypeChunk re-types one chunk. Its outer punctuation is taken for letters
// when that makes a known word, else left; known tells whether either did.
func (v *Vocabulary) retypeChunk(chunk string, cyrillic bool) (other string, known bool) {
	if strings.IndexFunc(chunk, unicode.IsLetter) < 0 && !strings.ContainsAny(chunk, "[];',.") ||
		strings.IndexFunc(chunk, unicode.IsDigit) >= 0 && strings.IndexFunc(chunk, unicode.IsLetter) < 0 {
		return chunk, false
	}
	left := strings.TrimLeft(chunk, punctuation)
	core := strings.TrimRight(left, punctuation)
	before, after := chunk[:len(chunk)-len(left)], left[len(core):]
	readings := [...]struct{ before, typed, after string }{
		{"", chunk, ""}, {before, left, ""}, {"", before + core, after}, {before, core, after},
	}
	for i, r := range readings {
		if i%2 == 1 && before == "" || i >= 2 && after == "" {
			continue // the same as one before
		}
		other := r.before + rekey(r.typed, cyrillic) + r.after
		if u := Analyse(other); len(u.Tokens) > 0 && v.share(u) == 1 {
			return other, true
		}
	}
	left = strings.TrimLeft(chunk, opening)
	core = strings.TrimRight(left, closing)
	return chunk[:len(chunk)-len(left)] + rekey(core, cyrillic) + left[len(core):], false
}

// rekey maps each key to the other layout. Keys of the Russian layout that
// have no Latin letter are taken as the Spanish layout has them: ж is ñ and
// the accent's dead keys vanish.
func rekey(s string, cyrillic bool) string {
	if !cyrillic {
		return strings.Map(func(r rune) rune { return keyOr(toCyrillicKey, r) }, s)
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case 'ж', 'Ж':
			return 'ñ'
		case 'х', 'ъ', 'э', 'Х', 'Ъ', 'Э':
			return -1
		}
		return keyOr(toLatinKey, r)
	}, s)
}

func keyOr(table map[rune]rune, r rune) rune {
	if to, ok := table[r]; ok {
		return to
	}
	return r
}
