package when

import "puente/internal/lang"

// fullYear returns the year that two digits mean: the latest that is not in the future.
func (r *reader) fullYear(n int) int {
	y := r.year/100*100 + n
	if y > r.year {
		y -= 100
	}
	return y
}

// The years that four digits are taken for. Without any sign that they are a year they
// are rather something else when they lie before the first contacts of the two countries,
// or far ahead.
const (
	firstYear = 1000
	lastYear  = 2199
	firstBare = 1500
	firstSure = 1700
	farAhead  = 30
)

func (r *reader) plausible(n int) bool { return n >= firstBare && n <= r.year+farAhead }

// counted reports whether a number that ends before term k counts something: tons, people,
// percent. A number joined to another by "and", "to" or a dash counts what that counts.
func (r *reader) counted(k int) bool {
	if r.gap(k)&(gapPercent|gapSign) != 0 {
		return true
	}
	if r.follows(k, measure|thousand|hundred) {
		return true
	}
	if r.follows(k, and|to) {
		k++
	} else if r.gap(k)&gapHyphen == 0 {
		return false
	}
	return r.is(k, number) && !r.is(k, monthly) &&
		(r.follows(k+1, measure|thousand|hundred) || r.gap(k+1)&(gapPercent|gapSign) != 0)
}

// yearMark skips the word that makes a year of the number before it: 1990 года, 1990 г.
func (r *reader) yearMark(k int) int {
	if r.is(k, mark) && (r.joined(k) || r.gap(k) == 0) {
		return k + 1
	}
	return k
}

func (r *reader) isYearWord(k int) bool { return r.is(k, unit) && r.terms[k].n == unitYear }

// yearDate reads a year: 1990, 1990-го, año 73, '73, в сорок седьмом, nineteen
// seventy-three. It may be followed by its month: 1990, March.
func (r *reader) yearDate(i int, l *lead) (point, bool) {
	y, confidence, next, ok := r.yearAt(i, l)
	if !ok {
		return r.yearOfPeriod(i)
	}
	if q, ok := r.dayOfYear(next); ok && r.terms[next-1].class&(mark|number) != 0 && y > 999 {
		q.from.y, q.to.y, q.kind = y, y, Date
		if q.from.exists() && q.to.exists() {
			return q, true
		}
	}
	return dated(civil{y: y}, confidence, next), true
}

// yearOfPeriod reads the year in which a period began: the year of the coup.
func (r *reader) yearOfPeriod(i int) (point, bool) {
	k := i + 1
	if r.names == nil || !r.isYearWord(i) || r.is(i, plural) || !r.joined(k) {
		return point{}, false
	}
	if k = r.skip(k, of|det); k >= len(r.terms) || k == i+1 && !r.is(i, mark) {
		return point{}, false
	}
	q, ok := r.named(k, &lead{seen: inside})
	if !ok || q.confidence < Sure {
		return point{}, false
	}
	return dated(civil{y: q.span.Start.Year}, q.confidence, q.next), true
}

// dayOfYear reads the month, or day and month, behind its year.
func (r *reader) dayOfYear(k int) (q point, ok bool) {
	switch {
	case !r.joined(k) || r.gap(k)&gapHyphen != 0:
		return point{}, false
	case r.is(k, month), r.is(k, weakMonth) && (r.ends(k+1) || r.is(k+1, number)):
		q, ok = r.monthDate(k, &lead{seen: inside})
	case r.is(k, number):
		q, ok = r.dayMonth(k)
	}
	return q, ok && q.isCivil() && q.from.y == 0
}

func (r *reader) yearAt(i int, l *lead) (y int, confidence float64, next int, ok bool) {
	if r.isYearWord(i) && !r.is(i, measure) {
		k := r.skip(i+1, of|det)
		if y, ok := r.markedYear(k); ok && r.joined(k) && r.gap(k) != 0 {
			return y, 1, k + 1, true
		}
		return 0, 0, 0, false
	}
	if !r.is(i, number|ordinal) {
		return 0, 0, 0, false
	}
	if next = r.yearMark(i + 1); next > i+1 && !r.tied(i) {
		if y, ok := r.markedYear(i); ok {
			return y, r.markedConfidence(i, l), next, true
		}
	}
	if y, confidence, ok = r.longYear(i, l); ok {
		return y, confidence, i + 1, true
	}
	if y, confidence, ok = r.briefYear(i, l); ok {
		return y, confidence, i + 1, true
	}
	return 0, 0, 0, false
}

// markedYear returns the year that a number next to the word for year is.
func (r *reader) markedYear(i int) (int, bool) {
	if !r.is(i, number|ordinal) {
		return 0, false
	}
	switch t := &r.terms[i]; {
	case t.suffix == "s" || t.n <= 0 && t.digits != 2:
		return 0, false
	case t.digits == 4 || t.digits == 3 || t.digits == 0 && t.n >= 100 && t.n <= lastYear:
		return t.n, true
	case t.digits == 2 || t.digits == 0 && t.n > 9 && t.n < 100:
		return r.fullYear(t.n), true
	}
	return 0, false
}

// markedConfidence is how sure it is that a number and the Russian word for year are that
// year: "73 года" is as well 73 years, "75 года" is not.
func (r *reader) markedConfidence(i int, l *lead) float64 {
	t := &r.terms[i]
	if t.n >= 1000 || t.suffix != "" || t.is(ordinal) || l.seen&(before|after|since|until|by|between|of) != 0 {
		return 1
	}
	units := t.n % 10
	if t.n/10%10 == 1 {
		units = 0
	}
	several := false
	switch r.u.Tokens[r.terms[i+1].first].Fold {
	case "года", "goda":
		several = units >= 2 && units <= 4
	case "год", "god":
		several = units == 1
	}
	switch {
	case !several:
		return 1
	case i == 0 || r.is(i-1, lasting|inside|through|approx):
		return 0.4
	}
	return 0.7
}

// longYear reads a year with its century: four digits or words from a thousand on.
func (r *reader) longYear(i int, l *lead) (y int, confidence float64, ok bool) {
	t := &r.terms[i]
	switch {
	case t.n < firstYear || t.n > lastYear || t.digits != 4 && t.digits != 0:
		return 0, 0, false
	case !isYearEnding(t.suffix) && (t.suffix != "s" || t.n%10 == 0), r.counted(i + 1), r.glued(i):
		return 0, 0, false
	}
	clear := l.seen&clearly != 0
	switch {
	case r.tied(i):
		// FIFA-2018, ЧМ-2018: an event with its year.
		if t.digits == 4 && t.n >= 1900 && r.plausible(t.n) && r.gap(i)&gapHyphen != 0 && !r.is(i-1, number) {
			return t.n, 0.6, true
		}
		return 0, 0, false
	case t.digits == 0 && t.n%1000 == 0 && !clear:
		return 0, 0, false // two thousand of what?
	case r.is(i-1, label) && !clear:
		return 0, 0, false
	case clear:
		return t.n, 1, true
	case r.plausible(t.n) && t.n >= firstSure:
		return t.n, 0.9, true
	}
	return t.n, 0.4, true
}

// clearly are the classes of the words before a number that make it a date.
const clearly = inside | before | after | since | until | between | from | by

// glued reports whether the number at term i is the first part of something else:
// 60-летие, 1.990, 2:1.
func (r *reader) glued(i int) bool {
	k := i + 1
	if k >= len(r.terms) {
		return false
	}
	g := r.gap(k) &^ gapLongDash
	if r.is(k, number) && r.terms[k].digits > 0 {
		return r.fraction(k)
	}
	return (g == 0 || g == gapHyphen) &&
		!r.is(k, monthly|unit|to|decadeTail|now|present|onward|relativeDay|part|season)
}

// fraction reports whether a mark without a space joins term k to the number before it:
// thousands, decimals, scores, times of day. Two years may be written so.
func (r *reader) fraction(k int) bool {
	switch r.gap(k) {
	case gapDot, gapColon, gapSlash:
		return true
	case gapComma:
		return r.terms[k].digits != 4 || r.terms[k-1].digits != 4
	}
	return false
}

func isYearEnding(s string) bool {
	switch s {
	case "", "й", "ый", "ой", "го", "ого", "му", "ому", "м", "ом", "ем":
		return true
	}
	return false
}

// briefYear reads a year without its century: '73, el 73, в 73-м, в сорок седьмом.
func (r *reader) briefYear(i int, l *lead) (y int, confidence float64, ok bool) {
	y, ok = r.shortYear(i)
	if !ok || r.counted(i+1) || r.glued(i) || r.tied(i) {
		return 0, 0, false
	}
	t := &r.terms[i]
	apostrophe := t.digits == 2 && (r.gap(i)&gapApostrophe != 0 || r.gap(i+1)&gapApostrophe != 0)
	definite := r.oneDet(i - 1)
	clear := l.seen&(clearly&^from) != 0 || l.seen&(from|of) == from
	if r.manyDet(i - 1) {
		return 0, 0, false // the 33 miners
	}
	switch {
	case apostrophe:
		return y, 0.95, true
	case t.n > 31 && definite, t.n > 31 && t.suffix != "" && clear:
		return y, 0.9, true
	case t.n > 31 && t.suffix != "" && t.digits == 2:
		return y, 0.6, true
	case t.n > 31 && t.is(ordinal) && clear:
		return y, 0.8, true
	case definite && clear && l.seen&inside != 0, clear && t.suffix != "" && r.ends(i+1):
		return y, 0.6, true // en el 10; в 17-м
	case clear && r.ends(i+1) && t.n > 31, r.is(i-1, edition) && t.n > 31 && t.digits == 2:
		return y, 0.6, true
	case t.n > 31 && t.digits == 2 && r.ends(i+1) && r.namedAfter(i):
		return y, 0.5, true
	}
	return 0, 0, false
}

// namedAfter reports whether the number at term i stands behind a capitalised name and is
// the only one in the question: Moscú 80.
func (r *reader) namedAfter(i int) bool {
	if i == 0 || r.gap(i) != gapSpace || r.u.Tokens[r.terms[i-1].first].Case != lang.Title {
		return false
	}
	for k := range r.terms[:i] {
		if r.is(k, number) {
			return false
		}
	}
	return true
}

// shortYear returns the year of two digits, or of a number word below a hundred.
func (r *reader) shortYear(i int) (int, bool) {
	if !r.is(i, number|ordinal) {
		return 0, false
	}
	t := &r.terms[i]
	switch {
	case t.digits == 2 && isYearEnding(t.suffix):
		return r.fullYear(t.n), true
	case t.digits == 0 && t.n > 9 && t.n < 100 && !t.is(few|decadeName):
		return r.fullYear(t.n), true
	}
	return 0, false
}
