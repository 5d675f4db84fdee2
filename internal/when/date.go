package when

// numeric reads a date in digits: 1990-03-11, 11.03.1990, 11/3/90, 03.1990, 11.03. The
// day comes before the month unless it cannot.
func (r *reader) numeric(i int) (point, bool) {
	if !r.figures(i, 4) || r.tied(i) {
		return point{}, false
	}
	sep := r.separator(i + 1)
	if sep == 0 || !r.figures(i+1, 4) {
		return point{}, false
	}
	a, b := &r.terms[i], &r.terms[i+1]
	if r.separator(i+2) == sep && r.figures(i+2, 4) {
		c := &r.terms[i+2]
		if r.separator(i+3) != 0 && r.figures(i+3, 9) {
			return point{}, false // a number of a network or a telephone
		}
		return r.threeFigures(a, b, c, i+3)
	}
	return r.twoFigures(a, b, sep, i+2)
}

// figures reports whether term i is a number of at most n digits without an ending.
func (r *reader) figures(i, n int) bool {
	return r.is(i, number) && r.terms[i].digits > 0 && r.terms[i].digits <= n && r.terms[i].suffix == ""
}

// separator returns the one mark that joins term i to the one before it as parts of a
// date, or 0.
func (r *reader) separator(i int) gap {
	switch g := r.gap(i) &^ gapLongDash; g {
	case gapDot, gapSlash, gapHyphen:
		return g
	case gapDot | gapSpace: // 11. 3. 1990
		if r.figures(i, 4) {
			return gapDot
		}
	}
	return 0
}

// tied reports whether term i is joined to what stands before it as the rest of something
// else: a type or version (Mi-17), a fraction, a score, a sum of money.
func (r *reader) tied(i int) bool {
	if i == 0 {
		return r.gap(0)&gapSign != 0
	}
	before := &r.terms[i-1]
	switch g := r.gap(i); {
	case g&gapSign != 0:
		return true
	case g == 0:
		return !before.is(number | clearly | det | unit | part | monthly | prefix | approx | short)
	case g&^gapLongDash == gapHyphen:
		return !before.is(number | part | monthly | prefix | to | unit)
	}
	return before.is(number) && before.digits > 0 && r.fraction(i)
}

func (r *reader) threeFigures(a, b, c *term, next int) (point, bool) {
	date := civil{c.n, b.n, a.n}
	confidence := 1.0
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2:
		date = civil{a.n, b.n, c.n}
	case a.digits > 2 || b.digits > 2 || c.digits == 1 || c.digits == 3:
		return point{}, false
	case c.digits == 2:
		date.y = r.fullYear(c.n)
		confidence = 0.9
	}
	if date.m > 12 && date.d <= 12 {
		date.m, date.d = date.d, date.m
	}
	if date.m == 0 || date.d == 0 || date.y == 0 || !date.exists() {
		return point{}, false
	}
	return dated(date, confidence, r.yearMark(next)), true
}

func (r *reader) twoFigures(a, b *term, sep gap, next int) (point, bool) {
	switch {
	case b.digits == 4 && a.digits <= 2 && a.n >= 1 && a.n <= 12 && r.plausible(b.n):
		return dated(civil{y: b.n, m: a.n}, 0.9, r.yearMark(next)), true
	case a.digits == 4 && b.digits == 2 && r.plausible(a.n) && !r.counted(next):
		return r.yearAndFigure(a.n, b, sep, next)
	case a.digits <= 2 && b.digits == 2 && sep != gapHyphen || a.digits <= 2 && sep == gapSlash:
		return r.dayAndMonth(a, b, next)
	}
	return point{}, false
}

// yearAndFigure reads 1990-03 (a month) and 1947-64 or 1990/91 (two years).
func (r *reader) yearAndFigure(year int, b *term, sep gap, next int) (point, bool) {
	two := b.n > year%100 && (b.n > 12 || sep == gapSlash || r.is(next, plural) || b.gap&gapLongDash != 0)
	switch {
	case two && sep != gapDot:
		p := dated(civil{y: year}, 0.9, r.skip(next, unit))
		p.to = civil{y: year/100*100 + b.n}
		return p, true
	case b.n >= 1 && b.n <= 12:
		return dated(civil{y: year, m: b.n}, 0.9, r.yearMark(next)), true
	}
	return point{}, false
}

// dayAndMonth reads 11.03 and 11/3, which may as well be a fraction or a score.
func (r *reader) dayAndMonth(a, b *term, next int) (point, bool) {
	date := civil{m: b.n, d: a.n}
	around := a.n == 24 && b.n == 7 // 24/7
	if a.n == 0 || b.n == 0 || !date.exists() || r.counted(next) || around {
		return point{}, false
	}
	confidence := 0.4
	if a.digits == 2 && b.digits == 2 {
		confidence = 0.7
	}
	return dated(date, confidence, next), true
}

// dayMonth reads a day and its month, and the year if there is one: 11 March 1990, 28 y
// 29 de junio, одиннадцатого марта.
func (r *reader) dayMonth(i int) (point, bool) {
	first, ok := r.dayNumber(i)
	if !ok || r.tied(i) {
		return point{}, false
	}
	final, k := r.moreDays(first, i+1)
	behind := k
	k = r.monthAfter(k)
	m, confidence := r.monthName(k, k > behind)
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
	if !t.is(monthly) {
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
	if t.is(month) || t.is(weakMonth) && clear {
		return p, true
	}
	return point{}, false
}

// moreMonths reads the month that ends a range or list of months: March–May.
func (r *reader) moreMonths(final, k int, l *lead) (int, int) {
	j := k
	switch {
	case r.follows(k, to), r.follows(k, and):
		j = k + 1
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
