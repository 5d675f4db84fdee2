package locale

import (
	"fmt"
	"time"

	"github.com/go-playground/locales/en"

	"puente/internal/calendar"
)

type english struct{}

var englishMonths = en.New()

func (english) month(m int) string { return englishMonths.MonthWide(time.Month(m)) }

func (e english) date(d calendar.Date) string {
	switch precision(d) {
	case calendar.PrecisionDay:
		return withYear(fmt.Sprintf("%d %s", d.Day, e.month(d.Month)), " ", d)
	case calendar.PrecisionMonth:
		return withYear(e.month(d.Month), " ", d)
	case calendar.PrecisionDecade:
		return fmt.Sprintf("the %ds", d.Year)
	}
	return fmt.Sprint(d.Year)
}

func (e english) on(d calendar.Date) string {
	if precision(d) == calendar.PrecisionDay {
		return "on " + e.date(d)
	}
	return "in " + e.date(d)
}

func (e english) from(d calendar.Date) string { return "from " + e.date(d) }
func (e english) to(d calendar.Date) string   { return "to " + e.date(d) }

func (e english) interval(k intervalKind, a, b calendar.Date) (alone, adverbial string) {
	switch k {
	case intervalDays:
		alone = fmt.Sprintf("%d–%s", a.Day, e.date(b))
		return alone, "on " + alone
	case intervalMonthDays:
		start := fmt.Sprintf("%d %s", a.Day, e.month(a.Month))
		return start + " – " + e.date(b), "from " + start + " to " + e.date(b)
	case intervalMonths:
		alone = e.month(a.Month) + "–" + e.date(b)
	case intervalYears:
		alone = fmt.Sprintf("%d–%d", a.Year, b.Year)
	case intervalDecades:
		alone = fmt.Sprintf("the %ds–%ds", a.Year, b.Year)
	default:
		return e.date(a) + " – " + e.date(b), e.from(a) + " " + e.to(b)
	}
	return alone, "in " + alone
}

// withYear appends the year to a day or month, where it has one.
func withYear(s, sep string, d calendar.Date) string {
	if d.Year == 0 {
		return s
	}
	return fmt.Sprintf("%s%s%d", s, sep, d.Year)
}

func (e english) before(d calendar.Date) string { return "before " + e.date(d) }
func (e english) after(d calendar.Date) string  { return "after " + e.date(d) }
func (e english) since(d calendar.Date) string  { return "since " + e.date(d) }
func (e english) until(d calendar.Date) string  { return "until " + e.date(d) }
