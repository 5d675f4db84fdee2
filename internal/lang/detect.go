package lang

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// The models a text is compared with: the three languages as they should be
// typed, the ways they are mistyped, and languages the bot does not speak.
// The order of the three is that of Languages.
var modelNames = [...]string{
	"en", "es", "ru", "ru-latn", "ru-qwerty", "en-йцукен", "es-йцукен",
	"de", "fr", "pt", "it", "nl", "pl", "cs", "sl", "sv", "da", "fi", "hu", "tr", "ro", "ca", "id",
	"uk", "bg", "sr", "mk", "kk",
}

const (
	models     = len(modelNames)
	modelLatn  = 3
	modelQwrty = 4
	modelEnCyr = 5
	modelEsCyr = 6
	ownModels  = 7 // models of En, Es and Ru; the rest count as Other
)

// evidence is how much a word speaks against each model, as a logarithm of
// likelihood: 0 for the likeliest, negative for the others.
type evidence [models]float32

// Tuned on the sentences of testdata/languages.txt: how far one word may count, what
// being a function word adds, and what it costs to suppose a language the bot
// does not speak or a wrong alphabet or layout.
const (
	maxEvidence  = 6
	wordBonus    = 4
	otherPrior   = -4
	latnPrior    = -2
	layoutPrior  = -4
	wrongScript  = -5
	nameWeight   = 0.3
	temperature  = 1.5
	missingMark  = -9
	invertedMark = 5 // ¿ and ¡, which only Spanish has
)

// weigh rates a word under every model of its alphabet.
func weigh(w *word) (e evidence) {
	if w.script == NoScript {
		return e
	}
	m := letters()
	e.addGrams(m, w.fold)
	for _, r := range strings.ToLower(w.text) {
		if r < 0x80 || r >= 0x430 && r <= 0x44F || r == 'ё' || !unicode.IsLetter(r) {
			continue
		}
		part := m.marks[r]
		if part == nil {
			part = &unmarked
		}
		e.add(part)
	}
	for _, model := range m.words[w.fold] {
		e[model] += wordBonus
	}
	return bounded(e, w.script)
}

// addGrams adds the letter sequences of a folded word, its start and end included.
func (e *evidence) addGrams(m *letterModels, fold string) {
	const start, end = '^', '$'
	var first, second rune = 0, start
	n := 0
	add := func(r rune) {
		if first != 0 && n < maxStemmed {
			n++
			if part := m.grams[gramOf(first, second, r)]; part != nil {
				e.add(part)
			}
		}
		first, second = second, r
	}
	for _, r := range fold {
		add(r)
	}
	add(end)
}

// unmarked is the evidence of a letter that no model has.
var unmarked = func() (e evidence) {
	for i := range e {
		e[i] = missingMark
	}
	return e
}()

func (e *evidence) add(part *evidence) {
	for i, v := range part {
		e[i] += v
	}
}

// bounded makes the likeliest model of the word's alphabet 0 and no other
// worse than -maxEvidence; models of another alphabet get wrongScript.
func bounded(e evidence, script Script) evidence {
	best := float32(math.Inf(-1))
	for i, v := range e {
		if scriptOfModel[i] == script {
			best = max(best, v)
		}
	}
	for i := range e {
		if scriptOfModel[i] == script {
			e[i] = max(e[i]-best, -maxEvidence)
		} else {
			e[i] = wrongScript
		}
	}
	return e
}

// scriptOfModel is the alphabet of each model.
var scriptOfModel = func() (scripts [models]Script) {
	firstCyrillic := slices.Index(modelNames[:], "uk")
	for i := range scripts {
		scripts[i] = Latin
		if i == 2 || i == modelEnCyr || i == modelEsCyr || i >= firstCyrillic {
			scripts[i] = Cyrillic
		}
	}
	return scripts
}()

// detect guesses the language of the scanned text from all its words.
// The confidence is the share of the language's models in the likelihood.
func (s *scanner) detect() (Language, float64) {
	sum := evidence{modelLatn: latnPrior, modelQwrty: layoutPrior, modelEnCyr: layoutPrior, modelEsCyr: layoutPrior}
	for i := ownModels; i < models; i++ {
		sum[i] = otherPrior
	}
	known, foreign := 0, 0
	for i, w := range s.words {
		switch w.script {
		case NoScript:
			continue
		case Foreign:
			foreign++
			continue
		}
		known++
		weight := float32(1)
		if t := &s.u.Tokens[i]; t.Proper {
			weight = nameWeight
		}
		for j, v := range w.evidence() {
			sum[j] += v * weight
		}
	}
	switch {
	case known == 0 && foreign == 0:
		return "", 0
	case foreign > known:
		return Other, 1
	}
	if inverted(s.text) {
		sum[1] += invertedMark
	}
	best := 0
	for i, v := range sum {
		if v > sum[best] {
			best = i
		}
	}
	s.u.WrongLayout = best == modelQwrty || best == modelEnCyr || best == modelEsCyr
	s.u.Romanised = best == modelLatn
	return likeliest(sum)
}

// inverted reports whether a text has an inverted question or exclamation mark.
func inverted(text string) bool {
	for i := 0; i < len(text); i++ {
		at := strings.IndexByte(text[i:], "¿"[0])
		if at < 0 {
			return false
		}
		if i += at + 1; i < len(text) && (text[i] == "¿"[1] || text[i] == "¡"[1]) {
			return true
		}
	}
	return false
}

// likeliest compares the languages by their best models.
func likeliest(sum evidence) (Language, float64) {
	languages := [...]Language{En, Es, Ru, Other}
	var best [len(languages)]float32
	for l := range best {
		best[l] = float32(math.Inf(-1))
	}
	for i, l := range languageOfModel {
		if sum[i] > best[l] {
			best[l] = sum[i]
		}
	}
	first, total := 0, 0.0
	for l, v := range best {
		if v > best[first] {
			first = l
		}
	}
	for _, v := range best {
		total += math.Exp(float64(v-best[first]) / temperature)
	}
	return languages[first], 1 / total
}

// languageOfModel is the place of each model's language among En, Es, Ru and Other.
var languageOfModel = func() (languages [models]uint8) {
	for i := range languages {
		languages[i] = 3
	}
	languages[0], languages[modelEnCyr] = 0, 0
	languages[1], languages[modelEsCyr] = 1, 1
	languages[2], languages[modelLatn], languages[modelQwrty] = 2, 2, 2
	return languages
}()
