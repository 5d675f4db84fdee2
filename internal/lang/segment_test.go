package lang

import "testing"

func TestSegment(t *testing.T) {
	v := NewVocabulary([]Entry{
		{Text: "soviet ambassador landed Santiago concierto Stravinsky Чили признала Россию", Weight: 3},
	})
	tests := []struct{ text, want string }{
		{"whendidthesovietambassadorland", "when did the soviet ambassador land"},
		{"hola, cuandofueelconciertodestravinskyensantiago?", "hola, cuando fue el concierto de stravinsky en santiago?"},
		{"когдачилипризналароссию", "когда чили признала россию"},
		{"internacionalización", "internacionalización"},
		{"contrarrevolucionariamente", "contrarrevolucionariamente"},
		{"desafortunadamente", "desafortunadamente"},
		{"notwithstanding", "notwithstanding"},
		{"непосредственно", "непосредственно"},
		{"самостоятельности", "самостоятельности"},
		{"ambassadorial", "ambassadorial"},
		{"xyzzyplughfrobnicate", "xyzzyplughfrobnicate"},
		{"when did the ambassador land", "when did the ambassador land"},
	}
	for _, tt := range tests {
		got, ok := v.Segment(Analyse(tt.text))
		if got != tt.want || ok != (tt.text != tt.want) {
			t.Errorf("Segment(%q) = %q, %v, want %q", tt.text, got, ok, tt.want)
		}
	}
}
