package render

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// paginate lays a document out in pages of at most o.Limit units. Blocks are kept whole,
// each page ending with the sources it cites; only where a block alone is too long are
// paragraphs moved, and cut, by themselves.
func paginate(d *document, o Options) [][]paragraph {
	var pages [][]paragraph
	var page []paragraph
	var cites []int
	for _, b := range d.blocks {
		ps := d.linked(b, o)
		if length(d.closed(ps, b.cites, o)) > o.Limit {
			return d.packed(o)
		}
		both := merge(cites, b.cites)
		if length(d.closed(slices.Concat(page, ps), both, o)) > o.Limit {
			pages = append(pages, d.closed(page, cites, o))
			page, both = nil, b.cites
		}
		page, cites = append(page, ps...), both
	}
	return append(pages, d.closed(page, cites, o))
}

// closed returns a page with the list of its sources.
func (d *document) closed(page []paragraph, cites []int, o Options) []paragraph {
	return slices.Concat(page, d.sourceList(cites, o))
}

func merge(a, b []int) []int {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// linked returns the paragraphs of a block, the numbers of the sources linked where no
// list of sources with links follows.
func (d *document) linked(b block, o Options) []paragraph {
	if o.Verbosity != Short {
		return b.paragraphs
	}
	out := slices.Clone(b.paragraphs)
	for i, p := range out {
		out[i].runs = slices.Clone(p.runs)
		for j, r := range p.runs {
			if r.source > 0 {
				out[i].runs[j].href = d.sources.listed[r.source-1].source.URL
			}
		}
	}
	return out
}

// sourceList is the end of a page: the sources with these numbers.
func (d *document) sourceList(cites []int, o Options) []paragraph {
	if len(cites) == 0 {
		return nil
	}
	title := d.printer.Text("answer.sources")
	if o.Verbosity == Short {
		return []paragraph{d.publishers(title, cites)}
	}
	out := []paragraph{{runs: []run{{text: title, bold: true}}}}
	for _, n := range cites {
		out = append(out, paragraph{runs: d.sources.listed[n-1].line(n), tight: true})
	}
	return out
}

func (d *document) publishers(title string, cites []int) paragraph {
	names := make([]string, len(cites))
	for i, n := range cites {
		names[i] = d.sources.listed[n-1].name(n)
	}
	return say(title + ": " + strings.Join(names, " · "))
}

// packed fills pages paragraph by paragraph, cutting those that are longer than a page.
func (d *document) packed(o Options) [][]paragraph {
	var all []paragraph
	var cites []int
	for _, b := range d.blocks {
		all = append(all, d.linked(b, o)...)
		cites = merge(cites, b.cites)
	}
	all = append(all, d.sourceList(cites, o)...)
	pages := [][]paragraph{nil}
	for _, p := range all {
		for _, part := range split(p, o.Limit) {
			last := len(pages) - 1
			if with := append(pages[last], part); length(with) <= o.Limit || len(with) == 1 {
				pages[last] = with
				continue
			}
			pages = append(pages, []paragraph{part})
		}
	}
	return pages
}

// split cuts a paragraph into parts of at most limit units, at a space where there is
// one.
func split(p paragraph, limit int) []paragraph {
	var out []paragraph
	part := paragraph{quote: p.quote, tight: p.tight}
	room := limit
	for _, r := range p.runs {
		for units(r.text) > room {
			head, tail := cutText(r.text, room, len(part.runs) == 0)
			if head != "" {
				r.text = head
				part.runs = append(part.runs, r)
			}
			r.text = tail
			out = append(out, part)
			part, room = paragraph{quote: p.quote, tight: p.tight}, limit
		}
		if len(part.runs) == 0 && len(out) > 0 {
			r.text = strings.TrimLeft(r.text, " ")
		}
		part.runs = append(part.runs, r)
		room -= units(r.text)
	}
	return append(out, part)
}

// cutText cuts s after at most limit units. Where there is no space to cut at, it is cut
// between letters if it must be, and else left whole.
func cutText(s string, limit int, must bool) (head, tail string) {
	end, n := 0, 0
	for i, r := range s {
		n += max(1, units(string(r)))
		if n > limit {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if space := strings.LastIndexByte(s[:end], ' '); space > 0 {
		return s[:space], s[space+1:]
	}
	if !must {
		return "", s
	}
	if end == 0 {
		_, end = utf8.DecodeRuneInString(s) // wider than the limit itself
	}
	return s[:end], s[end:]
}

// length is the length of a page in UTF-16 units.
func length(page []paragraph) int {
	n := 0
	for i, p := range page {
		n += len(separator(p, i == 0))
		for _, r := range p.runs {
			n += units(r.text)
		}
	}
	return n
}
