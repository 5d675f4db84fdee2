package when_test

import (
	"testing"

	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/when"
)

// one returns the only expression of a question.
func one(t *testing.T, question string, language lang.Language, today calendar.Day) when.Expression {
	t.Helper()
	u := lang.Analyse(question)
	u.Language, u.Confidence = language, 1
	es := when.NewParser(periods(t)).Parse(u, today)
	if len(es) != 1 {
		t.Fatalf("%q has %d expressions, want 1: %+v", question, len(es), es)
	}
	return es[0]
}

func TestAdmits(t *testing.T) {
	tests := []struct {
		question string
		date     string
		want     bool
	}{
		{"in 1990", "1990-03-11", true},
		{"in 1990", "1990", true},
		{"in 1990", "1991-01-01", false},
		{"in 1990", "1989-12-30/1990-01-02", true},
		{"in March 1990", "1990", true},
		{"in March 1990", "1990-04", false},
		{"in 2005", "200X", true},
		{"before 1990", "1989-12-31", true},
		{"before 1990", "1990-01-01", false},
		{"before 1990-03-11", "1990", true},
		{"after 1990", "1990-12-31", false},
		{"after 1990", "1991", true},
		{"after the coup", "1973", true},
		{"since 1990", "1990-01-01", true},
		{"since 1990", "1989", false},
		{"until 1964", "1964-11-24", true},
		{"until 1964", "1965", false},
		{"between 1947 and 1964", "1950", true},
		{"between 1947 and 1964", "1946-12-31", false},
		{"around 1990", "1988-06-01", true},
		{"around 1990", "1987", false},
		{"around 11 March 1990", "1990-03-18", true},
		{"around 11 March 1990", "1990-03-19", false},
		{"on 11 March", "1990-03-11", true},
		{"on 11 March", "1990-03-12", false},
		{"on 11 March", "1990-03", false},
		{"on 11 March", "1990-03-10/1990-03-12", true},
		{"28-30 June", "2005-06-29", true},
		{"28-30 June", "2005-07-01", false},
		{"from 28 December to 3 January", "1990-01-01", true},
		{"from 28 December to 3 January", "1990-02-01", false},
		{"29 February", "1992-02-29", true},
		{"29 February", "1991-02-28", false},
		{"in March", "1990-03-31", true},
		{"in March", "1990-03", true},
		{"in March", "1990", false},
		{"in March", "1990-04-01", false},
		{"between March and May", "1990-04", true},
		{"between March and May", "1990-06-01", false},
		{"today", "1990-03-11", true},
		{"the first", "1990-03-11", true},
		{"two years later", "1990-03-11", true},
		{"yesterday", "2026-11-24", true},
		{"yesterday", "1990-11-24", false},
	}
	for _, tt := range tests {
		date, err := calendar.Parse(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		e := one(t, tt.question, lang.En, today)
		if got := e.Admits(date); got != tt.want {
			t.Errorf("%q (%s) admits %s: %t, want %t", tt.question, e, tt.date, got, tt.want)
		}
		if e.Admits(calendar.Span{}) {
			t.Errorf("%q admits the zero Span", tt.question)
		}
	}
}

// What two digits mean depends on the day of asking.
func TestShortYears(t *testing.T) {
	tests := []struct {
		question string
		today    int
		want     string
	}{
		{"'26", 2026, "2026"},
		{"'27", 2026, "1927"},
		{"'27", 2027, "2027"},
		{"'99", 2026, "1999"},
		{"'00", 2026, "2000"},
		{"the 10s", 2026, "201X"},
		{"the 20s", 2026, "192X"},
		{"the 20s", 2029, "192X"},
		{"the 20s", 2030, "202X"},
		{"the 00s", 2026, "200X"},
		{"the 30s", 2026, "193X"},
	}
	for _, tt := range tests {
		e := one(t, tt.question, lang.En, calendar.NewDay(tt.today, 6, 1))
		if got := e.Span.String(); got != tt.want {
			t.Errorf("%q asked in %d is %s, want %s", tt.question, tt.today, got, tt.want)
		}
	}
}

func TestRelativeToToday(t *testing.T) {
	tests := []struct {
		question string
		language lang.Language
		today    string
		want     string
	}{
		{"last March", lang.En, "2026-03-20", "2025-03"},
		{"last March", lang.En, "2026-04-01", "2026-03"},
		{"next March", lang.En, "2026-03-20", "2027-03"},
		{"next March", lang.En, "2026-02-20", "2026-03"},
		{"this week", lang.En, "2026-11-23", "2026-11-23/2026-11-29"},
		{"this week", lang.En, "2026-11-29", "2026-11-23/2026-11-29"},
		{"this week", lang.En, "1960-01-01", "1959-12-28/1960-01-03"},
		{"last month", lang.En, "2026-01-31", "2025-12"},
		{"next month", lang.En, "2026-12-31", "2027-01"},
		{"this century", lang.En, "2000-12-31", "1901/2000"},
		{"this century", lang.En, "2001-01-01", "2001/2100"},
		{"yesterday", lang.En, "2026-01-01", "2025-12-31"},
		{"a year ago", lang.En, "2024-02-29", "2023"},
		{"a month ago", lang.En, "2026-03-31", "2026-02"},
		{"last summer", lang.En, "2026-07-01", "2025-06/2025-08"},
		{"last summer", lang.En, "2026-09-01", "2026-06/2026-08"},
		{"el verano pasado", lang.Es, "2026-07-01", "2025-12/2026-02"},
		{"el verano pasado", lang.Es, "2026-01-15", "2024-12/2025-02"},
		{"летом 80-го", lang.Ru, "2026-07-01", "1980-06/1980-08"},
		{"in the last two years", lang.En, "2024-02-29", "2022-02-28/2024-02-29"},
	}
	for _, tt := range tests {
		day, err := calendar.Parse(tt.today)
		if err != nil {
			t.Fatal(err)
		}
		e := one(t, tt.question, tt.language, day.First())
		if got := e.Span.String(); got != tt.want {
			t.Errorf("%q asked on %s is %s, want %s", tt.question, tt.today, got, tt.want)
		}
	}
}

func TestFuture(t *testing.T) {
	tests := []struct {
		question string
		want     bool
	}{
		{"in 2026", false}, {"in 2027", true}, {"after 2026", true}, {"after 2025", false},
		{"before 2030", false}, {"until 2030", false}, {"since 2027", true}, {"25 November 2026", false},
		{"26 November 2026", true}, {"tomorrow", true}, {"today", false}, {"26 November", false},
		{"between 2020 and 2030", false}, {"from 2027 to 2030", true}, {"next year", true},
		{"in the 21st century", false}, {"in the 2030s", true},
	}
	for _, tt := range tests {
		if e := one(t, tt.question, lang.En, today); e.Future != tt.want {
			t.Errorf("%q: Future = %t, want %t", tt.question, e.Future, tt.want)
		}
	}
}

func TestMonthDay(t *testing.T) {
	md := func(m, d int) calendar.MonthDay { return calendar.MonthDay{Month: m, Day: d} }
	tests := []struct {
		question    string
		first, last calendar.MonthDay
	}{
		{"3 June", md(6, 3), md(6, 3)},
		{"28-30 June", md(6, 28), md(6, 30)},
		{"in March", md(3, 0), md(3, 0)},
		{"between March and May", md(3, 0), md(5, 0)},
		{"this month", md(11, 0), md(11, 0)},
		{"today", md(11, 25), md(11, 25)},
		{"tomorrow", md(11, 26), md(11, 26)},
		{"last month", md(10, 0), md(10, 0)},
		{"last year", md(0, 0), md(0, 0)},
		{"3 June 1993", md(0, 0), md(0, 0)},
	}
	for _, tt := range tests {
		e := one(t, tt.question, lang.En, today)
		if e.MonthDay != tt.first || e.MonthDayLast != tt.last {
			t.Errorf("%q: MonthDay %v to %v, want %v to %v", tt.question, e.MonthDay, e.MonthDayLast, tt.first, tt.last)
		}
	}
}

// A parser without periods knows no names, but everything else.
func TestNoPeriods(t *testing.T) {
	parser := when.NewParser(nil)
	for question, want := range map[string]int{"under Allende": 0, "in 1973": 1, "": 0, "?!": 0} {
		if got := parser.Parse(lang.Analyse(question), today); len(got) != want {
			t.Errorf("%q has %d expressions, want %d: %+v", question, len(got), want, got)
		}
	}
}
