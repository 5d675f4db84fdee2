package lang

import (
	"cmp"
	"math"
	"slices"
)

// RepairKind says how a known word was found in what was typed.
type RepairKind string

// The kinds of repair.
const (
	Exact           RepairKind = "exact"
	Inflection      RepairKind = "inflection"      // another form of a known word
	Transliteration RepairKind = "transliteration" // written in the other alphabet
	Layout          RepairKind = "layout"          // typed on the other keyboard layout
	Spelling        RepairKind = "spelling"        // a typing or spelling error
	Split           RepairKind = "split"           // two words run together
	Completion      RepairKind = "completion"      // vowels dropped, or cut short
)

// Repair is one way to understand a token: the known word or, for a Split,
// the two words it was meant to be.
type Repair struct {
	Words      []string // folded words of the vocabulary
	Kind       RepairKind
	Confidence float64 // 0 to 1; multiplies the token's weight
	Name       bool    // a single word that is a name
	Stop       bool    // nothing but stop words and fillers
}

// maxRepairs is how many ways to understand a token are told.
const maxRepairs = 3

// Confidence of the steps that do not compute their own, and below which a
// repair is not told.
const (
	inflectionConfidence = 0.95
	layoutConfidence     = 0.95
	completionConfidence = 0.7
	secondHand           = 0.8 // factor for a repair of a repair
	minConfidence        = 0.5
)

// Repair appends to dst up to three ways to understand t, likeliest first. The
// first of these that finds any decides: the word itself, Russian in Latin
// letters where the utterance is Russian, another form of a known word, the
// other keyboard layout. After them the guesses compete by confidence. It
// appends nothing for numbers, for common words and words outside the facts,
// and when nothing is near enough. The order is deterministic.
func (v *Vocabulary) Repair(dst []Repair, t Token) []Repair {
	if t.Kind == Number || t.Fold == "" || len(t.Fold) > maxStemmed {
		return dst
	}
	id, exact := v.byFold[t.Fold]
	if exact && !t.Romanised {
		return v.appendExact(dst, id)
	}
	s := v.scratch.Get().(*scratch)
	defer v.scratch.Put(s)
	s.set(t.Fold)
	s.candidates, s.proper, s.romanised = s.candidates[:0], t.Proper, t.Romanised
	switch {
	case exact && !v.words[id].stop && !v.words[id].outside:
		return v.appendExact(dst, id)
	case t.Romanised && v.transliterations(s, t):
	case exact:
		return v.appendExact(dst, id)
	case v.inflections(s, t), common().has(t.word()) && !t.Romanised:
	case v.layouts(s, t):
	default:
		v.guess(s, t)
	}
	return v.appendBest(dst, s)
}

// appendExact appends the word itself, unless it is outside the facts.
func (v *Vocabulary) appendExact(dst []Repair, id int32) []Repair {
	if v.words[id].outside {
		return dst
	}
	return append(dst, v.repair(id, Exact, 1))
}

// candidate is a repair under consideration.
type candidate struct {
	id, second int32 // second is -1 but for a split
	kind       RepairKind
	confidence float64
}

// scratch is the working memory of one Repair.
type scratch struct {
	fold       string
	runes      []rune
	proper     bool
	romanised  bool
	candidates []candidate
	seen       []uint32 // by word: the round that saw it
	round      uint32
	hashes     []uint32
	ids        []int32
	sound      []rune
	reading    []byte
	habits     []habits
	words      []string
}

// set makes fold the word to repair.
func (s *scratch) set(fold string) {
	s.fold = fold
	s.runes = s.runes[:0]
	for _, r := range fold {
		s.runes = append(s.runes, r)
	}
}

func (s *scratch) add(id int32, kind RepairKind, confidence float64) {
	s.candidates = append(s.candidates, candidate{id, -1, kind, confidence})
}

// once reports whether word id was not yet seen in this round.
func (s *scratch) once(id int32) bool {
	if s.seen[id] == s.round {
		return false
	}
	s.seen[id] = s.round
	return true
}

func (s *scratch) best() (confidence float64) {
	for _, c := range s.candidates {
		confidence = max(confidence, c.confidence)
	}
	return confidence
}

func (s *scratch) newRound() {
	if s.round++; s.round == 0 {
		clear(s.seen)
		s.round = 1
	}
}

// inflections finds known words with the token's stem. A stem that only words
// outside the facts have ends the search: the token is a real word.
func (v *Vocabulary) inflections(s *scratch, t Token) bool {
	found := false
	s.newRound()
	for _, key := range t.word().tagged() {
		for _, id := range v.byStem[key] {
			found = true
			if !v.words[id].outside && s.once(id) {
				s.add(id, Inflection, inflectionConfidence)
			}
		}
	}
	return found
}

// enough is the confidence at which a completion is not looked for.
const enough = 0.72

// guess weighs the uncertain repairs against each other.
func (v *Vocabulary) guess(s *scratch, t Token) {
	if vowelless(s.runes) && v.completions(s) {
		return
	}
	v.transliterations(s, t)
	v.spell(s, Spelling, 1)
	v.split(s)
	if s.best() < enough {
		v.otherAlphabet(s, t)
		v.completions(s)
	}
}

// appendBest sorts the candidates and appends the best, those that are told
// apart by nothing but weight with less confidence.
func (v *Vocabulary) appendBest(dst []Repair, s *scratch) []Repair {
	v.doubt(s)
	best := s.candidates
	slices.SortFunc(best, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.confidence, a.confidence), v.compare(a.id, b.id), cmp.Compare(a.second, b.second))
	})
	best = best[:min(len(best), maxRepairs)]
	for _, c := range best {
		if c.confidence < minConfidence {
			break
		}
		r := v.repair(c.id, c.kind, c.confidence)
		if c.second >= 0 {
			r.Words = []string{v.words[c.id].fold, v.words[c.second].fold}
			r.Name = false
			r.Stop = r.Stop && v.words[c.second].stop
		}
		dst = append(dst, r)
	}
	return dst
}

func (v *Vocabulary) repair(id int32, kind RepairKind, confidence float64) Repair {
	w := &v.words[id]
	return Repair{Words: v.folds[id : id+1 : id+1], Kind: kind, Confidence: math.Round(confidence*1000) / 1000, Name: w.name, Stop: w.stop}
}
