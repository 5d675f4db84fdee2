package lang

import "testing"

func TestRetype(t *testing.T) {
	entries := testEntries(t)
	for _, w := range []string{"подписала", "мирному", "Россию", "визы", "отменили", "relations", "embajada", "победа"} {
		entries = append(entries, Entry{Text: w, Weight: 1})
	}
	v := NewVocabulary(entries)
	tests := []struct{ text, want string }{
		// whole questions
		{"rjulf gjlgbcfkb cjukfitybt c xbkb gj vbhyjve fnjve", "когда подписали соглашение с чили по мирному атому"},
		{"rjulf xbkb hfpjhdfkf jnyjitybz c CCCH", "когда чили разорвала отношения с СССР"},
		{"Rnj ,sk gthdsv gjckjv d Xbkb?", "Кто был первым послом в Чили?"},
		{"црут вшв сршду икуфл кудфешщты", "when did chile break relations"},
		{"сгфтвщ кщьзшщ кудфсшщтуы", "cuando rompio relaciones"},
		{"ghbdtn", "привет"},
		{"rjulf 11.03.1990?", "когда 11.03.1990?"},
		// single words
		{"когда был dbpbn в Чили", "когда был визит в Чили"},
		{"gj,tlf в 1945", "победа в 1945"},
		{"визит в Hjccb.", "визит в Россию"},
		{"when was the мшыше", "when was the visit"},
		// as they should be
		{"When did Chile break off relations with USSR?", ""},
		{"¿Cuándo rompió Chile relaciones con la URSS?", ""},
		{"Когда Чили разорвала отношения с СССР?", ""},
		{"kogda chili razorvala otnosheniya", ""},
		{"FASat-Bravo", ""},
		{"Gorbachov Bukovski", ""},
		{"wann hat Chile die Beziehungen abgebrochen", ""},
		{"lol xd", ""},
		{"1990?", ""},
		{"", ""},
	}
	for _, test := range tests {
		got, ok := v.Retype(Analyse(test.text))
		want := test.want
		if want == "" {
			want = test.text
		}
		if got != want || ok != (test.want != "") {
			t.Errorf("Retype(%q) = %q, %v, want %q", test.text, got, ok, want)
		}
	}
}
