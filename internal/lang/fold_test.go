package lang

import "testing"

func TestFold(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Ñandú", "nandu"},
		{"El Niño", "el nino"},
		{"ЁЛКА й Й", "елка й й"},
		{"и\u0306 е\u0308 n\u0303", "й е n"},
		{"за\u0301мок", "замок"},
		{"Straße Æon Œuvre Łódź Øre", "strasse aeon oeuvre lodz ore"},
		{"“x” – ’y’ «z» ‐", "\"x\" - 'y' \"z\" -"},
		{"a\u00A0b\tc", "a b c"},
		{"so\u00ADft zero\u200Bwidth", "soft zerowidth"},
		{"1º 2ª", "1o 2a"},
		{"ΚΌΣΜΟΣ", "κόσμοσ"},
		{"\xff", " "},
		{"ІЇҐ", "іїґ"},
	}
	for _, test := range tests {
		if got := Fold(test.text); got != test.want {
			t.Errorf("Fold(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
