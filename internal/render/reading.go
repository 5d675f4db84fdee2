package render

import (
	"slices"
	"strconv"
	"strings"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/locale"
)

// Reading tells in one line how the question of an answer was read, and the score of the
// answer: "Read as: fact · visit · Ricardo Lagos · 2002 (score 0.93)". Words that were
// read as others follow as "sanitago → Santiago".
func Reading(a answer.Answer, base *fact.Base) string {
	p := locale.For(a.Language)
	parts := []string{string(a.Intent)}
	for _, id := range a.Understood.Concepts {
		parts = append(parts, conceptName(base, id, p))
	}
	for _, id := range a.Understood.Entities {
		if e, ok := base.Entity(id); ok && !slices.Contains(parts, e.Name[p.Language()]) {
			parts = append(parts, e.Name[p.Language()])
		}
	}
	parts = append(parts, a.Understood.Dates...)
	for _, r := range a.Understood.Repaired {
		parts = append(parts, r.From+" → "+r.To)
	}
	return p.Text("answer.read-as", locale.Args{
		"reading": strings.Join(parts, " · "),
		"score":   strconv.FormatFloat(a.Score, 'f', 2, 64),
	})
}

// conceptName is the first word for a concept in the language, or else its id.
func conceptName(base *fact.Base, id string, p *locale.Printer) string {
	i := slices.IndexFunc(base.Concepts(), func(c *fact.Concept) bool { return c.ID == id })
	if i < 0 {
		return id
	}
	if words := base.Concepts()[i].Words[p.Language()]; len(words) > 0 {
		return words[0]
	}
	return id
}
