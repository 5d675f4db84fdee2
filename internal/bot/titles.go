package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"puente/internal/fact"
	"puente/internal/lang"
)

// titles are what type-ahead looks through: the titles of the facts in all languages, and
// the names and aliases of what they name. They are folded as what is typed.
type titles struct {
	texts []string
	facts [][]fact.ID // by text: the facts it stands for
}

// The lengths of what type-ahead looks for, in letters. A single letter fits everything;
// and with long runs of letters the scores of sahilm/fuzzy overflow, from 40 on.
const (
	leastTyped = 2
	mostTyped  = 32
)

func newTitles(base *fact.Base) titles {
	var t titles
	named := map[fact.EntityID][]fact.ID{}
	for _, f := range base.Facts() {
		for _, l := range lang.Languages() {
			t.add(f.Title[l], f.ID)
		}
		for _, id := range slices.Concat(f.Who, f.Where) {
			named[id] = append(named[id], f.ID)
		}
	}
	for _, e := range base.Entities() {
		if e.Neutral || len(named[e.ID]) == 0 {
			continue
		}
		for _, l := range lang.Languages() {
			for _, name := range append([]string{e.Name[l]}, e.Aliases[l]...) {
				t.add(name, named[e.ID]...)
			}
		}
	}
	return t
}

func (t *titles) add(text string, facts ...fact.ID) {
	t.texts = append(t.texts, lang.Fold(text))
	t.facts = append(t.facts, facts)
}

// typed is what is looked for: a query folded; ok is false for one that is too short or
// too long.
func typed(query string) (pattern string, ok bool) {
	pattern = strings.Join(folded(query), " ")
	n := utf8.RuneCountInString(pattern)
	return pattern, n >= leastTyped && n <= mostTyped
}

// find returns at most n facts in whose titles or names the letters of the query follow
// each other, the closest first.
func (t titles) find(query string, n int) []fact.ID {
	pattern, ok := typed(query)
	if !ok {
		return nil
	}
	matches := fuzzy.FindNoSort(pattern, t.texts)
	matches = slices.DeleteFunc(matches, func(m fuzzy.Match) bool { return m.Score <= 0 })
	slices.SortStableFunc(matches, func(a, b fuzzy.Match) int { return cmp.Compare(b.Score, a.Score) })
	var out []fact.ID
	seen := map[fact.ID]bool{}
	for _, m := range matches {
		for _, id := range t.facts[m.Index] {
			if !seen[id] && len(out) < n {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
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
