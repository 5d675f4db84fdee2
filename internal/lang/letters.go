package lang

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/letters.txt
var lettersText string

// letterModels hold the letter statistics, as log probabilities.
type letterModels struct {
	grams map[letterGram]*evidence
	marks map[rune]*evidence
	words map[string][]int // function word: models it belongs to
}

// letterGram is a sequence of three letters.
type letterGram uint64

func gramOf(a, b, c rune) letterGram {
	const bits = 21 // of a rune
	return letterGram(a)<<(2*bits) | letterGram(b)<<bits | letterGram(c)
}

var letters = sync.OnceValue(loadLetters)

func loadLetters() *letterModels {
	m := &letterModels{
		grams: map[letterGram]*evidence{},
		marks: map[rune]*evidence{},
		words: map[string][]int{},
	}
	text := sections(lettersText)
	m.addGrams(text["gram"])
	for model, items := range byModel(text["mark"]) {
		for _, item := range items {
			m.addMark([]rune(item), model)
		}
	}
	for model, items := range byModel(text["word"]) {
		for _, item := range items {
			m.addWord(item, model)
		}
	}
	m.addOwnWords()
	return m
}

// byModel reads lines of a model's name, a colon and items.
func byModel(lines []string) map[int][]string {
	out := map[int][]string{}
	for _, line := range lines {
		name, items, _ := strings.Cut(line, ":")
		out[slices.Index(modelNames[:], name)] = strings.Fields(items)
	}
	return out
}

func (m *letterModels) addGrams(lines []string) {
	var columns []int
	for _, line := range lines {
		gram, codes, _ := strings.Cut(line, " ")
		if gram == "models:" {
			columns = columns[:0]
			for name := range strings.FieldsSeq(codes) {
				columns = append(columns, slices.Index(modelNames[:], name))
			}
			continue
		}
		e := new(evidence)
		for i, model := range columns {
			e[model] = logOf(rune(codes[i]))
		}
		letters := []rune(gram)
		m.grams[gramOf(letters[0], letters[1], letters[2])] = e
	}
}

func (m *letterModels) addMark(item []rune, model int) {
	e := m.marks[item[0]]
	if e == nil {
		e = new(evidence)
		for i := range e {
			e[i] = missingMark
		}
		m.marks[item[0]] = e
	}
	e[model] = logOf(item[1])
}

// logOf decodes a frequency of the data file.
func logOf(code rune) float32 { return -float32(code-'A') / 2 }

func (m *letterModels) addWord(word string, model int) {
	if !slices.Contains(m.words[word], model) {
		m.words[word] = append(m.words[word], model)
	}
}

// addOwnWords takes the stop words, fillers and abbreviations of the three
// languages for function words, also as they look when mistyped.
func (m *letterModels) addOwnWords() {
	for w, l := range lists {
		m.addOwnWord(w, l.stop|l.local|l.filler)
		if l.long == nil {
			continue
		}
		for i, long := range l.long {
			if long != "" {
				m.addWord(w, i)
			}
		}
	}
	for i, w := range []string{"russia", "rusia"} {
		m.addWord(w, i)
	}
}

func (m *letterModels) addOwnWord(w string, languages languageSet) {
	for i, layout := range []int{modelEnCyr, modelEsCyr, modelQwrty} {
		if languages.has(i) {
			m.addWord(w, i)
			m.addWord(retyped(w), layout)
		}
	}
	if languages.has(2) {
		for _, latin := range romanised(w) {
			m.addWord(latin, modelLatn)
		}
	}
}
