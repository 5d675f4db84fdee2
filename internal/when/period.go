package when

import (
	"strings"

	"puente/internal/lang"
)

// How sure it is that a period's name means the time, by the words around it: "under
// Allende", "before the coup", "in the Cold War", "the Allende years", "antes de
// Allende", "con la UP", "the coup". The last two are as often no time at all.
const (
	sureUnder = 0.95
	sureApart = 0.9
	sureIn    = 0.85
	sureEra   = 0.8
	sureCore  = 0.7
	sureWith  = 0.45
	sureBare  = 0.4
)

// named reads a period by its name, or by the core of it where the words around say that
// a time is meant: under Allende, Stalin's time.
func (r *reader) named(i int, l *lead) (point, bool) {
	node, end := r.names.longest(r.u, r.terms[i].first)
	if node == nil {
		return point{}, false
	}
	next := i
	for next < len(r.terms) && r.terms[next].first < end {
		next++
	}
	p := point{kind: Period, next: next}
	later := r.is(next, era) && r.gap(next) == gapSpace && r.u.Tokens[end-1].Script == lang.Latin || // the Allende years
		r.follows(next, rule) && l.seen&(inside|under) != 0 // during Allende's presidency
	p.span, p.period = node.hull()
	if node.period != nil {
		p.confidence = r.nameConfidence(node, l, end-1)
	} else {
		p.confidence = r.coreConfidence(l, next)
	}
	switch {
	case later:
		p.confidence = max(p.confidence, sureEra)
		p.next++
	case p.confidence == 0, r.possessive(end - 1): // after Allende's visit
		return point{}, false
	case p.confidence < Sure && (node.numbered || r.is(i, ordinal|number)):
		return point{}, false // the number says more: the first break, the 1962 World Cup
	default:
		p.next = r.yearOfName(p)
	}
	return p, true
}

// nameConfidence is that of a whole name whose last token is given.
func (r *reader) nameConfidence(n *nameNode, l *lead, last int) float64 {
	switch {
	case n.phrased, l.seen&(under|era|rule) != 0:
		return sureUnder
	case l.seen&with != 0 && l.seen&since != 0 && isGenitive(r.u.Tokens[last].Fold):
		return sureEra // с перестройки, but с Горбачёвым
	case l.seen&with != 0:
		return sureWith
	case l.seen&(before|after|since|until|between) != 0:
		return sureApart
	case l.seen&loose != 0:
		return sureBare
	case l.seen&(inside|part) != 0, l.seen&from != 0 && l.seen&of == 0:
		return sureIn
	}
	return sureBare
}

// isGenitive reports whether a Russian noun can be a genitive by its ending, and is no
// instrumental.
func isGenitive(s string) bool {
	for _, ending := range [...]string{"а", "я", "ы", "и"} {
		if strings.HasSuffix(s, ending) && !strings.HasSuffix(s, "ами") && !strings.HasSuffix(s, "ями") {
			return true
		}
	}
	return false
}

// coreConfidence is that of the core of a name, which is mostly a person or a country: 0
// unless it is the end of "before" or "after".
func (r *reader) coreConfidence(l *lead, next int) float64 {
	switch {
	case l.seen&(under|era|rule) != 0:
		return sureUnder
	case l.seen&(before|after) != 0 && r.ends(next):
		return sureCore
	}
	return 0
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
	if q, ok := r.named(p.next, l); ok && q.confidence >= Sure && p.reach().Contains(q.span) {
		return q
	}
	return p
}
