package lang

import (
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
)

// maxStemmed is the longest word, in bytes, that is stemmed; a longer one is
// no word and is its own stem.
const maxStemmed = 64

// Stems returns the keys under which a single word is found whatever its
// ending: the Snowball stems of its alphabet's languages, folded, without
// duplicates. A Latin word has its English and its Spanish stem, the latter
// both stemmed before and after folding, since people drop accents and the
// two differ (nació: nac, naci). Keys of all languages share one space.
// The word may be in any case and with or without accents.
func Stems(text string) []string {
	w := word{text: text}
	accented, ok := w.plain()
	if !ok {
		accented, w.fold = lower(text), Fold(text)
	}
	return stems(accented, w.fold)
}

// stems is Stems for a word already lower-cased (accents kept) and folded.
func stems(accented, folded string) []string {
	switch {
	case isStemmedAsLatin(accented, folded):
		keys := latinStems(accented, folded)
		return different(&keys)
	case folded == "":
		return nil
	}
	return []string{otherStem(accented, folded)}
}

// isStemmedAsLatin reports whether a word has English and Spanish stems.
func isStemmedAsLatin(accented, folded string) bool {
	return folded != "" && len(accented) <= maxStemmed && isLatin(firstLetter(folded))
}

// otherStem is the stem of a word that has no English and Spanish ones.
func otherStem(accented, folded string) string {
	if len(accented) <= maxStemmed && isCyrillic(firstLetter(folded)) {
		return stemmed(folded, russian.Stem)
	}
	return folded
}

// different returns each of the keys once, in their own place as far as that goes.
func different(keys *[3]string) []string {
	en, marked, bare := keys[0], keys[1], keys[2]
	switch {
	case marked == en && bare == en:
		return keys[:1:1]
	case marked == en:
		return []string{en, bare}
	case bare == en || bare == marked:
		return keys[:2:2]
	}
	return keys[:]
}

// latinStems are the English stem and the two Spanish ones.
func latinStems(accented, folded string) [3]string {
	bare := Fold(stemmed(folded, spanish.Stem))
	marked := bare
	if accented != folded {
		marked = Fold(stemmed(accented, spanish.Stem))
	}
	return [3]string{stemmed(folded, english.Stem), marked, bare}
}

// stemmers are the working memories of stemming, used again.
var stemmers = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

func stemmed(word string, stem func(*snowballstem.Env) bool) string {
	env := stemmers.Get().(*snowballstem.Env)
	defer stemmers.Put(env)
	// SetCurrent leaves the mark of a backward search where the last word put it.
	env.SetCurrent(word)
	env.LimitBackward = 0
	stem(env)
	if env.Current() == "" {
		return word
	}
	return env.Current()
}

func appendNew(keys []string, key string) []string {
	for _, k := range keys {
		if k == key {
			return keys
		}
	}
	return append(keys, key)
}
