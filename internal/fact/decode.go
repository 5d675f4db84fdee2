package fact

import (
	"fmt"
	"regexp"

	"puente/internal/fact/yamltree"
)

// records is what the files of a base hold, in the order of the files.
type records struct {
	facts    []*Fact
	sources  []*Source
	entities []*Entity
	periods  []*Period
	concepts []*Concept
}

// decoder turns files into records and collects what is wrong with them.
type decoder struct {
	records  records
	problems Problems

	file string // the file being read
	id   string // the record being read

	declared map[recordKey]Problem // where it is, also of records with problems
	unread   map[*shape]bool       // files that have no records because they cannot be read
	pending  []reference
}

// recordKey is what a record is found by.
type recordKey struct {
	kind *shape // of the file
	id   string
}

// String returns the key as messages name it.
func (k recordKey) String() string {
	switch k.kind {
	case factFile:
		return "fact " + k.id
	case sourceFile:
		return "source " + k.id
	case entityFile:
		return "entity " + k.id
	case periodFile:
		return "period " + k.id
	}
	return "concept " + k.id
}

// reference is the key of a record that must be there for another one.
type reference struct {
	to    recordKey
	field *fieldPath
	where Problem // without field and message
}

func newDecoder() *decoder {
	return &decoder{declared: make(map[recordKey]Problem), unread: make(map[*shape]bool)}
}

func (d *decoder) report(at yamltree.Position, field, message string) {
	p := d.place(at, field)
	p.Message = message
	d.problems = append(d.problems, p)
}

func (d *decoder) place(at yamltree.Position, field string) Problem {
	return Problem{File: d.file, Line: at.Line, Column: at.Column, ID: d.id, Field: field}
}

// decodeFile reads one file.
func (d *decoder) decodeFile(name string, src []byte) {
	d.file = name
	s, _ := schemaOf(name)
	root, err := yamltree.Parse(src)
	if err != nil {
		d.problems = append(d.problems, problemAt(name, err))
		d.unread[s] = true
		return
	}
	d.eachRecord(&root, s, func(at yamltree.Position, id string, n *yamltree.Node) {
		switch s {
		case factFile:
			d.fact(at, n)
		case sourceFile:
			d.source(at, n)
		case entityFile:
			d.entity(at, n)
		case periodFile:
			d.period(at, n)
		case lexiconFile:
			d.concept(at, id, n)
		}
	})
}

// eachRecord reports where the records of a file depart from its schema, and calls read
// for each of them all the same: what is left of it may have problems of its own. An empty
// file has no records.
func (d *decoder) eachRecord(root *yamltree.Node, s *shape, read func(at yamltree.Position, id string, n *yamltree.Node)) {
	if root.Kind == yamltree.Null {
		return
	}
	if root.Kind != s.kind {
		d.report(root.At, "", fmt.Sprintf("the file is %s, want %s", root.Kind, s.kind))
		d.unread[s] = true
		return
	}
	report := d.report
	one := func(at yamltree.Position, id string, n *yamltree.Node) {
		d.id = id
		d.declare(s, at, id)
		s.item.check(n, nil, report)
		read(at, id, n)
	}
	for i := range root.Items {
		n := &root.Items[i]
		one(n.At, n.Get("id").Text, n)
	}
	for i := range root.Fields {
		f := &root.Fields[i]
		one(f.At, f.Key, &f.Value)
	}
	d.id = ""
}

// declare notes that a record of this id exists, and reports ids that are malformed or
// taken.
func (d *decoder) declare(s *shape, at yamltree.Position, id string) {
	if id == "" {
		return
	}
	if !idPattern(s).MatchString(id) {
		d.report(at, "id", fmt.Sprintf("the id must match %s", idPattern(s)))
	}
	key := recordKey{s, id}
	if first, taken := d.declared[key]; taken {
		d.report(at, "id", fmt.Sprintf("the id is used already at %s:%d", first.File, first.Line))
		return
	}
	d.declared[key] = d.place(at, "")
}

var (
	recordID = regexp.MustCompile(`^[a-z0-9-]{3,48}$`)
	nameID   = regexp.MustCompile(`^[a-z0-9-]{2,64}$`)
	isoCode  = regexp.MustCompile(`^[a-z]{2}$`)
)

func idPattern(s *shape) *regexp.Regexp {
	if s == factFile || s == sourceFile {
		return recordID
	}
	return nameID
}

// resolve reports references to records that do not exist, as far as their files could be
// read.
func (d *decoder) resolve() {
	for _, r := range d.pending {
		if _, ok := d.declared[r.to]; !ok && !d.unread[r.to.kind] {
			p := r.where
			p.Field, p.Message = r.field.String(), "there is no "+r.to.String()
			d.problems = append(d.problems, p)
		}
	}
}

func (d *decoder) refer(kind *shape, n *yamltree.Node, field *fieldPath) string {
	if n.Kind == yamltree.Scalar && n.Text != "" {
		d.pending = append(d.pending, reference{recordKey{kind, n.Text}, field, d.place(n.At, "")})
	}
	return n.Text
}

func (d *decoder) fact(at yamltree.Position, n *yamltree.Node) {
	f := &Fact{
		ID:         ID(d.id),
		Date:       d.date(n, "date", nil),
		Day:        enum(d, n, "day", DayBases()),
		Topic:      enum(d, n, "topic", Topics()),
		Importance: d.number(n, "importance", 2),
		Title:      texts(n.Get("title")),
		Text:       texts(n.Get("text")),
		Who:        d.entityIDs(n, "who"),
		Where:      d.entityIDs(n, "where"),
		Relations:  enum(d, n, "relations", Changes()),
		By:         d.entityIDs(n, "by"),
		Ask:        wordLists(n.Get("ask")),
		Citations:  d.citations(n.Get("citations")),
		Withdrawn:  n.Get("withdrawn").Text,
		File:       d.file,
		Line:       at.Line,
	}
	if follow := n.Get("follow"); follow.Kind == yamltree.Map {
		f.Follow = &Follow{Date: d.date(follow, "date", &fieldPath{key: "follow"}), Why: texts(follow.Get("why"))}
	}
	corrected := n.Get("corrected").Items
	for i := range corrected {
		c := &corrected[i]
		date := d.date(c, "date", itemOf("corrected", i))
		f.Corrected = append(f.Corrected, Correction{Date: date, What: texts(c.Get("what"))})
	}
	d.records.facts = append(d.records.facts, f)
}

// itemOf leads to item i, from 0, of a list of the record.
func itemOf(key string, i int) *fieldPath {
	return &fieldPath{to: &fieldPath{key: key}, index: i + 1}
}

func (d *decoder) citations(n *yamltree.Node) []Citation {
	out := make([]Citation, len(n.Items))
	for i := range n.Items {
		c, path := &n.Items[i], itemOf("citations", i)
		out[i] = Citation{
			Source: SourceID(d.refer(sourceFile, c.Get("source"), &fieldPath{to: path, key: "source"})),
			At:     c.Get("at").Text,
			Date:   d.date(c, "date", path),
			Note:   c.Get("note").Text,
		}
	}
	return out
}

func (d *decoder) entityIDs(n *yamltree.Node, key string) []EntityID {
	items := n.Get(key).Items
	if len(items) == 0 {
		return nil
	}
	out, path := make([]EntityID, len(items)), &fieldPath{key: key}
	for i := range items {
		out[i] = EntityID(d.refer(entityFile, &items[i], path))
	}
	return out
}

func (d *decoder) source(at yamltree.Position, n *yamltree.Node) {
	s := &Source{
		ID:          SourceID(d.id),
		Title:       n.Get("title").Text,
		Publisher:   n.Get("publisher").Text,
		URL:         n.Get("url").Text,
		Author:      n.Get("author").Text,
		Year:        n.Get("year").Text,
		Kind:        enum(d, n, "kind", SourceKinds()),
		Language:    n.Get("language").Text,
		Accessed:    d.single(n, "accessed").String(),
		Described:   d.flag(n, "described"),
		Attribution: texts(n.Get("attribution")),
		File:        d.file,
		Line:        at.Line,
	}
	if s.Language != "" && !isoCode.MatchString(s.Language) {
		d.report(n.Get("language").At, "language", "want the two letters of ISO 639-1")
	}
	d.records.sources = append(d.records.sources, s)
}

func (d *decoder) entity(at yamltree.Position, n *yamltree.Node) {
	d.records.entities = append(d.records.entities, &Entity{
		ID:      EntityID(d.id),
		Kind:    enum(d, n, "kind", EntityKinds()),
		Country: enum(d, n, "country", Countries()),
		Name:    texts(n.Get("name")),
		Aliases: wordLists(n.Get("aliases")),
		Shared:  wordList(n.Get("shared")),
		Neutral: d.flag(n, "neutral"),
		File:    d.file,
		Line:    at.Line,
	})
}

func (d *decoder) period(at yamltree.Position, n *yamltree.Node) {
	d.records.periods = append(d.records.periods, &Period{
		ID:      d.id,
		Span:    d.date(n, "span", nil),
		Name:    texts(n.Get("name")),
		Aliases: wordLists(n.Get("aliases")),
		File:    d.file,
		Line:    at.Line,
	})
}

func (d *decoder) concept(at yamltree.Position, id string, n *yamltree.Node) {
	d.records.concepts = append(d.records.concepts, &Concept{
		ID:    id,
		Kind:  enum(d, n, "kind", ConceptKinds()),
		Words: wordLists(n),
		File:  d.file,
		Line:  at.Line,
	})
}
