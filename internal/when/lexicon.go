package when

import (
	"slices"
	"strings"
	"sync"

	"puente/internal/lang"
)

// word is what a folded word is in a time expression, alone or at the head of phrases.
type word struct {
	class   class
	n       int
	phrases []phrase // longest first
}

// phrase is the rest of a phrase behind its first word.
type phrase struct {
	rest  []string
	class class
	n     int
}

// lexicon holds the words of a language by their folded form.
type lexicon map[string]word

// lexicons are the lexicons of English, Spanish and Russian (in either alphabet), and one
// of all words in Latin letters for texts whose language is not known and for words that
// the text's own language lacks: the language of a short question is often mistaken.
type lexicons struct{ en, es, ru, latin lexicon }

var vocabulary = sync.OnceValue(buildLexicons)

func buildLexicons() *lexicons {
	const romanised = 10_000 // about as many are the Russian words in all their spellings
	l := &lexicons{lexicon{}, lexicon{}, make(lexicon, romanised), lexicon{}}
	for _, rows := range [][]row{table[:], numberTable[:], guardTable[:]} {
		for _, r := range rows {
			l.add(r)
		}
	}
	for _, lx := range []lexicon{l.en, l.es, l.ru, l.latin} {
		for w, entry := range lx {
			slices.SortStableFunc(entry.phrases, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
			lx[w] = entry
		}
	}
	return l
}

func (l *lexicons) add(r row) {
	for _, w := range expand(r.en) {
		l.en.add(w, r)
		l.latin.add(w, r)
	}
	for _, w := range expand(r.es) {
		l.es.add(w, r)
		l.latin.add(w, r)
	}
	russian := expand(r.ru)
	for _, w := range russian {
		l.ru.add(w, r)
	}
	l.addRomanised(r, russian)
}

// clearLength is the number of letters from which the Russian name of a month in Latin
// letters is nothing else in another language: Marta is a name, marte Spanish for Mars.
const (
	clearLength = 6
	clearYear   = 4 // the same for forms of год: godu
)

// addRomanised enters the Russian words of a row in Latin letters. Those that guard numbers are left
// out: few people need them, and they are many.
func (l *lexicons) addRomanised(r row, words []string) {
	if r.class&(measure|label|title) != 0 {
		return
	}
	for _, w := range words {
		for _, latin := range romanise(w) {
			l.ru.add(latin, r)
			switch {
			case r.class&month != 0 && len(latin) >= clearLength:
				l.latin.add(latin, r)
			case r.class&unit != 0 && r.n == unitYear && len(latin) >= clearYear:
				l.latin.add(latin, r)
			}
		}
	}
}

// add enters a word or phrase. A word that is several things gets all their classes; its
// n is that of the first of them to have one.
func (lx lexicon) add(text string, r row) {
	head, rest, isPhrase := strings.Cut(text, "_")
	w := lx[head]
	if isPhrase {
		w.phrases = append(w.phrases, phrase{strings.Split(rest, "_"), r.class, r.n})
	} else {
		w.class |= r.class
		if w.n == 0 {
			w.n = r.n
		}
	}
	lx[head] = w
}

// of returns the lexicon for a token in an utterance of a language.
func (l *lexicons) of(t *lang.Token, language lang.Language) lexicon {
	switch {
	case t.Script == lang.Cyrillic || language == lang.Ru:
		return l.ru
	case language == lang.En:
		return l.en
	case language == lang.Es:
		return l.es
	}
	return l.latin
}

// expand writes out the words of a row: each word once for every choice of the endings in
// its braces.
func expand(words string) []string {
	var out []string
	for _, w := range strings.Fields(words) {
		out = append(out, alternatives(w)...)
	}
	return out
}

func alternatives(w string) []string {
	before, rest, found := strings.Cut(w, "{")
	if !found {
		return []string{w}
	}
	choices, after, _ := strings.Cut(rest, "}")
	var out []string
	for _, tail := range alternatives(after) {
		for _, choice := range strings.Split(choices, ",") {
			out = append(out, before+choice+tail)
		}
	}
	return out
}

// latinLetters are the usual ways to write a Russian letter in Latin ones.
var latinLetters = map[rune][]string{
	'а': {"a"}, 'б': {"b"}, 'в': {"v"}, 'г': {"g"}, 'д': {"d"}, 'е': {"e"}, 'ж': {"zh", "j"},
	'з': {"z"}, 'и': {"i"}, 'й': {"y", "i", "j"}, 'к': {"k"}, 'л': {"l"}, 'м': {"m"}, 'н': {"n"},
	'о': {"o"}, 'п': {"p"}, 'р': {"r"}, 'с': {"s"}, 'т': {"t"}, 'у': {"u"}, 'ф': {"f"},
	'х': {"h", "kh", "x"}, 'ц': {"ts", "c"}, 'ч': {"ch"}, 'ш': {"sh"}, 'щ': {"sch", "shch"},
	'ъ': {""}, 'ы': {"y", "i"}, 'ь': {""}, 'э': {"e"}, 'ю': {"yu", "ju", "iu", "u"}, 'я': {"ya", "ja", "ia"},
}

// maxRomanised bounds how many spellings of a word are kept.
const maxRomanised = 36

// romanise returns the usual ways to write a folded Russian word in Latin letters.
func romanise(w string) []string {
	out := []string{""}
	last := ' '
	for _, r := range w {
		choices, ok := latinLetters[r]
		switch {
		case !ok:
			choices = []string{string(r)}
		case r == 'й' && (last == 'ы' || last == 'и'):
			choices = append(choices[:len(choices):len(choices)], "") // kotory for который
		}
		last = r
		next := make([]string, 0, len(out)*len(choices))
		for _, c := range choices {
			for _, s := range out {
				next = append(next, s+c)
			}
		}
		out = next[:min(len(next), maxRomanised)]
	}
	return out
}
