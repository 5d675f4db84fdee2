package render

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
)

// TestEveryLeadIsWorded reads the kinds of leads from the engine's own declaration.
func TestEveryLeadIsWorded(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../answer/answer.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "Lead") {
			return true
		}
		kind, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		found++
		if leads[answer.LeadKind(kind)] == nil {
			t.Errorf("%s (%q) has no wording", spec.Names[0].Name, kind)
		}
		return true
	})
	if found != len(leads) {
		t.Errorf("the engine has %d kinds of leads, %d are worded", found, len(leads))
	}
}

// TestKeysOfClosedSets covers the keys that are put together from values.
func TestKeysOfClosedSets(t *testing.T) {
	for _, l := range lang.Languages() {
		p := locale.For(l)
		for _, change := range fact.Changes() {
			for _, prefix := range []string{"lead.year.", "change."} {
				if key := prefix + string(change); p.Text(key) == key {
					t.Errorf("%s: no key %s", l, key)
				}
			}
			if key := "lead.count." + string(change); p.Count(key, 2) == key {
				t.Errorf("%s: no key %s", l, key)
			}
		}
	}
}

func TestBeginsWithDate(t *testing.T) {
	tests := []struct {
		text, date string
		want       bool
	}{
		{"On Sunday 11 March 1990, the day …", "1990-03-11", true},
		{"In May 1871, during …", "1871-05", true},
		{"En una declaración del 21 de septiembre de 1973 …", "1973-09-21", true},
		{"В воскресенье 11 марта 1990 года …", "1990-03-11", true},
		{"Chile and the USSR broke relations in 1947.", "1947-10-21", false},
		{"Chile and the USSR broke relations.", "1947-10-21", false},
		{"On 21 October Chile broke off relations.", "1947-10-21", false},
		{"", "1947-10-21", false},
	}
	for _, tt := range tests {
		date := span(t, tt.date)
		if got := beginsWithDate(tt.text, date); got != tt.want {
			t.Errorf("beginsWithDate(%q, %s) = %v, want %v", tt.text, tt.date, got, tt.want)
		}
	}
}

func TestWithoutYear(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Relations restored (1990)", "Relations restored"},
		{"Pavlova in Chile (1917–1918)", "Pavlova in Chile"},
		{"Talks (second round)", "Talks (second round)"},
		{"(1990)", "(1990)"},
	}
	for _, tt := range tests {
		if got := withoutYear(tt.title); got != tt.want {
			t.Errorf("withoutYear(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}
