package when

import (
	"slices"
	"strings"
	"unicode/utf8"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

// nameNode is a place in the trie of the periods' names over the stems of their words.
type nameNode struct {
	edges []nameEdge           // the first few
	more  map[string]*nameNode // the others
	// folds are the words by whose stem the node is reached.
	folds  []string
	period *fact.Period // whose name ends here
	// bearers are the periods of whose names this is the core: Allende of "under Allende",
	// Stalin of "Stalin era". It means the time only where the words around say so.
	bearers []*fact.Period
	// phrased is set where the name itself begins with a preposition (under Allende).
	phrased bool
	// numbered is set where the name has a number or ordinal in it.
	numbered bool
	// upper is set for abbreviations, which only match in capitals: UP is not up.
	upper bool
}

// nameEdge leads to the node that is reached by a stem.
type nameEdge struct {
	stem string
	to   *nameNode
}

// fewEdges are no slower to look through than a map, and most nodes have only one.
const fewEdges = 4

// to returns the node that is reached by a stem, nil where there is none.
func (n *nameNode) to(stem string) *nameNode {
	for i := range n.edges {
		if n.edges[i].stem == stem {
			return n.edges[i].to
		}
	}
	return n.more[stem]
}

// newNames builds the trie, nil where there are no periods.
func newNames(periods []*fact.Period) *nameNode {
	if len(periods) == 0 {
		return nil
	}
	b := namesBuilder{words: vocabulary(), reader: lang.NewReader(2 * len(periods)), stems: make(map[string][]string)}
	root := b.node()
	for _, p := range periods {
		for _, l := range lang.Languages() {
			b.add(root, p, p.Name[l])
			for _, alias := range p.Aliases[l] {
				b.add(root, p, alias)
			}
		}
	}
	return root
}

// namesBuilder builds the trie.
type namesBuilder struct {
	words  *lexicons
	reader *lang.Reader
	stems  map[string][]string // by folded Cyrillic word: what caseStems returns
	free   []nameNode
}

// nodesAtOnce is the number of nodes for which memory is taken at once.
const nodesAtOnce = 256

func (b *namesBuilder) node() *nameNode {
	if len(b.free) == 0 {
		b.free = make([]nameNode, nodesAtOnce)
	}
	n := &b.free[0]
	b.free = b.free[1:]
	return n
}

// clausal are the folded words that begin a clause of time, or name the end of a period.
var clausal = map[string]bool{
	"while": true, "when": true, "eve": true, "mientras": true, "cuando": true, "vispera": true, "visperas": true,
	"пока": true, "когда": true, "канун": true,
}

// add enters a name of a period, and its core.
func (b *namesBuilder) add(root *nameNode, p *fact.Period, name string) {
	words, tokens := b.words, b.reader.Tokens(name)
	for len(tokens) > 1 && words.class(&tokens[0])&det != 0 {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 {
		return
	}
	phrased := len(tokens) > 1 && words.class(&tokens[0])&(inside|under|before|after|since|between) != 0
	// "while Lagos was president" can mean nothing but the time.
	phrased = phrased || len(tokens) > 1 && clausal[tokens[0].Fold]
	numbered := false
	for i := range tokens {
		numbered = numbered || tokens[i].Kind == lang.Number || words.class(&tokens[i])&(ordinal|number|cardinal) != 0
	}
	upper := len(tokens) == 1 && tokens[0].Case == lang.Upper && len([]rune(tokens[0].Text)) <= 3
	for _, node := range b.path(root, tokens) {
		if node.period == nil {
			node.period, node.phrased, node.numbered, node.upper = p, phrased, numbered, upper
		}
	}
	if core := words.core(tokens); len(core) > 0 && len(core) < len(tokens) {
		for _, node := range b.path(root, core) {
			if !slices.Contains(node.bearers, p) {
				node.bearers = append(node.bearers, p)
			}
		}
	}
}

// core returns what is left of a name without its preposition and without the words that
// say that it is a time: Riesco of "gobierno de Riesco".
func (l *lexicons) core(tokens []lang.Token) []lang.Token {
	first, last := 0, len(tokens)
	for last > first && l.class(&tokens[last-1])&(era|rule) != 0 {
		last--
	}
	for first < last && l.class(&tokens[first])&(inside|under|det|of|era|rule|ordinal) != 0 {
		first++
	}
	if first == 1 && last == len(tokens) && l.class(&tokens[0])&ordinal != 0 {
		return nil // "first rupture" is not called after "rupture"
	}
	return tokens[first:last]
}

// path returns the nodes at which the words end, whichever of their stems is taken.
func (b *namesBuilder) path(root *nameNode, tokens []lang.Token) []*nameNode {
	level := []*nameNode{root}
	for i := range tokens {
		var deeper []*nameNode
		stems := b.caseStems(&tokens[i])
		for _, node := range level {
			for _, stem := range stems {
				c := b.child(node, stem)
				if !slices.Contains(c.folds, tokens[i].Fold) {
					c.folds = append(c.folds, tokens[i].Fold)
				}
				deeper = append(deeper, c)
			}
		}
		level = deeper
	}
	return level
}

// caseStems returns the stems of a word of a name in any of its cases. Russian surnames in
// -ов, -ев and -ин need it, since the stemmer takes that for an ending in the nominative
// only (Горбачев: горбач, Горбачеву: горбачев).
func (b *namesBuilder) caseStems(t *lang.Token) []string {
	if t.Script != lang.Cyrillic || t.Kind != lang.Word {
		return t.Stems
	}
	stems, known := b.stems[t.Fold]
	if known {
		return stems
	}
	stems = t.Stems
	for _, ending := range [...]string{"а", "е", "у", "ым", "ом"} {
		for _, stem := range lang.Stems(t.Fold + ending) {
			if !slices.Contains(stems, stem) && strings.HasPrefix(t.Fold, stem) {
				stems = append(stems[:len(stems):len(stems)], stem)
			}
		}
	}
	b.stems[t.Fold] = stems
	return stems
}

func (b *namesBuilder) child(n *nameNode, stem string) *nameNode {
	c := n.to(stem)
	if c != nil {
		return c
	}
	c = b.node()
	switch {
	case len(n.edges) < fewEdges:
		n.edges = append(n.edges, nameEdge{stem, c})
	case n.more == nil:
		n.more = map[string]*nameNode{stem: c}
	default:
		n.more[stem] = c
	}
	return c
}

// class returns what a token alone is in a language whose words it may be.
func (l *lexicons) class(t *lang.Token) class {
	if t.Script == lang.Cyrillic {
		return l.ru[t.Fold].class
	}
	return l.latin[t.Fold].class
}

// longest returns the longest name or core that begins with token i, and the token behind
// it.
func (n *nameNode) longest(u *lang.Utterance, i int) (found *nameNode, end int) {
	if i >= len(u.Tokens) {
		return nil, 0
	}
	t := &u.Tokens[i]
	for _, stem := range t.Stems {
		c := n.to(stem)
		if c == nil || !c.inflected(t.Fold) {
			continue
		}
		if (c.period != nil || c.bearers != nil) && end <= i && (!c.upper || t.Case == lang.Upper) {
			found, end = c, i+1
		}
		if len(c.edges) == 0 || i+1 < len(u.Tokens) && gapOf(u.Gap(i))&^soft != 0 {
			continue
		}
		if f, e := c.longest(u, i+1); f != nil && e > end {
			found, end = f, e
		}
	}
	return found, end
}

// longestEnding is the number of bytes by which forms of a Russian word may differ in
// length: three letters.
const longestEnding = 6

// inflected reports whether a word with the stem of n can be a form of the word in the
// name. In Latin letters that is only its plural, since stemmers cut too much: "junto" is
// no form of "junta", nor "concert" of "Concertación".
func (n *nameNode) inflected(fold string) bool {
	return slices.ContainsFunc(n.folds, func(f string) bool {
		if f[0] < utf8.RuneSelf {
			return strings.TrimSuffix(strings.TrimSuffix(f, "s"), "e") == strings.TrimSuffix(strings.TrimSuffix(fold, "s"), "e")
		}
		return max(len(f)-len(fold), len(fold)-len(f)) <= longestEnding
	})
}

// startsName reports whether term i, which is nothing else, may begin a name or be a Roman
// numeral.
func (r *reader) startsName(i int) bool {
	t := &r.u.Tokens[r.terms[i].first]
	if r.names != nil {
		for _, stem := range t.Stems {
			if r.names.to(stem) != nil {
				return true
			}
		}
	}
	return roman(t.Fold) > 0
}

// hull returns the span of the period of that name, or of all that are called after it.
func (n *nameNode) hull() (span calendar.Span, id string) {
	if n.period != nil {
		return n.period.Span, n.period.ID
	}
	return hull(n.bearers)
}

// hull returns the span from the first of some periods to the last, and the id of the
// only one.
func hull(periods []*fact.Period) (span calendar.Span, id string) {
	span = periods[0].Span
	for _, p := range periods[1:] {
		if p.Span.First() < span.First() {
			span.Start = p.Span.Start
		}
		if p.Span.Last() > span.Last() {
			span.End = p.Span.End
		}
	}
	if len(periods) == 1 {
		id = periods[0].ID
	}
	return span, id
}
