package lang

import (
	"strings"
	"unicode/utf8"
)

// MaxAnalysed is how much of a text is analysed, in bytes: the longest
// Telegram message in Latin letters. The rest is left alone.
const MaxAnalysed = 4096

// maxParts is the largest number of tokens that make a compound.
const maxParts = 4

// Utterance is an analysed text. It may be shared; nobody changes it.
type Utterance struct {
	Text       string // as given, untouched
	Tokens     []Token
	Compounds  []Compound
	Language   Language
	Confidence float64 // of Language, 0 to 1
	Cut        bool    // Text is longer than MaxAnalysed and its end was not read

	WrongLayout bool // the letters look typed on the other keyboard layout; Vocabulary.Retype decides
	Romanised   bool // the letters look like Russian in Latin letters
}

// Gap returns the text between token i and the next, or after the last one;
// Gap(-1) is what stands before the first.
func (u Utterance) Gap(i int) string {
	start, end := 0, len(u.Text)
	if i >= 0 {
		start = u.Tokens[i].End
	}
	if i+1 < len(u.Tokens) {
		end = u.Tokens[i+1].Start
	}
	return u.Text[start:end]
}

// Analyse reads a text: any bytes, of which the first MaxAnalysed count.
// Letters and digits are separate tokens, except that a number keeps its
// ordinal or decade ending; words with inner hyphens or digits are split and
// reported again as compounds. Emoji, control characters and broken UTF-8
// separate words, invisible format characters do not.
func Analyse(text string) Utterance {
	s := scanner{u: Utterance{Text: text}}
	s.text, s.u.Cut = beginning(text)
	s.u.Tokens = make([]Token, 0, 2+strings.Count(s.text, " ")+strings.Count(s.text, "-"))
	var buffer [24]*word
	s.words = buffer[:0]
	s.scan()
	s.markProper()
	s.u.Language, s.u.Confidence = s.detect()
	s.judge()
	s.compound()
	return s.u
}

// beginning returns as much of a text as is analysed, and whether that is not all.
func beginning(text string) (string, bool) {
	if len(text) <= MaxAnalysed {
		return text, false
	}
	end := MaxAnalysed
	for end > MaxAnalysed-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end], true
}

// judge sets what depends on the language of the utterance: stop words and
// abbreviations.
func (s *scanner) judge() {
	u := &s.u
	l := u.Language.index()
	for i := range u.Tokens {
		t, w := &u.Tokens[i], s.words[i]
		if t.Kind == Number {
			if !u.Romanised {
				continue
			}
			long := lists[t.Fold].long
			if long == nil || long[mustIndex(Ru)] == "" {
				continue
			}
			w = lookup(long[mustIndex(Ru)]) // 4to is что, not the fourth
			t.Kind, t.Expanded = Word, true
			t.Fold, t.Stems, t.Script = w.fold, w.stems, w.script
		}
		if long := w.expansion(l); long != nil {
			w = long
			t.Fold, t.Stems, t.Script, t.Expanded = w.fold, w.stems, w.script, true
		}
		t.Stop = (w.stop != 0 || w.local.has(l)) && !s.isType(i)
		t.Filler = w.filler != 0
		t.Romanised = t.Script == Latin && u.Romanised
	}
}

// markProper finds the capital letters that mean something.
func (s *scanner) markProper() {
	tokens := s.u.Tokens
	lowers := false
	for i := range tokens {
		lowers = lowers || tokens[i].Case == Lower && len(tokens[i].Text) > 1
	}
	for i := 1; i < len(tokens) && lowers; i++ {
		tokens[i].Proper = isCapital(tokens[i].Case) && !endsSentence(s.u.Gap(i-1))
	}
}

// expansion is what an abbreviation stands for in language l, or else in the
// first language that knows it, unless it is a word of language l (Spanish y).
func (w *word) expansion(l int) *word {
	if w.long == nil {
		return nil
	}
	if l >= 0 && w.long[l] != nil {
		return w.long[l]
	}
	if (w.stop | w.local).has(l) {
		return nil
	}
	for _, long := range w.long {
		if long != nil {
			return long
		}
	}
	return nil
}

// isType reports a Latin token that names a type with the number behind it
// (Tu-154, Su30, Mi-8), which is no Spanish pronoun.
func (s *scanner) isType(i int) bool {
	t := &s.u.Tokens[i]
	return t.Glued && len(t.Fold) > 1 && t.Script == Latin && i+1 < len(s.u.Tokens) && s.u.Tokens[i+1].Kind == Number
}

func isCapital(c Case) bool { return c == Title || c == Upper || c == Mixed }

func endsSentence(gap string) bool { return strings.ContainsAny(gap, ".!?¿¡…\n") }

// compound reports runs of glued tokens as one word each.
func (s *scanner) compound() {
	tokens := s.u.Tokens
	for i := 0; i < len(tokens); i++ {
		first, letters := i, tokens[i].Kind == Word
		for tokens[i].Glued && i+1 < len(tokens) {
			i++
			letters = letters || tokens[i].Kind == Word
		}
		if n := i - first + 1; n < 2 || n > maxParts || !letters {
			continue
		}
		start, end := tokens[first].Start, tokens[i].End
		w := s.lookup(s.text[start:end])
		s.u.Compounds = append(s.u.Compounds, Compound{
			First: first, Last: i,
			Token: Token{
				Text: w.text, Start: start, End: end,
				Fold: w.fold, Stems: w.stems, Kind: Word, Script: w.script, Case: w.cas,
				Romanised: w.script == Latin && s.u.Romanised,
			},
		})
	}
}
