package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/match"
	"puente/internal/when"
)

// bare reports whether the question only names a topic, or somebody, and a time: "treaties
// of 1993", "Allende in 1972".
func (e *Engine) bare(r *reading) bool {
	if r.asked.Any(ask.Question | ask.YesNo | ask.First | ask.Last | ask.Source) {
		return false
	}
	topic, _ := e.topicAsked(r)
	return topic != "" || len(r.query.Mentions) > 0 && e.onlyNames(r)
}

// bareTopic reports whether the question is a topic and a time and nothing else.
func (e *Engine) bareTopic(r *reading) bool {
	_, alone := e.topical(r)
	return alone && len(r.query.Times) > 0 && e.bare(r)
}

// topicWords are the concepts of the lexicon that name a topic of facts, or go with it
// without narrowing it: agreements are signed.
var topicWords = map[fact.Topic][]string{
	fact.Agreement: {conceptAgreement, conceptSign},
	fact.Visit:     {conceptVisit, conceptMeet},
	fact.Sport:     append([]string{"sport", conceptMatch, worldCup}, sports...),
	fact.Culture:   {"culture"},
	fact.Space:     {"space"},
	fact.Trade:     {"trade"},
	fact.Education: {"education"},
	fact.Military:  {"military"},
	fact.Aid:       {"aid"},
}

// topicAsked is the topic of facts that the question names, and the tokens that do.
func (e *Engine) topicAsked(r *reading) (topic fact.Topic, words []int) {
	for _, t := range fact.Topics() {
		var at []int
		for _, c := range topicWords[t] {
			if i := e.index.Where(r.query, c); i >= 0 {
				at = append(at, i)
			}
		}
		if len(at) > 0 && (len(words) == 0 || at[0] < words[0]) {
			topic, words = t, at
		}
	}
	return topic, words
}

// statesAny reports whether a title or text of f has one of the concepts.
func (e *Engine) statesAny(f *fact.Fact, concepts []string) bool {
	return slices.ContainsFunc(concepts, func(c string) bool { return e.index.States(f, c) })
}

// timeAt reports whether a token is part of a time expression: "while Lagos was president".
func timeAt(r *reading, token int) bool {
	return slices.ContainsFunc(r.times, func(t when.Expression) bool { return t.First <= token && token < t.Last })
}

// topical returns a test for the facts of the topic that the question names, that have
// what else it says, and whether it says nothing else. Nil where it names none.
func (e *Engine) topical(r *reading) (test func(match.Hit) bool, alone bool) {
	topic, words := e.topicAsked(r)
	if topic == "" {
		return nil, false
	}
	said := func(token int) bool {
		return token >= 0 && r.asked.Token[token] != 0 || timeAt(r, token) || slices.Contains(words, token) || e.index.NamedAt(r.query, token)
	}
	test = func(h match.Hit) bool {
		return h.Fact.Topic == topic && h.Lacks(said) < contentWeight && (topic != fact.Sport || e.sameSport(r, h.Fact))
	}
	return test, e.index.Content(r.query, said) < contentWeight && len(r.query.Mentions) == 0
}
