package fact

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"puente/internal/lang"
)

// sentences checks the style of a text of whole sentences.
func (l *linter) sentences(field string, language lang.Language, text string) {
	field += "." + string(language)
	l.atMost(field, text, maxText)
	l.line(field, text)
	l.typography(field, language, text)
	if !endsSentence(text) {
		l.report(field, "no final stop")
	}
	if other := wrongScript(language, text); other != "" {
		l.report(field, "is written in %s letters", other)
	}
}

// title checks the style of a title.
func (l *linter) title(field string, language lang.Language, text string) {
	field += "." + string(language)
	l.atMost(field, text, maxTitle)
	l.line(field, text)
	l.typography(field, language, text)
	if strings.HasSuffix(text, ".") {
		l.report(field, "ends with a stop")
	}
}

func (l *linter) atMost(field, text string, characters int) {
	if n := utf8.RuneCountInString(text); n > characters {
		l.report(field, "%d characters, want at most %d", n, characters)
	}
}

// markup is what Telegram or Markdown would make something else of.
var markup = regexp.MustCompile("</?[a-zA-Z]|\\*\\*|__|`|\\]\\(|&[a-z]+;|&#")

// line checks what holds for every piece of text.
func (l *linter) line(field, text string) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		l.report(field, "has a line break or control character")
	}
	if strings.Contains(text, "  ") || text != strings.TrimSpace(text) {
		l.report(field, "has a space too many")
	}
	if m := markup.FindString(text); m != "" {
		l.report(field, "has markup: %s", m)
	}
	if word := mixedWord(text); word != "" {
		l.report(field, "%q mixes Latin and Cyrillic letters", word)
	}
}

// typography checks the marks that each language has its own rules for.
func (l *linter) typography(field string, language lang.Language, text string) {
	if strings.Contains(text, " - ") {
		l.report(field, "a hyphen stands for a dash")
	}
	if language == lang.Ru && strings.ContainsAny(text, `"“”`) {
		l.report(field, "Russian quotation marks are «»")
	}
}

// endsSentence reports whether text ends with a final stop, before closing quotation marks
// or brackets or not.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, `»”"')`)
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…", last)
}

// mixedWord returns the first word of text that has both Latin and Cyrillic letters: one
// of them only looks right. It is empty when there is none.
func mixedWord(text string) string {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin, cyrillic := letters(word)
		if latin > 0 && cyrillic > 0 {
			return word
		}
	}
	return ""
}

func letters(text string) (latin, cyrillic int) {
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		}
	}
	return latin, cyrillic
}

// wrongScript returns the script that text is mostly in when its language has another one.
func wrongScript(language lang.Language, text string) string {
	latin, cyrillic := letters(text)
	switch {
	case language == lang.Ru && latin > cyrillic:
		return "Latin"
	case language != lang.Ru && cyrillic > latin:
		return "Cyrillic"
	}
	return ""
}

// wordsOf returns the folded words of text with single spaces between: texts that differ
// in case, accents and marks only have the same.
func wordsOf(text string) string {
	return strings.Join(strings.FieldsFunc(lang.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
