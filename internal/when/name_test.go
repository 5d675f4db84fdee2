package when_test

import (
	"testing"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

// What a period is called after is a time only where the words around say so.
func TestNames(t *testing.T) {
	span := func(s string) calendar.Span {
		span, err := calendar.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return span
	}
	parser := when.NewParser([]*fact.Period{
		{ID: "stalin", Span: span("1924/1953"), Name: fact.Texts{lang.En: "Stalin era", lang.Es: "época de Stalin", lang.Ru: "при Сталине"}},
		{ID: "soviet", Span: span("1917/1991"), Name: fact.Texts{lang.En: "Soviet era", lang.Es: "época de la URSS", lang.Ru: "времена СССР"}},
		{ID: "first", Span: span("2006/2010"), Name: fact.Texts{lang.En: "first Bachelet government", lang.Es: "primer gobierno de Bachelet"}},
		{ID: "second", Span: span("2014/2018"), Name: fact.Texts{lang.En: "second Bachelet government", lang.Es: "segundo gobierno de Bachelet"}},
		{ID: "rupture", Span: span("1947/1964"), Name: fact.Texts{lang.En: "first rupture", lang.Es: "primera ruptura"}},
		{ID: "cup", Span: span("1962-05-30/1962-06-17"), Name: fact.Texts{lang.En: "1962 World Cup", lang.Es: "Mundial del 62"}},
		{ID: "junta", Span: span("1973/1990"), Name: fact.Texts{lang.En: "the junta", lang.Es: "la junta", lang.Ru: "хунта"}},
		{ID: "concertacion", Span: span("1990/2010"), Name: fact.Texts{lang.Es: "Concertación"}},
		{ID: "putin", Span: span("1999-12-31/2026-12-31"), Name: fact.Texts{lang.En: "Putin era", lang.Ru: "эпоха Путина"}},
		{ID: "war", Span: span("2022-02-24/2026-12-31"), Name: fact.Texts{lang.En: "war in Ukraine"}},
	})
	tests := []struct {
		question string
		language lang.Language
		want     string // period or span, "" for no expression to rely on
	}{
		{"trade under Stalin", lang.En, "stalin"},
		{"in Stalin's time", lang.En, "stalin"},
		{"the Stalin years", lang.En, "stalin"},
		{"after Stalin?", lang.En, "stalin"},
		{"after Stalin's death", lang.En, ""},
		{"after Stalin died", lang.En, ""},
		{"Did Stalin reply?", lang.En, ""},
		{"en tiempos de Stalin", lang.Es, "stalin"},
		{"con Stalin", lang.Es, ""},
		{"во времена Сталина", lang.Ru, "stalin"},
		{"со Сталиным", lang.Ru, ""},
		{"in Soviet times", lang.En, "soviet"},
		{"the Soviet government", lang.En, ""},
		{"after Soviet recognition", lang.En, ""},
		{"relaciones con la URSS", lang.Es, ""},
		{"desde la URSS", lang.Es, ""},
		{"при СССР", lang.Ru, "soviet"},
		{"отношения с СССР", lang.Ru, ""},
		{"during the second Bachelet government", lang.En, "second"},
		{"under Bachelet", lang.En, "2006/2018"},
		{"during the first rupture", lang.En, "rupture"},
		{"after the rupture", lang.En, ""},
		{"before the 1962 World Cup", lang.En, "cup"},
		{"antes del Mundial del 62", lang.Es, "cup"},
		{"the 1962 World Cup", lang.En, "1962"},
		{"Mundial del 62", lang.Es, "1962"},
		{"se juntaron con la delegación", lang.Es, ""},
		{"durante la junta", lang.Es, "junta"},
		{"after the concert", lang.En, ""},
		{"при хунте", lang.Ru, "junta"},
		{"under Putin", lang.En, "putin"},
		{"after the war in Ukraine began", lang.En, "war"},
	}
	for _, tt := range tests {
		u := lang.Analyse(tt.question)
		u.Language, u.Confidence = tt.language, 1
		got := ""
		for _, e := range parser.Parse(u, today) {
			if e.Confidence < when.Sure || e.Span.IsZero() {
				continue
			}
			if got = e.Period; got == "" {
				got = e.Span.String()
			}
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.question, got, tt.want)
		}
	}
}
