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
