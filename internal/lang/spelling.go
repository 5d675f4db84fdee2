package lang

import "math"

// spell adds the words near s.runes. factor lowers their confidence when
// s.runes is itself a guess.
func (v *Vocabulary) spell(s *scratch, kind RepairKind, factor float64) {
	n := len(s.runes)
	limit := maxDistance(n)
	if limit == 0 || n > maxCompared {
		return
	}
	s.newRound()
	s.sound = appendSound(s.sound[:0], s.runes)
	s.hashes = appendDeletes(s.hashes[:0], s.runes, limit)
	s.ids = v.spellings.appendMatches(s.ids[:0], s.hashes)
	s.hashes = appendDeletes(s.hashes[:0], s.sound, maxSoundDistance(len(s.sound)))
	s.ids = v.sounds.appendMatches(s.ids, s.hashes)
	for _, id := range s.ids {
		if !s.once(id) {
			continue
		}
		if c := v.likeness(s, &v.words[id], limit) * factor; c >= minConfidence {
			s.add(id, kind, c)
		}
	}
}

// likeness rates how likely s.runes is word w misspelt, 0 when it is not
// near. The figures follow the share of right repairs per distance and length
// in repair_test.go.
func (v *Vocabulary) likeness(s *scratch, w *known, limit int) float64 {
	n := min(len(s.runes), len(w.runes))
	d := distance(s.runes, w.runes, 3)
	heard := distance(s.sound, w.sound, 1)
	c := 0.0
	switch {
	case d == 1 && maxDistance(n+1) >= 1 && n >= 3:
		c = [...]float64{3: 0.6, 4: 0.72, 5: 0.8, 6: 0.87, 7: 0.91, 8: 0.93}[min(n, 8)]
	case d == 2 && limit >= 2 && n >= 6:
		c = [...]float64{6: 0.55, 7: 0.6, 8: 0.7, 9: 0.76, 10: 0.82}[min(n, 10)]
	}
	switch {
	case heard == 0 && d <= 2 && len(w.sound) >= 3, heard == 0 && d == 3 && len(w.sound) >= 6:
		c = max(c+0.04, [...]float64{3: 0.7, 4: 0.82, 5: 0.9}[min(len(w.sound), 5)])
	case heard == 1 && d <= 3 && min(len(s.sound), len(w.sound)) >= 6:
		c = max(c, 0.64)
	}
	if c == 0 {
		return 0
	}
	if s.runes[0] != w.runes[0] && (len(s.sound) == 0 || s.sound[0] != w.sound[0]) {
		c *= 0.85
	}
	if s.proper && !w.name {
		c *= 0.8
	}
	if w.stop {
		c *= 0.9
	}
	return min(c+slip(s.runes, w.runes, d)+0.02*(1-1/(1+math.Log1p(w.weight))), 0.97)
}

// slip tells errors of one edit apart by how common they are: swapped letters
// and a letter left out before one too many or wrong, a word cut short.
func slip(typed, word []rune, d int) float64 {
	switch {
	case len(word) > len(typed) && string(word[:len(typed)]) == string(typed):
		return 0.02
	case d == 1 && len(word) == len(typed)+1:
		return 0.015
	case d == 1 && len(word) == len(typed) && sameLetters(typed, word):
		return 0.02
	}
	return 0
}

// sameLetters reports that two words of one length sum up to the same.
func sameLetters(a, b []rune) bool {
	var sum rune
	for i := range a {
		sum += a[i] - b[i]
	}
	return sum == 0
}

// doubt lowers the confidence of the likeliest candidates when different
// words are equally near, the more the more there are.
func (v *Vocabulary) doubt(s *scratch) {
	best := 0.0
	for _, c := range s.candidates {
		best = max(best, c.confidence)
	}
	const same = 0.03
	first, rivals := "", 0
	for _, c := range s.candidates {
		if c.confidence < best-same {
			continue
		}
		if stem := v.words[c.id].stem; first == "" {
			first = stem
		} else if stem != first {
			rivals++
		}
	}
	if rivals == 0 {
		return
	}
	for i := range s.candidates {
		s.candidates[i].confidence *= 0.92
	}
}
