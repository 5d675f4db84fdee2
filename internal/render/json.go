package render

import (
	"math"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

// Reply is an answer for programs; it is encoded as one JSON object with its fields in
// this order. No list in it is null.
type Reply struct {
	ID         any            `json:"id,omitempty"` // as the question has it
	Outcome    answer.Outcome `json:"outcome"`
	Lang       lang.Language  `json:"lang"`
	Intent     answer.Intent  `json:"intent"`
	Facts      []fact.ID      `json:"facts"` // most important first
	Citations  []Citation     `json:"citations"`
	Value      any            `json:"value"` // one of the values below, or null
	Choices    []Choice       `json:"choices"`
	Text       string         `json:"text"`
	HTML       string         `json:"html"` // the first message, where there are several
	Score      float64        `json:"score"`
	Understood Understood     `json:"understood"`
}

// Citation is a source of a reply with the date that it states.
type Citation struct {
	Source fact.SourceID `json:"source"`
	Title  string        `json:"title"`
	URL    string        `json:"url"`
	At     string        `json:"at"`
	Date   calendar.Span `json:"date"` // EDTF, empty where the source states none
}

// Choice is a fact to choose from.
type Choice struct {
	Fact  fact.ID `json:"fact"`
	Title string  `json:"title"`
}

// Understood tells how the question was read.
type Understood struct {
	Dates    []string        `json:"dates"`
	Entities []fact.EntityID `json:"entities"`
	Concepts []string        `json:"concepts"`
	Repaired []Repair        `json:"repaired"`
}

// Repair is a word that was read as another.
type Repair struct {
	From string `json:"from"`
	To   string `json:"to"`
	Kind string `json:"kind"`
}

// The values of a reply.
type (
	durationValue struct {
		Kind   answer.ValueKind `json:"kind"`
		From   calendar.Span    `json:"from"`
		To     calendar.Span    `json:"to"`
		Years  int              `json:"years"`
		Months int              `json:"months"`
		Days   int              `json:"days"`
	}
	countValue struct {
		Kind answer.ValueKind `json:"kind"`
		N    int              `json:"n"`
	}
	boolValue struct {
		Kind answer.ValueKind `json:"kind"`
		V    bool             `json:"v"`
	}
	dateValue struct {
		Kind answer.ValueKind `json:"kind"`
		Date calendar.Span    `json:"date"`
	}
)

// JSON returns an answer as a Reply to the question with this id.
func JSON(id any, a answer.Answer, base *fact.Base) Reply {
	return reply(id, a, stated(a), base)
}

func reply(id any, a answer.Answer, facts []*fact.Fact, base *fact.Base) Reply {
	d := compose(a, facts, base)
	r := Reply{
		ID: id, Outcome: a.Outcome, Lang: d.printer.Language(), Intent: a.Intent,
		Facts: []fact.ID{}, Citations: []Citation{}, Choices: []Choice{},
		Value: value(a.Value),
		Text:  plain(d), HTML: markUp(d, Options{}).HTML,
		Score:      math.Round(a.Score*1e4) / 1e4,
		Understood: understood(a.Understood),
	}
	seen := make(map[Citation]bool)
	for _, f := range facts {
		r.Facts = append(r.Facts, f.ID)
		for _, c := range f.Citations {
			s, ok := base.Source(c.Source)
			entry := Citation{Source: c.Source, At: c.At, Date: c.Date}
			if !ok || seen[entry] {
				continue
			}
			seen[entry] = true
			entry.Title, entry.URL = s.Title, s.URL
			r.Citations = append(r.Citations, entry)
		}
	}
	for _, f := range a.Choices {
		r.Choices = append(r.Choices, Choice{Fact: f.ID, Title: f.Title[r.Lang]})
	}
	return r
}

// value returns the JSON form of a value, nil for none.
func value(v *answer.Value) any {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case answer.ValueDuration:
		return durationValue{v.Kind, v.From, v.To, v.Years, v.Months, v.Days}
	case answer.ValueCount:
		return countValue{v.Kind, v.N}
	case answer.ValueBool:
		return boolValue{v.Kind, v.Truth}
	case answer.ValueDate:
		return dateValue{v.Kind, v.Date}
	}
	return nil
}

func understood(u answer.Understood) Understood {
	out := Understood{
		Dates:    append([]string{}, u.Dates...),
		Entities: append([]fact.EntityID{}, u.Entities...),
		Concepts: append([]string{}, u.Concepts...),
		Repaired: []Repair{},
	}
	for _, r := range u.Repaired {
		out.Repaired = append(out.Repaired, Repair(r))
	}
	return out
}
