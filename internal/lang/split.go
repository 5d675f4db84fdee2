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
		right, ok := v.ending(s.fold[i:], v.words[left].stop)
		if !ok || v.words[right].outside {
			continue
		}
		letters := utf8.RuneCountInString(s.fold[i:])
		if c := pair(&v.words[left], &v.words[right], letters); c > 0 {
			s.candidates = append(s.candidates, candidate{left, right, Split, c})
		}
	}
}

// ending finds the word that stands at the end of a run. It may be inflected,
// but not behind a stop word: Russian prefixes look like prepositions.
func (v *Vocabulary) ending(word string, exact bool) (int32, bool) {
	if id, ok := v.byFold[word]; ok {
		return id, true
	}
	if exact || utf8.RuneCountInString(word) < 5 {
		return 0, false
	}
	for _, key := range lookup(word).tagged() {
		if ids := v.byStem[key]; len(ids) > 0 {
			return ids[0], true
		}
	}
	return 0, false
}

// pair rates two words run together, the second with r letters as typed: the
// longer they are the likelier. Only a Russian stop word may be one letter.
func pair(left, right *known, r int) float64 {
	l := len(left.runes)
	switch {
	case left.script != right.script, r < 2, l == 1 && (left.script != Cyrillic || !left.stop):
		return 0
	case left.stop && right.stop:
		if l+r < 5 || left.in&right.in == 0 {
			return 0
		}
		return 0.75
	case left.stop && r >= 4 && right.name:
		return 0.88
	case left.stop && r >= 6, right.stop && l >= 6:
		return 0.82
	case left.stop && r >= 4 && l > 1, right.stop && l >= 5:
		return 0.74
	case min(l, r) >= 4:
		return 0.92
	case min(l, r) == 3 && max(l, r) >= 5:
		return 0.74
	}
	return 0
}
