package when

import "puente/internal/calendar"

// lead is what stands before a point: prepositions, articles.
type lead struct {
	relation Relation
	seen     class // of all the words
	approx   bool
}

// maxLead is how many words can stand before a point.
const maxLead = 6

// expression reads the expression that begins with term i.
func (r *reader) expression(i int) (Expression, int, bool) {
	if r.terms[i].class == 0 && !r.startsName(i) {
		return Expression{}, 0, false
	}
	if e, next, ok := r.offset(i); ok {
		return e, next, true
	}
	var l lead
	for j := i; j < i+maxLead; j++ {
		if p, ok := r.point(j, &l); ok {
			return r.build(i, r.extend(p, &l), &l)
		}
		if r.is(j, number|ordinal) {
			if p, ok := r.shortRange(j, &l); ok {
				return r.build(i, p, &l)
			}
		}
		if !r.lead(j, &l) || j+1 >= len(r.terms) || !r.joined(j+1) && r.gap(j+1) != 0 {
			break
		}
	}
	return r.order(i)
}

// lead takes term j into what stands before a point, if it can stand there.
func (r *reader) lead(j int, l *lead) bool {
	t := &r.terms[j]
	switch {
	case t.is(prefix):
		// post-1990, but not "the post in 1990"
		if g := r.gap(j + 1); g != 0 && g != gapHyphen {
			return false
		}
	case t.is(inside | before | after | since | until | by | between | from | det | approx | under | with | weekday):
	case t.is(era | of | office):
		if l.seen&^(det|approx|weekday) == 0 {
			return false
		}
	case t.is(unit) && t.n == unitDay && r.is(j+1, number|ordinal):
	case t.is(unit) && t.n == unitMonth && (r.is(j+1, monthly) || r.is(j+1, of) && r.is(j+2, monthly)):
	case t.is(to) && r.is(j+1, part):
	default:
		return false
	}
	l.seen |= t.class
	l.approx = l.approx || t.is(approx)
	switch {
	case t.is(before):
		l.relation = Before
	case t.is(after):
		l.relation = After
	case t.is(since):
		l.relation = Since
	case t.is(until | by):
		l.relation = Until
	case t.is(inside|under|with) && l.relation == "":
		l.relation = In
	}
	return true
}

// build makes the expression of a point and what stands before it.
func (r *reader) build(i int, p point, l *lead) (Expression, int, bool) {
	e := Expression{
		Kind: p.kind, Span: p.reach(), Unit: p.unit, Period: p.period,
		Approximate: l.approx || p.approx, Confidence: p.confidence,
	}
	switch p.kind {
	case Anniversary, Month:
		e.MonthDay, e.MonthDayLast = p.from.monthDay(), p.to.monthDay()
	case Today:
		e.MonthDay, e.MonthDayLast = r.today.MonthDay(), r.today.MonthDay()
		e.Span = calendar.Span{}
	case Now:
		e.Span = calendar.Span{}
	case Relative:
		e.MonthDay = recurringOf(e.Span)
		e.MonthDayLast = e.MonthDay
	}
	var sure float64
	e.Relation, sure = relationOf(&p, l)
	e.Confidence = min(e.Confidence, sure)
	if r.follows(p.next, onward) && (!r.is(p.next, inside) || r.ends(p.next+1)) {
		e.Relation, e.Confidence = Since, p.confidence
		p.next++
	}
	exact := e.Span.Exact() || p.kind == Anniversary && p.from == p.to || p.kind == Today
	if e.Relation == In && exact {
		e.Relation = On
	}
	e.Future = r.isFuture(e)
	e.First, e.Last = r.tokens(i, p.next)
	return e, p.next, true
}

// relationOf returns the relation that the words before a point give it, and how sure
// they make it.
func relationOf(p *point, l *lead) (Relation, float64) {
	opens := l.seen&from != 0 && l.seen&of == 0
	switch rel := l.relation; {
	case p.relation != "":
		return p.relation, 1
	case p.from != p.to && (rel == "" || rel == In || rel == Since && opens):
		return Between, 1 // from 28 to 29 June
	case rel != "" && rel != In:
		return rel, 1
	case l.seen&between != 0, opens:
		return Since, 0.6 // the other end is not known; "from" may also be "of"
	}
	return In, 1
}

// recurringOf returns the day of the year or the month that a span is.
func recurringOf(s calendar.Span) calendar.MonthDay {
	if d := s.Start; s.Single() && d.Month > 0 {
		return calendar.MonthDay{Month: d.Month, Day: d.Day}
	}
	return calendar.MonthDay{}
}

func (r *reader) isFuture(e Expression) bool {
	switch {
	case e.Span.IsZero(), e.Relation == Before, e.Relation == Until:
		return false
	case e.Relation == After:
		return e.Span.Last() >= r.today
	}
	return e.Span.First() > r.today
}
