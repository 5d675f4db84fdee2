package locale

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"puente/internal/calendar"
	"puente/internal/lang"
)

func span(t *testing.T, s string) calendar.Span {
	t.Helper()
	out, err := calendar.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDate(t *testing.T) {
	tests := []struct{ date, en, es, ru string }{
		{"1990-03-11", "11 March 1990", "11 de marzo de 1990", "11 марта 1990 года"},
		{"1997-07", "July 1997", "julio de 1997", "июль 1997 года"},
		{"2001", "2001", "2001", "2001 год"},
		{"200X", "the 2000s", "la década de 2000", "2000-е годы"},
		{"2005-06-28/2005-06-29", "28–29 June 2005", "28 y 29 de junio de 2005", "28–29 июня 2005 года"},
		{"2005-06-03/2005-06-08", "3–8 June 2005", "3-8 de junio de 2005", "3–8 июня 2005 года"},
		{"2005-06-28/2005-07-02", "28 June – 2 July 2005", "28 de junio al 2 de julio de 2005", "28 июня – 2 июля 2005 года"},
		{"2005-12-28/2006-01-03", "28 December 2005 – 3 January 2006", "28 de diciembre de 2005 al 3 de enero de 2006", "28 декабря 2005 года – 3 января 2006 года"},
		{"2005-06/2005-07", "June–July 2005", "junio y julio de 2005", "июнь–июль 2005 года"},
		{"2005-06/2005-09", "June–September 2005", "junio a septiembre de 2005", "июнь–сентябрь 2005 года"},
		{"1917/1918", "1917–1918", "1917-1918", "1917–1918 годы"},
		{"197X/198X", "the 1970s–1980s", "las décadas de 1970 a 1980", "1970–1980-е годы"},
		{"1990/1991-06", "1990 – June 1991", "desde 1990 hasta junio de 1991", "1990 год – июнь 1991 года"},
	}
	for _, tt := range tests {
		for l, want := range map[lang.Language]string{lang.En: tt.en, lang.Es: tt.es, lang.Ru: tt.ru} {
			if got := For(l).Date(span(t, tt.date)); got != want {
				t.Errorf("%s: Date(%s) = %q, want %q", l, tt.date, got, want)
			}
		}
	}
}

func TestOn(t *testing.T) {
	tests := []struct{ date, en, es, ru string }{
		{"1955-05-01", "on 1 May 1955", "el 1 de mayo de 1955", "1 мая 1955 года"},
		{"1955-05", "in May 1955", "en mayo de 1955", "в мае 1955 года"},
		{"1970", "in 1970", "en 1970", "в 1970 году"},
		{"198X", "in the 1980s", "en la década de 1980", "в 1980-х годах"},
		{"2005-06-28/2005-06-29", "on 28–29 June 2005", "el 28 y 29 de junio de 2005", "28–29 июня 2005 года"},
		{"2005-06-03/2005-06-08", "on 3–8 June 2005", "del 3 al 8 de junio de 2005", "3–8 июня 2005 года"},
		{"2005-06-28/2005-07-02", "from 28 June to 2 July 2005", "del 28 de junio al 2 de julio de 2005", "с 28 июня по 2 июля 2005 года"},
		{"2005-12-02/2006-01-03", "from 2 December 2005 to 3 January 2006", "del 2 de diciembre de 2005 al 3 de enero de 2006", "со 2 декабря 2005 года по 3 января 2006 года"},
		{"2005-06/2005-07", "in June–July 2005", "en junio y julio de 2005", "в июне–июле 2005 года"},
		{"2005-06/2005-09", "in June–September 2005", "de junio a septiembre de 2005", "в июне–сентябре 2005 года"},
		{"2005-12/2006-01", "from December 2005 to January 2006", "desde diciembre de 2005 hasta enero de 2006", "с декабря 2005 года по январь 2006 года"},
		{"1970/1973", "in 1970–1973", "entre 1970 y 1973", "в 1970–1973 годах"},
		{"197X/198X", "in the 1970s–1980s", "en las décadas de 1970 a 1980", "в 1970–1980-х годах"},
		{"1990/1991-06", "from 1990 to June 1991", "desde 1990 hasta junio de 1991", "с 1990 года по июнь 1991 года"},
	}
	for _, tt := range tests {
		for l, want := range map[lang.Language]string{lang.En: tt.en, lang.Es: tt.es, lang.Ru: tt.ru} {
			if got := For(l).On(span(t, tt.date)); got != want {
				t.Errorf("%s: On(%s) = %q, want %q", l, tt.date, got, want)
			}
		}
	}
}

func TestDateOfAnyYear(t *testing.T) {
	day := calendar.On(calendar.Date{Month: 11, Day: 21})
	month := calendar.On(calendar.Date{Month: 5})
	tests := []struct {
		language             lang.Language
		day, onDay, m, month string
	}{
		{lang.En, "21 November", "on 21 November", "May", "in May"},
		{lang.Es, "21 de noviembre", "el 21 de noviembre", "mayo", "en mayo"},
		{lang.Ru, "21 ноября", "21 ноября", "май", "в мае"},
	}
	for _, tt := range tests {
		p := For(tt.language)
		got := [...]string{p.Date(day), p.On(day), p.Date(month), p.On(month)}
		if want := [...]string{tt.day, tt.onDay, tt.m, tt.month}; got != want {
			t.Errorf("%s: got %q, want %q", tt.language, got, want)
		}
	}
}

func TestFromTo(t *testing.T) {
	tests := []struct{ from, to, en, es, ru string }{
		{"1947-10-21", "1964-11-24", "from 21 October 1947 to 24 November 1964",
			"desde el 21 de octubre de 1947 hasta el 24 de noviembre de 1964", "с 21 октября 1947 года по 24 ноября 1964 года"},
		{"1997-07", "2001", "from July 1997 to 2001", "desde julio de 1997 hasta 2001", "с июля 1997 года по 2001 год"},
		{"197X", "198X", "from the 1970s to the 1980s", "desde la década de 1970 hasta la década de 1980", "с 1970-х годов по 1980-е годы"},
	}
	for _, tt := range tests {
		for l, want := range map[lang.Language]string{lang.En: tt.en, lang.Es: tt.es, lang.Ru: tt.ru} {
			if got := For(l).FromTo(span(t, tt.from), span(t, tt.to)); got != want {
				t.Errorf("%s: FromTo(%s, %s) = %q, want %q", l, tt.from, tt.to, got, want)
			}
		}
	}
}

func TestZeroSpan(t *testing.T) {
	for _, l := range lang.Languages() {
		if got := For(l).Date(calendar.Span{}) + For(l).On(calendar.Span{}); got != "" {
			t.Errorf("%s: the zero span is %q, want nothing", l, got)
		}
	}
}

func TestRelations(t *testing.T) {
	tests := []struct {
		name       string
		word       func(*Printer, calendar.Span) string
		date       string
		en, es, ru string
	}{
		{"Before", (*Printer).Before, "1816", "before 1816", "antes de 1816", "до 1816 года"},
		{"Before", (*Printer).Before, "1917/1918", "before 1917", "antes de 1917", "до 1917 года"},
		{"After", (*Printer).After, "1990-03-11", "after 11 March 1990", "después del 11 de marzo de 1990", "после 11 марта 1990 года"},
		{"After", (*Printer).After, "198X", "after the 1980s", "después de la década de 1980", "после 1980-х годов"},
		{"After", (*Printer).After, "1970-05", "after May 1970", "después de mayo de 1970", "после мая 1970 года"},
		{"Since", (*Printer).Since, "1990-03-02", "since 2 March 1990", "desde el 2 de marzo de 1990", "со 2 марта 1990 года"},
		{"Until", (*Printer).Until, "1973", "until 1973", "hasta 1973", "по 1973 год"},
	}
	for _, tt := range tests {
		for l, want := range map[lang.Language]string{lang.En: tt.en, lang.Es: tt.es, lang.Ru: tt.ru} {
			if got := tt.word(For(l), span(t, tt.date)); got != want {
				t.Errorf("%s: %s(%s) = %q, want %q", l, tt.name, tt.date, got, want)
			}
		}
	}
}

// TestDatesAreWhole looks for what a form left out would leave behind, over all spans.
func TestDatesAreWhole(t *testing.T) {
	broken := regexp.MustCompile(`^ | $|  |[{}%]|\b0\b`)
	rapid.Check(t, func(t *rapid.T) {
		s := calendar.On(anyDate(t))
		if other := (calendar.Span{Start: s.Start, End: anyDate(t)}); other.Valid() {
			s = other
		}
		for _, l := range lang.Languages() {
			p := For(l)
			for _, got := range []string{p.Date(s), p.On(s), p.Before(s), p.After(s), p.Since(s), p.Until(s), p.FromTo(s, s)} {
				if got == "" || broken.MatchString(got) {
					t.Errorf("%s: %s is worded %q", l, s, got)
				}
			}
		}
	})
}

func anyDate(t *rapid.T) calendar.Date {
	day := calendar.Day(rapid.IntRange(-80000, 40000).Draw(t, "day")).Date()
	switch rapid.SampledFrom([]calendar.Precision{calendar.PrecisionDay, calendar.PrecisionMonth,
		calendar.PrecisionYear, calendar.PrecisionDecade}).Draw(t, "precision") {
	case calendar.PrecisionMonth:
		return calendar.MonthOf(day.Year, day.Month)
	case calendar.PrecisionYear:
		return calendar.YearOf(day.Year)
	case calendar.PrecisionDecade:
		return calendar.DecadeOf(day.Year)
	}
	return day
}
