package lang

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed data/stop.txt
var stopText string

//go:embed data/filler.txt
var fillerText string

//go:embed data/abbreviation.txt
var abbreviationText string

// languageSet is a set of the three languages, by their bits.
type languageSet uint8

func (s languageSet) has(i int) bool { return i >= 0 && s&(1<<i) != 0 }

// wordLists are the closed lists of the three languages.
type wordLists struct {
	stop   map[string]languageSet
	local  map[string]languageSet // stop words that count as such only in a text of their language
	filler map[string]languageSet
	abbr   map[string][3]string
}

var lists = loadLists()

func loadLists() *wordLists {
	l := &wordLists{
		stop:   map[string]languageSet{},
		local:  map[string]languageSet{},
		filler: map[string]languageSet{},
		abbr:   map[string][3]string{},
	}
	for section, lines := range sections(stopText) {
		for _, line := range lines {
			if section == "local" {
				code, words, _ := strings.Cut(line, ":")
				addWords(l.local, Language(code), words)
				continue
			}
			addWords(l.stop, Language(section), line)
		}
	}
	for section, lines := range sections(fillerText) {
		for _, line := range lines {
			addWords(l.filler, Language(section), line)
		}
	}
	for section, lines := range sections(abbreviationText) {
		for _, line := range lines {
			short, long, _ := strings.Cut(line, " ")
			all := l.abbr[short]
			all[mustIndex(Language(section))] = long
			l.abbr[short] = all
		}
	}
	return l
}

func addWords(set map[string]languageSet, l Language, words string) {
	for _, w := range strings.Fields(words) {
		set[w] |= 1 << mustIndex(l)
	}
}

func mustIndex(l Language) int {
	i := l.index()
	if i < 0 {
		panic(fmt.Sprintf("lang: word list for unknown language %q", l))
	}
	return i
}

// sections splits a word list into its lines by [section]; lines that start
// with # are comments.
func sections(text string) map[string][]string {
	out := map[string][]string{}
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			name = strings.Trim(line, "[]")
		default:
			out[name] = append(out[name], line)
		}
	}
	return out
}
