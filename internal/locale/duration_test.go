package locale

import (
	"testing"

	"puente/internal/calendar"
	"puente/internal/lang"
)

func TestDuration(t *testing.T) {
	tests := []struct{ from, to, en, es, ru string }{
		{"1947-10-21", "1964-11-24", "17 years, 1 month and 3 days", "17 años, 1 mes y 3 días", "17 лет, 1 месяц и 3 дня"},
		{"1964-11-24", "1947-10-21", "17 years, 1 month and 3 days", "17 años, 1 mes y 3 días", "17 лет, 1 месяц и 3 дня"},
		{"1990-03-11", "1991-03-11", "1 year", "1 año", "1 год"},
		{"1990-03-11", "1990-03-11", "0 days", "0 días", "0 дней"},
		{"1990-03-11", "2011-03-13", "21 years and 2 days", "21 años y 2 días", "21 год и 2 дня"},
		{"1947", "1964-11-24", "about 17 years", "cerca de 17 años", "примерно 17 лет"},
		{"1997-07", "2001-09", "about 4 years and 2 months", "cerca de 4 años y 2 meses", "примерно 4 года и 2 месяца"},
		{"2005-06-28/2005-06-29", "2008-08-01", "about 3 years and 1 month", "cerca de 3 años y 1 mes", "примерно 3 года и 1 месяц"},
		{"1997-07-20/1997-07-31", "1997-08-12/1997-09-01", "between 12 and 43 days", "entre 12 y 43 días", "от 12 до 43 дней"},
		{"1997-07", "1997-07-21", "at most 20 days", "a lo más 20 días", "не более 20 дней"},
		{"1997", "1997-07-21", "less than 1 year", "menos de 1 año", "менее 1 года"},
		{"199X", "199X", "less than 10 years", "menos de 10 años", "менее 10 лет"},
	}
	for _, tt := range tests {
		d := calendar.Between(span(t, tt.from), span(t, tt.to))
		for l, want := range map[lang.Language]string{lang.En: tt.en, lang.Es: tt.es, lang.Ru: tt.ru} {
			if got := For(l).Duration(d); got != want {
				t.Errorf("%s: Duration(%s to %s) = %q, want %q", l, tt.from, tt.to, got, want)
			}
		}
	}
}

func TestNumber(t *testing.T) {
	tests := map[lang.Language]string{lang.En: "12,229", lang.Es: "12.229", lang.Ru: "12\u00a0229"}
	for l, want := range tests {
		if got := For(l).Number(12229); got != want {
			t.Errorf("%s: Number(12229) = %q, want %q", l, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	tests := []struct {
		items []string
		want  string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a y b"},
		{[]string{"a", "b", "c"}, "a, b y c"},
	}
	for _, tt := range tests {
		if got := For(lang.Es).Join(tt.items); got != tt.want {
			t.Errorf("Join(%q) = %q, want %q", tt.items, got, tt.want)
		}
	}
}
