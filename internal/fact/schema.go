package fact

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"puente/internal/fact/yamltree"
	"puente/internal/lang"
)

// style is how the canonical form writes a scalar.
type style uint8

const (
	bare   style = iota // without quotes where YAML allows
	quoted              // always with quotes: dates and years, which look like numbers
	prose               // folded over several lines
)

// shape is the schema of a value: what Load accepts and how Format writes it.
type shape struct {
	kind   yamltree.Kind
	style  style   // of a Scalar
	fields []field // of a Map with known keys, in canonical order
	item   *shape  // of a List, and of a Map with free keys
	block  bool    // never written on one line
}

// field is one known key of a mapping.
type field struct {
	key      string
	shape    *shape
	required bool
}

func must(key string, s *shape) field { return field{key, s, true} }
func may(key string, s *shape) field  { return field{key, s, false} }

func record(fields ...field) *shape { return &shape{kind: yamltree.Map, fields: fields} }
func listOf(item *shape) *shape     { return &shape{kind: yamltree.List, item: item} }

func onLines(s *shape) *shape {
	out := *s
	out.block = true
	return &out
}

// each is a mapping with the languages for keys.
func each(item *shape) *shape {
	s := &shape{kind: yamltree.Map}
	for _, l := range lang.Languages() {
		s.fields = append(s.fields, may(string(l), item))
	}
	return s
}

var (
	word       = &shape{kind: yamltree.Scalar}
	date       = &shape{kind: yamltree.Scalar, style: quoted}
	sentences  = &shape{kind: yamltree.Scalar, style: prose}
	words      = listOf(word)
	citation   = record(must("source", word), may("at", word), may("date", date), may("note", word))
	correction = onLines(record(must("date", date), must("what", onLines(each(sentences)))))

	factFile = onLines(listOf(onLines(record(
		must("id", word),
		may("date", date),
		may("day", word),
		must("topic", word),
		may("importance", word),
		must("title", onLines(each(word))),
		must("text", onLines(each(sentences))),
		may("who", words),
		may("where", words),
		may("relations", word),
		may("by", words),
		may("ask", onLines(each(onLines(words)))),
		may("citations", onLines(listOf(citation))),
		may("follow", onLines(record(must("date", date), must("why", onLines(each(sentences)))))),
		may("corrected", onLines(listOf(correction))),
		may("withdrawn", sentences),
	))))
	sourceFile = onLines(listOf(onLines(record(
		must("id", word),
		must("title", word),
		may("publisher", word),
		may("author", word),
		may("year", date),
		may("url", word),
		must("kind", word),
		may("language", word),
		may("accessed", date),
		may("described", word),
		may("attribution", each(word)),
	))))
	entityFile = onLines(listOf(onLines(record(
		must("id", word),
		must("kind", word),
		may("country", word),
		may("neutral", word),
		must("name", each(word)),
		may("aliases", onLines(each(words))),
		may("shared", words),
	))))
	periodFile = onLines(listOf(onLines(record(
		must("id", word),
		must("span", date),
		must("name", each(word)),
		may("aliases", onLines(each(words))),
	))))
	lexiconFile = onLines(&shape{kind: yamltree.Map, item: onLines(record(
		may("kind", word),
		may("en", words), may("es", words), may("ru", words),
	))})
)

// The files of a base beside facts/<topic>.yaml.
const (
	sourcesName  = "sources.yaml"
	entitiesName = "entities.yaml"
	periodsName  = "periods.yaml"
	lexiconName  = "lexicon.yaml"
	factsFolder  = "facts"
)

// schemaOf returns the schema of the file with this path in a base; ok is false for a
// path that no file of a base has.
func schemaOf(name string) (s *shape, ok bool) {
	switch name {
	case sourcesName:
		return sourceFile, true
	case entitiesName:
		return entityFile, true
	case periodsName:
		return periodFile, true
	case lexiconName:
		return lexiconFile, true
	}
	return factFile, path.Dir(name) == factsFolder && path.Ext(name) == ".yaml"
}

// known returns the field with this key.
func (s *shape) known(key string) (field, bool) {
	i := slices.IndexFunc(s.fields, func(f field) bool { return f.key == key })
	if i < 0 {
		return field{}, false
	}
	return s.fields[i], true
}

// fieldPath is the way from a record to a value in it, step by step. It is written out only
// for what is reported.
type fieldPath struct {
	to    *fieldPath // nil in the record itself
	key   string     // of the field
	index int        // of the item, from 1; 0 for a field
}

// String returns the path as [Problem] has it: text.es, citations[2].date.
func (p *fieldPath) String() string {
	switch {
	case p == nil:
		return ""
	case p.index > 0:
		return fmt.Sprintf("%s[%d]", p.to.String(), p.index)
	case p.to == nil:
		return p.key
	}
	return p.to.String() + "." + p.key
}

// reporter is told where something is wrong, and what.
type reporter func(at yamltree.Position, path, message string)

// check reports where n departs from s: values of the wrong kind or empty, unknown,
// repeated and missing keys. path leads to the field that n is the value of.
func (s *shape) check(n *yamltree.Node, path *fieldPath, report reporter) {
	if n.Kind != s.kind {
		report(n.At, path.String(), fmt.Sprintf("is %s, want %s", n.Kind, s.kind))
		return
	}
	if empty(n) {
		report(n.At, path.String(), "is empty: leave it out")
		return
	}
	if len(n.Items) > 0 {
		s.checkItems(n, path, report)
	}
	if s.kind == yamltree.Map {
		s.checkFields(n, path, report)
	}
}

func (s *shape) checkItems(n *yamltree.Node, path *fieldPath, report reporter) {
	at := &fieldPath{to: path}
	for i := range n.Items {
		at.index = i + 1
		s.item.check(&n.Items[i], at, report)
	}
}

func (s *shape) checkFields(n *yamltree.Node, path *fieldPath, report reporter) {
	at := &fieldPath{to: path}
	for i := range n.Fields {
		f := &n.Fields[i]
		at.key = f.Key
		if hasKey(n.Fields[:i], f.Key) {
			report(f.At, at.String(), "the key occurs twice")
			continue
		}
		shape := s.item
		if shape == nil {
			known, ok := s.known(f.Key)
			if !ok {
				report(f.At, at.String(), "unknown key; want one of "+s.keys())
				continue
			}
			shape = known.shape
		}
		if f.Value.Kind == yamltree.Null {
			report(f.At, at.String(), "is empty: leave it out")
			continue
		}
		shape.check(&f.Value, at, report)
	}
	for _, f := range s.fields {
		if f.required && !hasKey(n.Fields, f.key) {
			report(n.At, path.String(), "no "+f.key)
		}
	}
}

func hasKey(fields []yamltree.Field, key string) bool {
	for i := range fields {
		if fields[i].Key == key {
			return true
		}
	}
	return false
}

func (s *shape) keys() string {
	keys := make([]string, len(s.fields))
	for i, f := range s.fields {
		keys[i] = f.key
	}
	return strings.Join(keys, ", ")
}

// empty reports whether n holds nothing, so that the key it belongs to can be left out.
func empty(n *yamltree.Node) bool {
	return n.Text == "" && len(n.Items) == 0 && len(n.Fields) == 0
}
