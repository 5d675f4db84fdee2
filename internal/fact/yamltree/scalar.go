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
	if strings.HasSuffix(text, " ") || strings.HasSuffix(text, ":") ||
		strings.Contains(text, ": ") || strings.Contains(text, " #") {
		return false
	}
	if inFlow && strings.ContainsAny(text, ",:[]{}") {
		return false
	}
	return allRaw(text) && !reserved(text)
}

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
	for _, r := range text {
		if !raw(r) {
			return false
		}
	}
	return true
}

// raw reports whether r may stand in a file unescaped. No-break spaces may: typography
// needs them.
func raw(r rune) bool {
	const noBreakSpace, narrowNoBreakSpace = '\u00a0', '\u202f'
	switch {
	case r < utf8.RuneSelf:
		return r >= ' ' && r < 0x7f
	case r >= 'А' && r <= 'я': // most of a Russian text, without the tables
		return true
	}
	return r != utf8.RuneError && unicode.IsPrint(r) || r == noBreakSpace || r == narrowNoBreakSpace
}
