// Package yamltree reads YAML into a tree of plain nodes with their positions, and writes
// scalars back.
//
// It knows the YAML of hand-written data: mappings, sequences and scalars. Every scalar is
// text; whether it is a date or a number is for the reader of the tree to say. Anchors,
// aliases, tags and several documents in a file are refused.
//
// [Parse] reads files in the canonical form of the fact base with a small reader of that
// form alone, and everything else with github.com/goccy/go-yaml. The results are the same
// (FuzzParse holds them together); the small reader is there because the base is read
// whenever the program starts, and takes a tenth of the time (BenchmarkParse).
package yamltree

import "fmt"

// Kind is what a node is.
type Kind uint8

// The kinds of nodes. A Null is a value left empty or spelled null or ~.
const (
	Null Kind = iota
	Scalar
	List
	Map
)

// String returns the kind as messages name it.
func (k Kind) String() string {
	switch k {
	case Null:
		return "nothing"
	case Scalar:
		return "text"
	case List:
		return "a list"
	case Map:
		return "a mapping"
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Position is a place in a file: line and column counted from 1, the column in characters.
type Position struct{ Line, Column int }

// Node is one value.
type Node struct {
	Kind   Kind
	At     Position
	Text   string  // of a Scalar
	Items  []Node  // of a List
	Fields []Field // of a Map, in the order of the file; keys may occur twice
}

// Field is one entry of a mapping.
type Field struct {
	Key   string
	At    Position // of the key
	Value Node
}

// nothing is what is found where there is nothing.
var nothing Node

// Get returns the value of the first field with this key, which must not be changed. It is
// the zero Node, a Null, when there is none.
func (n *Node) Get(key string) *Node {
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			return &n.Fields[i].Value
		}
	}
	return &nothing
}

// Error says what is wrong in a file, and where.
type Error struct {
	At      Position
	Message string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%d:%d: %s", e.At.Line, e.At.Column, e.Message)
}
