package render

import (
	"slices"
	"strings"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/lang"
)

// Article is a result of an inline query.
type Article struct {
	Title   string // of the fact
	Snippet string // the beginning of its text, at most snippetLength letters, on one line
	Message Message
}

// snippetLength is about what clients show of a result's description.
const snippetLength = 120

// FactArticle returns a fact as an inline result whose message states it with its
// sources; ok is false for a fact without a source that the base knows.
func FactArticle(f *fact.Fact, l lang.Language, base *fact.Base, o Options) (a Article, ok bool) {
	d := compose(answer.Answer{Outcome: answer.OutcomeAnswer, Language: l}, []*fact.Fact{f}, base)
	if len(d.blocks) == 0 {
		return Article{}, false
	}
	l = d.printer.Language()
	return Article{Title: f.Title[l], Snippet: snippet(f.Text[l]), Message: markUp(d, o)}, true
}

// snippet returns the beginning of a text, cut between words.
func snippet(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	letters := []rune(text)
	if len(letters) <= snippetLength {
		return text
	}
	end := snippetLength - 1 // room for the ellipsis
	if i := slices.Index(letters[end/2:end+1], ' '); i >= 0 {
		for end > 0 && letters[end] != ' ' {
			end--
		}
	}
	return strings.TrimRight(string(letters[:end]), " ,;:") + "…"
}
