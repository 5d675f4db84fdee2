package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/lang"
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
var endings = []string{"end", "in-force", "close", "leave", "release", "return-home", "lift-abolish"}

// pair finds the two dated events that a question names: those that cover most of its
// words together, each adding something of its own.
func (e *Engine) pair(r *reading) (first, second *fact.Fact, score float64) {
	if first, second, score = e.halves(r); first != nil {
		return first, second, score
	}
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
			if together < pairCover || gain+bonus < pairLeast || bonus == 0 && !e.index.Akin(a.Fact, b.Fact) && e.index.Likeness(a.Fact, b.Fact) < leastKin && !sharesPerson(a.Fact, b.Fact) {
				continue
			}
			worse := min(a.Score, b.Score) - r.hits[0].Score
			years := float64(b.Fact.Date.First()-a.Fact.Date.Last()) / 365
			kin := e.index.Likeness(a.Fact, b.Fact) * pairKin
			if s := together + min(gain, pairGain) + bonus + kin + worse*pairScore - min(years, 20)*pairYear; s > best {
				best, first, second, score = s, a.Fact, b.Fact, together
			}
		}
	}
	return first, second, score
}

// What counts in choosing a pair beside how much both cover: how much each adds, up to a
// bound, how like each other they are, how far the worse of them lies behind the best
// fact, and, little, the years between them.
const (
	pairKin   = 0.4
	pairLeast = 0.08
	pairYear  = 0.008
	pairGain  = 0.35
	pairScore = 0.04
)

// The words that part two events: "A or B", "between A and B", "from A to B".
var (
	either  = map[string]bool{"or": true, "o": true, "u": true, "или": true}
	betwixt = map[string]bool{"between": true, "entre": true, "между": true}
	also    = map[string]bool{"and": true, "y": true, "e": true, "и": true}
	from    = map[string]bool{"from": true, "desde": true, "с": true, "со": true, "от": true}
	until   = map[string]bool{"to": true, "until": true, "till": true, "hasta": true, "до": true}
	later   = map[string]bool{"after": true, "despues": true, "tras": true, "luego": true, "после": true}
)

// parted returns the tokens that may part the two events which a question names.
func parted(u lang.Utterance, which bool) []int {
	var between, after []int
	var closes map[string]bool
	for i, t := range u.Tokens {
		switch {
		case which:
			if either[t.Fold] {
				between = append(between, i)
			}
		case closes == nil && betwixt[t.Fold]:
			closes = also
		case closes == nil && from[t.Fold]:
			closes = until
		case closes[t.Fold]:
			between = append(between, i)
		case later[t.Fold]:
			after = append(after, i)
		}
	}
	if len(between) > 0 {
		return between
	}
	return after
}

// saysBetween reports whether the question says "between": what follows parts two events.
func saysBetween(u lang.Utterance) bool {
	return slices.ContainsFunc(u.Tokens, func(t lang.Token) bool { return betwixt[t.Fold] })
}

// halves finds the two events where words like "or" and "between" part them: the best
// fact of each half. first is nil where that does not work out.
func (e *Engine) halves(r *reading) (first, second *fact.Fact, score float64) {
	if r.follows {
		return nil, nil, 0
	}
	for _, at := range parted(r.utterance, whichFirst(r)) {
		a, x := e.bestDated(r, 0, at, nil)
		b, y := e.bestDated(r, at+1, len(r.utterance.Tokens), a)
		if a == nil {
			a, x = e.bestDated(r, 0, at, b)
		}
		if a == nil {
			// "How long after the signing did it come into force?"
			noun := nounAfter(r.utterance, at)
			b, y = e.bestDated(r, noun+1, len(r.utterance.Tokens), nil)
			if b != nil {
				a, x = e.bestDated(r, at+1, noun+1, b)
			}
		}
		if a == nil || b == nil || a == b || min(x, y) <= score {
			continue
		}
		first, second, score = a, b, min(x, y)
		if b.Date.First() < a.Date.First() {
			first, second = b, a
		}
	}
	return first, second, score
}

// nounAfter is the first token after another that is more than a function word.
func nounAfter(u lang.Utterance, at int) int {
	for i := at + 1; i < len(u.Tokens); i++ {
		if !u.Tokens[i].Stop {
			return i
		}
	}
	return len(u.Tokens)
}

// bestDated is the dated fact that fits a part of the question best, if it covers enough
// of it. The other event, where it is known, stands in for what a part without a name
// leaves out: "from the signing of the visa waiver to its entry into force".
func (e *Engine) bestDated(r *reading, from, to int, other *fact.Fact) (*fact.Fact, float64) {
	part := e.index.Part(r.query, from, to)
	if f := e.establishedIn(part); f != nil {
		return f, 1
	}
	if e.index.Content(part, func(int) bool { return false }) < contentWeight {
		return nil, 0
	}
	hits, depth := e.index.Search(part, 1), 1
	if other != nil && len(part.Mentions) == 0 {
		hits, depth = e.index.Search(e.index.Borrow(part, []*fact.Fact{other}), pairDepth), pairDepth
	}
	visit := e.index.Has(part, conceptVisit)
	var best *fact.Fact
	share, most := 0.0, -1.0
	for _, h := range hits[:min(depth, len(hits))] {
		own := e.index.Judge(part, []*fact.Fact{h.Fact})[0]
		if h.Fact == other || h.Fact.Date.IsZero() || own.Cover() < pairCover || own.Fit < match.FitUndated || visit && !e.index.States(h.Fact, conceptVisit) {
			continue
		}
		kin := 0.0
		if other != nil {
			kin = e.index.Likeness(other, h.Fact)
		}
		if kin > most {
			best, share, most = h.Fact, own.Cover(), kin
		}
	}
	return best, share
}

// establishedIn is the fact with which relations began, where a part of a question speaks
// of them and says hardly more: "until there were formal relations".
func (e *Engine) establishedIn(part *match.Query) *fact.Fact {
	at := e.index.Where(part, conceptRelations)
	if at < 0 || len(part.Mentions) > 0 || e.index.Has(part, conceptSever) || e.index.Has(part, conceptRestore) {
		return nil
	}
	if e.index.Content(part, func(token int) bool { return token == at }) >= oneWord {
		return nil
	}
	if began := e.history.of(fact.Established); len(began) > 0 {
		return began[0]
	}
	return nil
}

// oneWord is more than any single word weighs.
const oneWord = 7

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
