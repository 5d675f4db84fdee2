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

// expression reads the expression that begins with term i, which is something or may
// begin a name.
func (r *reader) expression(i int) (Expression, int, bool) {
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
	if !r.leads(j, l) {
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

func (r *reader) leads(j int, l *lead) bool {
	t := &r.terms[j]
	switch {
	case t.is(prefix): // post-1990, but not "the post in 1990"
		g := r.gap(j + 1)
		return g == 0 || g == gapHyphen
	case t.is(inside | before | after | since | until | by | between | from | det | approx | under | with | weekday):
		return true
	case t.is(era | rule | office):
		return l.seen&(inside|under|before|after|since|until|between|part) != 0
	case t.is(of):
		return l.seen&^(det|approx|weekday) != 0
	case t.is(unit) && t.n == unitDay:
		_, ok := r.dayNumber(j + 1)
		return ok
	case t.is(unit) && t.n == unitMonth:
		return r.is(j+1, monthly) || r.is(j+1, of) && r.is(j+2, monthly)
	}
	if t.is(this) { // el próximo 11 de marzo
		_, ok := r.dayNumber(j + 1)
		return ok
	}
	return t.is(to) && r.is(j+1, part)
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
	if rel := r.relationAround(i, &p, l); rel != "" {
		e.Relation, sure = rel, 0.7
	}
	e.Confidence = min(e.Confidence, sure)
	if r.follows(p.next, onward) && (!r.is(p.next, inside) || r.ends(p.next+1)) {
		e.Relation, e.Confidence = Since, p.confidence
		p.next++
	}
	exact := e.Span.Exact() || p.kind == Anniversary && p.from == p.to || p.kind == Today
	if e.Relation == In && exact {
		e.Relation = On
	}
	if e.Relation == After && e.Kind == Period && e.Span.Last() >= r.today {
		e.Span = calendar.On(e.Span.Start) // after the beginning of what has not ended
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
	case l.seen&between != 0 && p.kind == Date && !p.reach().Single():
		return Between, 1 // entre los 60 y los 90
	case l.seen&between != 0, opens:
		return Since, 0.6 // the other end is not known; "from" may also be "of"
	}
	return In, 1
}

// maxNoun is how many words can stand between a preposition and the year of what it is
// about: tras la última ruptura de 1947.
const maxNoun = 3

// relationAround returns the relation that a preposition gives a date that only says
// which of its kind something is: after the 1947 break, tras la ruptura de 1947. What
// comes after it may still be of the same year.
func (r *reader) relationAround(i int, p *point, l *lead) Relation {
	if p.kind != Date || !p.isCivil() {
		return ""
	}
	if r.is(p.next-2, det) && r.joined(p.next) && r.terms[p.next].class == 0 {
		return inclusive(l.seen, p.from.d > 0) // after the 1947 break
	}
	if l.seen&^(from|of|det) != 0 {
		return ""
	}
	k := i - 1
	if r.is(k, of) && r.joined(i) {
		k--
	} else if l.seen&of == 0 && !r.is(p.next-1, mark) {
		return ""
	}
	for n := 0; n < maxNoun && k >= 0 && r.joined(k+1) && r.terms[k].class&^(ordinal|step|rule) == 0; n++ {
		k--
	}
	if k == i-1 || k < 0 || !r.joined(k+1) {
		return ""
	}
	for r.is(k, det) && !r.is(k, before|after) && r.joined(k) {
		k--
	}
	return inclusive(r.terms[k].class, p.from.d > 0)
}

// inclusive returns the relation to a date that something has by being before or after a
// part of it, which is the whole of it where it is exact.
func inclusive(c class, exact bool) Relation {
	switch {
	case c&after != 0 && exact:
		return After
	case c&before != 0 && exact:
		return Before
	case c&(after|since) != 0:
		return Since
	case c&(before|until) != 0 && c&to == 0: // по футболу 1962 года
		return Until
	}
	return ""
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
