package when

import (
	"puente/internal/calendar"
	"puente/internal/lang"
)

// extend reads the other end of an interval of which p is the first: 1947–1964, from the
// coup to 1990, с 1947 по 1964, 28 June – 3 July 2005.
func (r *reader) extend(p point, l *lead) point {
	j, ok := r.connector(p.next, l)
	if !ok {
		return p
	}
	inner := lead{seen: l.seen | to}
	for limit := j + 4; j < limit && j < len(r.terms) && (r.joined(j) || r.gap(j) == 0); j++ {
		if q, ok := r.point(j, &inner); ok {
			if span, ok := r.connect(p, q); ok {
				l.relation = Between
				return span
			}
			return p
		}
		if y, ok := r.closingYear(p, j); ok {
			p.to.y, p.next = y, r.yearMark(j+1)
			l.relation = Between
			return p
		}
		if !r.is(j, det|inside|era|rule|of|until|approx|office) {
			break
		}
		inner.seen |= r.terms[j].class
	}
	return p
}

// connector returns the term behind the word or dash that joins the ends of an interval.
func (r *reader) connector(k int, l *lead) (int, bool) {
	opened := l.seen&(from|since|between) != 0
	switch {
	case k >= len(r.terms):
		return 0, false
	case r.gap(k)&gapHyphen != 0 && r.gap(k)&^(gapHyphen|gapLongDash|gapSpace) == 0:
		return k, true
	case !r.joined(k):
		return 0, false
	case r.is(k, before) && !opened:
		return 0, false
	case r.is(k, now) && r.is(k, until):
		return k, true // с 1990 до сих пор
	case r.is(k, to), r.is(k, until) && opened, r.is(k, and) && l.seen&between != 0:
		return k + 1, true
	}
	return 0, false
}

// closingYear reads the two digits behind the first year of an interval: from 1947 to 64.
func (r *reader) closingYear(p point, j int) (int, bool) {
	if p.from.y == 0 || p.from != p.to || p.from.m != 0 || !r.is(j, number) || r.counted(j+1) {
		return 0, false
	}
	t := &r.terms[j]
	if t.digits != 2 || !isYearEnding(t.suffix) || t.n <= p.from.y%100 {
		return 0, false
	}
	return p.from.y/100*100 + t.n, true
}

// connect makes an interval of its two ends. What only one of them says of the year or
// the month goes for the other too.
func (r *reader) connect(p, q point) (point, bool) {
	out := point{kind: Date, confidence: min(p.confidence, q.confidence), next: q.next, approx: p.approx || q.approx}
	if p.isCivil() && q.isCivil() {
		out.from, out.to = p.from, q.to
		switch {
		case p.from.m == 0 && q.from.y == 0:
			return point{}, false // 1990 – March
		case p.from.y == 0 && q.from.y > 0:
			out.from.y = q.to.y
			if p.from.m > q.to.m {
				out.from.y--
			}
		case p.from.y > 0 && q.from.y == 0:
			out.to.y = p.from.y
			if q.to.m < p.from.m {
				out.to.y++
			}
		}
		if out.from.y == 0 && (out.from.d == 0) != (out.to.d == 0) {
			out.from.d = max(out.from.d, 1) // from 3 June to August
			if out.to.d == 0 {
				out.to.d = calendar.DaysIn(r.year, out.to.m)
			}
		}
		out.kind = kindOf(out.from)
		return out, out.from.exists() && out.to.exists()
	}
	a, b := p.reach(), q.reach()
	if a.IsZero() || b.IsZero() {
		return point{}, false
	}
	if b.First() < a.First() {
		a, b = b, a
	}
	out.span = interval(a.Start, b.End)
	return out, true
}

// shortRange reads an interval of years in two digits, which alone would be no years: del
// 73 al 90, между 70 и 73, в 70-73 годах.
func (r *reader) shortRange(j int, l *lead) (point, bool) {
	from, ok := r.shortYear(j)
	if !ok || r.tied(j) {
		return point{}, false
	}
	k, ok := r.connector(j+1, l)
	if !ok {
		return point{}, false
	}
	if k > j+1 {
		k = r.skip(k, det)
	}
	if !r.is(k, number|ordinal) {
		return point{}, false
	}
	until, ok := r.shortYear(k)
	if y, _, long := r.longYear(k, &lead{seen: inside}); long {
		until, ok = y, true
	}
	next := r.yearMark(k + 1)
	if !ok || next == k+1 && r.counted(next) || until <= from {
		return point{}, false
	}
	stated := r.is(k+1, plural) && next > k+1 || r.is(j-1, plural) && r.isYearWord(j-1)
	opened := l.seen&clearly != 0 && r.terms[j].n > 31 && r.terms[k].n > 31
	if !stated && !opened {
		return point{}, false
	}
	l.relation = Between
	return point{kind: Date, from: civil{y: from}, to: civil{y: until}, confidence: 0.85, next: next}, true
}

// ofYear gives a month or day of the year that bounds a time the only year there is: "in
// 1973 before September".
func ofYear(es []Expression) []Expression {
	year := -1
	for i, e := range es {
		if e.Kind == Date && (e.Relation == In || e.Relation == On) && e.Span.Single() && e.Span.Precision() == calendar.PrecisionYear {
			if year >= 0 {
				return es
			}
			year = i
		}
	}
	if year < 0 {
		return es
	}
	for i := range es {
		e := &es[i]
		y := es[year].Span.Start.Year
		bounds := (e.Kind == Month || e.Kind == Anniversary) && e.Relation != In && e.Relation != On && e.MonthDay == e.MonthDayLast
		if !bounds || e.MonthDay.Day > calendar.DaysIn(y, e.MonthDay.Month) {
			continue
		}
		e.Kind, e.Span = Date, calendar.On(calendar.MonthOf(y, e.MonthDay.Month))
		if e.MonthDay.Day > 0 {
			e.Span = calendar.NewDay(y, e.MonthDay.Month, e.MonthDay.Day).Span()
		}
		e.MonthDay, e.MonthDayLast = calendar.MonthDay{}, calendar.MonthDay{}
	}
	return es
}

// merge joins "after A" with the "before B" next to it to what lies between them.
func merge(es []Expression, u *lang.Utterance) []Expression {
	for i := 0; i+1 < len(es); i++ {
		a, b := es[i], es[i+1]
		if b.First-a.Last > 1 || a.Span.IsZero() || b.Span.IsZero() || gapOf(u.Text[u.Tokens[a.Last-1].End:u.Tokens[b.First].Start])&gapDot != 0 {
			continue
		}
		if a.Relation == Before || a.Relation == Until {
			a, b = b, a
		}
		first, last := a.Span.First(), b.Span.Last()
		switch a.Relation {
		case After:
			first = a.Span.Last() + 1
		case Since:
		default:
			continue
		}
		switch b.Relation {
		case Before:
			last = b.Span.First() - 1
		case Until:
		default:
			continue
		}
		if first > last {
			continue
		}
		es[i] = Expression{
			Kind: Date, Relation: Between, Span: calendar.Interval(first, last),
			Confidence: min(a.Confidence, b.Confidence), Future: a.Future,
			First: min(a.First, b.First), Last: max(a.Last, b.Last),
		}
		es = append(es[:i+1], es[i+2:]...)
	}
	return es
}
