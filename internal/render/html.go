package render

import (
	"strings"
	"unicode/utf16"

	"puente/internal/answer"
	"puente/internal/fact"
)

// MessageLimit is the length that a Telegram message may have after its entities are
// parsed. Telegram counts code points; [HTML] counts UTF-16 units, which are never fewer.
const MessageLimit = 4096

// Verbosity is how much is said about the sources.
type Verbosity string

// The verbosities.
const (
	// Full lists the sources with titles, publishers, years and places. It is the
	// default.
	Full Verbosity = "full"
	// Short names the publishers on one line and links the numbers in the text.
	Short Verbosity = "short"
)

// VerbosityOf returns how a chat wants sources shown: as it chose, and where it chose nothing
// in groups in short.
func VerbosityOf(chosen string, group bool) Verbosity {
	switch {
	case chosen != "":
		return Verbosity(chosen)
	case group:
		return Short
	}
	return Full
}

// Options say how a message is written.
type Options struct {
	Verbosity Verbosity // empty for Full
	Limit     int       // in UTF-16 units of visible text; 0 for MessageLimit
}

// Message is an answer in Telegram's HTML parse mode. It uses the tags b, i, a and
// blockquote only.
type Message struct {
	HTML string
	// Rest are the messages that hold what did not fit, in order: each is complete and
	// lists the sources of its own statements. It is nil when everything fitted.
	Rest []string
}

// HTML returns an answer as Telegram HTML, cut between paragraphs where it is longer than
// the limit.
func HTML(a answer.Answer, base *fact.Base, o Options) Message {
	return markUp(compose(a, stated(a), base), o)
}

func markUp(d document, o Options) Message {
	if o.Limit <= 0 {
		o.Limit = MessageLimit
	}
	var out []string
	for _, page := range paginate(&d, o) {
		out = append(out, pageHTML(page))
	}
	m := Message{HTML: out[0]}
	if len(out) > 1 {
		m.Rest = out[1:]
	}
	return m
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func pageHTML(page []paragraph) string {
	var out strings.Builder
	for i, p := range page {
		out.WriteString(separator(p, i == 0))
		if p.quote {
			out.WriteString("<blockquote>")
		}
		for _, r := range p.runs {
			writeRun(&out, r)
		}
		if p.quote {
			out.WriteString("</blockquote>")
		}
	}
	return out.String()
}

func writeRun(out *strings.Builder, r run) {
	open, end := "", ""
	switch {
	case r.text == "":
		return
	case r.href != "":
		open, end = `<a href="`+escaper.Replace(r.href)+`">`, "</a>"
	case r.bold:
		open, end = "<b>", "</b>"
	}
	out.WriteString(open + escaper.Replace(r.text) + end)
}

// units is the length of s in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
