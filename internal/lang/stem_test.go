package lang

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStems(t *testing.T) {
	tests := []struct {
		word string
		want []string
	}{
		{"relations", []string{"relat", "relations"}},
		{"explicación", []string{"explicacion", "explic"}},
		{"nació", []string{"nacio", "nac", "naci"}},
		{"Отношениями", []string{"отношен"}},
		{"ёлка", []string{"елк"}},
		{"елка", []string{"елк"}},
		{"智利", []string{"智利"}},
		{"", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Stems(test.word)); diff != "" {
			t.Errorf("Stems(%q) (-want +got):\n%s", test.word, diff)
		}
	}
}

// Forms of one word share a key, with accents or without.
func TestStemsShared(t *testing.T) {
	tests := [][]string{
		{"embassy", "embassies"}, {"agreement", "agreements"}, {"restored", "restore"},
		{"relación", "relaciones", "relacion"}, {"nació", "nacio"}, {"restablecidas", "restablecieron"},
		{"соглашение", "соглашения", "соглашениями"}, {"восстановлены", "восстановлено"},
	}
	for _, words := range tests {
		first := Stems(words[0])
		for _, w := range words[1:] {
			if !slices.ContainsFunc(Stems(w), func(key string) bool { return slices.Contains(first, key) }) {
				t.Errorf("%s %v and %s %v share no stem", words[0], first, w, Stems(w))
			}
		}
	}
}
