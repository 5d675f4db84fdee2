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
