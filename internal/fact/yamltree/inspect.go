package yamltree

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds the nesting of a file. The library needs time that grows with the square
// of the nesting: 39 seconds for 100,000 brackets.
const maxDepth = 50

// inspect returns an error for what YAML allows in no file, bytes that are not UTF-8 and
// control characters, and for nesting that the library would be busy with for too long.
func inspect(text string) error {
	at := Position{1, 0}
	brackets, dashes, lineStart := 0, 0, true
	for i, r := range text {
		at.Column++
		switch {
		case r == '\n':
			at, dashes, lineStart = Position{at.Line + 1, 0}, 0, true
			continue
		case r < ' ' && r != '\t' || r == 0x7f:
			return &Error{at, fmt.Sprintf("control character %U", r)}
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"):
			return &Error{at, "not UTF-8"}
		case r == '[' || r == '{':
			brackets++
		case r == ']' || r == '}':
			brackets = max(0, brackets-1)
		case lineStart && strings.ContainsRune("-?:", r):
			dashes++
		}
		lineStart = lineStart && strings.ContainsRune(" -?:", r)
		if brackets > maxDepth || dashes > maxDepth {
			return &Error{at, fmt.Sprintf("nested more than %d deep", maxDepth)}
		}
	}
	return nil
}
