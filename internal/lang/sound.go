package lang

import "strings"

// appendSound appends a rough phonetic skeleton of a folded word: words that
// sound alike to someone who spells by ear have the same. In Latin letters it
// follows Spanish, with a few English habits (b/v, s/z/c, silent h, ll/y,
// qu/k); in Cyrillic unstressed vowels (о/а, е/и), voiceless consonants,
// silent ones and тс/ц. Doubled letters count once.
func appendSound(dst []rune, word []rune) []rune {
	if len(word) == 0 {
		return dst
	}
	start := len(dst)
	if isCyrillic(word[0]) {
		return appendCyrillicSound(dst, word)
	}
	for i := 0; i < len(word); i++ {
		r, skip := latinSound(word, i)
		i += skip
		if r != 0 && (len(dst) == start || dst[len(dst)-1] != r) {
			dst = append(dst, r)
		}
	}
	return dst
}

// latinSounds are the letters and pairs that sound like another letter, č being
// both ch and sh; 0 is silence.
var (
	latinPairs = map[[2]rune]rune{
		{'q', 'u'}: 'k', {'l', 'l'}: 'i', {'p', 'h'}: 'f', {'s', 'h'}: 'č', {'c', 'h'}: 'č', {'c', 'k'}: 'k',
	}
	latinSingle = map[rune]rune{'v': 'b', 'w': 'b', 'z': 's', 'x': 's', 'h': 0, 'y': 'i', 'q': 'k', 'c': 'k'}
)

// latinSound gives the sound of word[i] and how many letters after it belong
// to it.
func latinSound(word []rune, i int) (r rune, skip int) {
	r, next := word[i], letterAt(word, i+1)
	if to, ok := latinPairs[[2]rune{r, next}]; ok {
		return to, 1
	}
	soft := next == 'e' || next == 'i' || next == 'y'
	switch {
	case r == 'c' && soft:
		return 's', 0
	case r == 'g' && soft:
		return 'j', 0
	case r == 'g' && next == 'u' && (letterAt(word, i+2) == 'e' || letterAt(word, i+2) == 'i'):
		return 'g', 1
	}
	if to, ok := latinSingle[r]; ok {
		return to, 0
	}
	return r, 0
}

func letterAt(word []rune, i int) rune {
	if i < 0 || i >= len(word) {
		return 0
	}
	return word[i]
}

// cyrillicSounds maps letters to the sound they are confused with.
var cyrillicSounds = map[rune]rune{
	'о': 'а', 'е': 'и', 'э': 'и', 'ы': 'и', 'й': 'и', 'б': 'п', 'в': 'ф',
	'г': 'к', 'д': 'т', 'ж': 'ш', 'з': 'с', 'щ': 'ш', 'ь': 0, 'ъ': 0,
}

func appendCyrillicSound(dst []rune, word []rune) []rune {
	start := len(dst)
	n := len(word)
	for i := 0; i < n; i++ {
		r := word[i]
		if i == n-2 && r == 'г' && word[i+1] == 'о' && n > 4 && strings.ContainsRune("ое", word[i-1]) {
			r = 'в' // the genitive -ого, -его is spoken with в
		}
		if r == 'т' && letterAt(word, i+1) == 'н' && letterAt(word, i-1) == 'с' {
			continue // стн is spoken сн
		}
		if to, ok := cyrillicSounds[r]; ok {
			r = to
		}
		if r == 0 {
			continue
		}
		last := len(dst) - 1
		if last >= start {
			switch {
			case dst[last] == r:
				continue
			case dst[last] == 'т' && (r == 'с' || r == 'ц'):
				dst[last] = 'ц'
				continue
			case dst[last] == 'ц' && r == 'я':
				r = 'а'
			case dst[last] == 'с' && r == 'ч', dst[last] == 'ш' && r == 'ч':
				dst[last] = 'ш'
				continue
			}
		}
		dst = append(dst, r)
	}
	return dst
}
