package fact

import (
	"os"
	"strings"
	"testing"

	"puente/internal/fact/yamltree"
)

var schemas = map[string]*shape{"facts": factFile, "sources": sourceFile, "entities": entityFile,
	"periods": periodFile, "lexicon": lexiconFile}

// walk calls visit for every field of a schema.
func walk(path string, s *shape, visit func(path string, s *shape, f field)) {
	inner := s.fields
	if s.item != nil {
		inner = append(inner, must("*", s.item))
	}
	for _, f := range inner {
		visit(path+"."+f.key, s, f)
		walk(path+"."+f.key, f.shape, visit)
	}
}

// TestSchemaLines keeps the schemas within what Format can write: lists and mappings on
// one line hold scalars only.
func TestSchemaLines(t *testing.T) {
	for name, s := range schemas {
		walk(name, s, func(path string, s *shape, f field) {
			if !s.block && f.shape.kind != yamltree.Scalar {
				t.Errorf("%s may not stand on one line", path)
			}
		})
	}
}

// TestSchemaDocumented looks for every key and every word of a closed set in the page that
// describes the format.
func TestSchemaDocumented(t *testing.T) {
	src, err := os.ReadFile("../../knowledge/README.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(src)
	for name, s := range schemas {
		walk(name, s, func(path string, _ *shape, f field) {
			if f.key != "*" && !strings.Contains(page, f.key+":") && !strings.Contains(page, "`"+f.key+"`") {
				t.Errorf("knowledge/README.md does not have the key %s", path)
			}
		})
	}
	var words []string
	for _, b := range DayBases() {
		words = append(words, "`"+string(b)+"`")
	}
	for _, k := range SourceKinds() {
		words = append(words, "`"+string(k)+"`")
	}
	for _, k := range ConceptKinds() {
		words = append(words, "`"+string(k)+"`")
	}
	words = append(words, strings.ReplaceAll(list(EntityKinds()), ",", ""), strings.Join(Countries(), " "), list(Changes()))
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("knowledge/README.md does not have %s", w)
		}
	}
}
