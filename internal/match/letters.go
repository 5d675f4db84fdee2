package match

import (
	"math"
	"math/bits"
)

// compareLetters is the likeness of letters to the most alike example of a fact, leaving
// one document out: the Dice coefficient of their grams and those of the question.
func (s *search) compareLetters(e *entry, without int) (likeness float64) {
	if len(s.q.grams) == 0 || s.q.weight == 0 {
		return 0
	}
	for block := range e.blocks() {
		documents := e.documents[blockSize*block:]
		shared := s.meetLetters(e, block, left(block, without))
		for ; shared != 0; shared &= shared - 1 {
			i := bits.TrailingZeros64(shared)
			d, n := &documents[i], s.alike[i%blockSize]
			if dice := 2 * float64(n) / float64(s.gramCount+int(d.grams)); dice > likeness && d.weight != 0 {
				likeness = dice
			}
		}
	}
	return likeness
}

// meetLetters counts the grams that the question and the documents of a block share, as
// far as they are left. It returns the documents that share any.
func (s *search) meetLetters(e *entry, block int, left uint64) (shared uint64) {
	alike, counts := &s.alike, s.had
	clear(alike[:min(blockSize, len(e.documents)-blockSize*block)])
	blocks, from, to := e.blocks(), 0, len(e.spellings)
	if s.q.alphabets&latin == 0 {
		from = int(e.parts[0])
	}
	if s.q.alphabets&cyrillic == 0 {
		to = int(e.parts[1])
	}
	for i := from; i < to; i++ {
		n := e.spellings[i]
		had := counts[n]
		if had == 0 {
			had = s.count(n)
		}
		if had == 1 {
			continue
		}
		docs := e.spelt[i*blocks+block] & left
		shared |= docs
		for ; docs != 0; docs &= docs - 1 {
			alike[bits.TrailingZeros64(docs)%blockSize] += uint16(had - 1)
		}
	}
	return shared
}

// count sets how many grams of a spelling the question has.
func (s *search) count(spelling int32) uint8 {
	n := min(s.grams.count(s.ix.spellings.of(spelling)), math.MaxUint8-1)
	s.had[spelling] = uint8(n + 1)
	s.counted = append(s.counted, spelling)
	return uint8(n + 1)
}
