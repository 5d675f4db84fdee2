package render

import (
	"strings"

	"puente/internal/answer"
	"puente/internal/fact"
)

// Text returns an answer as plain text: the lead, the statements with the numbers of
// their sources, and the numbered sources with their addresses. Lines are not wrapped and
// the last one has no line end.
func Text(a answer.Answer, base *fact.Base) string {
	return plain(compose(a, stated(a), base))
}

func plain(d document) string {
	var out strings.Builder
	for _, b := range d.blocks {
		for _, p := range b.paragraphs {
			writeText(&out, p)
		}
	}
	if len(d.sources.listed) == 0 {
		return out.String()
	}
	writeText(&out, say(d.printer.Text("answer.sources")))
	for i, ref := range d.sources.listed {
		line := ref.line(i + 1)
		if url := ref.source.URL; url != "" {
			line = append(line, run{text: afterTitle(line[len(line)-1].text) + url})
		}
		writeText(&out, paragraph{runs: line, tight: true})
	}
	return out.String()
}

func writeText(out *strings.Builder, p paragraph) {
	out.WriteString(separator(p, out.Len() == 0))
	if p.quote {
		out.WriteString("  ")
	}
	for _, r := range p.runs {
		out.WriteString(r.text)
	}
}

// separator is what stands before a paragraph.
func separator(p paragraph, first bool) string {
	switch {
	case first:
		return ""
	case p.tight:
		return "\n"
	}
	return "\n\n"
}
