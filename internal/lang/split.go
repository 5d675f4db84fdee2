package lang

import "unicode/utf8"

// split adds pairs of known words that make up the token when run together
// (corvalanbukovski, вчили, isthe).
func (v *Vocabulary) split(s *scratch) {
	if len(s.runes) < 5 || len(s.runes) > maxCompared {
		return
	}
	for i := range s.fold {
		left, ok := v.byFold[s.fold[:i]]
		if !ok || v.words[left].outside {
			continue
		}
		right, ok := v.whole(s.fold[i:])
		if !ok || v.words[right].outside {
			continue
		}
		if c := v.pair(&v.words[left], &v.words[right], s.fold[i:]); c > 0 {
			s.candidates = append(s.candidates, candidate{left, right, Split, c})
		}
	}
}

// whole finds a word that stands at the end of a run, maybe inflected.
func (v *Vocabulary) whole(word string) (int32, bool) {
	if id, ok := v.byFold[word]; ok {
		return id, true
	}
	if utf8.RuneCountInString(word) < 5 {
		return 0, false
	}
	for _, key := range lookup(word).tagged {
		if ids := v.byStem[key]; len(ids) > 0 {
			return ids[0], true
		}
	}
	return 0, false
}

// pair rates two words run together: the longer and the weightier, the
// likelier. Only Russian prepositions and conjunctions may be single letters.
func (v *Vocabulary) pair(left, right *known, typed string) float64 {
	l, r := len(left.runes), utf8.RuneCountInString(typed)
	switch {
	case left.script != right.script:
		return 0
	case r < 2 || l == 1 && (left.script != Cyrillic || r < 4 || !left.stop):
		return 0
	case left.stop && right.stop:
		if l+r < 5 {
			return 0
		}
		return 0.78
	case left.stop && r >= 6, right.stop && l >= 6:
		return 0.87
	case left.stop && r >= 4:
		return 0.82
	case right.stop && l >= 5:
		return 0.74
	case min(l, r) >= 4:
		return 0.92
	case min(l, r) == 3 && max(l, r) >= 5:
		return 0.75
	}
	return 0
}
