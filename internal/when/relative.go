package when

import (
	"puente/internal/calendar"
	"puente/internal/lang"
)

// deictic reads today, yesterday, now.
func (r *reader) deictic(i int, l *lead) (point, bool) {
	t := &r.terms[i]
	p := point{kind: Today, span: r.today.Span(), unit: UnitDay, confidence: 1, next: i + 1}
	switch {
	case t.is(onThisDay):
	case t.is(relativeDay) && t.n != 0:
		p.kind, p.span = Relative, (r.today + calendar.Day(t.n)).Span()
	case t.is(relativeDay):
	case t.is(recent):
		p = r.fewBefore(unitYear, 0, i+1)
	case t.is(now), t.is(present) && l.seen&(until|to) != 0:
		p.kind = Now
		if t.is(until) {
			p.relation = Until
		}
	default:
		return point{}, false
	}
	return p, true
}

// relative reads a span by its distance from today: this month, el año pasado, in the
// last ten years, last March, прошлым летом.
func (r *reader) relative(i int) (point, bool) {
	t := &r.terms[i]
	if p, ok := r.lastFew(i); ok {
		return p, true
	}
	if t.is(this) && t.n < 0 && r.is(i-1, det) && r.follows(i+2, of) {
		return point{}, false // the last year of the USSR
	}
	if t.is(this) && i+1 < len(r.terms) && r.joined(i+1) {
		if p, ok := r.distant(t.n, i+1, i+2); ok {
			return p, true
		}
	}
	if r.follows(i+1, thatPast) && !t.is(plural) {
		return r.distant(r.terms[i+1].n, i, i+2)
	}
	return point{}, false
}

// distant returns the unit, month or season at term k that lies n away from today.
func (r *reader) distant(n, k, next int) (point, bool) {
	t := &r.terms[k]
	switch {
	case t.is(plural):
	case t.is(unit):
		return r.distantUnit(n, t.n, next)
	case t.is(monthly):
		return r.distantMonth(n, t.n, next), true
	case t.is(season):
		year := r.year
		if s := r.seasonSpan(year, t.n); n < 0 && s.Last() >= r.today {
			year--
		} else if n > 0 && s.First() <= r.today {
			year++
		}
		p := spanned(r.seasonSpan(year, t.n), 0.8, next)
		p.kind, p.unit = Relative, UnitMonth
		return p, true
	}
	return point{}, false
}

func (r *reader) distantUnit(n, u, next int) (point, bool) {
	p := point{kind: Relative, unit: units[u], confidence: 0.95, next: next}
	switch u {
	case unitWeek:
		// 1970-01-01 was a Thursday; weeks begin on Monday.
		monday := r.today - (r.today%7+10)%7 + calendar.Day(7*n)
		p.span = calendar.Interval(monday, monday+6)
	case unitMonth:
		if n == 0 {
			return dated(civil{m: r.month}, 1, next), true
		}
		y, m, _ := calendar.NewDay(r.year, r.month+n, 1).Civil()
		p.span = calendar.On(calendar.MonthOf(y, m))
	case unitYear:
		p.span = calendar.On(calendar.YearOf(r.year + n))
	case unitDecade:
		p.span = calendar.On(calendar.DecadeOf(r.year + 10*n))
	case unitCentury:
		first := (r.year-1)/100*100 + 1 + 100*n
		p.span = yearSpan(first, first+99)
	default:
		return point{}, false
	}
	return p, true
}

// distantMonth returns the month m of this year, or the one before or after the current
// month.
func (r *reader) distantMonth(n, m, next int) point {
	y := r.year
	switch {
	case n < 0 && m >= r.month:
		y--
	case n > 0 && m <= r.month:
		y++
	}
	p := spanned(calendar.On(calendar.MonthOf(y, m)), 0.9, next)
	p.kind, p.unit = Relative, UnitMonth
	return p
}

// relativeYear reads a year by its distance from today: this year, año pasado.
func (r *reader) relativeYear(k int) (y, next int, ok bool) {
	switch {
	case r.is(k, this) && r.follows(k+1, unit) && r.isYearWord(k+1) && !r.is(k+1, plural):
		return r.year + r.terms[k].n, k + 2, true
	case r.is(k, unit) && r.isYearWord(k) && r.follows(k+1, thatPast):
		return r.year + r.terms[k+1].n, k + 2, true
	}
	return 0, 0, false
}

// recentYears is what "in recent years" is taken for.
const recentYears = 5

// lastFew reads "the last ten years", los últimos 10 años, за последние годы.
func (r *reader) lastFew(i int) (point, bool) {
	if !r.is(i, lastFew) && (!r.is(i, ordinal) || r.terms[i].n != -1) {
		return point{}, false
	}
	n, k := 0, i+1
	if r.follows(k, number|few) && r.terms[k].digits <= 3 {
		n = r.terms[k].n
		k++
	}
	if !r.follows(k, unit) || n == 0 && !r.is(k, plural) {
		return point{}, false
	}
	p := r.fewBefore(r.terms[k].n, n, k+1)
	return p, p.span.Valid()
}

// fewBefore returns the last n units before today; n is 0 where it is not said.
func (r *reader) fewBefore(u, n, next int) point {
	p := point{kind: Relative, unit: units[u], confidence: 0.9, next: next}
	if n == 0 {
		p.approx, p.confidence = true, 0.45
		n = recentYears
	}
	p.span = calendar.Interval(distance(u, -n).from(r.today), r.today)
	return p
}

// from returns the day that lies o away from d.
func (o Distance) from(d calendar.Day) calendar.Day {
	return d.AddMonths(o.Months) + calendar.Day(o.Days)
}

// distance returns n units.
func distance(u, n int) Distance {
	switch u {
	case unitDay:
		return Distance{Days: n}
	case unitWeek:
		return Distance{Days: 7 * n}
	case unitMonth:
		return Distance{Months: n}
	case unitYear:
		return Distance{Months: 12 * n}
	case unitDecade:
		return Distance{Months: 120 * n}
	}
	return Distance{Months: 1200 * n}
}

// seasonal reads a season with its year: summer 1980, летом 80-го, verano del 80, летом
// прошлого года.
func (r *reader) seasonal(i int) (point, bool) {
	y, confidence, next, ok := r.yearBehind(i+1, false)
	if !ok {
		return point{}, false
	}
	return spanned(r.seasonSpan(y, r.terms[i].n), min(confidence, 0.8), next), true
}

// seasonSpan returns the months of a season: those of the southern hemisphere for those
// who ask in Spanish. A season over the turn of the year is that of the year it ends in.
func (r *reader) seasonSpan(y, s int) calendar.Span {
	first := 3 * s // March, June, September, December
	if r.u.Language == lang.Es {
		first += 6
	}
	if first >= 12 {
		first -= 12
	}
	if first == 0 {
		return interval(calendar.MonthOf(y-1, 12), calendar.MonthOf(y, 2))
	}
	return interval(calendar.MonthOf(y, first), calendar.MonthOf(y, first+2))
}
