package lang

import (
	"slices"
	"testing"
)

// However a word is romanised, one of its readings is that of the Cyrillic word.
func TestReading(t *testing.T) {
	tests := []struct {
		cyrillic string
		latin    []string
	}{
		{"отношения", []string{"otnosheniya", "otnoshenija", "otnoshenia", "otnowenia"}},
		{"хрущев", []string{"khrushchev", "khrushchyov", "hruschev", "xrushchev", "xru6ev", "jruschov", "jrushchov"}},
		{"горбачев", []string{"gorbachev", "gorbachov", "gorbachyov", "gorbatchev", "gorba4ev"}},
		{"дружба", []string{"druzhba", "drujba"}},
		{"королев", []string{"korolev", "korolyov", "koroliov"}},
		{"чайковский", []string{"chaikovski", "tchaikovsky", "chaykovskiy", "chajkovskij", "chaikovskii"}},
		{"ельцин", []string{"yeltsin", "jeltsin", "eltsin", "eltcin"}},
		{"россии", []string{"rossii", "rosii"}},
		{"юрий", []string{"yuri", "yuriy", "jurij", "iurii"}},
		{"александр", []string{"aleksandr", "alexandr"}},
		{"советского", []string{"sovetskogo", "sovetskovo", "soveckogo"}},
		{"что", []string{"chto", "4to"}},
		{"шостакович", []string{"shostakovich", "6ostakovi4"}},
		{"сентябрь", []string{"sentyabr", "sentjabr", "sentiabr"}},
	}
	for _, test := range tests {
		want := string(appendReading(nil, test.cyrillic, habits{}))
		for _, latin := range test.latin {
			if got := readings(latin); !slices.Contains(got, want) {
				t.Errorf("%s reads %v, want %s of %s among them", latin, got, want, test.cyrillic)
			}
		}
	}
}

func readings(latin string) []string {
	var out []string
	for _, h := range latinHabits(nil, latin) {
		out = append(out, string(appendReading(nil, latin, h)))
	}
	return out
}

// Every word of the vocabulary is found again from each of the schemes.
func TestRomanisedRead(t *testing.T) {
	for _, e := range testEntries(t) {
		fold := Fold(e.Text)
		if scriptOf(fold) != Cyrillic {
			continue
		}
		want := string(appendReading(nil, fold, habits{}))
		for _, latin := range romanised(fold) {
			if got := readings(latin); !slices.Contains(got, want) {
				t.Errorf("%s as %s reads %v, want %s", fold, latin, got, want)
			}
		}
	}
}

func TestCyrillised(t *testing.T) {
	tests := []struct{ latin, want string }{
		{"otnosheniya", "отношения"}, {"soglashenii", "соглашений"},
		{"druzhba", "дружба"}, {"lyudi", "люди"}, {"byli", "были"}, {"rossia", "россия"}, {"posol", "посол"},
	}
	for _, test := range tests {
		if got := cyrillised(test.latin, 0); got != test.want {
			t.Errorf("cyrillised(%s) = %s, want %s", test.latin, got, test.want)
		}
	}
}

func TestRetypedBack(t *testing.T) {
	for _, e := range testEntries(t) {
		fold := Fold(e.Text)
		if got := retyped(retyped(fold)); got != fold && !slices.Contains([]rune(fold), 'ñ') {
			t.Errorf("%s re-typed twice is %s", fold, got)
		}
	}
}
