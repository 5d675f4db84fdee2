package match

import "puente/internal/lang"

// word is a token as the vocabulary sees it.
type word struct {
	fold       string
	number     int32       // of the folded word in the vocabulary, -1 for none
	stems      []stem      // those that a phrase or a fact has
	confidence float32     // 1 as typed, less when repaired
	token      int         // index of the token it comes from
	of         *lang.Token // that token, or the word that it was repaired to
	known      bool        // the base, the lexicon or a name has it
	stop       bool        // weighs nothing by itself
	proper     bool        // looks like a name
	lower      bool        // in lower case, not taken for a name
	numeral    bool
	timed      bool // part of a time expression, which the constraints deal with
}

// leastStem is the length in bytes from which a stem tells that a word is known.
const leastStem = 3

// wordOf returns token t, the i-th of a question, as it stands. Its stems are appended to
// stems, which is returned too.
func (v *Vocabulary) wordOf(t *lang.Token, i int, stems []stem) (word, []stem) {
	number := v.numberOf(t.Fold)
	w := word{
		fold: t.Fold, number: number, confidence: 1, token: i, of: t, known: v.counted(number), stop: t.Weightless(),
		proper: t.Proper, lower: t.Case == lang.Lower, numeral: t.Kind == lang.Number,
	}
	from := len(stems)
	for _, text := range t.Stems {
		s, ok := v.stems[text]
		if !ok {
			continue
		}
		stems = append(stems, s)
		w.known = w.known || v.tells(s, text)
	}
	w.stems = stems[from:len(stems):len(stems)]
	return w, stems
}

// counted reports whether a folded word, which may be -1, occurs in the base or its
// lexicon.
func (v *Vocabulary) counted(number int32) bool { return number >= 0 && v.counts[number] > 0 }

// tells reports whether a stem tells that its word is known.
func (v *Vocabulary) tells(s stem, text string) bool {
	return len(text) >= leastStem && (v.feature[s] >= 0 || v.phrases.begin(s) != 0)
}

// knows reports whether the word of a token is known.
func (v *Vocabulary) knows(t *lang.Token) bool {
	if v.counted(v.numberOf(t.Fold)) {
		return true
	}
	for _, text := range t.Stems {
		if s, ok := v.stems[text]; ok && v.tells(s, text) {
			return true
		}
	}
	return false
}

// appendWords appends the words of an utterance as they stand, unrepaired.
func (v *Vocabulary) appendWords(words []word, stems []stem, u lang.Utterance) ([]word, []stem) {
	for i := range u.Tokens {
		var w word
		w, stems = v.wordOf(&u.Tokens[i], i, stems)
		words = append(words, w)
	}
	return words, stems
}

// common reports whether the word is a common one of one of the languages.
func (w *word) common() bool { return w.lower && lang.Common(*w.of) }
