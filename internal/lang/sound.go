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

// latinSound gives the sound of word[i] and how many letters after it belong
// to it; 0 is silence.
func latinSound(word []rune, i int) (r rune, skip int) {
	next := letterAt(word, i+1)
	soft := next == 'e' || next == 'i' || next == 'y'
	switch word[i] {
	case 'v', 'w':
		return 'b', 0
	case 'z', 'x':
		return 's', 0
	case 'h':
		return 0, 0
	case 'y':
		return 'i', 0
	case 'q':
		if next == 'u' {
			return 'k', 1
		}
		return 'k', 0
	case 'l':
		if next == 'l' {
			return 'i', 1
		}
	case 'p':
		if next == 'h' {
			return 'f', 1
		}
	case 's':
		if next == 'h' {
			return 'č', 1
		}
	case 'g':
		after := letterAt(word, i+2)
		if next == 'u' && (after == 'e' || after == 'i') {
			return 'g', 1
		}
		if soft {
			return 'j', 0
		}
	case 'c':
		switch {
		case next == 'h':
			return 'č', 1
		case next == 'k':
			return 'k', 1
		case soft:
			return 's', 0
		}
		return 'k', 0
	}
	return word[i], 0
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
