package yamltree

import (
	"strings"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Header returns the lines of comment at the top of a file. A comment further down is an
// [*Error], since nothing would keep it in its place when the file is written anew.
func Header(src []byte) ([]string, error) {
	text, err := normalise(src)
	if err != nil {
		return nil, err
	}
	var header []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, " \t")
		if line != "" && !strings.HasPrefix(line, "#") {
			break
		}
		header = append(header, line)
	}
	comments := 0
	for _, line := range header {
		if line != "" {
			comments++
		}
	}
	if err := noOther(text, comments); err != nil {
		return nil, err
	}
	return trimBlank(header), nil
}

// noOther returns an error when the text has more comments than those at its top.
func noOther(text string, comments int) error {
	for _, t := range lexer.Tokenize(text) {
		if t.Type != token.CommentType {
			continue
		}
		if comments--; comments < 0 {
			return &Error{position(t), "comments may stand only at the top of a file"}
		}
	}
	return nil
}

// trimBlank drops blank lines at both ends and makes several between others one.
func trimBlank(lines []string) []string {
	var out []string
	for i, line := range lines {
		if line != "" || i > 0 && lines[i-1] != "" {
			out = append(out, line)
		}
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}
