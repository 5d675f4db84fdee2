// Package lang analyses what people type: it folds, tokenises and stems text
// in English, Spanish and Russian, guesses the language, and repairs damaged
// words against a vocabulary (typing errors, other alphabets, the wrong
// keyboard layout, run-together and shortened words).
//
// It knows letters and words, nothing about facts, dates or names: what a
// token means is decided by the packages above. It corrects no grammar and
// translates nothing. All functions are pure and safe for concurrent use.
package lang

// Language is one of the three languages the bot speaks, Other for a language
// it does not speak, or empty when there is nothing to tell it by.
type Language string

// The languages. Only En, Es and Ru are Valid.
const (
	En    Language = "en"
	Es    Language = "es"
	Ru    Language = "ru"
	Other Language = "other"
)

// Languages returns the languages the bot speaks, in a fixed order.
func Languages() []Language { return []Language{En, Es, Ru} }

// Valid reports whether l is one of En, Es and Ru.
func (l Language) Valid() bool { return l == En || l == Es || l == Ru }

// index gives l's place in Languages, or -1.
func (l Language) index() int {
	switch l {
	case En:
		return 0
	case Es:
		return 1
	case Ru:
		return 2
	}
	return -1
}
