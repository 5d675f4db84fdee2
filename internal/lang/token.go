package lang

// Kind says what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota + 1 // letters
	Number                 // digits, maybe with an ordinal or decade ending: 73-м, 1990s, 3er
)

// Case says how a token was typed, before folding.
type Case uint8

// The cases. A number has none.
const (
	Caseless Case = iota
	Lower
	Title // first letter upper, the rest lower
	Upper // two or more letters, all upper
	Mixed // FASat, iPhone
)

// Script is the alphabet of a token.
type Script uint8

// The scripts. A token whose letters are look-alikes of another alphabet
// (a Cyrillic С in Сhile) counts and folds as the alphabet it means.
const (
	NoScript Script = iota // digits
	Latin
	Cyrillic
	Foreign // any other alphabet
)

// Token is a word or number of an utterance.
type Token struct {
	Text       string   // as typed: the utterance's Text[Start:End]
	Fold       string   // folded, without apostrophes and English 's; chat abbreviations spelled out (q: que)
	Stems      []string // stem keys (see Stems); shared, not to be changed
	Start, End int      // byte offsets in the utterance's Text

	Digits string // of a Number: its digits
	Suffix string // of a Number: the folded ending, "м" of 73-м, "s" of 1990s

	Kind   Kind
	Script Script
	Case   Case

	Stop     bool // a function or question word: weighs nothing
	Filler   bool // a chat filler, greeting or "please tell me": weighs nothing
	Expanded bool // Fold spells out an abbreviation
	Proper   bool // looks like a name: capital letters inside a sentence that has lower-case words
	Glued    bool // only a hyphen or nothing stands between this token and the next

	Romanised bool // Latin letters, in an utterance that is Russian in Latin letters
}

// Weightless reports whether the token says nothing about the subject.
func (t Token) Weightless() bool { return t.Stop || t.Filler }

// word is what is known of the token's word, accents and all.
func (t *Token) word() *word {
	if t.Expanded {
		return lookup(t.Fold)
	}
	return lookup(t.Text)
}

// Compound is a run of glued tokens as one word: il76 of Il-76, fasatbravo of
// FASat-Bravo. It is a second reading of the tokens First to Last, not an
// addition to them.
type Compound struct {
	Token
	First, Last int // indexes in the utterance's Tokens, both inclusive
}
