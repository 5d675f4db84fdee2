package locale

import (
	"fmt"
	"time"

	"github.com/go-playground/locales/es_CL"

	"puente/internal/calendar"
)

type spanish struct{}

var spanishMonths = es_CL.New()

func (spanish) month(m int) string { return spanishMonths.MonthWide(time.Month(m)) }

func (s spanish) dayMonth(d calendar.Date) string {
	return fmt.Sprintf("%d de %s", d.Day, s.month(d.Month))
}

func (s spanish) date(d calendar.Date) string {
	switch precision(d) {
	case calendar.PrecisionDay:
		return withYear(s.dayMonth(d), " de ", d)
	case calendar.PrecisionMonth:
		return withYear(s.month(d.Month), " de ", d)
	case calendar.PrecisionDecade:
		return fmt.Sprintf("la década de %d", d.Year)
	}
	return fmt.Sprint(d.Year)
}

func (s spanish) on(d calendar.Date) string {
	if precision(d) == calendar.PrecisionDay {
		return "el " + s.date(d)
	}
	return "en " + s.date(d)
}

func (s spanish) of(d calendar.Date) string {
	if precision(d) == calendar.PrecisionDay {
		return "del " + s.date(d)
	}
	return "de " + s.date(d)
}

func (s spanish) from(d calendar.Date) string { return "desde " + s.withArticle(d) }
func (s spanish) to(d calendar.Date) string   { return "hasta " + s.withArticle(d) }

func (s spanish) withArticle(d calendar.Date) string {
	if precision(d) == calendar.PrecisionDay {
		return "el " + s.date(d)
	}
	return s.date(d)
}

// interval joins two neighbouring days or months by "y": a hyphen between them would
// read as a range of more.
func (s spanish) interval(k intervalKind, a, b calendar.Date) (alone, adverbial string) {
	switch k {
	case intervalDays:
		if b.Day == a.Day+1 {
			alone = fmt.Sprintf("%d y %s", a.Day, s.date(b))
			return alone, "el " + alone
		}
		return fmt.Sprintf("%d-%s", a.Day, s.date(b)), fmt.Sprintf("del %d al %s", a.Day, s.date(b))
	case intervalMonthDays:
		alone = s.dayMonth(a) + " al " + s.date(b)
		return alone, "del " + alone
	case intervalMonths:
		if b.Month == a.Month+1 {
			alone = s.month(a.Month) + " y " + s.date(b)
			return alone, "en " + alone
		}
		alone = s.month(a.Month) + " a " + s.date(b)
		return alone, "de " + alone
	case intervalYears:
		return fmt.Sprintf("%d-%d", a.Year, b.Year), fmt.Sprintf("entre %d y %d", a.Year, b.Year)
	case intervalDecades:
		alone = fmt.Sprintf("las décadas de %d a %d", a.Year, b.Year)
		return alone, "en " + alone
	}
	return s.mixed(a, b)
}

func (s spanish) mixed(a, b calendar.Date) (alone, adverbial string) {
	adverbial = s.from(a) + " " + s.to(b)
	if precision(a) == calendar.PrecisionDay && precision(b) == calendar.PrecisionDay {
		return s.date(a) + " al " + s.date(b), "del " + s.date(a) + " al " + s.date(b)
	}
	return adverbial, adverbial
}

func (s spanish) before(d calendar.Date) string { return "antes " + s.of(d) }
func (s spanish) after(d calendar.Date) string  { return "después " + s.of(d) }
func (s spanish) since(d calendar.Date) string  { return s.from(d) }
func (s spanish) until(d calendar.Date) string  { return s.to(d) }
