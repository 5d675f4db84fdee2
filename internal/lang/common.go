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

// commonWords are real words of the three languages. What is one of them is
// not misspelt, even if the vocabulary holds a word that looks like it: a
// question about a brain is not about a train.
type commonWords struct {
	folds map[string]bool
	stems map[string]bool // marked as by tagStems, by the word's own language
}

// commonCount is about how many common words there are.
const commonCount = 1 << 14

var common = sync.OnceValue(func() *commonWords {
	c := &commonWords{folds: make(map[string]bool, commonCount), stems: make(map[string]bool, commonCount)}
	for language, lines := range sections(commonText) {
		for _, line := range lines {
			for w := range strings.FieldsSeq(line) {
				c.add(Language(language), w)
			}
		}
	}
	return c
})

func (c *commonWords) add(l Language, w string) {
	c.folds[Fold(w)] = true
	switch l {
	case En:
		c.addStem("en:", stemmed(w, english.Stem), minStem)
	case Es:
		c.addStem("es:", Fold(stemmed(w, spanish.Stem)), minStem)
		c.addStem("es:", Fold(stemmed(Fold(w), spanish.Stem)), minStem)
	case Ru:
		c.addStem("", stemmed(w, russian.Stem), minRussianStem)
	}
}

func (c *commonWords) addStem(mark, stem string, least int) {
	if utf8.RuneCountInString(stem) >= least {
		c.stems[mark+stem] = true
	}
}

// maxEnding is the longest ending, in letters, of a form of a common word. With
// longer ones a stemmer makes too much of a misspelt word (ambasador: ambas).
const maxEnding = 3

// has reports whether w is a common word or a form of one.
func (c *commonWords) has(w *word) bool {
	if c.folds[w.fold] {
		return true
	}
	for _, key := range w.tagged() {
		_, stem, marked := strings.Cut(key, ":")
		if !marked {
			stem = key
		}
		if c.stems[key] && utf8.RuneCountInString(w.fold)-utf8.RuneCountInString(stem) <= maxEnding {
			return true
		}
	}
	return false
}

// Common reports whether a token is a common word of one of the three languages, or a
// form of one: a word that is likely to mean nothing in particular.
func Common(t Token) bool { return t.Kind == Word && common().has(t.word()) }
