package yamltree

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quoted writes text as a double-quoted scalar.
func Quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case raw(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Plain writes text as it is when YAML reads it back as the same text, and quoted
// otherwise. Within brackets and braces, inFlow, more must be quoted.
func Plain(text string, inFlow bool) string {
	if isPlain(text, inFlow) {
		return text
	}
	return Quoted(text)
}

// Folded breaks text into the lines of a folded block scalar (>-) of at most width
// characters, single words excepted. ok is false for text that would not survive: then
// it must be quoted.
func Folded(text string, width int) (lines []string, ok bool) {
	if text == "" || strings.HasPrefix(text, " ") || strings.HasSuffix(text, " ") ||
		strings.Contains(text, "  ") || !allRaw(text) {
		return nil, false
	}
	line, length := "", 0
	for word := range strings.SplitSeq(text, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case line == "":
			line, length = word, n
		case length+1+n <= width:
			line, length = line+" "+word, length+1+n
		default:
			lines = append(lines, line)
			line, length = word, n
		}
	}
	return append(lines, line), true
}

// isPlain reports whether text needs no quotes. It is stricter than YAML: it wants a
// letter or an opening mark at the start, which rules out everything that looks like a
// number, a date or an indicator.
func isPlain(text string, inFlow bool) bool {
	if len(text) == 1 && text[0] >= '0' && text[0] <= '9' {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) && !strings.ContainsRune("¿¡«", first) {
		return false
	}
	if strings.HasSuffix(text, " ") || strings.HasSuffix(text, ":") {
		return false
	}
	for i := range len(text) {
		if !indicators[text[i]] {
			continue
		}
		switch text[i] {
		case ':':
			if inFlow || text[i+1] == ' ' {
				return false
			}
		case '#':
			if text[i-1] == ' ' {
				return false
			}
		default:
			if inFlow {
				return false
			}
		}
	}
	return allRaw(text) && !reserved(text)
}

// indicators are the bytes within a plain scalar that may mean something to YAML.
var indicators = [256]bool{':': true, '#': true, ',': true, '[': true, ']': true, '{': true, '}': true}

// reserved reports whether YAML 1.1 or 1.2 reads the word as something else than text.
// true and false are written without quotes all the same: they are meant so.
func reserved(word string) bool {
	if len(word) > len("null") {
		return false
	}
	switch strings.ToLower(word) {
	case "null", "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

func allRaw(text string) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f:
			i++
		case (c == 0xD0 || c == 0xD1) && i+1 < len(text) && text[i+1]&0xC0 == 0x80: // U+0400 to U+047F, letters
			i += 2
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !raw(r) {
				return false
			}
			i += size
		}
	}
	return true
}

// raw reports whether r may stand in a file unescaped. No-break spaces may: typography
// needs them.
func raw(r rune) bool {
	const noBreakSpace, narrowNoBreakSpace = '\u00a0', '\u202f'
	if r < utf8.RuneSelf {
		return r >= ' ' && r < 0x7f
	}
	return r != utf8.RuneError && unicode.IsPrint(r) || r == noBreakSpace || r == narrowNoBreakSpace
}
