package when

import (
	"puente/internal/calendar"
	"puente/internal/lang"
)

// decade reads a decade: 1960s, '60s, los años 60, the sixties, в 80-х, нулевые, la
// década de 1960.
func (r *reader) decade(i int, l *lead) (point, bool) {
	t := &r.terms[i]
	switch {
	case t.is(decadeName):
		return r.decadePoint(t.n, 0.95, i+1), true
	case t.is(unit) && t.n == unitDecade:
		k := r.skip(i+1, of|det)
		if r.isYearWord(k) && r.joined(k) {
			k++
		}
		return r.statedDecade(k, 1)
	case t.is(plural) && t.n == unitYear && (t.is(mark) || r.u.Tokens[t.first].Script == lang.Latin):
		return r.statedDecade(r.skip(i+1, det), 0.95)
	case !t.is(number) || r.tied(i):
		return point{}, false
	case t.digits == 0:
		// los sesenta, los dos mil
		if !r.manyDet(i-1) || t.n%10 != 0 || t.n < 20 || t.n > 99 && t.n != 2000 || r.counted(i+1) {
			return point{}, false
		}
		return r.moreDecades(r.decadePoint(t.n, 0.85, i+1), true), true
	}
	return r.figureDecade(i, l)
}

// statedDecade reads the number of a decade behind a word that says that it is one.
func (r *reader) statedDecade(k int, confidence float64) (point, bool) {
	if !r.is(k, number|decadeName) || !r.joined(k) {
		return point{}, false
	}
	t := &r.terms[k]
	if t.n%10 != 0 || t.digits != 2 && t.digits != 4 && t.digits != 0 || t.n > 99 && t.n < 1000 || r.gap(k+1)&gapHyphen != 0 {
		return point{}, false
	}
	return r.moreDecades(r.decadePoint(t.n, confidence, k+1), true), true
}

// moreDecades reads the last decade of a range or pair of which only the first is said to
// be a decade (los años 60 y 70) or, unless stated, only the last (60–70-е).
func (r *reader) moreDecades(p point, stated bool) point {
	j := p.next
	switch {
	case r.follows(j, and|to):
		j = r.skip(j+1, det)
	case r.gap(j)&gapHyphen == 0:
		return p
	}
	if !r.is(j, number) || r.terms[j].n%10 != 0 || r.counted(j+1) {
		return p
	}
	t := &r.terms[j]
	if t.digits != 2 && t.digits != 4 && (t.digits != 0 || t.n < 20 || t.n > 99) {
		return p
	}
	ending, next := r.decadeEnding(j)
	if ending == "" && !stated || ending != "" && ending != "s" && !isDecadeEnding(ending) {
		return p
	}
	if q := r.decadePoint(t.n, p.confidence, next); p.span.Before(q.span) {
		q.span = interval(p.span.Start, q.span.End)
		return q
	}
	return p
}

// decadeEnding returns the ending that a number in digits has, which may stand in a token
// of its own, and the term behind it.
func (r *reader) decadeEnding(i int) (string, int) {
	ending, next := r.terms[i].suffix, i+1
	if ending == "" && r.is(next, decadeTail) && r.gap(next)&^(gapHyphen|gapApostrophe) == 0 {
		return "s", next + 1
	}
	return ending, next
}

// figureDecade reads a decade in digits: 1960s, 80-е, los 60.
func (r *reader) figureDecade(i int, l *lead) (point, bool) {
	t := &r.terms[i]
	ending, next := r.decadeEnding(i)
	years := r.follows(next, plural) && r.is(next, mark)
	switch {
	case t.n%10 != 0 || t.digits != 2 && t.digits != 4 || t.digits == 4 && (t.n < firstYear || t.n > lastYear):
		return point{}, false
	case ending == "s", isDecadeEnding(ending), ending == "м" && years:
		p := r.decadePoint(t.n, 0.95, r.yearMark(next))
		if t.digits == 4 && t.n%100 == 0 && t.n < 2000 && ending == "s" {
			// "The 1800s" are mostly the century.
			p.span = yearSpan(t.n, t.n+99)
			p.confidence = 0.7
		}
		return p, true
	case ending != "" || r.counted(next):
		return point{}, false
	case years:
		return r.decadePoint(t.n, 0.8, next+1), true
	case r.pairOfDecades(i):
		return r.moreDecades(r.decadePoint(t.n, 0.9, next), false), true
	case r.manyDet(i-1) && (t.digits == 4 || t.n >= 10 || t.n == 0):
		confidence := 0.5
		if l.seen&(clearly|part) != 0 || r.ends(next) || r.is(next, and) || r.gap(next)&gapApostrophe != 0 {
			confidence = 0.85
		}
		return r.moreDecades(r.decadePoint(t.n, confidence, next), true), true
	}
	return point{}, false
}

// pairOfDecades reports whether term i is the first of two decades of which the second
// has the ending of both: 60–70-е.
func (r *reader) pairOfDecades(i int) bool {
	p := r.decadePoint(r.terms[i].n, 1, i+1)
	return r.moreDecades(p, false).next > p.next
}

// oneDet reports whether term i is the singular article of Spanish, alone or in "del".
func (r *reader) oneDet(i int) bool {
	if i < 0 {
		return false
	}
	switch r.u.Tokens[r.terms[i].end-1].Fold {
	case "el", "del", "al":
		return true
	}
	return false
}

// manyDet reports whether term i is a plural article: los.
func (r *reader) manyDet(i int) bool {
	return r.is(i, det) && r.u.Tokens[r.terms[i].end-1].Fold == "los"
}

func isDecadeEnding(s string) bool {
	switch s {
	case "х", "ых", "их", "е", "ые", "ие", "ми", "ыми":
		return true
	}
	return false
}

// decadePoint returns the decade of a number of two or four digits.
func (r *reader) decadePoint(n int, confidence float64, next int) point {
	if n < 100 {
		if n == 10 || n == 20 {
			confidence = min(confidence, 0.7) // which century is less clear for these
		}
		n += r.year / 100 * 100
		if n+9 >= r.year {
			n -= 100
		}
	}
	return spanned(calendar.On(calendar.DecadeOf(n)), confidence, r.yearMark(next))
}

func yearSpan(from, to int) calendar.Span {
	return interval(calendar.YearOf(from), calendar.YearOf(to))
}

// centuryOf reads a century: the 19th century, siglo XIX, девятнадцатый век, siglos XVIII
// y XIX.
func (r *reader) centuryOf(i int) (point, bool) {
	if r.is(i, unit) {
		if r.terms[i].n != unitCentury {
			return point{}, false
		}
		k := r.skip(i+1, of)
		a, ok := r.centuryNumber(k)
		if !ok || !r.joined(k) {
			return point{}, false
		}
		b, next := r.moreCenturies(a, k+1)
		return centuries(a, b, next), true
	}
	a, ok := r.centuryNumber(i)
	if !ok || r.tied(i) {
		return point{}, false
	}
	b, next := r.moreCenturies(a, i+1)
	if !r.is(next, unit) || r.terms[next].n != unitCentury || !r.joined(next) && r.gap(next) != 0 {
		return point{}, false
	}
	// "Two centuries" is how many, "the 18th century" which one.
	if t := &r.terms[next-1]; t.is(number) && t.suffix == "" && (t.n < 10 || r.is(next, plural) && a == b) {
		return point{}, false
	}
	return centuries(a, b, next+1), true
}

// centuryNumber returns the number of a century, in digits, words or Roman numerals.
func (r *reader) centuryNumber(i int) (int, bool) {
	if i >= len(r.terms) {
		return 0, false
	}
	t := &r.terms[i]
	n := t.n
	if !t.is(number|ordinal) || t.digits > 2 {
		n = roman(r.u.Tokens[t.first].Fold)
	}
	return n, n >= 1 && n <= 21
}

// moreCenturies reads the century that ends a range or pair.
func (r *reader) moreCenturies(a, k int) (int, int) {
	j := k
	switch {
	case r.follows(k, and|to):
		j = r.skip(k+1, det)
	case r.gap(k)&gapHyphen == 0:
		return a, k
	}
	if b, ok := r.centuryNumber(j); ok && b > a {
		return b, j + 1
	}
	return a, k
}

// romanCentury reads a century that begins with a Roman numeral: XIX век, XX в.
func (r *reader) romanCentury(i int) (point, bool) {
	t := &r.terms[i]
	a := roman(r.u.Tokens[t.first].Fold)
	if a < 1 || a > 21 {
		return point{}, false
	}
	b, next := r.moreCenturies(a, i+1)
	if i > 0 && r.gap(i)&gapDot != 0 && r.u.Tokens[t.first-1].Fold == "s" {
		return centuries(a, b, next), true // s. XIX
	}
	if next >= len(r.terms) {
		return point{}, false
	}
	fold := r.u.Tokens[r.terms[next].first].Fold
	switch {
	case r.is(next, unit) && r.terms[next].n == unitCentury && (r.joined(next) || r.gap(next) == 0):
	case fold == "в" && (r.ends(next+1) || r.gap(next) == 0): // "XX в."
	case fold == "го" && r.gap(next)&gapHyphen != 0 && r.is(next+1, unit) && r.terms[next+1].n == unitCentury:
		next++ // "XIX-го века"
	default:
		return point{}, false
	}
	return centuries(a, b, next+1), true
}

func centuries(a, b, next int) point {
	p := spanned(yearSpan(100*a-99, 100*b), 0.95, next)
	p.unit = UnitCentury
	return p
}

// roman returns the value of a Roman numeral, in Latin or in Cyrillic look-alikes, below
// 40, or 0.
func roman(s string) int {
	n, last := 0, 0
	for _, c := range s {
		v := 0
		switch c {
		case 'i', 'і':
			v = 1
		case 'v':
			v = 5
		case 'x', 'х':
			v = 10
		default:
			return 0
		}
		if v > last && last > 0 {
			v -= 2 * last
		}
		n += v
		last = max(v, -v)
	}
	return n
}
