package render

import "strings"

// Highlight returns a line of text as Telegram HTML with parts of it in bold. The parts are
// byte offsets [from, to), in order and apart from each other.
func Highlight(text string, bold [][2]int) string {
	var out strings.Builder
	at := 0
	for _, part := range bold {
		writeRun(&out, run{text: text[at:part[0]]})
		writeRun(&out, run{text: text[part[0]:part[1]], bold: true})
		at = part[1]
	}
	writeRun(&out, run{text: text[at:]})
	return out.String()
}
