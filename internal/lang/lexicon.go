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

// listed is what the closed lists of the three languages say of a folded word.
type listed struct {
	stop   languageSet
	local  languageSet // where it is a stop word only in a text of its language
	filler languageSet
	long   *[3]string // what it stands for as an abbreviation, by language; nil where it is none
}

// lists are the closed lists, by folded word.
var lists = loadLists()

func loadLists() map[string]listed {
	out := map[string]listed{}
	for section, lines := range sections(stopText) {
		for _, line := range lines {
			if section == "local" {
				code, words, _ := strings.Cut(line, ":")
				addWords(out, words, func(l *listed) { l.local |= setOf(Language(code)) })
				continue
			}
			addWords(out, line, func(l *listed) { l.stop |= setOf(Language(section)) })
		}
	}
	for section, lines := range sections(fillerText) {
		for _, line := range lines {
			addWords(out, line, func(l *listed) { l.filler |= setOf(Language(section)) })
		}
	}
	for section, lines := range sections(abbreviationText) {
		for _, line := range lines {
			short, long, _ := strings.Cut(line, " ")
			addWords(out, short, func(l *listed) {
				if l.long == nil {
					l.long = new([3]string)
				}
				l.long[mustIndex(Language(section))] = long
			})
		}
	}
	return out
}

func addWords(lists map[string]listed, words string, add func(*listed)) {
	for _, w := range strings.Fields(words) {
		l := lists[w]
		add(&l)
		lists[w] = l
	}
}

func setOf(l Language) languageSet { return 1 << mustIndex(l) }

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
