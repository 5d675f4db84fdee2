package lang

import (
	"strings"

	"github.com/sahilm/fuzzy"
)

// maxPattern caps what is given to the fuzzy matcher, whose scores overflow at
// 40 letters in a row.
const maxPattern = 32

// completions finds words the token shortens: with nothing but vowels dropped
// (rltns) or cut off after half or more (rosob). Candidates are the words with
// the same first letter; the matcher's own score is not used, since it ranks
// by adjacency and counts bytes.
func (v *Vocabulary) completions(s *scratch) bool {
	n := len(s.runes)
	if n < 3 || n > maxPattern {
		return false
	}
	set := letterSet(s.runes)
	s.ids, s.words = s.ids[:0], s.words[:0]
	for _, id := range v.byFirst[s.runes[0]] {
		if w := &v.words[id]; w.letters&set == set && len(w.runes) > n && len(w.runes) <= 3*n {
			s.ids = append(s.ids, id)
			s.words = append(s.words, w.fold)
		}
	}
	if len(s.words) == 0 {
		return false
	}
	for _, m := range fuzzy.FindNoSort(s.fold, s.words) {
		id := s.ids[m.Index]
		w := &v.words[id]
		if m.MatchedIndexes[0] != 0 || !shortens(s.runes, w.runes) {
			continue
		}
		// The ratio of lengths only ranks; below it every completion is as good.
		ratio := float64(n) / float64(len(w.runes))
		s.add(id, Completion, completionConfidence-0.05*(1-ratio))
	}
	return len(s.candidates) > 0
}

const vowels = "aeiouyаеиоуыэюяй"

// vowelless reports a word whose vowels, but for a first one, are missing.
func vowelless(word []rune) bool {
	for i, r := range word {
		if i > 0 && strings.ContainsRune(vowels, r) {
			return false
		}
	}
	return len(word) >= 3
}

// shortens reports whether short is word with only vowels dropped, or a
// beginning of at least half of it.
func shortens(short, word []rune) bool {
	if 2*len(short) >= len(word) && string(word[:len(short)]) == string(short) {
		return true
	}
	if len(short) < 3 {
		return false
	}
	i, kept, dropped := 0, 0, 0
	for _, r := range word {
		vowel := strings.ContainsRune(vowels, r)
		switch {
		case i < len(short) && short[i] == r:
			i++
			if vowel {
				kept++
			}
		case vowel:
			dropped++
		default:
			return false
		}
	}
	// Who drops vowels drops half of them or more: mao is not mayo.
	return i == len(short) && dropped >= kept
}
