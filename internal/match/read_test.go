package match_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

func TestEntities(t *testing.T) {
	tests := []struct {
		text string
		want []fact.EntityID
	}{
		{"When did Valentina Tereshkova come?", []fact.EntityID{"valentina-tereshkova"}},
		{"Когда приезжала Валентина Терешкова?", []fact.EntityID{"valentina-tereshkova"}},
		{"О Терешковой, с Бачелет и к Буковскому", []fact.EntityID{"valentina-tereshkova", "vladimir-bukovsky"}}, // cases
		{"Los Jaivas", []fact.EntityID{"los-jaivas"}},
		{"Corvalán and Bukovsky", []fact.EntityID{"luis-corvalan", "vladimir-bukovsky"}},
		{"corvalan y bukovski", []fact.EntityID{"luis-corvalan", "vladimir-bukovsky"}},
		{"la moneda", []fact.EntityID{"la-moneda"}},
		{"Did Chile and the USSR fall out?", nil}, // the two countries are in nearly every fact
		{"What happened under Pinochet?", nil},    // a time, not the man
		{"When did it happen?", nil},
		{"", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, slices.Compact(index().Entities(read(tt.text)))); diff != "" {
			t.Errorf("Entities(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestEntitiesCommon takes a common word that shares only the stem of a name for a name
// where it has a capital letter.
func TestEntitiesCommon(t *testing.T) {
	tests := []struct {
		text string
		want []fact.EntityID
	}{
		{"qué dijo el senador", nil},
		{"qué dijo el Senador", []fact.EntityID{"senate-of-chile"}},
		{"qué dijo el senado", []fact.EntityID{"senate-of-chile"}},
		{"что сказал сенатор", nil},
		{"что сказали в сенате", []fact.EntityID{"senate-of-chile"}},
		{"что сказали терешковой", []fact.EntityID{"valentina-tereshkova"}}, // not a common word
		{"kogda sovetskiy soyuz razorval otnosheniya", nil},
		{"kogda soyuz razorval otnosheniya", nil},
		{"raketoy soyuz zapustili sputnik", []fact.EntityID{"soyuz-rocket"}},
		{"sputnik zapustili raketoy, kazhetsya Soyuz", []fact.EntityID{"soyuz-rocket"}},
		{"was the satellite launched on a soyuz", []fact.EntityID{"soyuz-rocket"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, slices.Compact(index().Entities(read(tt.text)))); diff != "" {
			t.Errorf("Entities(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestNames lists all names, the two countries among them, at their tokens.
func TestNames(t *testing.T) {
	q := read("Did the USSR or Chile exchange Bukovsky?")
	got := index().Names(q)
	want := []match.Named{{Entity: "ussr", Token: 2}, {Entity: "chile", Token: 4}, {Entity: "vladimir-bukovsky", Token: 6}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Names (-want +got):\n%s", diff)
	}
	for token, want := range []bool{false, false, true, false, true, false, true, false} {
		if got := index().NamedAt(q, token); got != want {
			t.Errorf("NamedAt(%d) = %t", token, got)
		}
	}
}

// TestForeign recognises other countries by the names of the CLDR, cities and demonyms by
// the lexicon.
func TestForeign(t *testing.T) {
	tests := []struct {
		text          string
		mentions, far int // names, and those of them that are of other countries
	}{
		{"relations with Norway", 1, 1},
		{"relaciones con Noruega", 1, 1},
		{"отношения с Норвегией", 1, 1},
		{"the match against South Korea", 1, 1},
		{"partido contra Corea del Sur", 1, 1},
		{"in Lima", 1, 1},
		{"the Peruvians", 1, 1},
		{"в Ла-Пасе", 1, 1},
		{"Bukovsky in Argentina", 2, 1},
		{"una reunión en la Antártica", 0, 0}, // neither Réunion nor Antarctica is another country
		{"an island, but can you", 0, 0},      // stems of Islandia, Bután, Canadá
		{"если груз, по данным того рейса", 0, 0},
		{"viene su madre", 0, 0},
		{"в Грузии, Дании и Канаде", 3, 3},
		{"las peruanas y los bolivianos", 2, 2},
		{"перуанская и боливийские", 2, 2},
		{"отношения Чили и России", 0, 0},
		{"relations of Chile and Russia", 0, 0},
	}
	for _, tt := range tests {
		q := read(tt.text)
		far := 0
		for _, m := range q.Mentions {
			if m.Foreign {
				far++
			}
		}
		if len(q.Mentions) != tt.mentions || far != tt.far {
			t.Errorf("Read(%q) has %d names, %d foreign: %+v, want %d and %d", tt.text, len(q.Mentions), far, q.Mentions, tt.mentions, tt.far)
		}
	}
}

func TestConcepts(t *testing.T) {
	tests := []struct{ concept, en, es, ru string }{
		{"sever", "They broke off", "Se cortaron", "Они порвали"},
		{"restore", "to renew", "la reanudación", "помирились"},
		{"establish", "what was established", "lo que establecieron", "установили"},
		{"relations", "diplomatic ties", "los vínculos", "дипломатических отношениях"},
		{"match", "two games", "el partido", "играли"},
		{"satellite", "a probe", "el satélite", "спутником"},
		{"world-cup", "World Cup", "el Mundial", "чемпионат мира"},
	}
	for _, tt := range tests {
		for _, text := range []string{tt.en, tt.es, tt.ru} {
			q := read(text)
			if !index().Has(q, tt.concept) || !slices.Contains(index().Concepts(q), tt.concept) {
				t.Errorf("%q has %v, want %s", text, index().Concepts(q), tt.concept)
			}
		}
	}
	q := read("When was the match?")
	if index().Has(q, "sever") || index().Has(q, "no-such-concept") {
		t.Error("a match is no break")
	}
	if got := index().Where(q, "match"); got != 3 {
		t.Errorf("Where(match) = %d, want 3", got)
	}
	if got := index().Where(q, "no-such-concept"); got != -1 {
		t.Errorf("Where of no concept = %d, want -1", got)
	}
	if !index().Knows("sever") || index().Knows("no-such-concept") {
		t.Error("Knows does not tell the concepts of the lexicon")
	}
}

func TestAttributes(t *testing.T) {
	tests := []struct {
		text  string
		names int
		off   bool
	}{
		{"How much did it cost, what was the price?", 1, false},
		{"¿Qué edad tenía Tereshkova?", 1, false},
		{"Сколько лет было Терешковой?", 1, false},
		{"How old was the price?", 2, false},
		{"When was the visit?", 0, false},
		{"una receta de borsch", 0, true},
		{"рецепт борща", 0, true},
	}
	for _, tt := range tests {
		q := read(tt.text)
		if len(q.Attributes) != tt.names || q.OffTopic != tt.off {
			t.Errorf("Read(%q): %d attributes, off topic %t, want %d and %t", tt.text, len(q.Attributes), q.OffTopic, tt.names, tt.off)
		}
	}
}

// TestRepair reads damaged words as those that they stand for.
func TestRepair(t *testing.T) {
	tests := []struct {
		text, to string
		kind     lang.RepairKind
		want     fact.ID
	}{
		{"Tereshkva in schools", "tereshkova", lang.Spelling, "tereshkova-chile-visit-1972"},
		{"Терещкова посетила школы", "терешкова", lang.Spelling, "tereshkova-chile-visit-1972"},
		{"satelite Plesetsk lanzamineto", "lanzamiento", lang.Spelling, "fasat-alfa-1995"},
		{"gastroli gruppy Los Jaivas", "гастроли", lang.Transliteration, "los-jaivas-soviet-tour-1983"},
		{"obmen Korvalana na Bukovskogo", "обмен", lang.Transliteration, "corvalan-bukovsky-exchange-1976"},
		{"LosJaivas concerts", "los jaivas", lang.Split, "los-jaivas-soviet-tour-1983"},
	}
	for _, tt := range tests {
		q := read(tt.text)
		if !slices.ContainsFunc(q.Repaired, func(r match.Repaired) bool {
			return r.To == tt.to && r.Kind == tt.kind && r.Confidence > 0 && r.Confidence <= 1
		}) {
			t.Errorf("%q: repaired %+v, want %s by %s", tt.text, q.Repaired, tt.to, tt.kind)
		}
		if h := first(tt.text); h == nil || h.Fact.ID != tt.want {
			t.Errorf("%q brings up %v, want %s", tt.text, h, tt.want)
		}
	}
}

// TestRepairNothing leaves whole words alone, and those that stand for nothing.
func TestRepairNothing(t *testing.T) {
	for _, text := range []string{
		"When did Valentina Tereshkova visit Chile?", "¿Cuándo se lanzó el FASat-Bravo?", "Кого обменяли на Буковского?",
		"с Терешковой", "xkcdqq zzzyxw", "1973 17268", "",
	} {
		if q := read(text); len(q.Repaired) > 0 {
			t.Errorf("%q: repaired %+v", text, q.Repaired)
		}
	}
}

// TestKeyboard reads what was typed in the wrong layout.
func TestKeyboard(t *testing.T) {
	tests := []struct {
		text string
		want lang.Language
		fact fact.ID
	}{
		{"rjulf ghbtp;fkf Nthtirjdf?", lang.Ru, "tereshkova-chile-visit-1972"},
		{"Nthtirjdf d Xbkb", lang.Ru, "tereshkova-chile-visit-1972"},
		{"црут вшв Егкуырлщмф мшыше Сршду", lang.En, "tereshkova-chile-visit-1972"},
	}
	for _, tt := range tests {
		if u := index().Analyse(tt.text); u.Language != tt.want {
			t.Errorf("Analyse(%q) is %s, want %s", tt.text, u.Language, tt.want)
		}
		if h := first(tt.text); h == nil || h.Fact.ID != tt.fact {
			t.Errorf("%q brings up %v, want %s", tt.text, h, tt.fact)
		}
	}
	for _, text := range []string{"Tereshkova in Chile", "Терешкова в Чили", "Los Jaivas en Moscú", "xkcdqq"} {
		if got := index().Analyse(text).Text; got != text {
			t.Errorf("Analyse(%q) reads %q", text, got)
		}
	}
}

// TestTimesAreNoContent keeps time expressions and question words out of what a question
// is about.
func TestTimesAreNoContent(t *testing.T) {
	none := func(int) bool { return false }
	for _, text := range []string{"When?", "in 1973", "¿Cuándo, en marzo de 1990?", "до 11 марта 1990 года", "Chile and Russia", "и"} {
		if got := index().Content(read(text), none); got != 0 {
			t.Errorf("Content(%q) = %g, want 0", text, got)
		}
	}
	q := read("Bukovsky in 1976")
	if got := index().Content(q, none); got <= 0 {
		t.Errorf("content %g of a name", got)
	}
	if got := index().Content(q, func(token int) bool { return token == 0 }); got != 0 {
		t.Errorf("content %g without the name", got)
	}
	if len(q.Times) != 1 || q.Times[0].String() != "1976" {
		t.Errorf("times %v, want 1976", q.Times)
	}
}

// TestPart cuts a question in two: each part keeps its own times, names and words.
func TestPart(t *testing.T) {
	u := index().Analyse("the visit of Tereshkova in 1972 or the exchange of Bukovsky in 1976")
	q := read(u.Text)
	at := slices.IndexFunc(u.Tokens, func(t lang.Token) bool { return t.Fold == "or" })
	tests := []struct {
		first, last int
		year        string
		name        fact.EntityID
		want        fact.ID
	}{
		{0, at, "1972", "valentina-tereshkova", "tereshkova-chile-visit-1972"},
		{at + 1, len(u.Tokens), "1976", "vladimir-bukovsky", "corvalan-bukovsky-exchange-1976"},
	}
	for _, tt := range tests {
		p := index().Part(q, tt.first, tt.last)
		if len(p.Times) != 1 || p.Times[0].String() != tt.year {
			t.Errorf("times %v, want %s", p.Times, tt.year)
		}
		if diff := cmp.Diff([]fact.EntityID{tt.name}, slices.Compact(index().Entities(p))); diff != "" {
			t.Errorf("names (-want +got):\n%s", diff)
		}
		if hits := index().Search(p, 1); len(hits) != 1 || hits[0].Fact.ID != tt.want || hits[0].Cover() < 0.9 {
			t.Errorf("part brings up %v, want %s covering it", hits, tt.want)
		}
	}
	empty := index().Part(q, 3, 3)
	if len(empty.Times)+len(empty.Mentions) != 0 || len(index().Search(empty, 1)) != 0 {
		t.Error("an empty part has something")
	}
	if len(index().Names(q)) != 2 {
		t.Error("Part changed the question")
	}
}

// TestBorrow lets facts stand in for what a question leaves out.
func TestBorrow(t *testing.T) {
	ix := index()
	q := read("who scored?")
	b := ix.Borrow(q, []*fact.Fact{get(t, "worldcup-quarterfinal-chile-ussr-1962"), get(t, "putin-santiago-2004")})
	if hits := ix.Search(b, 1); len(hits) != 1 || hits[0].Fact.ID != "worldcup-quarterfinal-chile-ussr-1962" {
		t.Errorf("borrowed: %v", hits)
	}
	// What is borrowed is not what the question says.
	if ix.Has(b, "match") || len(ix.Names(b)) > 0 || len(ix.Entities(b)) > 0 {
		t.Errorf("the question has names %v", ix.Names(b))
	}
	none := func(int) bool { return false }
	if got, want := ix.Content(b, none), ix.Content(q, none); got != want {
		t.Errorf("content %g, of the question alone %g", got, want)
	}
	// Its own words win.
	own := ix.Borrow(read("and the exchange of Bukovsky?"), []*fact.Fact{get(t, "worldcup-quarterfinal-chile-ussr-1962")})
	if hits := ix.Search(own, 1); hits[0].Fact.ID != "corvalan-bukovsky-exchange-1976" {
		t.Errorf("own words: %s", hits[0].Fact.ID)
	}
	// A question without a language borrows all the same.
	bare := ix.Borrow(read("?"), []*fact.Fact{get(t, "putin-santiago-2004")})
	if hits := ix.Search(bare, 1); len(hits) != 1 || hits[0].Fact.ID != "putin-santiago-2004" {
		t.Errorf("a bare question mark: %v", hits)
	}
}
