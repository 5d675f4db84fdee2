package calendar

// Difference is the time from one span to another, negative where the second comes first.
type Difference struct {
	// Years, Months and Days are the calendar difference: whole years, then whole months,
	// then days. Months and Days are zero where Unit is coarser.
	Years, Months, Days int
	// MinDays and MaxDays are the smallest and the largest number of days that the two
	// spans allow, MinDays <= MaxDays. They are equal where Exact, and have different
	// signs where the spans overlap.
	MinDays, MaxDays int
	// Exact is true where both spans are single days.
	Exact bool
	// Unit is the finest unit that both spans are known to: day, month or year.
	Unit Precision
}

// Between returns the time from a to b; both must not be zero.
//
// Between two days the calendar difference is exact: Years and Months are the most whole
// months that fit when counted by [Day.AddMonths] from the earlier day, Days is the rest.
// So from 31 January to 28 February of a common year is one month, and a year after
// 29 February is 28 February, as anniversaries have it.
//
// Otherwise Years, Months and Days are those from the start of a to the start of b,
// reckoned in the coarser of the precisions of both spans: from 1947 to 1990-03-11 is 43
// years. MinDays is the distance from the last day of a to the first of b, MaxDays that
// from the first of a to the last of b.
func Between(a, b Span) Difference {
	d := Difference{
		MinDays: int(b.First() - a.Last()),
		MaxDays: int(b.Last() - a.First()),
		Exact:   a.Exact() && b.Exact(),
		Unit:    coarsest(a.Precision(), b.Precision()),
	}
	switch d.Unit {
	case PrecisionDay:
		d.Years, d.Months, d.Days = calendarDifference(a.First(), b.First())
	case PrecisionMonth:
		months := 12*(b.Start.Year-a.Start.Year) + b.Start.Month - a.Start.Month
		d.Years, d.Months = months/12, months%12
	default:
		d.Years = b.Start.Year - a.Start.Year
	}
	return d
}

// coarsest returns the coarser of p and q; decades are reckoned in years.
func coarsest(p, q Precision) Precision {
	if q.CoarserThan(p) {
		p = q
	}
	if p == PrecisionDecade {
		return PrecisionYear
	}
	return p
}

// calendarDifference returns the whole years and months and the days left over from day a
// to day b, negated where b is the earlier.
func calendarDifference(a, b Day) (years, months, days int) {
	if b < a {
		years, months, days = calendarDifference(b, a)
		return -years, -months, -days
	}
	ay, am, _ := a.Civil()
	by, bm, _ := b.Civil()
	whole := 12*(by-ay) + bm - am
	if a.AddMonths(whole) > b {
		whole--
	}
	return whole / 12, whole % 12, int(b - a.AddMonths(whole))
}
