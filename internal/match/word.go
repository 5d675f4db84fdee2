package match

import "puente/internal/lang"

// word is a token as the vocabulary sees it.
type word struct {
	fold       string
	stems      []string
	confidence float32 // 1 as typed, less when repaired
	token      int     // index of the token it comes from
	stop       bool    // weighs nothing by itself
	proper     bool    // looks like a name
	common     bool    // a common word of one of the languages
	number     bool
	timed      bool // part of a time expression, which the constraints deal with
}

// readWords returns the words of an utterance as they stand, unrepaired.
func readWords(u lang.Utterance) []word {
	words := make([]word, 0, len(u.Tokens))
	for i, t := range u.Tokens {
		words = append(words, word{
			fold: t.Fold, stems: t.Stems, confidence: 1, token: i,
			stop: t.Weightless(), proper: t.Proper, number: t.Kind == lang.Number,
			common: t.Case == lang.Lower && lang.Common(t),
		})
	}
	return words
}

// grams returns the sorted hashes of the letter 4-grams of the words, with which the
// wording of two questions is compared beyond whole words.
func grams(words []word) []uint32 {
	const size = 4
	var out []uint32
	for _, w := range words {
		if w.stop {
			continue
		}
		runes := []rune(" " + w.fold + " ")
		for i := 0; i+size <= len(runes); i++ {
			h := uint32(2166136261)
			for _, r := range runes[i : i+size] {
				h = (h ^ uint32(r)) * 16777619
			}
			out = append(out, h)
		}
	}
	return sortedSet(out)
}
