package match

import (
	"math"
	"slices"

	"puente/internal/fact"
	"puente/internal/lang"
)

// Feature is something that a question and a fact can share: a stem, a concept of the
// lexicon, an entity or a foreign country. Features are numbered from 0 within one
// Vocabulary.
type Feature int32

// side is one of the two countries, as a bit.
type side uint8

const (
	chileSide side = 1 << iota
	russiaSide
)

type featureKind uint8

const (
	kindStem featureKind = iota
	kindConcept
	kindEntity
)

// reading is one feature that a word may stand for, with the confidence in (0, 1] that
// sharing the feature means sharing the word's sense.
type reading struct {
	feature    Feature
	confidence float32
}

// conceptConfidence is what a shared concept counts for, a shared stem counting 1.
const conceptConfidence = 0.85

// Vocabulary numbers the features of a base and says how telling each of them is.
type Vocabulary struct {
	ids       map[string]Feature
	names     []string // by feature: the stem, concept id or entity id
	kinds     []featureKind
	idf       []float64 // by feature: inverse document frequency over the facts
	phrases   *phrases
	known     map[string]int       // how often a folded word occurs in the base and its lexicon
	countries []string             // the names of other countries
	rarest    float64              // the idf of a feature that only one fact has
	aliases   map[string][]Feature // the entities that have a single folded word as a name

	neutral   map[Feature]bool // Chile, Russia and their like: everywhere, so never a constraint
	attribute map[Feature]bool // what a fact must record to answer a question about it
	foreign   map[Feature]bool // other countries and their cities
	abroad    map[Feature]bool // places of facts in other countries
	sides     map[Feature]side // of the entities of the two countries
	offTopic  map[Feature]bool // words of fields that the base has nothing to do with
}

// newVocabulary builds the vocabulary of the names and the lexicon of base. The stems of
// the facts' texts join it as they are read.
func newVocabulary(base *fact.Base) *Vocabulary {
	v := &Vocabulary{
		ids:       make(map[string]Feature),
		phrases:   newPhrases(),
		known:     make(map[string]int),
		aliases:   make(map[string][]Feature),
		neutral:   make(map[Feature]bool),
		attribute: make(map[Feature]bool),
		foreign:   make(map[Feature]bool),
		abroad:    make(map[Feature]bool),
		sides:     make(map[Feature]side),
		offTopic:  make(map[Feature]bool),
	}
	for _, e := range base.Entities() {
		v.addEntity(e)
	}
	for _, c := range base.Concepts() {
		v.addConcept(c)
	}
	v.addCountries()
	return v
}

func (v *Vocabulary) addEntity(e *fact.Entity) {
	f := v.intern(kindEntity, string(e.ID))
	if e.Neutral {
		v.neutral[f] = true
	}
	switch e.Country {
	case "chile":
		v.sides[f] = chileSide
	case "russia", "ussr", "russian-empire":
		v.sides[f] = russiaSide
	}
	if e.Kind == fact.Place && e.Country == "other" {
		v.abroad[f] = true
	}
	for _, l := range lang.Languages() {
		v.addName(e.Name[l], f)
		for _, alias := range e.Aliases[l] {
			v.addName(alias, f)
		}
	}
}

// addName makes text a name of f, an entity or another country.
func (v *Vocabulary) addName(text string, f Feature) {
	if words := v.addPhrase(text, f); len(words) == 1 && !slices.Contains(v.aliases[words[0].fold], f) {
		v.aliases[words[0].fold] = append(v.aliases[words[0].fold], f)
	}
}

// conceptGeneric is the concept of the words that say nothing of a subject: event,
// happen, both countries.
const conceptGeneric = "generic"

func (v *Vocabulary) addConcept(c *fact.Concept) {
	f := v.intern(kindConcept, c.ID)
	if c.ID == conceptGeneric {
		v.neutral[f] = true
	}
	switch c.Kind {
	case fact.ConceptAttribute:
		v.attribute[f] = true
	case fact.ConceptForeign:
		v.foreign[f] = true
	case fact.ConceptOffTopic:
		v.offTopic[f] = true
	}
	for _, l := range lang.Languages() {
		for _, w := range c.Words[l] {
			if v.foreign[f] {
				v.addName(w, f)
			} else {
				v.addPhrase(w, f)
			}
		}
	}
}

// addPhrase makes text stand for f wherever its words occur in this order, and returns
// them.
func (v *Vocabulary) addPhrase(text string, f Feature) []word {
	words := readWords(lang.Analyse(text))
	if len(words) == 0 {
		return nil
	}
	stems := make([][]string, len(words))
	for i, w := range words {
		stems[i] = w.stems
		v.known[w.fold]++
	}
	v.phrases.add(stems, f)
	return words
}

// intern returns the number of a feature, giving it one when it has none.
func (v *Vocabulary) intern(kind featureKind, name string) Feature {
	key := featureKey(kind, name)
	f, ok := v.ids[key]
	if !ok {
		f = Feature(len(v.names))
		v.ids[key] = f
		v.names = append(v.names, name)
		v.kinds = append(v.kinds, kind)
	}
	return f
}

func (v *Vocabulary) lookup(kind featureKind, name string) (Feature, bool) {
	f, ok := v.ids[featureKey(kind, name)]
	return f, ok
}

func featureKey(kind featureKind, name string) string {
	return string('a'+rune(kind)) + name
}

// weigh sets the inverse document frequency of every feature from the number of facts
// that have it.
func (v *Vocabulary) weigh(facts int, having []int) {
	v.idf = make([]float64, len(v.names))
	for f := range v.idf {
		n := 0
		if f < len(having) {
			n = having[f]
		}
		v.idf[f] = inverseFrequency(facts, n)
	}
	v.rarest = inverseFrequency(facts, 1)
}

func inverseFrequency(facts, having int) float64 {
	return math.Log(1 + (float64(facts)+0.5)/(float64(having)+0.5))
}

// read returns the features that the words stand for, word by word. With grow, stems
// that are not yet in the vocabulary join it; without, they are left out.
func (v *Vocabulary) read(words []word, grow bool) [][]reading {
	out := make([][]reading, len(words))
	for i, w := range words {
		for _, s := range w.stems {
			f, ok := v.lookup(kindStem, s)
			if !ok && grow {
				f, ok = v.intern(kindStem, s), true
			}
			if ok {
				out[i] = addReading(out[i], reading{f, w.confidence})
			}
		}
		if grow {
			v.known[w.fold]++
		}
	}
	for i := range words {
		// A word inside a name keeps its own sense too: a "Lenin Peace Prize" is a prize.
		v.mark(out, words, i, i+1)
		v.mark(out, words, i, len(words))
	}
	return out
}

// mark gives the words of the longest phrase that begins at from and ends before to the
// features of that phrase.
func (v *Vocabulary) mark(out [][]reading, words []word, from, to int) {
	features, n := v.phrases.longest(from, to, func(i int) []string { return words[i].stems })
	content := slices.ContainsFunc(words[from:from+n], func(w word) bool { return !w.stop })
	for _, f := range features {
		if n == 1 && v.foreign[f] && v.inflected(words[from], f) {
			continue
		}
		for i := from; i < from+n; i++ {
			if content && words[i].stop {
				continue // "the" of "the Kremlin" says nothing by itself
			}
			out[i] = addReading(out[i], reading{f, v.confidence(f) * words[i].confidence})
		}
	}
}

func (v *Vocabulary) confidence(f Feature) float32 {
	if v.kinds[f] == kindConcept {
		return conceptConfidence
	}
	return 1
}

// addReading adds r, or raises the confidence of the same feature.
func addReading(rs []reading, r reading) []reading {
	i := slices.IndexFunc(rs, func(have reading) bool { return have.feature == r.feature })
	if i < 0 {
		return append(rs, r)
	}
	rs[i].confidence = max(rs[i].confidence, r.confidence)
	return rs
}
