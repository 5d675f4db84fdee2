package yamltree

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// readCanonical reads a file in the canonical form; ok is false for any other, be it YAML
// or not. The form: comments only at the top; two spaces of indentation, in lists too;
// scalars plain as isPlain allows, double-quoted, or folded (>-); brackets and braces around
// scalars only, where brackets may go on in further lines after a comma.
func readCanonical(text string) (n Node, ok bool) {
	r := &reader{rest: text}
	r.advance()
	for !r.done && strings.HasPrefix(r.content, "#") {
		r.advance()
	}
	if r.done || r.indent != 0 {
		return Node{}, false
	}
	n = r.block(0)
	return n, r.done && !r.failed
}

// reader walks through the lines of a file. It stands at a line that is not blank.
type reader struct {
	rest    string // what follows the line
	line    int    // its number, from 1
	indent  int    // the spaces before content
	content string // the line, or what is left of it
	blank   bool   // a blank line comes before it
	done    bool   // there is no line left
	failed  bool   // the file is not canonical

	// The values read so far of the lists and mappings that are not at their end.
	items  []Node
	fields []Field
}

// endList ends a list whose values are those from the given one on.
func (r *reader) endList(n *Node, from int) {
	n.Items = slices.Clone(r.items[from:])
	r.items = r.items[:from]
}

// endMapping ends a mapping likewise.
func (r *reader) endMapping(n *Node, from int) {
	n.Fields = slices.Clone(r.fields[from:])
	r.fields = r.fields[:from]
}

// advance goes to the next line that is not blank.
func (r *reader) advance() {
	r.blank = false
	for r.rest != "" {
		line, rest, _ := strings.Cut(r.rest, "\n")
		r.rest = rest
		r.line++
		if line == "" {
			r.blank = true
			continue
		}
		r.content = strings.TrimLeft(line, " ")
		r.indent = len(line) - len(r.content)
		return
	}
	r.done = true
}

func (r *reader) fail() Node {
	r.failed, r.done = true, true
	return Node{}
}

// block reads the list or mapping whose lines are indented by indent.
func (r *reader) block(indent int) Node {
	if strings.HasPrefix(r.content, "- ") {
		return r.list(indent)
	}
	return r.mapping(indent)
}

func (r *reader) list(indent int) Node {
	n, from := Node{Kind: List, At: Position{r.line, indent + 1}}, len(r.items)
	for !r.done && r.indent == indent {
		item, isItem := strings.CutPrefix(r.content, "- ")
		if !isItem || item == "" {
			return r.fail()
		}
		if _, _, isField := cutKey(item); isField {
			r.indent, r.content = indent+2, item
			n := r.mapping(indent + 2)
			r.items = append(r.items, n)
		} else {
			n := r.value(item, indent, indent+2)
			r.items = append(r.items, n)
		}
	}
	r.endList(&n, from)
	return n
}

func (r *reader) mapping(indent int) Node {
	n, from := Node{Kind: Map, At: Position{r.line, indent + 1}}, len(r.fields)
	for !r.done && r.indent == indent {
		key, rest, isField := cutKey(r.content)
		if !isField {
			return r.fail()
		}
		f := Field{Key: key, At: Position{r.line, indent + 1}}
		if rest == "" {
			r.advance()
			if r.done || r.indent != indent+2 {
				return r.fail()
			}
			f.Value = r.block(indent + 2)
		} else {
			f.Value = r.value(rest, indent, indent+len(key)+2)
		}
		r.fields = append(r.fields, f)
	}
	r.endMapping(&n, from)
	return n
}

// cutKey splits "key: rest" or "key:"; only then isField is true.
func cutKey(s string) (key, rest string, isField bool) {
	i := 0
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] == '-' || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	key, rest = s[:i], s[i:]
	if !strings.HasPrefix(rest, ":") || !isPlain(key, false) {
		return "", "", false
	}
	rest = rest[1:]
	if rest == "" {
		return key, "", true
	}
	rest, spaced := strings.CutPrefix(rest, " ")
	return key, rest, spaced && rest != ""
}

// value reads the value s, which ends its line. The line of its key or dash is indented by
// indent; before bytes of ASCII stand before the value.
func (r *reader) value(s string, indent, before int) Node {
	at := Position{r.line, before + 1}
	switch s[0] {
	case '>':
		if s != ">-" {
			return r.fail()
		}
		return r.folded(indent+2, at)
	case '"', '[', '{':
		f := flow{text: s, at: at, lines: r, indent: indent + 2}
		n, ok := f.node()
		if !ok || f.text != "" {
			return r.fail()
		}
		r.advance()
		return n
	}
	if !isPlain(s, false) {
		return r.fail()
	}
	r.advance()
	return Node{Kind: Scalar, At: at, Text: s}
}

func (r *reader) folded(indent int, at Position) Node {
	var b strings.Builder
	for r.advance(); !r.done && r.indent >= indent; r.advance() {
		if r.indent > indent || r.blank || r.content == "" ||
			strings.HasSuffix(r.content, " ") || !allRaw(r.content) {
			return r.fail()
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(r.content)
	}
	if b.Len() == 0 {
		return r.fail()
	}
	return Node{Kind: Scalar, At: at, Text: b.String()}
}

// flow reads double-quoted scalars, and scalars in brackets and braces.
type flow struct {
	text   string // what is left of the line
	at     Position
	lines  *reader // where a list goes on
	indent int     // of the lines that it goes on in
}

// nextLine goes on in the next line after a comma at the end of this one.
func (f *flow) nextLine() bool {
	if f.text != "," {
		return false
	}
	r := f.lines
	r.advance()
	f.text, f.at = r.content, Position{r.line, r.indent + 1}
	return !r.done && !r.blank && r.indent == f.indent && r.content != ""
}

func (f *flow) skip(n int) {
	f.at.Column += utf8.RuneCountInString(f.text[:n])
	f.text = f.text[n:]
}

func (f *flow) take(prefix string) bool {
	if !strings.HasPrefix(f.text, prefix) {
		return false
	}
	f.skip(len(prefix))
	return true
}

func (f *flow) node() (Node, bool) {
	switch f.text[0] {
	case '[':
		return f.list()
	case '{':
		return f.mapping()
	}
	return f.scalar()
}

func (f *flow) list() (Node, bool) {
	n, from := Node{Kind: List, At: f.at}, len(f.lines.items)
	f.skip(1)
	for {
		item, ok := f.scalar()
		if !ok {
			return n, false
		}
		f.lines.items = append(f.lines.items, item)
		if f.take("]") {
			f.lines.endList(&n, from)
			return n, true
		}
		if !f.take(", ") && !f.nextLine() {
			return n, false
		}
	}
}

func (f *flow) mapping() (Node, bool) {
	n, from := Node{Kind: Map}, len(f.lines.fields)
	f.skip(1)
	n.At = f.at
	for {
		key, rest, ok := cutKey(f.text)
		if !ok || rest == "" {
			return n, false
		}
		field := Field{Key: key, At: f.at}
		f.skip(len(key) + 2)
		if field.Value, ok = f.scalar(); !ok {
			return n, false
		}
		f.lines.fields = append(f.lines.fields, field)
		if f.take("}") {
			f.lines.endMapping(&n, from)
			return n, true
		}
		if !f.take(", ") {
			return n, false
		}
	}
}

func (f *flow) scalar() (Node, bool) {
	n := Node{Kind: Scalar, At: f.at}
	if strings.HasPrefix(f.text, `"`) {
		text, length, ok := unquote(f.text)
		n.Text = text
		f.skip(length)
		return n, ok
	}
	end := 0
	for end < len(f.text) && f.text[end] != ',' && f.text[end] != ']' && f.text[end] != '}' {
		end++
	}
	if end == len(f.text) || !isPlain(f.text[:end], true) {
		return n, false
	}
	n.Text = f.text[:end]
	f.skip(end)
	return n, true
}

// unquote reads the double-quoted scalar at the start of s, which is length bytes long.
// Only quotes and backslashes may be escaped.
func unquote(s string) (text string, length int, ok bool) {
	escaped := false
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			text = s[1:i]
			if escaped {
				text = unescape.Replace(text)
			}
			return text, i + 1, allRaw(text)
		case '\\':
			if i++; i == len(s) || s[i] != '"' && s[i] != '\\' {
				return "", 0, false
			}
			escaped = true
		}
	}
	return "", 0, false
}

var unescape = strings.NewReplacer(`\"`, `"`, `\\`, `\`)
