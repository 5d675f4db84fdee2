package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"puente/internal/fact"
	"puente/internal/lang"
)

// titles are what type-ahead looks through: the titles of the facts in all languages, and
// the names and aliases of what they name. They are folded as what is typed.
type titles struct {
	texts []string
	words [][]string // by text
	about []heading  // by text
}

// heading is what a text stands for.
type heading struct {
	language lang.Language // of a title; empty for a name
	facts    []*fact.Fact
}

// rank orders what a text stands for, for somebody with a language.
func (h heading) rank(l lang.Language) int {
	switch h.language {
	case l:
		return 0
	case "":
		return 1
	}
	return 2
}

// The lengths of what type-ahead looks for, in letters. A single letter fits everything;
// and with long runs of letters the scores of sahilm/fuzzy overflow, from 40 on.
const (
	leastTyped = 2
	mostTyped  = 32
)

func newTitles(base *fact.Base) titles {
	var t titles
	named := map[fact.EntityID][]*fact.Fact{}
	for _, f := range base.Facts() {
		for _, l := range lang.Languages() {
			t.add(f.Title[l], heading{l, []*fact.Fact{f}})
		}
		for _, id := range slices.Concat(f.Who, f.Where) {
			named[id] = append(named[id], f)
		}
	}
	for _, e := range base.Entities() {
		if e.Neutral || len(named[e.ID]) == 0 {
			continue
		}
		for _, l := range lang.Languages() {
			for _, name := range append([]string{e.Name[l]}, e.Aliases[l]...) {
				t.add(name, heading{"", named[e.ID]})
			}
		}
	}
	return t
}

func (t *titles) add(text string, h heading) {
	text = lang.Fold(text)
	t.texts = append(t.texts, text)
	t.words = append(t.words, letters(text))
	t.about = append(t.about, h)
}

// typed is what is looked for: a query folded; ok is false for one that is too short or
// too long.
func typed(query string) (pattern string, ok bool) {
	pattern = strings.Join(folded(query), " ")
	n := utf8.RuneCountInString(pattern)
	return pattern, n >= leastTyped && n <= mostTyped
}

// found is what type-ahead finds.
type found struct {
	facts []*fact.Fact // the closest first
	// begins tells that the texts have a word for each of the query that begins with it.
	begins bool
	// languages are those of the titles that do.
	languages []lang.Language
}

// find looks for a query, of somebody with a language, and returns at most n facts. Where no
// words begin as those of the query, the letters need only follow each other.
func (t titles) find(query string, l lang.Language, n int) found {
	pattern, ok := typed(query)
	if !ok {
		return found{}
	}
	var out found
	matches := t.beginning(pattern)
	if out.begins = len(matches) > 0; !out.begins {
		matches = t.running(pattern)
	}
	slices.SortStableFunc(matches, func(a, b fuzzy.Match) int {
		if x, y := t.about[a.Index].rank(l), t.about[b.Index].rank(l); out.begins && x != y {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(b.Score, a.Score)
	})
	for _, m := range matches {
		h := t.about[m.Index]
		if out.begins && h.language != "" && !slices.Contains(out.languages, h.language) {
			out.languages = append(out.languages, h.language)
		}
		for _, f := range h.facts {
			if len(out.facts) < n && !slices.Contains(out.facts, f) {
				out.facts = append(out.facts, f)
			}
		}
	}
	return out
}

// beginning finds the texts with words that begin as those of the pattern, in any order.
func (t titles) beginning(pattern string) []fuzzy.Match {
	var list []fuzzy.Match
	words := letters(pattern)
	for i, text := range t.texts {
		if !beginAs(t.words[i], words) {
			continue
		}
		m := fuzzy.Match{Str: text, Index: i}
		if scored := fuzzy.Find(pattern, []string{text}); len(scored) > 0 {
			m.Score = scored[0].Score
		}
		list = append(list, m)
	}
	return list
}

func beginAs(text, words []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(text, func(have string) bool { return strings.HasPrefix(have, w) }) {
			return false
		}
	}
	return len(words) > 0
}

// letters are the words of a folded text without what stands around them.
func letters(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// running finds the texts in which the letters of the pattern follow each other. Those that
// fit far worse than the best have them by chance.
func (t titles) running(pattern string) []fuzzy.Match {
	list := fuzzy.Find(pattern, t.texts)
	return slices.DeleteFunc(list, func(m fuzzy.Match) bool { return m.Score <= 0 || m.Score < list[0].Score/2 })
}

// highlights returns the parts of a title that match a query, as byte offsets [from, to).
func highlights(title, query string) [][2]int {
	pattern, ok := typed(query)
	if !ok {
		return nil
	}
	// Folding may change the length of a letter, so it is done letter by letter.
	var text strings.Builder
	origin := map[int]int{} // byte offset in text to that in title
	for i, r := range title {
		origin[text.Len()] = i
		text.WriteString(lang.Fold(string(r)))
	}
	matches := fuzzy.Find(pattern, []string{text.String()})
	if len(matches) == 0 || matches[0].Score <= 0 {
		return nil
	}
	var spans [][2]int
	for _, at := range matches[0].MatchedIndexes {
		from, ok := origin[at]
		if !ok {
			continue // a further letter of one that folds to several
		}
		_, size := utf8.DecodeRuneInString(title[from:])
		if last := len(spans) - 1; last >= 0 && spans[last][1] == from {
			spans[last][1] = from + size
			continue
		}
		spans = append(spans, [2]int{from, from + size})
	}
	return spans
}
