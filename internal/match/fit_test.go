package match_test

import (
	"slices"
	"testing"

	"puente/internal/fact"
	"puente/internal/match"
)

// TestFit tells how facts stand to the time of a question.
func TestFit(t *testing.T) {
	const (
		broken   = "relations-broken-1947"       // 1947-10-21
		restored = "relations-restored-1964"     // 1964-11-24, or 1964-10-24 by another source
		visit    = "tereshkova-chile-visit-1972" // 1972
		moscow   = "allende-moscow-visit-1972"   // 1972-12-06/1972-12-09
		ties     = "ties-2000s"                  // 200X; its text names 2002, 2004 and 2005
		undated  = "ministry-contacts"           // its text names 2014 and 2015
		bravo    = "fasat-bravo-1998"
	)
	tests := []struct {
		text string
		fact fact.ID
		want match.Fit
	}{
		{"in 1947", broken, match.FitDate},
		{"в октябре 1947 года", broken, match.FitDate},
		{"el 21 de octubre de 1947", broken, match.FitDate},
		{"in 1948", broken, match.FitNot},
		{"in the forties", broken, match.FitDate},
		{"in the 20th century", broken, match.FitDate},
		{"before 1948", broken, match.FitDate},
		{"until 1948", broken, match.FitDate},
		{"after 1946", broken, match.FitDate},
		{"since 1947", broken, match.FitDate},
		{"since 1948", broken, match.FitNot},
		{"before 1947", broken, match.FitMention}, // in the year that bounds it
		{"after 1947", broken, match.FitMention},
		{"before 1946", broken, match.FitNot},
		{"between 1940 and 1950", broken, match.FitDate},
		{"entre 1950 y 1960", broken, match.FitNot},
		{"on 24 October 1964", restored, match.FitDate}, // as the other source has it
		{"on 24 November 1964", restored, match.FitDate},
		{"on 25 November 1965", restored, match.FitNot},
		{"in 1947", restored, match.FitNot},
		{"in 1972", visit, match.FitDate},
		{"under Allende", visit, match.FitDate},
		{"under Pinochet", visit, match.FitNot},
		{"on 8 December 1972", moscow, match.FitDate}, // within its days
		{"on 8 December 1973", moscow, match.FitNot},
		{"in 2004", ties, match.FitMention}, // of a decade, naming the year
		{"in the 2000s", ties, match.FitDate},
		{"in 1999", ties, match.FitNot},
		{"in 2014", undated, match.FitUndated},
		{"in 1914", undated, match.FitUndated},
		{"on 10 July", bravo, match.FitDate}, // of any year
		{"on 11 July", bravo, match.FitNot},
	}
	for _, tt := range tests {
		q := read(tt.text)
		if len(q.Times) != 1 {
			t.Errorf("%q: times %v, want one", tt.text, q.Times)
			continue
		}
		if got := index().Fits(get(t, tt.fact), q.Times[0]); got != tt.want {
			t.Errorf("%s %q: fit %d, want %d", tt.fact, tt.text, got, tt.want)
		}
		if got := hitOf(t, tt.text, tt.fact).Fit; got != tt.want {
			t.Errorf("%s %q: fit of the hit %d, want %d", tt.fact, tt.text, got, tt.want)
		}
	}
}

// TestFitBest takes the better of two times, which may be alternatives.
func TestFitBest(t *testing.T) {
	if got := hitOf(t, "Putin in 2004 or in 2012?", "putin-santiago-2004").Fit; got != match.FitDate {
		t.Errorf("fit %d, want %d", got, match.FitDate)
	}
	if got := hitOf(t, "Putin", "putin-santiago-2004").Fit; got != match.FitUndated {
		t.Errorf("fit %d without a time, want %d", got, match.FitUndated)
	}
}

// TestConstraining keeps the times that a fact must fit.
func TestConstraining(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"in March 1990", []string{"1990-03"}},
		{"before 1973, or in 1990", []string{"before 1973", "1990"}},
		{"on 10 July", []string{"XXXX-07-10"}},
		{"under Allende", []string{"1970-11-03/1973-09-11"}},
		{"the first time", nil},
		{"now", nil},
		{"on this day", nil},
		{"10 roses", nil}, // may count something
	}
	for _, tt := range tests {
		var got []string
		for _, e := range match.Constraining(parser().Parse(index().Analyse(tt.text), today)) {
			got = append(got, e.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Constraining(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestConstraints spoils questions that a fact answers by one thing that it does not
// have. Each spoilt one must be less likely to be answered than as it was, and below the
// limits at which questions are answered.
func TestConstraints(t *testing.T) {
	tests := []struct{ good, bad string }{
		{"Who scored against the Soviets in the 1962 World Cup quarter-final?", "Who scored against the Soviets in the 1986 World Cup quarter-final?"},
		{"Who scored in the quarter-final of Chile and the USSR?", "Who scored in the quarter-final of Peru and the USSR?"},
		{"¿Dónde tocaron Los Jaivas en la URSS?", "¿Dónde tocaron Los Prisioneros en la URSS?"},
		{"¿Cuándo vino Putin a Chile?", "¿Cuándo vino Putin a Bolivia?"},
		{"¿Cuándo vino Putin a Santiago?", "¿Cuánto pagó Putin, qué precio, en Santiago?"},
		{"На кого обменяли Корвалана?", "Сколько лет было Корвалану при обмене, какой возраст?"},
		{"Когда СССР разорвал отношения с Чили?", "Когда СССР разорвал отношения с Норвегией?"},
		{"When was FASat-Bravo launched from Baikonur?", "When was FASat-Bravo launched from Baikonur in 2005?"},
	}
	const limit = 0.4
	for _, tt := range tests {
		good, bad := first(tt.good), first(tt.bad)
		if good == nil || good.Probability < limit || good.Fit == match.FitNot {
			t.Errorf("%q: %v", tt.good, good)
			continue
		}
		if bad != nil && bad.Fit != match.FitNot && (bad.Probability >= limit || bad.Probability >= good.Probability) {
			t.Errorf("%q: %s with %.2f, before it was spoilt %.2f", tt.bad, bad.Fact.ID, bad.Probability, good.Probability)
		}
	}
}

// TestMisses tells whether a fact lacks a name or an attribute of the question.
func TestMisses(t *testing.T) {
	tests := []struct {
		text string
		fact fact.ID
		want bool
	}{
		{"Corvalán and Bukovsky", "corvalan-bukovsky-exchange-1976", false},
		{"Corvalán and Putin", "corvalan-bukovsky-exchange-1976", true},
		{"Corvalán in Norway", "corvalan-bukovsky-exchange-1976", true},
		{"Did it fall on Bolivia?", "mars-96-reentry-chile-bolivia-1996", false},
		{"Did it fall on Peru?", "mars-96-reentry-chile-bolivia-1996", true},
		{"How many spectators in Arica?", "worldcup-quarterfinal-chile-ussr-1962", false},
		{"How many spectators in Moscow?", "davis-2005-moscow", true},
		{"the price", "fasat-alfa-1995", true},
		{"Chile and the USSR", "davis-2005-moscow", false}, // no constraints
	}
	for _, tt := range tests {
		h := hitOf(t, tt.text, tt.fact)
		if got := h.Misses(); got != tt.want {
			t.Errorf("%q misses nothing of %s: %t, want %t", tt.text, tt.fact, !got, !tt.want)
		}
	}
}

func TestBothSides(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"Chile and the USSR", true},
		{"Чили и Россия", true},
		{"Allende y Brézhnev", true},
		{"Chile", false},
		{"Putin and Brezhnev", false},
		{"Who came first?", false},
	}
	for _, tt := range tests {
		h := hitOf(t, tt.text, "relations-restored-1990")
		if got := h.BothSides(); got != tt.want {
			t.Errorf("BothSides of %q = %t", tt.text, got)
		}
	}
}

// TestUntold marks a fact that does not record when, who or where it was.
func TestUntold(t *testing.T) {
	tests := []struct {
		text string
		fact fact.ID
		want float64
	}{
		{"When?", "ministry-contacts", 1},
		{"When?", "putin-santiago-2004", 0},
		{"¿Dónde?", "ministry-contacts", 1},
		{"Где?", "los-jaivas-soviet-tour-1983", 0},
		{"Who?", "los-jaivas-soviet-tour-1983", 0},
		{"How?", "ministry-contacts", 0},
	}
	for _, tt := range tests {
		h := hitOf(t, tt.text, tt.fact)
		if got := h.Signal("untold"); got != tt.want {
			t.Errorf("%q %s: untold %g, want %g", tt.text, tt.fact, got, tt.want)
		}
	}
}

// TestFocus marks a fact that lacks the thing asked for.
func TestFocus(t *testing.T) {
	alfa, arica := hitOf(t, "Which satellite was launched?", "fasat-alfa-1995"), hitOf(t, "Which satellite was launched?", "worldcup-quarterfinal-chile-ussr-1962")
	if a, b := alfa.Signal("focus"), arica.Signal("focus"); a >= b || b != 1 {
		t.Errorf("focus: satellite %g, match %g, want less and 1", a, b)
	}
	if none := hitOf(t, "satellite launched", "fasat-alfa-1995"); none.Signal("focus") != 0 {
		t.Errorf("focus %g without a question word", none.Signal("focus"))
	}
}

// TestNear offers only what touches the question at all.
func TestNear(t *testing.T) {
	tests := []struct {
		text string
		fact fact.ID
		want bool
	}{
		{"Which band toured the Soviet Union?", "los-jaivas-soviet-tour-1983", true},
		{"Which band toured the Soviet Union?", "fasat-bravo-1998", false},
		{"Los Jaivas in Peru", "los-jaivas-soviet-tour-1983", false},
		{"Los Jaivas in 1990", "los-jaivas-soviet-tour-1983", false},
	}
	for _, tt := range tests {
		h := hitOf(t, tt.text, tt.fact)
		if got := h.Near(); got != tt.want {
			t.Errorf("Near of %q, %s = %t, cover %.2f", tt.text, tt.fact, got, h.Cover())
		}
	}
}
