package lang

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is what is known of one written word on its own, whatever stands
// around it. It is immutable and shared between utterances.
type word struct {
	hash   uint32 // of the text, in a wordTable
	number int32  // in a wordTable: its place among the words
	text   string // as typed
	fold   string
	stems  []string
	script Script
	cas    Case

	stop, local, filler languageSet
	long                *[3]*word // what an abbreviation stands for, by language; nil for other words

	keys [3]string // of a Latin word: its English and two Spanish stems; of any other its only one

	// What only some callers ask for is computed when the first one does.
	marked  atomic.Pointer[[]string] // stems with the stemmer's mark, see tagStems
	weighed atomic.Pointer[evidence]
}

// tagged returns the stems with the stemmer's mark.
func (w *word) tagged() []string {
	if t := w.marked.Load(); t != nil {
		return *t
	}
	t := tagStems(w)
	w.marked.Store(&t)
	return t
}

// evidence returns what the word says of the language.
func (w *word) evidence() *evidence {
	if e := w.weighed.Load(); e != nil {
		return e
	}
	e := weigh(w)
	w.weighed.Store(&e)
	return &e
}

// The words remembered between calls, in sets of a few: enough ways that the
// words of one text do not drive each other out. A word driven out only has to
// be folded and stemmed again (4 µs, BenchmarkWord).
const (
	cacheSets = 1 << 11
	cacheWays = 4
)

var (
	wordCache [cacheSets][cacheWays]atomic.Pointer[word]
	wordSeed  = maphash.MakeSeed()
)

// lookup returns the word typed as text, from the cache when it was seen.
func lookup(text string) *word {
	if len(text) > maxStemmed {
		return newWord(text)
	}
	hash := maphash.String(wordSeed, text)
	set := &wordCache[hash%cacheSets]
	slot := &set[hash>>32%cacheWays]
	for i := range set {
		w := set[i].Load()
		if w == nil {
			slot = &set[i]
			break
		}
		if w.text == text {
			return w
		}
	}
	w := newWord(strings.Clone(text))
	slot.Store(w)
	return w
}

func newWord(text string) *word {
	w := new(word)
	w.read(text)
	return w
}

// read sets all that is known of the word typed as text.
func (w *word) read(text string) {
	w.text = text
	accented, ok := w.plain()
	if !ok {
		w.cas = caseOf(text)
		accented = bare(lower(text))
		w.fold = unmixed(Fold(accented))
		w.script = scriptOf(w.fold)
	}
	switch {
	case !ok && strings.ContainsAny(w.fold, "0123456789"):
		w.keys[0], w.stems = w.fold, w.keys[:1:1]
	case isStemmedAsLatin(accented, w.fold):
		w.keys = latinStems(accented, w.fold)
		w.stems = different(&w.keys)
	case w.fold != "":
		w.keys[0], w.stems = otherStem(accented, w.fold), w.keys[:1:1]
	}
	list := lists[w.fold]
	w.stop, w.local, w.filler = list.stop&^list.local, list.local, list.filler
	if list.long != nil {
		w.long = new([3]*word)
		for i, l := range list.long {
			if l != "" && l != text {
				w.long[i] = lookup(l)
			}
		}
	}
}

// The least letters of a stem that tells an inflected form: Russian ones are
// shorter (чил of Чили).
const (
	minStem        = 4
	minRussianStem = 3
)

// tagStems gives the stems that are long enough to tell an inflected form by,
// each marked with its language: two words are forms of one word when the same
// stemmer says so, not when the Spanish stem of one is the English of another.
func tagStems(w *word) []string {
	if w.script == Cyrillic && utf8.RuneCountInString(w.stems[0]) >= minRussianStem {
		return w.stems
	}
	if w.script != Latin || len(w.fold) > maxStemmed || len(w.stems) == 0 {
		return nil
	}
	keys := w.keys
	if keys[1] == "" { // with digits in it
		keys = latinStems(bare(lower(w.text)), w.fold)
	}
	var tagged []string
	for i, key := range keys {
		if utf8.RuneCountInString(key) >= minStem {
			tagged = appendNew(tagged, [...]string{"en:", "es:", "es:"}[i]+key)
		}
	}
	return tagged
}

// lower is NFC and lower case, accents kept.
func lower(s string) string {
	if isSimple(s) && !strings.ContainsRune(s, softHyphen) {
		return strings.ToLower(s)
	}
	return strings.ToLower(norm.NFC.String(strings.Map(dropIgnorable, strings.ToValidUTF8(s, " "))))
}

// softHyphen is the one format character among the runes that fold on their own.
const softHyphen = 0xAD

// bare drops what stands inside a word without being a letter: the English
// possessive, apostrophes and hyphens.
func bare(s string) string {
	if strings.IndexFunc(s, isJoiner) < 0 {
		return s
	}
	if i := strings.LastIndexFunc(s, isApostrophe); i > 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		if s[i+size:] == "s" || s[i+size:] == "" {
			s = s[:i]
		}
	}
	return strings.Map(func(r rune) rune {
		if isJoiner(r) {
			return -1
		}
		return r
	}, s)
}

func isJoiner(r rune) bool { return isApostrophe(r) || isHyphen(r) }

func isApostrophe(r rune) bool {
	if r < 0x80 {
		return r == '\'' || r == '`'
	}
	a, _ := foldRune(r)
	return a == '\''
}

func isHyphen(r rune) bool {
	if r < 0x80 {
		return r == '-'
	}
	return r >= 0x2010 && foldSymbol(r) == '-'
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func scriptOf(folded string) Script {
	for _, r := range folded {
		switch {
		case isLatin(r):
			return Latin
		case isCyrillic(r):
			return Cyrillic
		case unicode.IsLetter(r):
			return Foreign
		}
	}
	return NoScript
}

// latinLike and cyrillicLike are the letters of the two alphabets that look
// alike, in the same order.
const (
	latinLike    = "aceopxykmthbi"
	cyrillicLike = "асеорхукмтнві"
)

// unmixed rewrites a folded word of Latin and Cyrillic letters in the one
// alphabet it can be meant in: Сhile with a Cyrillic С, Роcсия with a Latin c.
// Words of one alphabet, and those that cannot be told, stay as they are.
func unmixed(folded string) string {
	only, ok := lookAlike(folded)
	if !ok {
		return folded
	}
	from, to := []rune(latinLike), []rune(cyrillicLike)
	if only == Latin {
		from, to = to, from
	}
	return strings.Map(func(r rune) rune {
		for i, f := range from {
			if r == f {
				return to[i]
			}
		}
		return r
	}, folded)
}

// lookAlike says which alphabet a folded word of both alphabets is meant in:
// the one whose letters are not all look-alikes.
func lookAlike(folded string) (only Script, ok bool) {
	if !ofTwoAlphabets(folded) {
		return NoScript, false
	}
	var latin, cyrillic, latinOnly, cyrillicOnly int
	for _, r := range folded {
		switch {
		case isLatin(r):
			latin++
			if !strings.ContainsRune(latinLike, r) {
				latinOnly++
			}
		case isCyrillic(r):
			cyrillic++
			if !strings.ContainsRune(cyrillicLike, r) {
				cyrillicOnly++
			}
		}
	}
	switch {
	case latinOnly > 0 && cyrillicOnly > 0:
		return NoScript, false
	case cyrillicOnly > 0 || latinOnly == 0 && cyrillic >= latin:
		return Cyrillic, true
	}
	return Latin, true
}

// ofTwoAlphabets reports whether a word has both Latin and Cyrillic letters.
func ofTwoAlphabets(folded string) bool {
	var latin, cyrillic bool
	for _, r := range folded {
		latin = latin || isLatin(r)
		cyrillic = cyrillic || isCyrillic(r)
	}
	return latin && cyrillic
}
