package when

import (
	"slices"
	"strings"

	"puente/internal/fact"
	"puente/internal/lang"
)

// nameNode is a place in the trie of the periods' names over the stems of their words.
type nameNode struct {
	next   map[string]*nameNode
	period *fact.Period // whose name ends here
	// phrased is set where the name itself begins with a preposition (under Allende).
	phrased bool
	// upper is set for abbreviations, which only match in capitals: UP is not up.
	upper bool
}

// newNames builds the trie, nil where there are no periods.
func newNames(periods []*fact.Period) *nameNode {
	if len(periods) == 0 {
		return nil
	}
	root := &nameNode{}
	for _, p := range periods {
		for _, l := range lang.Languages() {
			root.add(p, p.Name[l])
			for _, alias := range p.Aliases[l] {
				root.add(p, alias)
			}
		}
	}
	return root
}

func (n *nameNode) add(p *fact.Period, name string) {
	u := lang.Analyse(name)
	tokens := u.Tokens
	lexicons := vocabulary()
	for len(tokens) > 1 && lexicons.class(&tokens[0])&det != 0 {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 {
		return
	}
	level := []*nameNode{n}
	for i := range tokens {
		var deeper []*nameNode
		for _, node := range level {
			for _, stem := range caseStems(&tokens[i]) {
				deeper = append(deeper, node.child(stem))
			}
		}
		level = deeper
	}
	phrased := len(tokens) > 1 && lexicons.class(&tokens[0])&(inside|under|before|after|since) != 0
	upper := len(tokens) == 1 && tokens[0].Case == lang.Upper && len([]rune(tokens[0].Text)) <= 3
	for _, node := range level {
		if node.period == nil {
			node.period, node.phrased, node.upper = p, phrased, upper
		}
	}
}

// caseStems returns the stems of a word of a name in any of its cases. Russian surnames in
// -ов, -ев and -ин need it, since the stemmer takes that for an ending in the nominative
// only (Горбачев: горбач, Горбачеву: горбачев).
func caseStems(t *lang.Token) []string {
	stems := t.Stems
	if t.Script != lang.Cyrillic || t.Kind != lang.Word {
		return stems
	}
	for _, ending := range [...]string{"а", "е", "у", "ым", "ом"} {
		for _, stem := range lang.Stems(t.Fold + ending) {
			if !slices.Contains(stems, stem) && strings.HasPrefix(t.Fold, stem) {
				stems = append(stems[:len(stems):len(stems)], stem)
			}
		}
	}
	return stems
}

func (n *nameNode) child(stem string) *nameNode {
	if n.next == nil {
		n.next = make(map[string]*nameNode)
	}
	c := n.next[stem]
	if c == nil {
		c = &nameNode{}
		n.next[stem] = c
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

// longest returns the longest name that begins with token i, and the token behind it.
func (n *nameNode) longest(u *lang.Utterance, i int) (found *nameNode, end int) {
	if i >= len(u.Tokens) {
		return nil, 0
	}
	t := &u.Tokens[i]
	for _, stem := range t.Stems {
		c := n.next[stem]
		if c == nil {
			continue
		}
		if c.period != nil && end <= i && (!c.upper || t.Case == lang.Upper) {
			found, end = c, i+1
		}
		if c.next == nil || i+1 < len(u.Tokens) && gapOf(u.Gap(i))&^soft != 0 {
			continue
		}
		if f, e := c.longest(u, i+1); f != nil && e > end {
			found, end = f, e
		}
	}
	return found, end
}

// startsName reports whether term i, which is nothing else, may begin a name or be a Roman
// numeral.
func (r *reader) startsName(i int) bool {
	t := &r.u.Tokens[r.terms[i].first]
	if r.names != nil {
		for _, stem := range t.Stems {
			if r.names.next[stem] != nil {
				return true
			}
		}
	}
	return roman(t.Fold) > 0
}

// How sure it is that a period's name means the time, by the words before it: "under
// Allende", "before the coup", "in the Cold War", "con Allende", "Allende".
const (
	sureUnder = 0.95
	sureApart = 0.9
	sureIn    = 0.85
	sureWith  = 0.5
	sureBare  = 0.4
)

// named reads a period by its name.
func (r *reader) named(i int, l *lead) (point, bool) {
	node, end := r.names.longest(r.u, r.terms[i].first)
	if node == nil {
		return point{}, false
	}
	next := i
	for next < len(r.terms) && r.terms[next].first < end {
		next++
	}
	p := point{kind: Period, span: node.period.Span, period: node.period.ID, confidence: nameConfidence(l), next: next}
	if node.phrased {
		p.confidence = sureUnder
	}
	possessive := r.possessive(end - 1)
	switch {
	case r.follows(next, era): // the Allende years, Allende's government
		p.confidence = max(p.confidence, 0.8)
		p.next++
	case possessive:
		return point{}, false // after Allende's visit
	default:
		p.next = r.yearOfName(p)
	}
	return p, true
}

func nameConfidence(l *lead) float64 {
	switch {
	case l.seen&under != 0, l.seen&era != 0:
		return sureUnder
	case l.seen&with != 0:
		return sureWith
	case l.seen&(before|after|since|until|between) != 0:
		return sureApart
	case l.seen&(inside|part) != 0, l.seen&from != 0 && l.seen&of == 0:
		return sureIn
	}
	return sureBare
}

// possessive reports whether token i has an English possessive ending.
func (r *reader) possessive(i int) bool {
	t := r.u.Tokens[i].Text
	for _, s := range [...]string{"'s", "’s"} {
		if len(t) > len(s) && t[len(t)-len(s):] == s {
			return true
		}
	}
	return false
}

// yearOfName skips the year that says which of its kind a period is: the coup of 1973.
func (r *reader) yearOfName(p point) int {
	k := r.skip(p.next, of|det)
	if k == p.next && !r.follows(k, number|ordinal) || k >= len(r.terms) {
		return p.next
	}
	if q, ok := r.yearDate(k, &lead{seen: inside}); ok && q.reach().Overlaps(p.span) {
		return q.next
	}
	return p.next
}

// yearBefore makes a period of the year p where the name of one in that year follows: the
// 1973 coup.
func (r *reader) yearBefore(p point, l *lead) point {
	if !r.joined(p.next) {
		return p
	}
	if q, ok := r.named(p.next, l); ok && p.reach().Contains(q.span) {
		return q
	}
	return p
}
