package lang

import "strings"

// romanisations are the usual ways to write Russian in Latin letters: a
// passport's, a typist's, a scholar's, and a chat's with digits.
var romanisations = []map[rune]string{
	romanisation("ж zh", "й y", "х kh", "ц ts", "ч ch", "ш sh", "щ shch", "ю yu", "я ya"),
	romanisation("ж zh", "й i", "х h", "ц ts", "ч ch", "ш sh", "щ sch", "ю iu", "я ia"),
	romanisation("ж j", "й j", "х x", "ц c", "ч ch", "ш sh", "щ sh", "ю ju", "я ja"),
	romanisation("ж zh", "й y", "х h", "ц c", "ч 4", "ш 6", "щ w", "ю u", "я ya"),
}

func romanisation(pairs ...string) map[rune]string {
	const plain = "а a б b в v г g д d е e з z и i к k л l м m н n о o п p р r с s т t у u ф f ы y э e"
	m := map[rune]string{'ъ': "", 'ь': ""}
	fields := strings.Fields(plain + " " + strings.Join(pairs, " "))
	for i := 0; i < len(fields); i += 2 {
		m[firstLetter(fields[i])] = fields[i+1]
	}
	return m
}

// romanised writes a folded Russian word in Latin letters, in each scheme.
func romanised(word string) []string {
	var out []string
	for _, scheme := range romanisations {
		var b strings.Builder
		for _, r := range word {
			if latin, ok := scheme[r]; ok {
				b.WriteString(latin)
			} else {
				b.WriteRune(r)
			}
		}
		out = appendNew(out, b.String())
	}
	return out
}

// A reading is what a word sounds like to a Russian, in a private alphabet of
// ASCII letters (Z zh, C ch, S sh and shch, c ts, h kh), so that all ways to
// write a word in Latin letters and its Cyrillic form come out the same: й, ь
// and ъ vanish, е ё э are e, и ы are i, ю is u, я is a, ts is c, doubled
// letters are single, final -ogo is -ovo, sch is S, and i next to a vowel
// vanishes.

// habits choose how the ambiguous Latin letters of a word are read.
type habits struct {
	j, x, w, c, yo, h uint8
}

// The readings of each ambiguous letter, by habit; the first is the commonest.
var (
	readingsJ  = [...]string{"", "Z", "h"}  // Rossija, druzjba or drujba, Jruschov
	readingsX  = [...]string{"h", "ks"}     // xorosho, Aleksandr
	readingsW  = [...]string{"v", "S"}      // Wladimir, w for ш or щ
	readingsC  = [...]string{"c", "k", "k"} // centr, Corvalan; the third habit is Spanish: s before e and i
	readingsYo = [...]string{"e", "o"}      // Korolyov, rayon
	readingsH  = [...]string{"h", ""}       // Spanish silent h
)

// maxReadings bounds the combinations of habits tried on one word.
const maxReadings = 24

// latinHabits lists the combinations of habits that make a difference for a
// folded Latin word, the commonest first.
func latinHabits(dst []habits, word string) []habits {
	dst = append(dst, habits{})
	choose := func(present bool, n int, set func(*habits, uint8)) {
		if !present {
			return
		}
		for _, h := range dst[:len(dst):len(dst)] {
			for i := 1; i < n && len(dst) < maxReadings; i++ {
				set(&h, uint8(i))
				dst = append(dst, h)
			}
		}
	}
	choose(strings.Contains(word, "j"), len(readingsJ), func(h *habits, i uint8) { h.j = i })
	choose(strings.Contains(word, "c"), len(readingsC), func(h *habits, i uint8) { h.c = i })
	choose(strings.Contains(word, "x"), len(readingsX), func(h *habits, i uint8) { h.x = i })
	choose(strings.Contains(word, "w"), len(readingsW), func(h *habits, i uint8) { h.w = i })
	choose(strings.Contains(word, "yo") || strings.Contains(word, "jo") || strings.Contains(word, "io"),
		len(readingsYo), func(h *habits, i uint8) { h.yo = i })
	choose(strings.HasPrefix(word, "h"), len(readingsH), func(h *habits, i uint8) { h.h = i })
	return dst
}

// appendReading appends the reading of a folded word in either alphabet.
func appendReading(dst []byte, word string, h habits) []byte {
	start := len(dst)
	if isCyrillic(firstLetter(word)) {
		for _, r := range word {
			dst = appendSounds(dst, start, cyrillicReadings[r])
		}
	} else {
		for i := 0; i < len(word); {
			sounds, n := latinReading(word, i, h)
			dst = appendSounds(dst, start, sounds)
			i += n
		}
	}
	return tidied(dst, start)
}

// cyrillicReadings give the sounds of each Cyrillic letter.
var cyrillicReadings = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "Z", 'з': "z", 'и': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ф': "f", 'х': "h", 'ц': "c", 'ч': "C", 'ш': "S", 'щ': "S", 'ы': "i", 'э': "e",
	'ю': "u", 'я': "a", 'і': "i", 'ї': "i", 'є': "e", 'ґ': "g",
}

// appendSounds appends sounds to the reading that starts at start, joining
// what is spoken as one.
func appendSounds(dst []byte, start int, sounds string) []byte {
	for i := 0; i < len(sounds); i++ {
		s := sounds[i]
		last := len(dst) - 1
		switch {
		case last < start:
		case dst[last] == s, dst[last] == 'S' && s == 'C', s == 'i' && isReadVowel(dst[last]):
			continue
		case s == 'C' && (dst[last] == 's' || dst[last] == 'z'):
			dst[last] = 'S' // сч is spoken щ
			continue
		case dst[last] == 't' && (s == 's' || s == 'c'):
			dst[last] = 'c'
			continue
		case dst[last] == 't' && s == 'C', dst[last] == 's' && s == 'h':
			dst[last] = s
			if s == 'h' {
				dst[last] = 'S'
			}
			continue
		case dst[last] == 'i' && isReadVowel(s):
			dst[last] = s
			continue
		case s == 'o' && strings.IndexByte("CSZ", dst[last]) >= 0:
			s = 'e' // Gorbachov, Хрущов
		}
		dst = append(dst, s)
	}
	return dst
}

func isReadVowel(s byte) bool { return strings.IndexByte("aeiou", s) >= 0 }

// tidied rewrites the genitive endings -ogo and -ego as they are spoken.
func tidied(dst []byte, start int) []byte {
	if n := len(dst); n-start > 3 && dst[n-1] == 'o' && dst[n-2] == 'g' && (dst[n-3] == 'o' || dst[n-3] == 'e') {
		dst[n-2] = 'v'
	}
	return dst
}

// clusters are the letter groups of the Latin schemes, longest first.
var clusters = []struct{ letters, sounds string }{
	{"shch", "S"}, {"stch", "S"}, {"sch", "S"}, {"tch", "C"}, {"sh", "S"}, {"ch", "C"}, {"zh", "Z"}, {"kh", "h"},
	{"ph", "f"}, {"th", "t"}, {"tz", "c"}, {"ts", "c"},
}

// latinReading gives the sounds of the letters of word at i, and how many
// bytes they are.
func latinReading(word string, i int, h habits) (sounds string, n int) {
	rest := word[i:]
	if strings.IndexByte("cskptz", rest[0]) >= 0 {
		for _, c := range clusters {
			if strings.HasPrefix(rest, c.letters) {
				return c.sounds, len(c.letters)
			}
		}
	}
	next := byteAt(word, i+1)
	switch rest[0] {
	case 'c':
		if h.c == 2 && (next == 'e' || next == 'i') {
			return "s", 1
		}
		return readingsC[h.c], 1
	case 'x':
		return readingsX[h.x], 1
	case 'w':
		return readingsW[h.w], 1
	case 'h':
		return readingsH[h.h], 1
	case 'q':
		if next == 'u' {
			return "k", 2
		}
		return "k", 1
	case 'g':
		if after := byteAt(word, i+2); h.c == 2 && next == 'u' && (after == 'e' || after == 'i') {
			return "g", 2
		}
	case 'y', 'j':
		return glide(word, i, h)
	case 'i':
		if next == 'o' && h.yo == 1 {
			return "e", 2 // Koroliov
		}
	case '4':
		return "C", 1
	case '6':
		return "S", 1
	}
	if rest[0] >= 0x80 {
		return "", len(string(firstLetter(rest)))
	}
	return rest[:1], 1
}

// glide reads y and j: part of the vowel behind them, й, ы, or ж.
func glide(word string, i int, h habits) (sounds string, n int) {
	next, before := byteAt(word, i+1), byteAt(word, i-1)
	j := ""
	if word[i] == 'j' {
		if j = readingsJ[h.j]; j != "" {
			return j, 1
		}
	}
	switch {
	case next == 'o':
		return readingsYo[h.yo], 2
	case strings.IndexByte("aeiu", next) >= 0:
		return "", 1
	case word[i] == 'y' && strings.IndexByte("aeiou", before) < 0:
		return "i", 1
	}
	return "", 1
}

func byteAt(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}

// cyrillised writes a folded Latin word in Russian letters, under the
// commonest habits except for j, so that it can be stemmed.
func cyrillised(word string, j uint8) string {
	var b strings.Builder
	for i := 0; i < len(word); {
		letters, n := cyrillicFor(word, i, j)
		b.WriteString(letters)
		i += n
	}
	return b.String()
}

var cyrillicClusters = []struct{ latin, cyrillic string }{
	{"shch", "щ"}, {"sch", "щ"}, {"tch", "ч"}, {"sh", "ш"}, {"ch", "ч"}, {"zh", "ж"}, {"kh", "х"}, {"ts", "ц"}, {"tz", "ц"},
	{"yu", "ю"}, {"ju", "ю"}, {"ya", "я"}, {"ja", "я"}, {"yo", "е"}, {"jo", "е"}, {"ye", "е"}, {"je", "е"},
}

const (
	latinSingles    = "abvgdezijklmnoprstufhcywxq46"
	cyrillicSingles = "абвгдезийклмнопрстуфхцывхкчш"
)

func cyrillicFor(word string, i int, j uint8) (letters string, n int) {
	if word[i] == 'j' && j == 1 {
		return "ж", 1
	}
	for _, c := range cyrillicClusters {
		if strings.HasPrefix(word[i:], c.latin) {
			return c.cyrillic, len(c.latin)
		}
	}
	next, before := byteAt(word, i+1), byteAt(word, i-1)
	vowel := before != 0 && strings.IndexByte("aeiouy", before) >= 0
	switch {
	case word[i] == 'i' && next == 'a' && !vowel && i > 0 && i+2 == len(word):
		return "ия", 2
	case word[i] == 'a' && before == 'i':
		return "я", 1
	case word[i] == 'u' && before == 'i':
		return "ю", 1
	case word[i] == 'i' && before == 'i' && next == 0, word[i] == 'y' && vowel:
		return "й", 1
	}
	if k := strings.IndexByte(latinSingles, word[i]); k >= 0 {
		return string([]rune(cyrillicSingles)[k]), 1
	}
	return "", 1
}
