package yamltree

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Parse reads a file. An empty file is a Null. The error is an [*Error].
func Parse(src []byte) (Node, error) {
	text, err := normalise(src)
	if err != nil {
		return Node{}, err
	}
	if n, ok := readCanonical(text); ok {
		return n, nil
	}
	return parseAny(text)
}

// normalise drops a byte order mark, ends lines as Unix does and ends the last one too:
// without that the library (v1.19.2) does not fold the last line of a folded scalar. It
// refuses texts that neither reader should see.
func normalise(src []byte) (string, error) {
	text := strings.TrimPrefix(string(src), "\ufeff")
	if strings.Contains(text, "\r") {
		text = lineEnds.Replace(text)
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text, inspect(text)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// parseAny reads a file of any style with the YAML library.
func parseAny(text string) (n Node, err error) {
	// The library has panicked on malformed files before; a broken file must not end the
	// program that only wanted to say that it is broken.
	defer func() {
		if r := recover(); r != nil {
			n, err = Node{}, &Error{Position{1, 1}, fmt.Sprintf("not YAML: %v", r)}
		}
	}()
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return Node{}, syntaxError(err)
	}
	switch len(file.Docs) {
	case 0:
		return Node{}, nil
	case 1:
		return convert(file.Docs[0].Body)
	}
	return Node{}, &Error{position(file.Docs[1].GetToken()), "more than one document in the file"}
}

func syntaxError(err error) error {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		return &Error{position(e.GetToken()), e.GetMessage()}
	}
	return &Error{Position{1, 1}, err.Error()}
}

func position(t *token.Token) Position {
	if t == nil || t.Position == nil {
		return Position{1, 1}
	}
	return Position{t.Position.Line, t.Position.Column}
}

// convert turns a tree of the library into ours.
func convert(n ast.Node) (Node, error) {
	switch n := n.(type) {
	case nil:
		return Node{}, nil
	case *ast.NullNode:
		return Node{At: position(n.Token)}, nil
	case *ast.StringNode:
		return scalar(n.Token, n.Value), nil
	case *ast.LiteralNode:
		return scalar(n.Start, n.Value.Value), nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return scalar(n.GetToken(), n.GetToken().Value), nil
	case *ast.SequenceNode:
		return convertList(n)
	case *ast.MappingNode:
		return convertMap(n.Values)
	case *ast.MappingValueNode:
		return convertMap([]*ast.MappingValueNode{n})
	}
	return Node{}, &Error{position(n.GetToken()), "anchors, aliases and tags are not used here"}
}

func scalar(t *token.Token, text string) Node {
	return Node{Kind: Scalar, At: position(t), Text: text}
}

func convertList(list *ast.SequenceNode) (Node, error) {
	out := Node{Kind: List, At: position(list.Start), Items: make([]Node, len(list.Values))}
	for i, v := range list.Values {
		item, err := convert(v)
		if err != nil {
			return Node{}, err
		}
		out.Items[i] = item
	}
	return out, nil
}

func convertMap(values []*ast.MappingValueNode) (Node, error) {
	out := Node{Kind: Map, Fields: make([]Field, len(values))}
	for i, v := range values {
		key, err := convert(v.Key)
		if err != nil {
			return Node{}, err
		}
		if key.Kind != Scalar {
			return Node{}, &Error{position(v.Key.GetToken()), "a key must be text"}
		}
		value, err := convert(v.Value)
		if err != nil {
			return Node{}, err
		}
		out.Fields[i] = Field{Key: key.Text, At: key.At, Value: value}
	}
	if len(out.Fields) > 0 {
		out.At = out.Fields[0].At
	}
	return out, nil
}
