package answer

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

func readAsOf(text string) *reading {
	return real().read(Question{Text: text, Today: asOf}, Context{})
}

func TestAddressed(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Who came first?", "Who came first?"},
		{"@puente_bot who came first?", " who came first?"},
		{"so boring… @puente_bot who came first?", " who came first?"},
		{"who came first? @puente_bot", "who came first? "},
		{"who came first, @puente_bot?", "who came first, "},
		{"@puente_bot", ""},
		{"@puente_bot, ¿quién vino?", ", ¿quién vino?"},
		{"кто приехал?@puente_bot", "кто приехал?"},
		{"write to someone@example.org about it", "write to someone@example.org about it"}, // an address
		{"", ""},
		{"@", ""},
	}
	for _, tt := range tests {
		if got := addressed(tt.text); got != tt.want {
			t.Errorf("addressed(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestChange tells which change of relations a question is about: the first it names.
func TestChange(t *testing.T) {
	tests := []struct {
		text string
		want fact.Change
	}{
		{"When did Chile break off relations?", fact.Severed},
		{"¿Cuándo se reanudaron las relaciones?", fact.Restored},
		{"Когда установили отношения?", fact.Established},
		{"How long after the break were relations restored?", fact.Severed},
		{"Cuando restablecieron lo que rompieron", fact.Restored},
		{"Since when have Chile and Russia had relations?", fact.Established},
		{"When did Tereshkova visit Chile?", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := real().change(readAsOf(tt.text))
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("change(%q) = %q, %t, want %q", tt.text, got, ok, tt.want)
		}
	}
}

// TestActor tells which side a question takes to have acted.
func TestActor(t *testing.T) {
	tests := []struct {
		text string
		want side
	}{
		{"Did Chile break off relations with the USSR?", chileSide},
		{"Did the USSR break off relations with Chile?", russiaSide},
		{"¿Rompió la URSS con Chile?", russiaSide},
		{"¿González Videla rompió con la Unión Soviética?", chileSide},
		{"Чили разорвала отношения с СССР", chileSide},
		{"СССР разорвал отношения с Чили", russiaSide},
		{"the break with Chile", ""},
		{"relations between Chile and the USSR", ""},
		{"Who broke them off?", ""},
	}
	for _, tt := range tests {
		if got := real().actor(readAsOf(tt.text)); got != tt.want {
			t.Errorf("actor(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestNarrowing tells times that a date must fit all from those that are alternatives.
func TestNarrowing(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"in 1973", true},
		{"in 2004 or in 2012", false},
		{"in September 1973, after the coup", true},
		{"in the 1970s, in 1973", true},
		{"in 1947 and 1973", false},
		{"whenever", true},
	}
	for _, tt := range tests {
		if got := narrowing(readAsOf(tt.text).query.Times); got != tt.want {
			t.Errorf("narrowing(%q) = %t", tt.text, got)
		}
	}
}

// TestTimes tells short times from long and open ones.
func TestTimes(t *testing.T) {
	tests := []struct {
		text               string
		short, broad, open bool
	}{
		{"on 11 March 1990", true, false, false},
		{"in March 1990", true, false, false},
		{"in 1990", false, false, false},
		{"in the nineties", false, true, false},
		{"after 1990", false, true, true},
		{"before March 1990", false, true, true},
		{"since the coup", false, true, true},
		{"Putin", false, false, false},
	}
	for _, tt := range tests {
		r := readAsOf(tt.text)
		if short, broad, isOpen := shortTime(r), real().broad(r), relationOf(r.query.Times) != ""; short != tt.short || broad != tt.broad || isOpen != tt.open {
			t.Errorf("%q: short %t, broad %t, open %t, want %t, %t, %t", tt.text, short, broad, isOpen, tt.short, tt.broad, tt.open)
		}
	}
}

// TestContentless tells questions without a subject of their own.
func TestContentless(t *testing.T) {
	for text, want := range map[string]bool{
		"What happened in 1973?": true, "¿Qué pasó entre Chile y la URSS?": true, "Что было в 1973 году?": true,
		"What was signed in 1973?": false, "Putin in 2004": false, "космос": false,
	} {
		if got := real().contentless(readAsOf(text)); got != want {
			t.Errorf("contentless(%q) = %t", text, got)
		}
	}
}

// TestPair finds the two events that a question sets side by side, the earlier first.
func TestPair(t *testing.T) {
	const bravo, alfa, visit, exchange = "fasat-bravo-1998", "fasat-alfa-1995", "tereshkova-chile-visit-1972", "corvalan-bukovsky-exchange-1976"
	tests := []struct {
		text          string
		first, second fact.ID
	}{
		{"Which came first, FASat-Bravo or FASat-Alfa?", alfa, bravo},
		{"¿Qué fue primero, el canje de Corvalán o la visita de Tereshkova?", visit, exchange},
		{"Сколько лет между визитом Терешковой и обменом Корвалана на Буковского?", visit, exchange},
		{"How long from Tereshkova's visit until the exchange of Corvalán for Bukovsky?", visit, exchange},
	}
	for _, tt := range tests {
		first, second, score := real().pair(readAsOf(tt.text))
		if first == nil || first.ID != tt.first || second.ID != tt.second || score <= 0 {
			t.Errorf("pair(%q) = %v, %v (%.2f)", tt.text, ids([]*fact.Fact{first}), ids([]*fact.Fact{second}), score)
		}
	}
	if first, _, _ := real().pair(readAsOf("abcd or efgh?")); first != nil {
		t.Errorf("a pair of nothing: %s", first.ID)
	}
}

// TestLeans tells questions that go on with a conversation from those that stand alone.
func TestLeans(t *testing.T) {
	c := About("tereshkova-chile-visit-1972")
	for text, want := range map[string]bool{
		"And where?": true, "¿Y cuándo?": true, "А кто?": true, "Which schools did she see?": true, "who with?": true, "any photos?": true,
		"When did Putin come to Santiago in 2004?": false, "What happened in 1973?": false, "": false,
		"List the agreements of Chile and the USSR about fishing in 1971": false,
	} {
		if got := real().read(Question{Text: text, Today: asOf}, c).follows; got != want {
			t.Errorf("%q leans on the conversation: %t", text, got)
		}
		if real().read(Question{Text: text, Today: asOf}, Context{}).follows {
			t.Errorf("%q leans on nothing", text)
		}
	}
}

func TestCut(t *testing.T) {
	var facts []*fact.Fact
	for range 5 {
		facts = append(facts, &fact.Fact{Citations: []fact.Citation{{Source: "paper"}}})
	}
	a := answerWith(IntentList, Lead{}, 1, facts...)
	for _, tt := range []struct{ limit, left, more int }{{10, 5, 0}, {5, 5, 0}, {3, 3, 2}, {0, 0, 5}} {
		got := cut(a, tt.limit)
		if len(got.Statements) != tt.left || got.More != tt.more || len(got.Rest) != tt.more {
			t.Errorf("cut at %d leaves %d, more %d", tt.limit, len(got.Statements), got.More)
		}
		if !slices.Equal(got.Rest, facts[tt.left:][:tt.more]) {
			t.Errorf("cut at %d leaves out others", tt.limit)
		}
	}
}

// TestCarry keeps sums of calendar differences in their units.
func TestCarry(t *testing.T) {
	tests := []struct{ years, months, days, y, m, d int }{
		{1, 2, 3, 1, 2, 3},
		{1, 11, 29, 1, 11, 29},
		{1, 11, 30, 2, 0, 0},
		{33, 6, 21, 33, 6, 21},
		{0, 23, 65, 2, 1, 5},
	}
	for _, tt := range tests {
		d := calendar.Difference{Years: tt.years, Months: tt.months, Days: tt.days}
		carry(&d)
		if d.Years != tt.y || d.Months != tt.m || d.Days != tt.d {
			t.Errorf("carry(%d, %d, %d) = %d, %d, %d", tt.years, tt.months, tt.days, d.Years, d.Months, d.Days)
		}
	}
}

// TestLanguage answers in the language of the question, else as the front end suggests.
func TestLanguage(t *testing.T) {
	tests := []struct {
		text string
		hint lang.Language
		want lang.Language
	}{
		{"When did Chile break off relations?", "", lang.En},
		{"¿Cuándo rompió Chile las relaciones?", lang.Ru, lang.Es},
		{"Когда Чили разорвала отношения?", lang.En, lang.Ru},
		{"1973", lang.Es, lang.Es},
		{"1973", "", lang.En},
		{"", lang.Ru, lang.Ru},
		{"", "de", lang.En},
	}
	for _, tt := range tests {
		a, _ := real().Answer(Question{Text: tt.text, Language: tt.hint, Today: asOf}, Context{})
		if a.Language != tt.want {
			t.Errorf("%q with hint %q is answered in %q, want %q", tt.text, tt.hint, a.Language, tt.want)
		}
	}
}

// TestUnderstood tells how a question was read.
func TestUnderstood(t *testing.T) {
	a := answerTo("Did Tereshkva visit Chile after 1970?")
	u := a.Understood
	if diff := cmp.Diff([]string{"after 1970"}, u.Dates); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
	if !slices.Contains(u.Entities, "valentina-tereshkova") || !slices.Contains(u.Concepts, "visit") {
		t.Errorf("entities %v, concepts %v", u.Entities, u.Concepts)
	}
	if len(u.Repaired) != 1 || u.Repaired[0].To != "tereshkova" || u.Repaired[0].Kind != string(lang.Spelling) {
		t.Errorf("repaired %+v", u.Repaired)
	}
}

func TestGroupLimit(t *testing.T) {
	e := &Engine{limits: Limits{Answer: 0.4, Lone: 0.6, Choices: 0.3, Group: 0.7}}
	both := real().index.Judge(readAsOf("Chile and Russia").query, real().base.Facts()[:1])
	lone := real().index.Judge(readAsOf("the visit").query, real().base.Facts()[:1])
	tests := []struct {
		hits  []match.Hit
		group bool
		want  float64
	}{{both, false, 0.4}, {lone, false, 0.6}, {nil, false, 0.6}, {both, true, 0.7}, {lone, true, 0.7}}
	for _, tt := range tests {
		if got := e.limit(&reading{Question: Question{Group: tt.group}, hits: tt.hits}); got != tt.want {
			t.Errorf("limit of %d hits, group %t = %g, want %g", len(tt.hits), tt.group, got, tt.want)
		}
	}
}

func TestChatForms(t *testing.T) {
	forms := mustChatForms("# comment\n\n[thanks]\nthank you, thanks\n")
	if len(forms["thank"]) != 1 || len(forms["thanks"]) != 1 || forms["thanks"][0].intent != IntentThanks {
		t.Errorf("forms %v", forms)
	}
	for _, fs := range chatForms {
		for _, f := range fs {
			for _, w := range f.words {
				if lang.Fold(w) != w {
					t.Errorf("chats.txt: %q is %q folded", w, lang.Fold(w))
				}
			}
		}
	}
	defer func() {
		if got, want := recover(), `answer: chats.txt: unknown section "thx"`; got != want {
			t.Errorf("panic %v, want %v", got, want)
		}
	}()
	mustChatForms("[thx]\nthank you\n")
}
