package fact

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"puente/internal/calendar"
	"puente/internal/fact/yamltree"
)

// width is the length in characters that lines are wrapped at, where they can be.
const width = 100

// Format returns the canonical form of a file of a base: keys in the order of the format,
// records sorted, one style of quotes and lines, nothing empty. It changes no value, but
// runs of white space in texts become one space. name is the path of the file in the base
// and tells what it holds; src may be in any style of YAML. The error is a [Problems].
//
// Comments may stand only at the top of the file.
func Format(name string, src []byte) ([]byte, error) {
	s, ok := schemaOf(name)
	if !ok {
		return nil, Problems{{File: name, Message: "no file of the base has this name"}}
	}
	header, err := yamltree.Header(src)
	if err != nil {
		return nil, Problems{problemAt(name, err)}
	}
	root, err := yamltree.Parse(src)
	if err != nil {
		return nil, Problems{problemAt(name, err)}
	}
	root = prune(root)
	d := newDecoder()
	d.file = name
	d.eachRecord(&root, s, func(yamltree.Position, string, *yamltree.Node) {})
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	sortRecords(root, s)
	w := &writer{}
	w.file(header, root, s)
	return w.out, nil
}

// prune returns n with its texts tidied and without empty values.
func prune(n yamltree.Node) yamltree.Node {
	out := yamltree.Node{Kind: n.Kind, At: n.At, Text: tidy(n.Text)}
	for _, item := range n.Items {
		if item = prune(item); !empty(&item) {
			out.Items = append(out.Items, item)
		}
	}
	for _, f := range n.Fields {
		if f.Value = prune(f.Value); !empty(&f.Value) {
			out.Fields = append(out.Fields, f)
		}
	}
	return out
}

// sortRecords puts the records of a file in canonical order: facts by date and id, undated
// ones last, periods by their span and id, the rest by id.
func sortRecords(root yamltree.Node, s *shape) {
	slices.SortStableFunc(root.Items, func(a, b yamltree.Node) int {
		return cmp.Or(compareDates(a, b, s), cmp.Compare(a.Get("id").Text, b.Get("id").Text))
	})
	slices.SortStableFunc(root.Fields, func(a, b yamltree.Field) int { return cmp.Compare(a.Key, b.Key) })
}

func compareDates(a, b yamltree.Node, s *shape) int {
	key := ""
	switch s {
	case factFile:
		key = "date"
	case periodFile:
		key = "span"
	}
	// A date that cannot be read, which Load will say, sorts as none.
	x, _ := calendar.Parse(a.Get(key).Text)
	y, _ := calendar.Parse(b.Get(key).Text)
	return x.Compare(y)
}

// writer writes the canonical form.
type writer struct{ out []byte }

func (w *writer) add(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

// file writes a file: the comments at its top, then the records with a blank line between.
func (w *writer) file(header []string, root yamltree.Node, s *shape) {
	for _, line := range header {
		w.add(line, "\n")
	}
	separate := len(header) > 0
	gap := func() {
		if separate {
			w.add("\n")
		}
		separate = true
	}
	for _, item := range root.Items {
		gap()
		w.add("-")
		w.value(item, s.item, 0, 1, true)
	}
	for _, f := range root.Fields {
		gap()
		w.add(f.Key, ":")
		w.value(f.Value, s.item, 0, len(f.Key)+1, false)
	}
}

// value writes n after a key or dash that is indented by indent and ends at column used.
func (w *writer) value(n yamltree.Node, s *shape, indent, used int, afterDash bool) {
	if n.Kind == yamltree.Scalar {
		w.scalar(n.Text, s, indent)
		return
	}
	if !s.block {
		if n.Kind == yamltree.List {
			w.brackets(n, s, indent, used)
			return
		}
		if line := braces(n, s); used+1+utf8.RuneCountInString(line) <= width {
			w.add(" ", line, "\n")
			return
		}
	}
	if afterDash {
		w.add(" ")
	} else {
		w.add("\n")
	}
	w.lines(n, s, indent+2, afterDash)
}

// lines writes a list or mapping, an item or field a line, indented by indent. With
// started, the first line has its indentation already.
func (w *writer) lines(n yamltree.Node, s *shape, indent int, started bool) {
	margin := strings.Repeat(" ", indent)
	for _, item := range n.Items {
		w.add(margin, "-")
		w.value(item, s.item, indent, indent+1, true)
	}
	for _, f := range inOrder(n, s) {
		if !started {
			w.add(margin)
		}
		started = false
		w.add(f.Key, ":")
		known, _ := s.known(f.Key)
		w.value(f.Value, known.shape, indent, indent+len(f.Key)+1, false)
	}
}

// inOrder returns the fields of n in the order of the schema.
func inOrder(n yamltree.Node, s *shape) []yamltree.Field {
	fields := slices.Clone(n.Fields)
	place := func(f yamltree.Field) int {
		return slices.IndexFunc(s.fields, func(g field) bool { return g.key == f.Key })
	}
	slices.SortStableFunc(fields, func(a, b yamltree.Field) int { return cmp.Compare(place(a), place(b)) })
	return fields
}

func (w *writer) scalar(text string, s *shape, indent int) {
	if s.style == prose {
		if folded, ok := yamltree.Folded(text, width-indent-2); ok {
			w.add(" >-\n")
			for _, line := range folded {
				w.add(strings.Repeat(" ", indent+2), line, "\n")
			}
			return
		}
	}
	w.add(" ", scalar(text, s, false), "\n")
}

func scalar(text string, s *shape, inFlow bool) string {
	if s.style == quoted {
		return yamltree.Quoted(text)
	}
	return yamltree.Plain(text, inFlow)
}

// tidy makes runs of spaces, tabs and line breaks one space. No-break spaces stay.
func tidy(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r'
	}), " ")
}

// brackets writes a list of scalars, wrapped where the line is full.
func (w *writer) brackets(list yamltree.Node, s *shape, indent, used int) {
	const (
		open, next, end = "[", ", ", "]"
		comma           = 1 // or the bracket at the end
	)
	w.add(" ", open)
	used += 1 + len(open)
	for i, item := range list.Items {
		text := scalar(item.Text, s.item, true)
		length := utf8.RuneCountInString(text)
		switch {
		case i == 0:
		case used+len(next)+length+comma <= width:
			w.add(next)
			used += len(next)
		default:
			w.add(",\n", strings.Repeat(" ", indent+2))
			used = indent + 2
		}
		w.add(text)
		used += length
	}
	w.add(end, "\n")
}

// braces writes a mapping of scalars on one line.
func braces(n yamltree.Node, s *shape) string {
	var parts []string
	for _, f := range inOrder(n, s) {
		known, _ := s.known(f.Key)
		parts = append(parts, f.Key+": "+scalar(f.Value.Text, known.shape, true))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
