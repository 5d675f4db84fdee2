package render

import (
	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/lang"
)

// FactPost returns a message that states a fact with its sources under a line of the
// bot's own, and the first part of it as plain text; ok is false for a fact without a
// source that the base knows.
func FactPost(lead string, f *fact.Fact, l lang.Language, base *fact.Base, o Options) (m Message, text string, ok bool) {
	d := compose(answer.Answer{Outcome: answer.OutcomeAnswer, Language: l}, []*fact.Fact{f}, base)
	if len(d.blocks) == 0 {
		return Message{}, "", false
	}
	if lead != "" {
		d.blocks[0].paragraphs = append([]paragraph{say(lead)}, d.blocks[0].paragraphs...)
	}
	return markUp(d, o), plain(d), true
}
