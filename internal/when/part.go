package when

import "puente/internal/calendar"

// parted reads a part of a span: early 1960s, a fines de los 60, в конце 1990 года, the
// first half of the 19th century.
func (r *reader) parted(i int, l *lead) (point, bool) {
	k := i + 1
	if r.is(k, part) && r.gap(k)&gapHyphen != 0 {
		return point{}, false // mid-to-late
	}
	inner := lead{seen: part | l.seen&^(under|with)}
	for k < len(r.terms) && (r.joined(k) || r.gap(k) == 0) && k < i+5 {
		if p, ok := r.point(k, &inner); ok {
			if p.kind == Period && l.seen&(before|after|since|until|between|from|to) != 0 {
				return edge(p, r.terms[i].n), true
			}
			return r.take(p, r.terms[i].n)
		}
		if !r.is(k, of|det|inside|era|rule) {
			break
		}
		inner.seen |= r.terms[k].class & (of | det | inside | era | rule)
		k++
	}
	return point{}, false
}

// edge returns the beginning or end of a period, where something is counted from it: after
// the end of the dictatorship.
func edge(p point, which int) point {
	switch which {
	case early:
		p.span = calendar.On(p.span.Start)
	case late:
		p.span = calendar.On(p.span.End)
	}
	return p
}

// take returns a part of what p names.
func (r *reader) take(p point, which int) (point, bool) {
	span := p.reach()
	if p.kind == Month {
		return p, true
	}
	if span.IsZero() || span.Exact() || p.kind == Today || p.kind == Now {
		return point{}, false
	}
	q := p
	q.from, q.to = civil{}, civil{}
	q.span = cut(span, which)
	q.confidence = min(p.confidence, 0.9)
	return q, true
}

// cut returns a third or half of a span: of decades and centuries in whole years, of a
// year in months, of anything else in days. What is left over goes to the earlier thirds:
// the early part of a decade is four years.
func cut(s calendar.Span, which int) calendar.Span {
	first, _, _ := s.First().Civil()
	final, _, _ := s.Last().Civil()
	switch p := s.Precision(); {
	case first == final && p == calendar.PrecisionYear:
		a, b := piece(12, which)
		return interval(calendar.MonthOf(first, a+1), calendar.MonthOf(first, b))
	case p == calendar.PrecisionYear || p == calendar.PrecisionDecade:
		a, b := piece(final-first+1, which)
		return interval(calendar.YearOf(first+a), calendar.YearOf(first+b-1))
	}
	a, b := piece(s.Len(), which)
	return calendar.Interval(s.First()+calendar.Day(a), s.First()+calendar.Day(b)-1)
}

// piece returns where a part of n units begins and ends.
func piece(n, which int) (from, to int) {
	third, twoThirds, half := (n+2)/3, (2*n+2)/3, (n+1)/2
	switch which {
	case early:
		return 0, third
	case middle:
		return min(third, n-1), max(twoThirds, min(third, n-1)+1)
	case late:
		return min(twoThirds, n-1), n
	case firstHalf:
		return 0, half
	}
	return min(half, n-1), n
}
