package when

import "puente/internal/calendar"

// offset reads a distance in time: two years ago, hace diez años, за год до переворота,
// через два дня, the day after the coup.
func (r *reader) offset(i int) (Expression, int, bool) {
	t := &r.terms[i]
	if r.interesting&(unit|amount) == 0 {
		return Expression{}, 0, false
	}
	k, bare := i, true // bare: a unit alone is one of it
	switch {
	case t.is(agoFirst):
		return r.since(i)
	case t.is(to) && !t.is(det):
		return r.atDistance(i)
	case t.is(inside):
		k, bare = i+1, r.u.Tokens[t.first].Fold == "за"
	case t.is(through | det):
		k = i + 1
	case !t.is(number | few | unit | amount):
		return Expression{}, 0, false
	}
	if r.follows(k, step) && r.is(k+1, unit) {
		k, bare = k+1, true // на следующий день после
	}
	u, n, next, ok := r.amountAt(k, bare)
	if !ok {
		return Expression{}, 0, false
	}
	if k == i+1 && t.is(det) && r.follows(next, step) && !r.is(next, thatPast) {
		return r.stepFrom(i, u, n*r.terms[next].n, next+1)
	}
	return r.distanceFrom(i, u, n, next)
}

// since reads a distance into the past behind its sign: hace ya unos diez años.
func (r *reader) since(i int) (Expression, int, bool) {
	k := r.skip(i+1, approx|det)
	if k < len(r.terms) && r.terms[k].class == 0 {
		k++
	}
	if u, n, next, ok := r.amountAt(k, false); ok {
		return r.offsetFrom(i, u, -n, next, r.today.Date())
	}
	return Expression{}, 0, false
}

// atDistance reads the Spanish distance after something: a tres años del golpe.
func (r *reader) atDistance(i int) (Expression, int, bool) {
	if u, n, next, ok := r.amountAt(i+1, false); ok && r.follows(next, of) {
		if date, end, ok := r.anchor(r.skip(next, of|det), true); ok {
			return r.offsetFrom(i, u, n, end, date)
		}
	}
	return Expression{}, 0, false
}

// stepFrom reads what a Spanish step is counted from: al día siguiente del golpe.
func (r *reader) stepFrom(i, u, n, next int) (Expression, int, bool) {
	if r.follows(next, of|to|after) {
		if date, end, ok := r.anchor(r.skip(next, of|to|after|det), n > 0); ok {
			return r.offsetFrom(i, u, n, end, date)
		}
	}
	return r.uncounted(i, u, n, next)
}

// distanceFrom reads what a distance is counted from.
func (r *reader) distanceFrom(i, u, n, next int) (Expression, int, bool) {
	switch {
	case r.follows(next, ago):
		return r.offsetFrom(i, u, -n, next+1, r.today.Date())
	case r.follows(next, before|earlier):
		n = -n
	case r.follows(next, after|later):
		if r.is(next, later) && r.follows(next+1, after) {
			next++ // два года спустя после
		}
	case r.is(i, through):
		return r.uncounted(i, u, n, next)
	default:
		return Expression{}, 0, false
	}
	if r.is(next, before|after) {
		if date, end, ok := r.anchor(next+1, n > 0); ok {
			return r.offsetFrom(i, u, n, end, date)
		}
	}
	return r.uncounted(i, u, n, next+1)
}

// amountAt reads an amount of time: two years, a month, полгода. With bare, a unit alone
// is one of it: год назад.
func (r *reader) amountAt(k int, bare bool) (u, n, next int, ok bool) {
	switch {
	case k >= len(r.terms) || k > 0 && !r.joined(k) && r.gap(k)&gapEdge == 0:
		return 0, 0, 0, false
	case r.is(k, amount):
		return unitMonth, r.terms[k].n, k + 1, true
	case r.is(k, number|few) && r.terms[k].digits <= 3 && r.terms[k].suffix == "" && r.terms[k].n > 0:
		if r.follows(k+1, unit) && !r.tied(k) {
			return r.terms[k+1].n, r.terms[k].n, k + 2, true
		}
	case r.is(k, plural) && r.follows(k+1, number) && r.follows(k+2, ago): // лет 20 назад
		return r.terms[k].n, r.terms[k+1].n, k + 2, r.terms[k+1].n > 0
	case bare && r.is(k, unit) && !r.is(k, plural):
		return r.terms[k].n, 1, k + 1, true
	}
	return 0, 0, 0, false
}

// anchor reads the point from which a distance is counted: its last day for what comes
// after it, its first day for what comes before.
func (r *reader) anchor(k int, after bool) (calendar.Date, int, bool) {
	l := lead{seen: before}
	for limit := k + 4; k < limit && k < len(r.terms) && r.joined(k); k++ {
		if p, ok := r.point(k, &l); ok {
			span := p.reach()
			if span.IsZero() {
				break
			}
			if after && span.Last() < r.today {
				return span.End, p.next, true
			}
			return span.Start, p.next, true
		}
		if !r.is(k, det|of|era|rule|office) {
			break
		}
		l.seen |= r.terms[k].class & (det | of | era | rule)
	}
	return calendar.Date{}, 0, false
}

// offsetFrom returns the Offset of n units from a date.
func (r *reader) offsetFrom(i, u, n, next int, from calendar.Date) (Expression, int, bool) {
	o := distance(u, n)
	day := from.First()
	if n > 0 {
		day = from.Last()
	}
	date := o.from(day).Date()
	y, m := date.Year, date.Month
	switch {
	case from.Precision != calendar.PrecisionDay && from.Precision != calendar.PrecisionMonth, u >= unitYear:
		date = calendar.YearOf(y)
	case from.Precision == calendar.PrecisionMonth, u == unitMonth:
		date = calendar.MonthOf(y, m)
	}
	if !date.Valid() {
		return Expression{}, 0, false
	}
	e := r.newOffset(i, u, o, next)
	e.Span = calendar.On(date)
	e.Relation = In
	if date.Precision == calendar.PrecisionDay {
		e.Relation = On
	}
	e.Future = date.First() > r.today
	return e, next, true
}

// uncounted returns an Offset of n units from what the expression does not say.
func (r *reader) uncounted(i, u, n, next int) (Expression, int, bool) {
	e := r.newOffset(i, u, distance(u, n), next)
	e.Relation = After
	if n < 0 {
		e.Relation = Before
	}
	return e, next, true
}

func (r *reader) newOffset(i, u int, o Distance, next int) Expression {
	e := Expression{Kind: Offset, Offset: o, Unit: units[u], Confidence: 0.9}
	e.First, e.Last = r.tokens(i, next)
	return e
}
