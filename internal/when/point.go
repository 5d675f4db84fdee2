package when

import "puente/internal/calendar"

// civil is a date of which some fields are known; the others are 0.
type civil struct{ y, m, d int }

// point is what names a time, without the preposition before it.
type point struct {
	kind Kind
	// from and to are the date of a Date, Anniversary or Month as far as it is given in
	// years, months and days; they differ where both ends of an interval share a month or
	// year (28–29 June 2005).
	from, to civil
	// span is the span of everything else.
	span       calendar.Span
	unit       Unit
	period     string
	relation   Relation // where the words themselves have one
	approx     bool
	confidence float64
	next       int // the term behind it
}

// dated returns the point that is a single civil date.
func dated(c civil, confidence float64, next int) point {
	return point{kind: kindOf(c), from: c, to: c, confidence: confidence, next: next}
}

func spanned(span calendar.Span, confidence float64, next int) point {
	return point{kind: Date, span: span, confidence: confidence, next: next}
}

func kindOf(c civil) Kind {
	switch {
	case c.y > 0:
		return Date
	case c.d > 0:
		return Anniversary
	}
	return Month
}

// isCivil reports whether p is given in years, months and days.
func (p *point) isCivil() bool { return p.from != civil{} }

// exists reports whether there is such a date.
func (c civil) exists() bool {
	if c.d == 0 {
		return c.m <= 12
	}
	y := c.y
	if y == 0 {
		y = 2000
	}
	return c.m >= 1 && c.m <= 12 && c.d <= calendar.DaysIn(y, c.m)
}

func (c civil) date() calendar.Date {
	switch {
	case c.d > 0:
		return calendar.Date{Year: c.y, Month: c.m, Day: c.d, Precision: calendar.PrecisionDay}
	case c.m > 0:
		return calendar.MonthOf(c.y, c.m)
	}
	return calendar.YearOf(c.y)
}

func (c civil) monthDay() calendar.MonthDay { return calendar.MonthDay{Month: c.m, Day: c.d} }

// interval returns the span from the earlier of two dates to the later.
func interval(a, b calendar.Date) calendar.Span {
	if a.Compare(b) > 0 {
		a, b = b, a
	}
	if s := (calendar.Span{Start: a, End: b}); s.Valid() {
		return s
	}
	// One lies within the other: only their days tell where the interval ends.
	first, last := min(a.First(), b.First()), max(a.Last(), b.Last())
	return calendar.Interval(first, last)
}

// reach returns the span that p names; it is zero for days and months without a year.
func (p *point) reach() calendar.Span {
	switch {
	case !p.isCivil():
		return p.span
	case p.from.y == 0:
		return calendar.Span{}
	}
	return interval(p.from.date(), p.to.date())
}

// point reads a point that begins with term i, behind the words of l. Where a period has a
// name that begins with a date (the 1973 coup), the name counts.
func (r *reader) point(i int, l *lead) (point, bool) {
	var p point
	ok := false
	if l.seen&under == 0 && (l.seen&with == 0 || l.seen&since != 0) {
		p, ok = r.time(i, l)
	}
	if r.names == nil {
		return p, ok
	}
	q, named := r.named(i, l)
	if named && (!ok || q.next > p.next && (q.confidence >= Sure || p.kind == Month)) {
		return q, true
	}
	if ok && p.from.y > 0 && p.from.m == 0 {
		p = r.yearBefore(p, l)
	}
	return p, ok
}

// time reads any point but a named period. The order matters: what needs more words to be
// what it is comes first.
func (r *reader) time(i int, l *lead) (p point, ok bool) {
	t := &r.terms[i]
	if t.is(onThisDay | relativeDay | now | present | recent) {
		p, ok = r.deictic(i, l)
	}
	if !ok && t.is(part) {
		p, ok = r.parted(i, l)
	}
	if !ok && t.is(number|ordinal) {
		if p, ok = r.numeric(i); !ok {
			p, ok = r.dayMonth(i)
		}
	}
	if !ok && t.is(monthly) {
		p, ok = r.monthDate(i, l)
	}
	if !ok && t.is(season) {
		p, ok = r.seasonal(i)
	}
	if !ok && t.is(number|decadeName|unit) {
		p, ok = r.decade(i, l)
	}
	if !ok && t.is(number|ordinal|unit) {
		if p, ok = r.centuryOf(i); !ok {
			p, ok = r.yearDate(i, l)
		}
	}
	if !ok && t.is(this|lastFew|unit|monthly|season|ordinal) {
		p, ok = r.relative(i)
	}
	if !ok && t.digits == 0 {
		p, ok = r.romanCentury(i)
	}
	return p, ok
}
