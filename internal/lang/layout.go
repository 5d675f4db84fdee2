package lang

import "strings"

// The keys of the Russian layout ЙЦУКЕН and of the Latin one QWERTY (United
// States), key by key. The Spanish layout differs only at the right edge; its
// ñ sits on the key of ж.
const (
	йцукен = "йцукенгшщзхъфывапролджэячсмитьбюё" + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
	qwerty = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`" + "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
)

var toCyrillicKey, toLatinKey = keyTables()

func keyTables() (toCyrillic, toLatin map[rune]rune) {
	toCyrillic, toLatin = map[rune]rune{}, map[rune]rune{}
	latin := []rune(qwerty)
	for i, r := range []rune(йцукен) {
		toCyrillic[latin[i]], toLatin[r] = r, latin[i]
	}
	toCyrillic['ñ'], toCyrillic['Ñ'] = 'ж', 'Ж'
	return toCyrillic, toLatin
}

// retyped returns text as the same keys give it on the other layout: Latin
// letters become Cyrillic and the reverse, by the alphabet of most letters.
// Every rune becomes one rune; runes of neither layout stay.
func retyped(text string) string {
	table := toCyrillicKey
	if mostlyCyrillic(text) {
		table = toLatinKey
	}
	return strings.Map(func(r rune) rune { return keyOr(table, r) }, text)
}

func mostlyCyrillic(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case isCyrillic(r):
			n++
		case isLatin(r):
			n--
		}
	}
	return n > 0
}
