package lang

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnalyseTokens(t *testing.T) {
	tests := []struct {
		text string
		want string // fold of each token; + joins glued ones
	}{
		{"When were relations established?", "when were relations established"},
		{"¿Cuándo nació O’Higgins?", "cuando nacio ohiggins"},
		{"Chile's navy, didn't it?", "chile navy didnt it"},
		{"Ил-76", "ил+76"},
		{"il-76", "il+76"},
		{"FASat-Bravo", "fasat+bravo"},
		{"в 73-м, 1990-е и 47-го", "в 73м 1990е и 47го"},
		{"the 1990s, '73 and 1990's", "the 1990s 73 and 1990s"},
		{"1990х 90х 3er 2do 1º 11th", "1990х 90х 3er 2do 1o 11th"},
		{"в1990 в1990г.", "в+1990 в+1990+год"},
		{"1990-1995", "1990+1995"},
		{"11.03.1990", "11 03 1990"},
		{"Сhile и Роcсия", "chile и россия"}, // a Cyrillic С, a Latin c
		{"q pasó cn la urss xq", "que paso con la urss porque"},
		{"скока лет када", "сколько лет когда"},
		{"el 4to aniversario", "el 4to aniversario"},
		{"4to bylo v 1973 godu", "что bylo v 1973 godu"},
		{"b4 1990", "before 1990"},
		{"Chi\u00ADle \u202Echile\u202C", "chile chile"},
		{"и\u0306од е\u0308лка", "йод елка"},
		{"🇨🇱chile🚀россия", "chile россия"},
		{"\xff\xfechile\x00moscow\xf0", "chile moscow"},
		{"", ""},
		{"智利", "智利"},
		{"ＣＨＩＬＥ 𝐂𝐡𝐢𝐥𝐞", "chile chile"},
		{"внешторгбанкMoscow", "внешторгбанк+moscow"},
		{"Ил-76МД", "ил+76+мд"},
	}
	for _, test := range tests {
		got := folds(Analyse(test.text))
		if got != test.want {
			t.Errorf("Analyse(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func folds(u Utterance) string {
	var b strings.Builder
	for i, t := range u.Tokens {
		b.WriteString(t.Fold)
		switch {
		case t.Glued:
			b.WriteByte('+')
		case i+1 < len(u.Tokens):
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestAnalyseOffsets(t *testing.T) {
	const text = "¿Qué pasó\u200b en el 73-м año,\xff O’Higgins?"
	u := Analyse(text)
	var got []string
	for _, tok := range u.Tokens {
		got = append(got, text[tok.Start:tok.End])
	}
	want := []string{"Qué", "pasó\u200b", "en", "el", "73-м", "año", "O’Higgins"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestCompounds(t *testing.T) {
	u := Analyse("FASat-Bravo, Ил-76МД y 1990-1995")
	var got []string
	for _, c := range u.Compounds {
		got = append(got, c.Fold)
	}
	want := []string{"fasatbravo", "ил76мд"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("compounds (-want +got):\n%s", diff)
	}
}

func TestTokenMarks(t *testing.T) {
	tests := []struct {
		text string
		want string // of the tokens: marks, then the word
	}{
		{"When did Lavrov visit FASat in Chile? Thanks lol", "stop:when stop:did proper:lavrov visit proper:fasat stop:in proper:chile filler:thanks filler:lol"},
		{"WHEN DID LAVROV VISIT", "stop:when stop:did lavrov visit"},
		{"porfa dime q pasó", "filler:porfa filler:dime stop:expanded:que stop:paso"},
		{"ну скажи пж когда", "filler:ну filler:скажи filler:пж stop:когда"},
		{"the sea and the era", "stop:the sea stop:and stop:the era"},
		{"cuando era presidente sin más", "stop:cuando stop:era presidente stop:sin stop:mas"},
		{"los Tu-154 y Su-30", "stop:los proper:tu 154 stop:y proper:su 30"},
		{"Она умерла. Когда", "stop:она умерла stop:когда"},
	}
	for _, test := range tests {
		var got []string
		for _, tok := range Analyse(test.text).Tokens {
			mark := ""
			for _, m := range []struct {
				on   bool
				name string
			}{{tok.Stop, "stop:"}, {tok.Filler, "filler:"}, {tok.Expanded, "expanded:"}, {tok.Proper, "proper:"}} {
				if m.on {
					mark += m.name
				}
			}
			got = append(got, mark+tok.Fold)
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestCase(t *testing.T) {
	tests := []struct {
		text string
		want Case
	}{
		{"chile", Lower}, {"Chile", Title}, {"CHILE", Upper}, {"FASat", Mixed}, {"iPhone", Mixed},
		{"Я", Title}, {"ÑANDÚ", Upper}, {"O’Higgins", Mixed}, {"智利", Caseless},
	}
	for _, test := range tests {
		if got := Analyse(test.text).Tokens[0].Case; got != test.want {
			t.Errorf("case of %s is %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	tests := []struct{ text, digits, suffix string }{
		{"1990", "1990", ""}, {"73-м", "73", "м"}, {"1990-е", "1990", "е"}, {"47-го", "47", "го"}, {"90х", "90", "х"},
		{"1990s", "1990", "s"}, {"1990's", "1990", "s"}, {"11th", "11", "th"}, {"3er", "3", "er"}, {"1º", "1", "o"}, {"80’s", "80", "s"},
	}
	for _, test := range tests {
		got := Analyse(test.text).Tokens
		if len(got) != 1 || got[0].Kind != Number || got[0].Digits != test.digits || got[0].Suffix != test.suffix {
			t.Errorf("Analyse(%q) = %+v, want the number %s with %q", test.text, got, test.digits, test.suffix)
		}
	}
}

func TestAnalyseBound(t *testing.T) {
	for _, unit := range []string{"chile ", "чили", "ы-", "1a", "\xff", "智", "a\u0301'"} {
		text := strings.Repeat(unit, 100_000/len(unit))
		u := Analyse(text)
		if !u.Cut || u.Text != text {
			t.Errorf("%q repeated: Cut %v", unit, u.Cut)
		}
		if n := len(u.Tokens); n > 0 && u.Tokens[n-1].End > MaxAnalysed {
			t.Errorf("%q repeated: the last token ends at %d", unit, u.Tokens[n-1].End)
		}
	}
}

func TestGap(t *testing.T) {
	u := Analyse("¿11/3 - 1990?")
	var got []string
	for i := -1; i < len(u.Tokens); i++ {
		got = append(got, u.Gap(i))
	}
	if diff := cmp.Diff([]string{"¿", "/", " - ", "?"}, got); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

func TestAnalyseAllocations(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Analyse(question) }); n > 2 {
		t.Errorf("Analyse of a known question allocates %v times, want at most 2", n)
	}
}
