package render

import (
	"testing"

	"puente/internal/fact"
)

func TestSourceLine(t *testing.T) {
	tests := []struct {
		name   string
		source fact.Source
		at     []string
		want   string
	}{
		{"page", fact.Source{Title: "Chile", Publisher: "Agency", URL: "https://a.example"}, nil, "[1] Chile. Agency"},
		{"work", fact.Source{Title: "Chile", Publisher: "Press", Author: "A. Author", Year: "1981"}, []string{"page 5"}, "[1] A. Author, Chile. Press, 1981, page 5"},
		{"year told by the publisher", fact.Source{Title: "Chile", Publisher: "Times, 3 September 1988", Year: "1988"}, nil, "[1] Chile. Times, 3 September 1988"},
		{"year alone", fact.Source{Title: "Chile", Year: "1988"}, nil, "[1] Chile. 1988"},
		{"described", fact.Source{Title: "A note", Publisher: "Agency", Described: true}, nil, "[1] (A note). Agency"},
		{"question", fact.Source{Title: "¿Olimpiadas?", Publisher: "Blog"}, nil, "[1] ¿Olimpiadas? Blog"},
		{"title alone", fact.Source{Title: "Chile"}, nil, "[1] Chile"},
	}
	for _, tt := range tests {
		ref := reference{source: &tt.source, at: tt.at}
		if got := lineOf(paragraph{runs: ref.line(1)}); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
