package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form under which words are compared: NFC, lower case, Latin
// letters without their marks (ñ becomes n, ß becomes ss), ё as е and й kept,
// curly quotes and dashes as ' " and -, any space as a plain space. Invisible
// format characters are dropped and invalid UTF-8 becomes a space.
// Fold is idempotent.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(appendFold(make([]byte, 0, len(s)), s))
}

// isFolded reports, for ASCII only, that Fold would change nothing.
func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '`' || '\t' <= c && c <= '\r' {
			return false
		}
	}
	return true
}

// appendFold appends the folded form of s to dst.
func appendFold(dst []byte, s string) []byte {
	if isSimple(s) {
		return appendFolded(dst, s)
	}
	s = norm.NFC.String(strings.Map(dropIgnorable, s))
	// Again, since a lower-case letter may compose where its capital does not.
	return norm.NFC.Append(dst, appendFolded(nil, s)...)
}

// appendFolded folds the runes of NFC text.
func appendFolded(dst []byte, s string) []byte {
	var base rune // last letter written, to know what a combining mark belongs to
	for _, r := range s {
		if r >= 0x300 && unicode.Is(unicode.Mn, r) && (isLatin(base) || isCyrillic(base)) {
			continue
		}
		if isIgnorable(r) {
			continue
		}
		a, b := foldRune(r)
		base = a
		dst = utf8.AppendRune(dst, a)
		if b != 0 {
			dst = utf8.AppendRune(dst, b)
		}
	}
	return dst
}

// isSimple reports that every rune of s folds on its own, without composing
// it with its neighbours first.
func isSimple(s string) bool {
	for _, r := range s {
		if r >= 0x300 && (r < 0x400 || r >= 0x483) {
			return false
		}
	}
	return true
}

func dropIgnorable(r rune) rune {
	if isIgnorable(r) {
		return -1
	}
	return r
}

// isIgnorable reports format characters that show nothing: soft hyphen,
// zero-width characters, byte order mark and bidirectional controls.
func isIgnorable(r rune) bool {
	return r == 0xAD || r >= 0x600 && unicode.Is(unicode.Cf, r)
}

func isLatin(r rune) bool {
	switch {
	case r < 0x80:
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	case r < 0x250:
		return r >= 0xC0 && r != 0xD7 && r != 0xF7 || r == 0xAA || r == 0xBA
	}
	return unicode.Is(unicode.Latin, r)
}

func isCyrillic(r rune) bool {
	return r >= 0x400 && r <= 0x481 || r >= 0x48A && r <= 0x52F
}

// foldedLatin holds the folded form of the Latin letters below U+0250 and of
// those of U+1E00 to U+1EFF; the second rune is zero for most.
var foldedLatin, foldedLatinAdditional = foldLatinTables()

func foldLatinTables() (low [0x250][2]rune, additional [0x100][2]rune) {
	for r := rune(0); r < 0x250; r++ {
		low[r] = foldLatin(r)
	}
	for r := rune(0x1E00); r < 0x1F00; r++ {
		additional[r-0x1E00] = foldLatin(r)
	}
	return low, additional
}

// foldLatin folds one Latin rune by its canonical decomposition and, for
// letters that have none, by the usual spelling without marks.
func foldLatin(r rune) [2]rune {
	switch r {
	case 'ß', 'ẞ':
		return [2]rune{'s', 's'}
	case 'æ', 'Æ':
		return [2]rune{'a', 'e'}
	case 'œ', 'Œ':
		return [2]rune{'o', 'e'}
	case 'þ', 'Þ':
		return [2]rune{'t', 'h'}
	case 'ø', 'Ø', 'º':
		return [2]rune{'o'}
	case 'ª':
		return [2]rune{'a'}
	case 'ł', 'Ł':
		return [2]rune{'l'}
	case 'đ', 'Đ', 'ð', 'Ð':
		return [2]rune{'d'}
	case 'ı', 'İ':
		return [2]rune{'i'}
	case 'ħ', 'Ħ':
		return [2]rune{'h'}
	case '`', '´':
		return [2]rune{'\''}
	case '«', '»':
		return [2]rune{'"'}
	case utf8.RuneError:
		return [2]rune{' '}
	}
	if unicode.IsSpace(r) {
		return [2]rune{' '}
	}
	if unicode.IsLetter(r) {
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
		if base != r {
			return foldLatin(base)
		}
	}
	return [2]rune{r}
}

// foldRune folds one rune of NFC text; b is zero unless it becomes two.
func foldRune(r rune) (a, b rune) {
	switch {
	case r < 0x250:
		f := foldedLatin[r]
		return f[0], f[1]
	case r >= 0x410 && r <= 0x42F:
		return r + 0x20, 0
	case r >= 0x430 && r <= 0x44F:
		return r, 0
	case r >= 0x400 && r <= 0x52F:
		return foldCyrillic(r), 0
	case r >= 0x1E00 && r < 0x1F00:
		f := foldedLatinAdditional[r-0x1E00]
		return f[0], f[1]
	}
	return foldSymbol(r), 0
}

func foldCyrillic(r rune) rune {
	switch r = unicode.ToLower(r); r {
	case 'ё', 'ѐ':
		return 'е'
	case 'ѝ':
		return 'и'
	}
	return r
}

// foldSymbol folds quotes, dashes, spaces and the letters that only look
// special (full width, mathematical).
func foldSymbol(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '′', 'ʼ', 'ʹ', 'ʻ', 'ˈ':
		return '\''
	case '“', '”', '„', '‟', '″', '‹', '›':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '﹣':
		return '-'
	case utf8.RuneError:
		return ' '
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	if r >= 0xFF01 && r <= 0xFF5E || r >= 0x1D400 && r <= 0x1D7FF {
		k, size := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		if size > 0 && k < 0x250 {
			return foldedLatin[k][0]
		}
		r = k
	}
	return unicode.ToLower(r)
}
