package match

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Feature is something that a question and a fact can share: a stem, a concept of the
// lexicon, an entity or a foreign country. Features are numbered from 0 within one
// Vocabulary.
type Feature int32

// stem is the number of a stem that a text or a phrase has.
type stem int32

type featureKind uint8

const (
	kindStem featureKind = iota
	kindConcept
	kindEntity
)

// trait is what is known of a feature beside its kind, as bits.
type trait uint8

const (
	neutral   trait = 1 << iota // Chile, Russia and their like: everywhere, so never a constraint
	attribute                   // what a fact must record to answer a question about it
	foreign                     // other countries and their cities
	abroad                      // places of facts in other countries
	offTopic                    // words of fields that the base has nothing to do with
	ofChile                     // entities of one of the two countries
	ofRussia
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
	stems   map[string]stem
	feature []Feature // by stem: its feature, -1 where only phrases have it
	senses  map[sense]Feature
	names   []string // by feature: the concept or entity id, empty for a stem
	kinds   []featureKind
	traits  []trait
	idf     []float64 // by feature: inverse document frequency over the facts
	rarest  float64   // the idf of a feature that only one fact has

	phrases   *phrases
	folds     map[string]int32     // the folded words of the base and its lexicon
	counts    []int32              // how often each of them occurs
	countries []string             // the names of other countries
	aliases   map[string][]Feature // the entities and other countries that have a single folded word as a name
	functions map[string][]Feature // the concepts that have a folded function word among their words
}

// sense is a concept or an entity.
type sense struct {
	kind featureKind
	id   string
}

// newVocabulary makes an empty vocabulary with room for this many words.
func newVocabulary(words int) *Vocabulary {
	return &Vocabulary{
		stems:   make(map[string]stem, words),
		senses:  make(map[sense]Feature, 1024),
		phrases: newPhrases(),
		folds:   make(map[string]int32, words),
		aliases: make(map[string][]Feature), functions: make(map[string][]Feature),
	}
}

// has reports whether a feature has one of the traits.
func (v *Vocabulary) has(f Feature, any trait) bool { return v.traits[f]&any != 0 }

// newFeature numbers a feature.
func (v *Vocabulary) newFeature(kind featureKind, id string) Feature {
	v.names = append(v.names, id)
	v.kinds = append(v.kinds, kind)
	v.traits = append(v.traits, 0)
	return Feature(len(v.names) - 1)
}

// intern returns the number of a concept or entity, giving it one when it has none.
func (v *Vocabulary) intern(kind featureKind, id string) Feature {
	f, ok := v.senses[sense{kind, id}]
	if !ok {
		f = v.newFeature(kind, id)
		v.senses[sense{kind, id}] = f
	}
	return f
}

// lookup returns the number of a concept or entity.
func (v *Vocabulary) lookup(kind featureKind, id string) (Feature, bool) {
	f, ok := v.senses[sense{kind, id}]
	return f, ok
}

// ofStem returns the number of the feature that a stem is.
func (v *Vocabulary) ofStem(text string) (Feature, bool) {
	s, ok := v.stems[text]
	if !ok || v.feature[s] < 0 {
		return 0, false
	}
	return v.feature[s], true
}

// stem returns the number of a stem, giving it one when it has none.
func (v *Vocabulary) stem(text string) stem {
	s, ok := v.stems[text]
	if !ok {
		s = stem(len(v.feature))
		v.stems[text] = s
		v.feature = append(v.feature, -1)
	}
	return s
}

// fold returns the number of a folded word, giving it one when it has none.
func (v *Vocabulary) fold(text string) int32 {
	n, ok := v.folds[text]
	if !ok {
		n = int32(len(v.counts))
		v.folds[text] = n
		v.counts = append(v.counts, 0)
	}
	return n
}

// numberOf returns the number of a folded word, -1 when it has none.
func (v *Vocabulary) numberOf(fold string) int32 {
	if n, ok := v.folds[fold]; ok {
		return n
	}
	return -1
}

// weigh sets the inverse document frequency of every feature from the number of facts
// that have it.
func (v *Vocabulary) weigh(facts int, having []int32) {
	v.idf = make([]float64, len(v.names))
	for f := range v.idf {
		v.idf[f] = inverseFrequency(facts, int(having[f]))
	}
	v.rarest = inverseFrequency(facts, 1)
}

func inverseFrequency(facts, having int) float64 {
	return math.Log(1 + (float64(facts)+0.5)/(float64(having)+0.5))
}

func (v *Vocabulary) confidence(f Feature) float32 {
	if v.kinds[f] == kindConcept {
		return conceptConfidence
	}
	return 1
}

// addReading adds r, or raises the confidence of the same feature.
func addReading(rs []reading, r reading) []reading {
	for i := range rs {
		if rs[i].feature == r.feature {
			rs[i].confidence = max(rs[i].confidence, r.confidence)
			return rs
		}
	}
	return append(rs, r)
}

// neutralWeight is the weight of the names of the two countries and of words that say
// nothing.
const neutralWeight = 0.3

// telling gathers the features of a word to tell its weight.
type telling struct {
	stem, sense float64 // idf of the rarest stem and of the most telling concept or entity
	stems       bool    // any
	senses      bool
	neutral     bool
}

func (t *telling) add(v *Vocabulary, f Feature) {
	w := v.idf[f]
	switch {
	case v.has(f, neutral):
		t.neutral = true
	case v.kinds[f] != kindStem:
		t.sense, t.senses = max(t.sense, w), true
	case !t.stems || w < t.stem:
		t.stem, t.stems = w, true
	}
}

// weight is the mean of the idf of the word's rarest stem and of its most telling concept
// or entity, so that a rare synonym of a common concept counts for less than a rare word
// that is its own.
func (t *telling) weight(v *Vocabulary) float64 {
	switch {
	case t.neutral:
		return neutralWeight
	case t.stems && t.senses:
		return (t.stem + t.sense) / 2
	case t.stems:
		return t.stem
	case t.senses:
		return t.sense
	}
	return v.rarest
}

// weight is the weight of a word with these readings.
func (v *Vocabulary) weight(rs []reading) float64 {
	var t telling
	for _, r := range rs {
		t.add(v, r.feature)
	}
	return t.weight(v)
}

// isName reports whether a folded word is by itself the name of an entity that is a
// constraint.
func (v *Vocabulary) isName(fold string) bool {
	return slices.ContainsFunc(v.aliases[fold], func(f Feature) bool { return !v.has(f, neutral) })
}

// inflected reports whether a single word is no name of the entity or foreign country f
// but a common word that shares its stem: a "senador" is not the Senado, an "island" not
// Islandia, "can" not Canadá and «груз» not Грузия. Long stems of countries are no chance:
// «американская». A function word stands for no concept by its stem either: «за» is not
// «заём», "los" not "lose".
func (v *Vocabulary) inflected(w *word, f Feature) bool {
	switch {
	case slices.Contains(v.aliases[w.fold], f):
		return false
	case v.has(f, foreign):
		return (w.stop || w.common()) && !slices.ContainsFunc(w.of.Stems, isLong)
	case v.kinds[f] == kindConcept:
		return w.stop && !slices.Contains(v.functions[w.fold], f)
	}
	return v.kinds[f] == kindEntity && (w.stop || w.common())
}

// isLong reports whether a stem has so many letters that words do not share it by chance.
func isLong(stem string) bool { return utf8.RuneCountInString(stem) >= 7 }
