package locale

import (
	"fmt"
	"time"

	"github.com/go-playground/locales/ru"

	"puente/internal/calendar"
)

type russian struct{}

// CLDR, as the package locales has it, knows the months in the genitive only: "11 марта".
var (
	russianMonths = ru.New()
	nominative    = [...]string{"", "январь", "февраль", "март", "апрель", "май", "июнь",
		"июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}
	prepositional = [...]string{"", "январе", "феврале", "марте", "апреле", "мае", "июне",
		"июле", "августе", "сентябре", "октябре", "ноябре", "декабре"}
)

func (russian) genitive(m int) string { return russianMonths.MonthWide(time.Month(m)) }

func (r russian) dayMonth(d calendar.Date) string {
	return fmt.Sprintf("%d %s", d.Day, r.genitive(d.Month))
}

// ofYear appends the year in the genitive, as it follows a day or month.
func ofYear(s string, d calendar.Date) string {
	if d.Year == 0 {
		return s
	}
	return withYear(s, " ", d) + " года"
}

func (r russian) date(d calendar.Date) string {
	switch precision(d) {
	case calendar.PrecisionDay:
		return ofYear(r.dayMonth(d), d)
	case calendar.PrecisionMonth:
		return ofYear(nominative[d.Month], d)
	case calendar.PrecisionDecade:
		return fmt.Sprintf("%d-е годы", d.Year)
	}
	return fmt.Sprintf("%d год", d.Year)
}

func (r russian) on(d calendar.Date) string {
	switch precision(d) {
	case calendar.PrecisionDay:
		return r.date(d)
	case calendar.PrecisionMonth:
		return ofYear("в "+prepositional[d.Month], d)
	case calendar.PrecisionDecade:
		return fmt.Sprintf("в %d-х годах", d.Year)
	}
	return fmt.Sprintf("в %d году", d.Year)
}

func (r russian) of(d calendar.Date) string {
	switch precision(d) {
	case calendar.PrecisionDay:
		return r.date(d)
	case calendar.PrecisionMonth:
		return ofYear(r.genitive(d.Month), d)
	case calendar.PrecisionDecade:
		return fmt.Sprintf("%d-х годов", d.Year)
	}
	return fmt.Sprintf("%d года", d.Year)
}

func (r russian) from(d calendar.Date) string {
	if d.Day == 2 {
		return "со " + r.of(d) // со второго
	}
	return "с " + r.of(d)
}

// to is the accusative after "по", which is the form that date has.
func (r russian) to(d calendar.Date) string { return "по " + r.date(d) }

func (r russian) interval(k intervalKind, a, b calendar.Date) (alone, adverbial string) {
	switch k {
	case intervalDays:
		alone = fmt.Sprintf("%d–%s", a.Day, r.date(b))
		return alone, alone
	case intervalMonthDays:
		a.Year = 0
		return r.date(a) + " – " + r.date(b), r.from(a) + " " + r.to(b)
	case intervalMonths:
		return ofYear(nominative[a.Month]+"–"+nominative[b.Month], b),
			ofYear("в "+prepositional[a.Month]+"–"+prepositional[b.Month], b)
	case intervalYears:
		return fmt.Sprintf("%d–%d годы", a.Year, b.Year), fmt.Sprintf("в %d–%d годах", a.Year, b.Year)
	case intervalDecades:
		return fmt.Sprintf("%d–%d-е годы", a.Year, b.Year), fmt.Sprintf("в %d–%d-х годах", a.Year, b.Year)
	}
	return r.date(a) + " – " + r.date(b), r.from(a) + " " + r.to(b)
}

func (r russian) before(d calendar.Date) string { return "до " + r.of(d) }
func (r russian) after(d calendar.Date) string  { return "после " + r.of(d) }
func (r russian) since(d calendar.Date) string  { return r.from(d) }
func (r russian) until(d calendar.Date) string  { return r.to(d) }
