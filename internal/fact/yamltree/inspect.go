package yamltree

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds the nesting of a file. The library needs time that grows with the square
// of the nesting: 39 seconds for 100,000 brackets.
const maxDepth = 50

// mark is what a byte means to inspect.
type mark uint8

const (
	ordinary mark = iota
	control
	lineEnd
	opening // of brackets or braces
	closing
)

var marks = func() (t [256]mark) {
	for c := range ' ' {
		t[c] = control
	}
	t['\t'], t[0x7f] = ordinary, control
	t['\n'] = lineEnd
	t['['], t['{'], t[']'], t['}'] = opening, opening, closing, closing
	return t
}()

// inspect returns an error for what YAML allows in no file, bytes that are not UTF-8 and
// control characters, and for nesting that the library would be busy with for too long.
func inspect(text string) error {
	valid := validLength(text)
	brackets, dashes, lineStart := 0, 0, true
	for i := range valid {
		if lineStart {
			switch text[i] {
			case ' ':
				continue
			case '-', '?', ':':
				if dashes++; dashes > maxDepth {
					return nestedTooDeep(text, i)
				}
				continue
			}
			lineStart = false
		}
		switch marks[text[i]] {
		case control:
			return &Error{positionOf(text, i), fmt.Sprintf("control character %U", text[i])}
		case lineEnd:
			dashes, lineStart = 0, true
		case opening:
			if brackets++; brackets > maxDepth {
				return nestedTooDeep(text, i)
			}
		case closing:
			brackets = max(0, brackets-1)
		}
	}
	if valid < len(text) {
		return &Error{positionOf(text, valid), "not UTF-8"}
	}
	return nil
}

func nestedTooDeep(text string, offset int) *Error {
	return &Error{positionOf(text, offset), fmt.Sprintf("nested more than %d deep", maxDepth)}
}

// validLength is the number of bytes before the first that is not UTF-8.
func validLength(text string) int {
	if utf8.ValidString(text) {
		return len(text)
	}
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			return i
		}
	}
	return len(text)
}

// positionOf is the place of the character at an offset.
func positionOf(text string, offset int) Position {
	before := text[:offset]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return Position{1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(line)}
}
