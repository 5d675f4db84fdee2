package lang

import "github.com/blevesearch/snowballstem/russian"

// Confidence of a word read in the other alphabet: as a whole, and by its
// stem only.
const (
	readingConfidence     = 0.93
	readingStemConfidence = 0.82
)

// transliterations finds known words of the other alphabet that read alike.
func (v *Vocabulary) transliterations(s *scratch, t Token) bool {
	s.newRound()
	switch t.Script {
	case Cyrillic:
		s.reading = appendReading(s.reading[:0], s.fold, habits{})
		v.read(s, Latin, readingConfidence)
	case Latin:
		s.habits = latinHabits(s.habits[:0], s.fold)
		for _, h := range s.habits {
			s.reading = appendReading(s.reading[:0], s.fold, h)
			v.read(s, Cyrillic, readingConfidence)
		}
		if len(s.candidates) == 0 && s.romanised {
			v.readStem(s)
		}
	}
	return len(s.candidates) > 0
}

// Transliterate appends to dst up to three known words of the other alphabet that t may
// stand for, likeliest first, whether or not t is a known word as it is.
func (v *Vocabulary) Transliterate(dst []Repair, t Token) []Repair {
	if t.Kind == Number || t.Fold == "" || len(t.Fold) > maxStemmed {
		return dst
	}
	s := v.scratch.Get().(*scratch)
	defer v.scratch.Put(s)
	s.set(t.Fold)
	s.candidates, s.proper, s.romanised = s.candidates[:0], t.Proper, t.Romanised
	v.transliterations(s, t)
	return v.appendBest(dst, s)
}

// read adds the words of the given script with the reading in s.
func (v *Vocabulary) read(s *scratch, script Script, confidence float64) {
	for _, id := range v.byReading[string(s.reading)] {
		w := &v.words[id]
		if w.script != script || !s.once(id) {
			continue
		}
		c := confidence
		if len(s.runes) < 5 {
			c -= 0.1
		}
		switch {
		case s.romanised && len(s.runes) < 3 && !w.stop:
			continue
		case s.romanised && w.stop:
			c += 0.1
		case !s.romanised && (w.stop || len(s.runes) < 4):
			continue
		case !s.romanised:
			c -= 0.05
		}
		apart := 0.02 * float64(v.apart(s, w))
		if !s.romanised {
			apart *= 3 // what is not Russian anyway must read alike exactly
		}
		s.add(id, Transliteration, min(1, c-apart))
	}
}

// apart counts how far the token is from the word written out in the usual
// scheme, to choose among words that read alike.
func (v *Vocabulary) apart(s *scratch, w *known) int {
	least := 4
	latin, cyrillic := s.runes, w.fold
	if w.script == Latin {
		latin, cyrillic = w.runes, s.fold
	}
	for _, r := range romanised(cyrillic) {
		if len(r) <= maxCompared && len(latin) <= maxCompared {
			least = min(least, distance(latin, []rune(r), 3))
		}
	}
	return least
}

// readStem looks for an inflected Russian word in Latin letters: written back
// in Cyrillic, stemmed, and the stem read.
func (v *Vocabulary) readStem(s *scratch) {
	if len(s.runes) < 4 {
		return
	}
	for j := range uint8(2) {
		stem := stemmed(cyrillised(s.fold, j), russian.Stem)
		if len([]rune(stem)) < 3 {
			continue
		}
		s.reading = appendReading(s.reading[:0], stem, habits{})
		v.read(s, Cyrillic, readingStemConfidence)
	}
}

// layouts finds the word the same keys give on the other layout.
func (v *Vocabulary) layouts(s *scratch, t Token) bool {
	fold := Fold(retyped(t.Text))
	if id, ok := v.byFold[fold]; ok {
		if w := &v.words[id]; !w.outside && len(w.runes) > 3 {
			s.add(id, Layout, layoutConfidence)
		}
		return len(s.candidates) > 0
	}
	if len(s.runes) < 4 {
		return false
	}
	for _, key := range lookup(fold).tagged() {
		for _, id := range v.byStem[key] {
			if !v.words[id].outside {
				s.add(id, Layout, layoutConfidence*inflectionConfidence)
				return true
			}
		}
	}
	return false
}

// otherAlphabet repairs the spelling of a word that looks like Russian in
// Latin letters, or like the other layout, but is misspelt as well.
func (v *Vocabulary) otherAlphabet(s *scratch, t Token) {
	e := t.word().evidence()
	likely := func(model int) bool { return e[model] > -1 }
	var guess string
	kind := Layout
	switch {
	case t.Romanised && !likely(modelQwrty):
		guess, kind = cyrillised(s.fold, 0), Transliteration
	case t.Script == Latin && likely(modelQwrty), t.Script == Cyrillic && (likely(modelEnCyr) || likely(modelEsCyr)):
		guess = Fold(retyped(t.Text))
	case t.Script == Latin && likely(modelLatn):
		guess, kind = cyrillised(s.fold, 0), Transliteration
	default:
		return
	}
	typed := s.fold
	s.set(guess)
	v.spell(s, kind, secondHand)
	s.set(typed)
}
