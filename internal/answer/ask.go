package answer

import (
	_ "embed"
	"fmt"
	"strings"

	"puente/internal/lang"
)

// ask is a set of things that the form of a question asks for.
type ask uint32

const (
	askWhen ask = 1 << iota
	askWho
	askWhere
	askWhy
	askHowMany
	askHowLong    // how long, for how many years
	askElapsed    // how long ago, how many years since
	askTotal      // in total, altogether
	askTimes      // how many times
	askFirst      // the first …
	askLast       // the last …
	askWhichFirst // which came first
	askNext       // the next …
	askPrevious   // the one before
	askYesNo      // did, was, is it true
	askTrue       // is it true that …
	askExist      // were there, did they have
	askList       // which ones, what happened, list
	askHappened   // what happened, events
	askSource     // where is that from
	askMore       // go on
	askToday      // on this day
	askAnniversary
	askMatter   // why does a date matter
	askOverview // ups and downs, history in short
	askLegal    // legal basis
	askFuture   // will, next year
	askOpinion  // in your opinion, whose fault
	askWithout  // without, there were none
	askBetween  // from one event to another, how long something ran
	askQuestion // any question word
)

// askNames are the names of the flags in asks.txt.
var askNames = map[string]ask{
	"when": askWhen | askQuestion, "who": askWho | askQuestion, "where": askWhere | askQuestion,
	"why": askWhy | askQuestion, "how-many": askHowMany | askQuestion, "how-long": askHowLong | askQuestion,
	"elapsed": askElapsed | askQuestion, "total": askTotal, "times": askTimes | askQuestion,
	"first": askFirst, "last": askLast, "which-first": askWhichFirst | askQuestion, "next": askNext,
	"previous": askPrevious, "yes-no": askYesNo, "true": askTrue | askYesNo, "exist": askExist,
	"list": askList, "happened": askHappened | askList, "source": askSource, "more": askMore,
	"today": askToday, "anniversary": askAnniversary, "matter": askMatter, "overview": askOverview,
	"legal": askLegal, "future": askFuture, "opinion": askOpinion, "between": askBetween, "without": askWithout, "question": askQuestion,
}

// has reports whether a has all of b.
func (a ask) has(b ask) bool { return a&b == b }

// any reports whether a has one of b.
func (a ask) any(b ask) bool { return a&b != 0 }

//go:embed asks.txt
var asksText string

// form is one way of asking: a sequence of folded words.
type form struct {
	words []string
	start bool // only at the start of the question
	whole bool // only as the whole question
	ask   ask
}

// forms are the forms by their first word.
var forms = mustForms(asksText)

// mustForms reads asks.txt: a line "[flag]" starts a section, every other line holds
// forms separated by commas; ^ ties a form to the start of the question, = to the whole
// of it.
func mustForms(text string) map[string][]form {
	out := make(map[string][]form)
	var flag ask
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name := strings.Trim(line, "[]")
			known := false
			if flag, known = askNames[name]; !known {
				panic(fmt.Sprintf("answer: asks.txt: unknown section %q", name))
			}
		default:
			for _, s := range strings.Split(line, ",") {
				f := form{ask: flag}
				s = strings.TrimSpace(s)
				f.start = strings.HasPrefix(s, "^")
				f.whole = strings.HasPrefix(s, "=")
				f.words = strings.Fields(strings.TrimLeft(s, "^="))
				out[f.words[0]] = append(out[f.words[0]], f)
			}
		}
	}
	return out
}

// asked is what the form of a question asks for, and which of its tokens say so.
type asked struct {
	ask
	token []ask // by token: the flags of the forms that the token is part of
}

// readAsk finds the forms in an utterance.
func readAsk(u lang.Utterance) asked {
	a := asked{token: make([]ask, len(u.Tokens))}
	for i, t := range u.Tokens {
		for _, f := range forms[t.Fold] {
			if !f.at(u.Tokens, i) {
				continue
			}
			a.ask |= f.ask
			for j := range f.words {
				a.token[i+j] |= f.ask
			}
		}
	}
	return a
}

// at reports whether the form stands at token i.
func (f form) at(tokens []lang.Token, i int) bool {
	if f.start && !opens(tokens, i) || f.whole && (i > 0 || len(tokens) != len(f.words)) {
		return false
	}
	if i+len(f.words) > len(tokens) {
		return false
	}
	for j, w := range f.words {
		if w != "*" && tokens[i+j].Fold != w {
			return false
		}
	}
	return true
}

// opens reports whether only fillers and conjunctions stand before token i.
func opens(tokens []lang.Token, i int) bool {
	for _, t := range tokens[:i] {
		switch t.Fold {
		case "and", "y", "а", "и", "so", "but", "pero", "но", "ну", "e", "entonces", "ok", "oye", "hey":
		default:
			if !t.Filler {
				return false
			}
		}
	}
	return true
}
