package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
)

//go:embed data/common.txt
var commonText string

// commonWords are real words of the three languages, by fold, and their stems. What is
// one of them is not misspelt, even if the vocabulary holds a word that looks like it: a
// question about a brain is not about a train.
type commonWords map[string]commonness

// commonness is what a text is among the common words, as bits.
type commonness uint8

const (
	commonFold  commonness = 1 << iota // the fold of one
	commonEn                           // a stem of an English one
	commonEs                           // a stem of a Spanish one
	commonOther                        // a stem of a Russian one
)

// commonCount is more than there are common words and stems that are none.
const commonCount = 28_000

var common = sync.OnceValue(func() commonWords {
	c := make(commonWords, commonCount)
	for language, lines := range sections(commonText) {
		for _, line := range lines {
			for w := range strings.FieldsSeq(line) {
				c.add(Language(language), w)
			}
		}
	}
	return c
})

func (c commonWords) add(l Language, w string) {
	fold := Fold(w)
	c[fold] |= commonFold
	switch l {
	case En:
		c.addStem(commonEn, stemmed(w, english.Stem), minStem)
	case Es:
		c.addStem(commonEs, Fold(stemmed(fold, spanish.Stem)), minStem)
		if w != fold {
			c.addStem(commonEs, Fold(stemmed(w, spanish.Stem)), minStem)
		}
	case Ru:
		c.addStem(commonOther, stemmed(w, russian.Stem), minRussianStem)
	}
}

func (c commonWords) addStem(of commonness, stem string, least int) {
	if utf8.RuneCountInString(stem) >= least {
		c[stem] |= of
	}
}

// maxEnding is the longest ending, in letters, of a form of a common word. With
// longer ones a stemmer makes too much of a misspelt word (ambasador: ambas).
const maxEnding = 3

// has reports whether w is a common word or a form of one.
func (c commonWords) has(w *word) bool {
	if c[w.fold]&commonFold != 0 {
		return true
	}
	for _, key := range w.tagged() {
		mark, stem, marked := strings.Cut(key, ":")
		of := commonOther
		switch {
		case !marked:
			stem = key
		case mark == "en":
			of = commonEn
		default:
			of = commonEs
		}
		if c[stem]&of != 0 && utf8.RuneCountInString(w.fold)-utf8.RuneCountInString(stem) <= maxEnding {
			return true
		}
	}
	return false
}

// Common reports whether a token is a common word of one of the three languages, or a
// form of one: a word that is likely to mean nothing in particular.
func Common(t Token) bool { return t.Kind == Word && common().has(t.word()) }
