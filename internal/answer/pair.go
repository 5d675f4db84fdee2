package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/match"
)

// pairDepth is the number of hits among which two events are looked for.
const pairDepth = 12

// The least share of the question that two events must cover together, and that each of
// them must cover alone.
const (
	pairCover  = 0.6
	pairSingle = 0.2
)

// sequel rewards two facts that are the beginning and the end of one thing, where the
// words of the question do not tell them apart ("how long did it run?").
const sequel = 0.15

// endings are the concepts that end something, or carry out what was begun.
var endings = []string{"end", "in-force", "close", "leave", "die", "release", "return-home", "lift-abolish"}

// pair finds the two dated events that a question names: those that cover most of its
// words together, each adding something of its own.
func (e *Engine) pair(r *reading) (first, second *fact.Fact, score float64) {
	hits := r.hits[:min(pairDepth, len(r.hits))]
	best := 0.0
	for i := range hits {
		for j := range hits {
			a, b := &hits[i], &hits[j]
			if i == j || !a.Fact.Date.Before(b.Fact.Date) || a.Cover() < pairSingle || b.Cover() < pairSingle {
				continue
			}
			together := match.Together(a, b)
			gain := together - max(a.Cover(), b.Cover())
			bonus := 0.0
			if e.follows(a.Fact, b.Fact) {
				bonus = sequel
			}
			if together < pairCover || gain+bonus <= 0.02 {
				continue
			}
			worse := min(a.Score, b.Score) - r.hits[0].Score
			if s := together + min(gain, pairGain) + bonus + worse*pairScore; s > best {
				best, first, second, score = s, a.Fact, b.Fact, together
			}
		}
	}
	return first, second, score
}

// What counts in choosing a pair beside how much both cover: how much each adds, up to a
// bound, and how far the worse of them lies behind the best fact.
const (
	pairGain  = 0.35
	pairScore = 0.04
)

// follows reports whether b is the end of what a begins: they share a title word or a
// name, and their concepts say so.
func (e *Engine) follows(a, b *fact.Fact) bool {
	return e.index.Akin(a, b) && e.titled(b, endings) && !e.titled(a, endings)
}

// titled reports whether the titles of f have one of the concepts.
func (e *Engine) titled(f *fact.Fact, concepts []string) bool {
	return slices.ContainsFunc(concepts, func(c string) bool { return e.index.TitleHas(f, c) })
}

// betweenEvents answers how much time lies between two events that the question names,
// or between one and what the conversation was about.
func (e *Engine) betweenEvents(r *reading) (Answer, bool) {
	if !r.asked.Has(ask.Between) {
		return Answer{}, false
	}
	if r.follows && len(r.context.Facts) > 0 && len(r.hits) > 0 {
		before, ok := e.base.Fact(r.context.Facts[0])
		if f := r.hits[0].Fact; ok && f != before && !f.Date.IsZero() && !before.Date.IsZero() {
			if f.Date.Before(before.Date) {
				return e.durationAnswer(f, before, r.hits[0].Probability), true
			}
			return e.durationAnswer(before, f, r.hits[0].Probability), true
		}
	}
	first, second, score := e.pair(r)
	if first == nil {
		return Answer{}, false
	}
	return e.durationAnswer(first, second, score), true
}
