// Package locale holds what the bot says in its own voice, in English, Spanish as read in
// Chile and Russian: a catalogue of messages for each language with their plural forms,
// the wording of dates and lengths of time with the grammatical forms that sentences need,
// and the names of time zones.
//
// It holds no facts, knows no markup and escapes nothing: its strings are plain text.
package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-playground/locales"

	"puente/internal/lang"
)

// Args are the values for the placeholders of a message, by their names.
type Args map[string]string

// Printer words things in one language. It is immutable and safe for concurrent use.
type Printer struct {
	language lang.Language
	messages map[string]message
	rules    locales.Translator // CLDR plural rules, month names, number format
	dates    dateWords
}

// For returns the printer of a language; the one of English for a language that the bot
// does not speak.
func For(l lang.Language) *Printer {
	if p, ok := printers[l]; ok {
		return p
	}
	return printers[lang.En]
}

// Language returns the language of p.
func (p *Printer) Language() lang.Language { return p.language }

// Text returns the message with this key, its placeholders filled in from args. For a
// key that the catalogue lacks it is the key itself; a test proves that every key the
// program uses is there.
func (p *Printer) Text(key string, args ...Args) string {
	m, ok := p.messages[key]
	if !ok {
		return key
	}
	return fill(m.forms[formOther], args)
}

// Count returns the message with this key in the plural form that n calls for. The
// placeholder {n} is filled in with n.
func (p *Printer) Count(key string, n int, args ...Args) string {
	m, ok := p.messages[key]
	if !ok {
		return key
	}
	form, ok := m.forms[p.pluralForm(n)]
	if !ok {
		form = m.forms[formOther]
	}
	return fill(form, append(args, Args{"n": p.Number(n)}))
}

// Number returns n with its thousands grouped as the language groups them.
func (p *Printer) Number(n int) string {
	// Fonts of some clients lack the narrow no-break space that CLDR has for Russian.
	return strings.ReplaceAll(p.rules.FmtNumber(float64(n), 0), "\u202f", "\u00a0")
}

// Join returns items as an enumeration: a, b and c.
func (p *Printer) Join(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return p.Text("join.last", Args{"head": strings.Join(items[:last], ", "), "last": items[last]})
}

// Sentence returns s with its first letter in upper case.
func Sentence(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func (p *Printer) pluralForm(n int) string {
	return formOf[p.rules.CardinalPluralRule(float64(n), 0)]
}
