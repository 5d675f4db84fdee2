package when

import "puente/internal/lang"

// dayMonth reads a day and its month, and the year if there is one: 11 March 1990, 28 y
// 29 de junio, одиннадцатого марта.
func (r *reader) dayMonth(i int) (point, bool) {
	first, ok := r.dayNumber(i)
	if !ok || r.tied(i) || r.is(i-1, label) {
		return point{}, false
	}
	final, k := r.moreDays(first, i+1)
	behind := k
	k = r.monthAfter(k)
	m, confidence := r.monthName(k, k > behind)
	if r.follows(k, this) && r.follows(k+1, unit) && r.terms[k+1].n == unitMonth && r.terms[k].n == 0 {
		m, confidence, k = r.month, 1, k+1 // el 11 de este mes
	}
	if m == 0 {
		return point{}, false
	}
	p := point{kind: Anniversary, from: civil{m: m, d: first}, to: civil{m: m, d: final}, confidence: confidence, next: k + 1}
	return r.withYear(p)
}

// monthAfter skips what may stand between a day and its month: "de", "of", "del mes de".
func (r *reader) monthAfter(k int) int {
	k = r.skip(k, of|det)
	if r.follows(k, unit) && r.terms[k].n == unitMonth {
		k = r.skip(k+1, of|det)
	}
	return k
}

// dayNumber returns the day of the month that term i can be.
func (r *reader) dayNumber(i int) (int, bool) {
	if !r.is(i, number|ordinal) {
		return 0, false
	}
	t := &r.terms[i]
	if t.n < 1 || t.n > 31 || t.digits > 2 || t.suffix == "s" {
		return 0, false
	}
	return t.n, true
}

// moreDays reads the days that follow the first of a list or range, and returns the last.
func (r *reader) moreDays(final, k int) (int, int) {
	for k < len(r.terms) {
		j := k
		switch {
		case r.follows(k, to|and):
			j = r.skip(k+1, det)
		case r.gap(k)&(gapHyphen|gapComma) == 0:
			return final, k
		}
		d, ok := r.dayNumber(j)
		if !ok || j > 0 && !r.joined(j) || d <= final {
			return final, k
		}
		final, k = d, j+1
	}
	return final, k
}

// monthName returns the month that term k names next to a number, or 0. Linked says that
// "of" stands between them.
func (r *reader) monthName(k int, linked bool) (month int, confidence float64) {
	if k <= 0 || k >= len(r.terms) || !r.joined(k) && r.gap(k) != gapSlash && r.gap(k) != gapDot {
		return 0, 0
	}
	t := &r.terms[k]
	if t.is(monthly) {
		return t.n, 1
	}
	if t.class == 0 {
		return mistypedMonth(r.u.Tokens[t.first].Fold, linked), 0.7
	}
	return 0, 0
}

// monthly are the classes of the names of months.
const monthly = month | shortMonth | weakMonth

// withYear adds the year that follows a day and month, or a month, if any does.
func (r *reader) withYear(p point) (point, bool) {
	if !p.from.exists() || !p.to.exists() {
		return point{}, false
	}
	if y, confidence, next, ok := r.yearBehind(p.next, p.from.d > 0); ok {
		p.from.y, p.to.y, p.kind, p.next = y, y, Date, next
		p.confidence = min(p.confidence, confidence)
		if !p.from.exists() || !p.to.exists() {
			return point{}, false
		}
	}
	return p, true
}

// yearBehind reads the year behind a day or month. There two digits are a year unless
// they can be something else.
func (r *reader) yearBehind(i int, day bool) (y int, confidence float64, next int, ok bool) {
	linked := r.follows(i, of|det|inside)
	k := i
	if linked {
		k = r.skip(i, of|det|inside)
	}
	if k >= len(r.terms) || !r.joined(k) && r.gap(k) != gapSlash && r.gap(k) != gapDot {
		return 0, 0, 0, false
	}
	if y, next, ok := r.relativeYear(k); ok {
		return y, 0.95, next, true
	}
	if p, ok := r.yearDate(k, &lead{seen: inside}); ok && p.from == p.to {
		return p.from.y, max(p.confidence, 0.9), p.next, true
	}
	if y, ok := r.shortYear(k); ok && !r.counted(k+1) {
		if linked || day && (r.terms[k].n > 31 || r.ends(k+1)) || r.terms[k].n > 31 {
			return y, 0.9, r.yearMark(k + 1), true
		}
	}
	return 0, 0, 0, false
}

// monthDate reads what begins with a month: March 11th, 1990; marzo de 1990; March–May
// 1990; March.
func (r *reader) monthDate(i int, l *lead) (point, bool) {
	t := &r.terms[i]
	if !t.is(monthly) || r.street(i) {
		return point{}, false
	}
	m, k := t.n, i+1
	if r.follows(k, unit) && r.terms[k].n == unitMonth {
		k++ // в марте месяце
	}
	if p, ok := r.monthDay(m, k); ok {
		return p, true
	}
	p := point{kind: Month, from: civil{m: m}, to: civil{m: m}, confidence: 0.9, next: k}
	if final, next := r.moreMonths(m, k, l); next > k {
		p.to.m, p.next = final, next
	}
	p, ok := r.withYear(p)
	if !ok || p.from.y > 0 {
		return p, ok
	}
	if r.follows(k, thatPast) {
		return r.distantMonth(r.terms[k].n, m, k+1), true
	}
	clear := l.seen&(inside|before|after|since|until|by|between|from|of|part) != 0
	if !t.is(month) && (!t.is(weakMonth) || !clear) || r.capital(i, l) {
		return point{}, false
	}
	return p, true
}

// street reports whether the month at term i belongs to the name of a street: calle 11 de
// Septiembre.
func (r *reader) street(i int) bool {
	k := i - 1
	if r.is(k, of) {
		k--
	}
	return r.is(k, number) && r.is(k-1, label)
}

// capital reports whether the month at term i is written like a name: in Russian an event
// (Октябрь); in Spanish a person when another name follows (Julio Philippi), in English an
// event when one follows and "the" stands before (the October Revolution).
func (r *reader) capital(i int, l *lead) bool {
	k := r.terms[i].first
	t := &r.u.Tokens[k]
	switch {
	case t.Case != lang.Title:
		return false
	case t.Script == lang.Cyrillic:
		return t.Proper && l.seen&inside == 0
	case !r.joined(i+1) || k+1 >= len(r.u.Tokens) || r.u.Tokens[k+1].Case != lang.Title:
		return false
	}
	return r.u.Language != lang.En || r.is(i-1, det)
}

// moreMonths reads the month that ends a range or list of months: March–May.
func (r *reader) moreMonths(final, k int, l *lead) (int, int) {
	j := k
	switch {
	case r.follows(k, to|and):
		j = k + 1
	case r.follows(k, monthly) && r.is(k+1, number) && r.terms[k+1].digits == 4: // enero octubre 2025
	case r.gap(k)&gapHyphen == 0:
		return final, k
	}
	if r.is(j, monthly) && r.joined(j) && (r.terms[j].n > final || l.seen&(from|between) != 0) {
		return r.terms[j].n, j + 1
	}
	return final, k
}

// monthDay reads the day behind a month, and the year behind that: March 11th, 1990; June
// 28–29, 2005; marzo 11 de 1990.
func (r *reader) monthDay(m, k int) (point, bool) {
	k = r.skip(k, det)
	d, ok := r.dayNumber(k)
	if !ok || !r.joined(k) || r.counted(k+1) || r.gap(k)&gapApostrophe != 0 {
		return point{}, false
	}
	if t := &r.terms[k]; t.digits == 0 && !t.is(ordinal) {
		return point{}, false // "in March two ships"
	}
	final, next := r.moreDays(d, k+1)
	p := point{kind: Anniversary, from: civil{m: m, d: d}, to: civil{m: m, d: final}, confidence: 0.95, next: next}
	return r.withYear(p)
}
