package lang

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Entry is one known word, the raw material of a Vocabulary.
type Entry struct {
	Text    string  // as written; several words count one by one
	Weight  float64 // how often it is used; more is likelier
	Name    bool    // a name: country, person, institution
	Outside bool    // a real word the facts do not use: left as it is, and nothing is corrected to it
}

// Vocabulary is a set of known words that finds which of them a damaged word
// was meant to be. The stop words and chat fillers of the three languages are
// always in it, and their common words are outside the facts unless an entry
// says otherwise. It does not change after NewVocabulary and is safe for
// concurrent use.
type Vocabulary struct {
	words     []known  // in the order of their folds
	folds     []string // their folds, so that a repair can refer to one without copying
	byFold    map[string]int32
	byStem    map[string][]int32 // by marked stems, see tagStems
	byReading map[string][]int32 // of whole words and of Russian stems
	spellings *deleteTable
	sounds    *deleteTable
	byFirst   map[rune][]int32 // candidates of completion, by first letter
	scratch   sync.Pool
}

// known is a word of the vocabulary.
type known struct {
	fold      string
	runes     []rune
	sound     []rune
	stem      string   // first stem key, to tell inflections from other words
	spellings []string // as given, accents kept: they matter to the stemmer
	weight    float64
	name      bool
	outside   bool
	stop      bool
	in        languageSet // of a stop word: its languages
	script    Script
	letters   uint64 // which letters occur, as a Bloom filter of one word
}

// maxRank is how many words a stem or reading keeps: no more are ever told.
const maxRank = 8

// NewVocabulary builds a vocabulary. Entries with the same fold are merged:
// weights add up, a name stays a name, and what is used anywhere is not
// outside.
func NewVocabulary(entries []Entry) *Vocabulary {
	met := newWordTable(len(entries))
	words := merged(entries, met)
	v := &Vocabulary{
		words:     words,
		byFold:    make(map[string]int32, len(words)),
		byStem:    make(map[string][]int32, len(words)),
		byReading: make(map[string][]int32, len(words)),
		byFirst:   map[rune][]int32{},
	}
	v.folds = make([]string, len(v.words))
	spellings, sounds := make([][]rune, len(v.words)), make([][]rune, len(v.words))
	for i := range v.words {
		w := &v.words[i]
		v.folds[i] = w.fold
		v.byFold[w.fold] = int32(i)
		v.indexStems(w, int32(i), met)
		if w.outside {
			continue
		}
		v.indexReadings(w, int32(i))
		if n := len(w.runes); n >= 3 && n <= maxCompared && w.script != Foreign {
			spellings[i], sounds[i] = w.runes, w.sound
			if !w.stop {
				v.byFirst[w.runes[0]] = append(v.byFirst[w.runes[0]], int32(i))
			}
		}
	}
	v.rank(v.byStem)
	v.rank(v.byReading)
	v.spellings = newDeleteTable(spellings, maxDistance)
	v.sounds = newDeleteTable(sounds, maxSoundDistance)
	v.scratch.New = func() any { return &scratch{seen: make([]uint32, len(v.words))} }
	return v
}

// maxSoundDistance is how many errors a phonetic skeleton of n sounds may
// have: it has already forgiven some.
func maxSoundDistance(n int) int {
	if n < 5 {
		return 0
	}
	return 1
}

// merged turns entries into words, each fold once, in order. The words that it meets are
// remembered in met.
func merged(entries []Entry, met *wordTable) []known {
	byFold := make(map[string]*known, len(entries))
	s := scanner{met: met}
	for _, e := range entries {
		s.u = Utterance{Tokens: s.u.Tokens[:0], Compounds: s.u.Compounds[:0]}
		s.words = s.words[:0]
		s.text, _ = beginning(e.Text)
		s.u.Text = s.text
		s.scan()
		s.compound()
		for i := range s.u.Tokens {
			text := s.u.Tokens[i].Text
			mergeWord(byFold, s.lookup(text).fold, text, e)
		}
		for i := range s.u.Compounds {
			mergeWord(byFold, s.u.Compounds[i].Fold, s.u.Compounds[i].Text, e)
		}
	}
	for w, l := range lists {
		if languages := l.stop | l.local | l.filler; languages != 0 {
			mergeWord(byFold, w, w, Entry{})
			byFold[w].stop = true
			byFold[w].in |= languages
		}
	}
	words := make([]known, 0, len(byFold))
	for _, w := range byFold {
		w.finish(s.lookup(w.fold))
		words = append(words, *w)
	}
	slices.SortFunc(words, func(a, b known) int { return cmp.Compare(a.fold, b.fold) })
	return words
}

func mergeWord(byFold map[string]*known, fold, spelling string, e Entry) {
	if fold == "" || len(fold) > maxStemmed {
		return
	}
	w := byFold[fold]
	if w == nil {
		w = &known{fold: fold, outside: e.Outside}
		byFold[fold] = w
	}
	if !math.IsNaN(e.Weight) && e.Weight > 0 {
		w.weight += e.Weight
	}
	w.spellings = appendNew(w.spellings, spelling)
	w.name = w.name || e.Name
	w.outside = w.outside && e.Outside
}

// finish sets what follows from the fold, which as a word is written.
func (w *known) finish(written *word) {
	w.runes = []rune(w.fold)
	w.sound = appendSound(nil, w.runes)
	w.stem = written.stems[0]
	w.script = scriptOf(w.fold)
	w.letters = letterSet(w.runes)
}

// letterSet hashes the letters of a word into bits.
func letterSet(word []rune) (set uint64) {
	for _, r := range word {
		set |= 1 << (uint32(r) * 2654435761 >> 26)
	}
	return set
}

// indexStems files a word under its stems. Stop words have no other forms
// than those listed.
func (v *Vocabulary) indexStems(w *known, id int32, met *wordTable) {
	if w.stop {
		return
	}
	for _, spelling := range w.spellings {
		for _, key := range met.word(spelling).tagged() {
			if ids := v.byStem[key]; len(ids) == 0 || ids[len(ids)-1] != id {
				v.byStem[key] = append(ids, id)
			}
		}
	}
}

// indexReadings files a word under its readings: a Cyrillic word under its
// own and that of its stem, a Latin one under those of all habits.
func (v *Vocabulary) indexReadings(w *known, id int32) {
	if w.script == Cyrillic {
		v.addReading(w.fold, habits{}, id)
		v.addReading(w.stem, habits{}, id)
		return
	}
	if w.script != Latin || len(w.fold) < 3 {
		return
	}
	for _, h := range latinHabits(nil, w.fold) {
		v.addReading(w.fold, h, id)
	}
}

func (v *Vocabulary) addReading(word string, h habits, id int32) {
	key := string(appendReading(nil, word, h))
	if ids := v.byReading[key]; key != "" && (len(ids) == 0 || ids[len(ids)-1] != id) {
		v.byReading[key] = append(ids, id)
	}
}

// rank orders the words of each key: those in use first, then by weight.
func (v *Vocabulary) rank(index map[string][]int32) {
	for key, ids := range index {
		slices.SortStableFunc(ids, func(a, b int32) int { return v.compare(a, b) })
		index[key] = ids[:min(len(ids), maxRank)]
	}
}

// compare puts the likelier of two words first.
func (v *Vocabulary) compare(a, b int32) int {
	x, y := &v.words[a], &v.words[b]
	if x.outside != y.outside {
		if x.outside {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(a, b))
}

// Has reports whether a folded word is in the vocabulary as it is.
func (v *Vocabulary) Has(fold string) bool {
	_, ok := v.byFold[fold]
	return ok
}
