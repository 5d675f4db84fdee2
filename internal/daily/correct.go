package daily

import (
	"slices"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
)

// correctionDays is for how many days after a post its chat is told of a correction.
const correctionDays = 60

// Corrected is a fact of which something was put right.
type Corrected struct {
	Fact *fact.Fact
	Last fact.Correction // the newest
}

// Corrections returns the facts whose newest correction is at most correctionDays old.
func Corrections(base *fact.Base, today calendar.Day) []Corrected {
	var out []Corrected
	for _, f := range base.Facts() {
		if len(f.Corrected) == 0 {
			continue
		}
		last := slices.MaxFunc(f.Corrected, func(a, b fact.Correction) int { return a.Date.Compare(b.Date) })
		if age := today - last.Date.Last(); age <= correctionDays {
			out = append(out, Corrected{f, last})
		}
	}
	return out
}

// CorrectionWords puts the note about a correction into words, for a chat to which the
// fact was posted on a day.
func CorrectionWords(c Corrected, posted calendar.Day, l lang.Language, base *fact.Base, o render.Options) (post Post, ok bool) {
	printer := locale.For(l)
	lead := printer.Text("daily.correction", locale.Args{
		"date": printer.On(posted.Span()), "what": c.Last.What[printer.Language()]})
	corrected := *c.Fact
	corrected.Corrected = nil // the lead tells it
	m, text, ok := render.FactPost(lead, &corrected, l, base, o)
	return Post{HTML: m.HTML, Plain: text}, ok
}
