// Package ask finds in an utterance how something is asked: when, who, how long, which
// came first, on this day. It looks at the form of a question only, by a closed list of
// phrases in three languages; what is asked about is for package match to find, and what
// to do with it for package answer.
package ask

import (
	_ "embed"
	"fmt"
	"strings"

	"puente/internal/lang"
)

// Set is a set of things that the form of a question asks for.
type Set uint64

// What a question can ask for.
const (
	When Set = 1 << iota
	Who
	Where
	Why
	HowMany
	HowLong    // how long, for how many years
	Elapsed    // how long ago, how many years since
	Total      // in total, altogether
	Times      // how many times
	First      // the first …
	Last       // the last …
	WhichFirst // which came first
	Next       // the next …
	Previous   // the one before
	YesNo      // did, was, is it true
	True       // is it true that …
	Exist      // were there, did they have
	List       // which ones, what happened, list
	Happened   // what happened, events
	Source     // where is that from
	More       // go on
	Today      // on this day
	Anniversary
	Matter    // why does a date matter
	Overview  // ups and downs, history in short
	Legal     // legal basis
	Future    // will, next year
	Opinion   // in your opinion, whose fault
	Without   // without, there were none
	Pronoun   // stands for something said before
	Enumerate // list them
	SinceWhen // since when, when did it begin
	Between   // from one event to another, how long something ran
	Identity  // who somebody is
	Several   // which of several: which generals, qué países, каких министров
	Question  // any question word
)

// names are the names of the flags in forms.txt.
var names = map[string]Set{
	"when": When | Question, "who": Who | Question, "where": Where | Question,
	"why": Why | Question, "how-many": HowMany | Question, "how-long": HowLong | Question,
	"elapsed": Elapsed | Question, "total": Total, "times": Times | Question,
	"first": First, "last": Last, "which-first": WhichFirst | Question, "next": Next,
	"previous": Previous, "yes-no": YesNo, "true": True | YesNo, "exist": Exist,
	"list": List, "enumerate": Enumerate | List, "happened": Happened | List, "source": Source, "more": More,
	"today": Today, "anniversary": Anniversary, "matter": Matter, "overview": Overview,
	"legal": Legal, "future": Future, "opinion": Opinion, "between": Between, "since-when": SinceWhen, "pronoun": Pronoun, "without": Without, "several": Several, "identity": Identity, "question": Question,
}

// Has reports whether s has all of t.
func (s Set) Has(t Set) bool { return s&t == t }

// Any reports whether s has one of t.
func (s Set) Any(t Set) bool { return s&t != 0 }

//go:embed forms.txt
var formsText string

// form is one way of asking: a sequence of folded words.
type form struct {
	words []string
	start bool // only at the start of the question
	whole bool // only as the whole question
	asks  Set
}

// forms are the forms by their first word.
var forms = mustForms(formsText)

// mustForms reads forms.txt: a line "[flag]" starts a section, every other line holds
// forms separated by commas; ^ ties a form to the start of the question, = to the whole
// of it.
func mustForms(text string) map[string][]form {
	out := make(map[string][]form)
	var flag Set
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name := strings.Trim(line, "[]")
			known := false
			if flag, known = names[name]; !known {
				panic(fmt.Sprintf("ask: forms.txt: unknown section %q", name))
			}
		default:
			for _, s := range strings.Split(line, ",") {
				f := form{asks: flag}
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

// Reading is what the form of a question asks for, and which of its tokens say so.
type Reading struct {
	Set
	Token []Set // by token: the sets of the forms that the token is part of
}

// Read finds the forms in an utterance.
func Read(u lang.Utterance) Reading {
	r := Reading{Token: make([]Set, len(u.Tokens))}
	for i := range u.Tokens {
		r.Open(u.Tokens, i, OpeningOf(u.Tokens[i].Fold))
		if several(u.Tokens, i) {
			r.Set |= Several
		}
	}
	return r
}

// Opening holds the forms that begin with a word. Who reads many texts looks them up once
// a word.
type Opening []form

// OpeningOf returns the forms that begin with a folded word; most words have none.
func OpeningOf(word string) Opening { return forms[word] }

// Reset makes r the reading of n tokens of which nothing is known yet.
func (r *Reading) Reset(n int) {
	r.Set, r.Token = 0, append(r.Token[:0], make([]Set, n)...)
}

// Open adds those of the forms that stand at token i, which is their first word.
func (r *Reading) Open(tokens []lang.Token, i int, forms Opening) {
	for k := range forms {
		f := &forms[k]
		if !f.at(tokens, i) {
			continue
		}
		r.Set |= f.asks
		for j := range f.words {
			r.Token[i+j] |= f.asks
		}
	}
}

// whichOf are the folded words after which a plural asks for several things, and those
// that are plurals themselves.
var (
	whichOf = map[string]bool{"which": true, "what": true, "que": true}
	plurals = map[string]bool{"quienes": true, "cuales": true, "какие": true, "каких": true, "какими": true}
)

// several reports whether token i asks for several things. English and Spanish plurals
// are told by their ending.
func several(tokens []lang.Token, i int) bool {
	if plurals[tokens[i].Fold] {
		return true
	}
	if !whichOf[tokens[i].Fold] {
		return false
	}
	for _, t := range tokens[i+1 : min(i+3, len(tokens))] { // which Chilean generals
		if len(t.Fold) > 3 && strings.HasSuffix(t.Fold, "s") && !strings.HasSuffix(t.Fold, "ss") && t.Kind == lang.Word {
			return true
		}
	}
	return false
}

// formal are the sets whose words belong to the form of a question and say nothing of
// its subject: "on which day", "how long ago". Those of the others do: in "which
// president" one is asked for.
const formal = When | Where | HowLong | Elapsed | Times | Total | WhichFirst | True | Source | More | Today |
	Anniversary | Matter | Overview | Happened | Pronoun | Enumerate

// Formal reports whether token i belongs to the form of the question only.
func (r Reading) Formal(i int) bool {
	return i >= 0 && i < len(r.Token) && (r.Token[i] &^ Question).Any(formal)
}

// at reports whether the form stands at token i.
func (f *form) at(tokens []lang.Token, i int) bool {
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
	for j := range i {
		switch t := &tokens[j]; t.Fold {
		case "and", "y", "а", "и", "so", "but", "pero", "но", "ну", "e", "entonces", "ok", "oye", "hey":
		default:
			if !t.Filler {
				return false
			}
		}
	}
	return true
}
