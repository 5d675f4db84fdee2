package locale

import "puente/internal/calendar"

// fewDays is the number of days up to which an uncertain time is worded in days.
const fewDays = 92

// Duration words a length of time, whichever way it runs. One that is exact has years,
// months and days: "17 years, 1 month and 3 days". One that is not says so: "about 17
// years", or, where it is short, "between 12 and 43 days".
func (p *Printer) Duration(d calendar.Difference) string {
	d = forward(d)
	switch {
	case d.Exact:
		return p.Length(d.Years, d.Months, d.Days)
	case d.MaxDays <= fewDays:
		return p.fewDays(d)
	case d.Years == 0 && d.Months == 0:
		return p.Count("duration.years-at-most", wholeYears(d.MaxDays))
	case d.Years > 0:
		d.Days = 0 // of no use where the whole is uncertain
	}
	return p.Text("duration.about", Args{"length": p.Length(d.Years, d.Months, d.Days)})
}

func (p *Printer) fewDays(d calendar.Difference) string {
	switch {
	case d.MinDays == d.MaxDays:
		return p.Length(0, 0, d.MaxDays)
	case d.MinDays < 1:
		return p.Count("duration.days-at-most", d.MaxDays)
	}
	return p.Count("duration.days-between", d.MaxDays, Args{"min": p.Number(d.MinDays)})
}

// Length words whole years, months and days, leaving out those that are none: "3 years
// and 2 days". Nothing at all is "0 days".
func (p *Printer) Length(years, months, days int) string {
	var parts []string
	if years > 0 {
		parts = append(parts, p.Count("unit.year", years))
	}
	if months > 0 {
		parts = append(parts, p.Count("unit.month", months))
	}
	if days > 0 || len(parts) == 0 {
		parts = append(parts, p.Count("unit.day", days))
	}
	return p.Join(parts)
}

// forward returns d as if its first span came first.
func forward(d calendar.Difference) calendar.Difference {
	if d.MaxDays < 0 || d.MinDays < 0 && -d.MinDays > d.MaxDays {
		d.Years, d.Months, d.Days = -d.Years, -d.Months, -d.Days
		d.MinDays, d.MaxDays = -d.MaxDays, -d.MinDays
	}
	return d
}

// wholeYears is the least number of years that has this many days.
func wholeYears(days int) int { return max(1, (days*4+1460)/1461) }
