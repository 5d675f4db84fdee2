package calendar

// MonthDay is a day of the year without its year.
type MonthDay struct{ Month, Day int }

// MonthDay returns the day of the year of d.
func (d Day) MonthDay() MonthDay {
	_, m, day := d.Civil()
	return MonthDay{Month: m, Day: day}
}

// Valid reports whether md is a day of some year; 29 February is.
func (md MonthDay) Valid() bool {
	const leapYear = 2000
	return validMonth(md.Month) && md.Day >= 1 && md.Day <= DaysIn(leapYear, md.Month)
}

// In returns the day on which md falls in a year. In a common year 29 February falls on
// 28 February.
func (md MonthDay) In(year int) Day {
	return NewDay(year, md.Month, min(md.Day, DaysIn(year, md.Month)))
}

// FallsOn reports whether d is the day on which md falls in its year. On 28 February of
// a common year both 28 and 29 February do.
func (md MonthDay) FallsOn(d Day) bool {
	year, _, _ := d.Civil()
	return md.In(year) == d
}

// Next returns the first day on which md falls that is not before from.
func (md MonthDay) Next(from Day) Day {
	year, _, _ := from.Civil()
	if day := md.In(year); day >= from {
		return day
	}
	return md.In(year + 1)
}

// Anniversary is one anniversary of a day.
type Anniversary struct {
	Day   Day // when it falls
	Years int // how many years after, at least 1
}

// NextAnniversary returns the first anniversary of a day that is not before from. An
// anniversary of 29 February falls on 28 February in common years. The day itself is no
// anniversary: where from is not after it, the first one is a year later.
func NextAnniversary(of, from Day) Anniversary {
	first := of.AddYears(1)
	day := of.MonthDay().Next(max(from, first))
	return Anniversary{Day: day, Years: yearsApart(of, day)}
}

// AnniversaryOn returns the anniversary of a day that falls on day on; ok is false when
// none does.
func AnniversaryOn(of, on Day) (a Anniversary, ok bool) {
	years := yearsApart(of, on)
	if years < 1 || !of.MonthDay().FallsOn(on) {
		return Anniversary{}, false
	}
	return Anniversary{Day: on, Years: years}, true
}

func yearsApart(of, on Day) int {
	from, _, _ := of.Civil()
	to, _, _ := on.Civil()
	return to - from
}

// Roundness returns the largest of 100, 50, 25, 10 and 5 that divides the years of a, or
// 0 where none does.
func (a Anniversary) Roundness() int {
	for _, n := range [...]int{100, 50, 25, 10, 5} {
		if a.Years%n == 0 {
			return n
		}
	}
	return 0
}

// Round reports whether a is a round anniversary: a multiple of 5 years.
func (a Anniversary) Round() bool { return a.Roundness() > 0 }
