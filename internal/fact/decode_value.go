package fact

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"puente/internal/calendar"
	"puente/internal/fact/yamltree"
	"puente/internal/lang"
)

// date reads the field key of n, a date or an interval; zero where there is none. path
// leads to n in the record.
func (d *decoder) date(n *yamltree.Node, key string, path *fieldPath) calendar.Span {
	v := n.Get(key)
	if v.Kind != yamltree.Scalar {
		return calendar.Span{}
	}
	span, err := calendar.Parse(v.Text)
	if err != nil {
		d.report(v.At, (&fieldPath{to: path, key: key}).String(), err.Error())
	}
	return span
}

// single is date for fields that hold no interval.
func (d *decoder) single(n *yamltree.Node, key string) calendar.Span {
	span := d.date(n, key, nil)
	if !span.Single() {
		d.report(n.Get(key).At, key, "want one date, not an interval")
	}
	return span
}

func (d *decoder) number(n *yamltree.Node, key string, otherwise int) int {
	v := n.Get(key)
	if v.Kind != yamltree.Scalar {
		return otherwise
	}
	i, err := strconv.Atoi(v.Text)
	if err != nil {
		d.report(v.At, key, fmt.Sprintf("%q is not a number", v.Text))
	}
	return i
}

func (d *decoder) flag(n *yamltree.Node, key string) bool {
	v := n.Get(key)
	if v.Kind == yamltree.Scalar && v.Text != "true" && v.Text != "false" {
		d.report(v.At, key, fmt.Sprintf("%q is neither true nor false", v.Text))
	}
	return v.Text == "true"
}

// enum reads the field key of n, which is one of values; empty where there is none.
func enum[T ~string](d *decoder, n *yamltree.Node, key string, values []T) T {
	v := n.Get(key)
	if v.Kind == yamltree.Scalar && !slices.Contains(values, T(v.Text)) {
		d.report(v.At, key, fmt.Sprintf("%q is none of %s", v.Text, list(values)))
	}
	return T(v.Text)
}

func list[T ~string](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}

// texts reads a mapping of languages to text; nil where there is none.
func texts(n *yamltree.Node) Texts {
	if n.Kind != yamltree.Map {
		return nil
	}
	out := make(Texts, len(n.Fields))
	for i := range n.Fields {
		f := &n.Fields[i]
		out[lang.Language(f.Key)] = f.Value.Text
	}
	return out
}

// wordLists reads a mapping of languages to lists; nil where there is none.
func wordLists(n *yamltree.Node) map[lang.Language][]string {
	if n.Kind != yamltree.Map {
		return nil
	}
	out := make(map[lang.Language][]string, len(n.Fields))
	for i := range n.Fields {
		f := &n.Fields[i]
		if l := lang.Language(f.Key); l.Valid() {
			out[l] = wordList(&f.Value)
		}
	}
	return out
}

func wordList(n *yamltree.Node) []string {
	if len(n.Items) == 0 {
		return nil
	}
	out := make([]string, len(n.Items))
	for i := range n.Items {
		out[i] = n.Items[i].Text
	}
	return out
}
