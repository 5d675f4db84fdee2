package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"puente/internal/lang"
	"puente/internal/match"
)

// addressed returns what a message says to the bot: in "so boring… @puente_bot who was
// the first ambassador?" the words after the mention, or before it where nothing follows.
func addressed(text string) string {
	before, after, ok := atMention(text)
	switch {
	case !ok:
		return text
	case strings.IndexFunc(after, unicode.IsLetter) < 0:
		return before
	}
	return after
}

// referred returns the last sentence before the mention of the bot, which a pronoun behind
// it may mean; empty where there is none: "Stravinsky never came here. @puente_bot did he?"
func referred(text string) string {
	before, after, ok := atMention(text)
	if !ok || strings.IndexFunc(after, unicode.IsLetter) < 0 {
		return ""
	}
	blank := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	before = strings.TrimRightFunc(before, blank)
	sentence := strings.TrimLeftFunc(before[strings.LastIndexAny(before, ".!?…\n")+1:], blank)
	return strings.ReplaceAll(sentence, "@", "") // no other mention is to be resolved
}

// atMention splits a message at its last mention of somebody.
func atMention(text string) (before, after string, ok bool) {
	at := strings.LastIndex(text, "@")
	if at < 0 || at > 0 && !strings.ContainsAny(text[at-1:at], " \n\t(,;:.!?…") && text[at-1] < utf8.RuneSelf {
		return "", "", false
	}
	name := strings.IndexFunc(text[at+1:], func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if name < 0 {
		return text[:at], "", true
	}
	return text[:at], text[at+1+name:], true
}

// firstPerson are the folded words with which people speak of themselves.
var firstPerson = map[string]bool{"i": true, "im": true, "we": true, "yo": true, "soy": true, "somos": true, "estoy": true, "я": true, "мы": true}

// introduced returns what follows where people first say which other country they are from:
// "I am a student from Vietnam, who …". Empty where they do not.
func introduced(u lang.Utterance, names []match.Mention) string {
	abroad := slices.IndexFunc(names, func(m match.Mention) bool { return m.Foreign })
	if abroad < 0 {
		return ""
	}
	from := u.Tokens[names[abroad].Token]
	end := strings.IndexAny(u.Text[from.End:], ",:;.!")
	before := func(t lang.Token) bool { return t.Start < from.Start && firstPerson[t.Fold] }
	if end < 0 || !slices.ContainsFunc(u.Tokens, before) {
		return ""
	}
	rest := u.Text[from.End+end+1:]
	if strings.IndexFunc(rest, unicode.IsLetter) < 0 {
		return ""
	}
	return rest
}
