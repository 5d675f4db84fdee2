package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
	"puente/internal/when"
)

// order answers which of two events came first, and which is the first or last of its
// kind.
func (e *Engine) order(r *reading) (Answer, bool) {
	if whichFirst(r) {
		first, second, score := e.pair(r)
		if first == nil {
			return Answer{}, false
		}
		lead := Lead{Kind: LeadBefore, From: first.Date, To: second.Date, Difference: calendar.Between(first.Date, second.Date)}
		return answerWith(IntentOrder, lead, score, first, second), true
	}
	if !r.asked.Any(ask.First|ask.Last) || r.asked.Any(ask.HowLong|ask.Elapsed) {
		return Answer{}, false
	}
	if _, changes := e.change(r); changes && e.aboutRelations(r) {
		return Answer{}, false
	}
	return e.extreme(r)
}

// whichFirst reports whether the question asks which of two events came first: it says so,
// or parts them by "or" and speaks of earlier or first.
func whichFirst(r *reading) bool {
	if r.asked.Has(ask.WhichFirst) {
		return true
	}
	sooner := r.asked.Any(ask.First|ask.Previous) || slices.ContainsFunc(r.utterance.Tokens, func(t lang.Token) bool { return earlier[t.Fold] })
	return sooner && r.asked.Has(ask.Question) && !r.asked.Has(ask.Who) && len(parted(r.utterance, true)) > 0
}

// earlier are the folded words that ask for the earlier of two events where "or" parts them.
var earlier = map[string]bool{"earlier": true, "sooner": true, "before": true, "antes": true, "раньше": true, "прежде": true}

// peerScore is the distance to the best fact within which facts are of the same kind.
const peerScore = 0.8

// extreme answers with the first or the last of the facts that fit the question about
// equally well.
func (e *Engine) extreme(r *reading) (Answer, bool) {
	hits := slices.DeleteFunc(slices.Clone(r.hits), func(h match.Hit) bool { return e.strangers(r, h.Fact) })
	limit, peers := e.limit(r), e.row(r)
	certain := len(peers) > 0 && e.eachOther(r) // it does not hang on how well one of them fits
	if certain && !r.Group {
		limit = e.limits.Choices
	}
	if e.probability(r) < limit || len(hits) == 0 || !certain && hits[0].Fact != r.hits[0].Fact || hits[0].Fit == match.FitNot || e.misplaced(hits[0].Fact, e.destination(r)) {
		return Answer{}, false
	}
	switch {
	case certain:
	case e.saysOrdinal(r, hits[0].Fact):
		return answerWith(IntentOrder, Lead{}, e.probability(r), hits[0].Fact), true
	case len(peers) == 0:
		peers = peersOf(hits)
	}
	if len(peers) == 0 {
		return Answer{}, false
	}
	lead, f := Lead{Kind: LeadFirst, N: len(peers)}, peers[0]
	if lastAsked(r.times) || !r.asked.Has(ask.First) {
		lead.Kind, f = LeadLast, peers[len(peers)-1]
	}
	if len(peers) == 1 {
		lead = Lead{}
	}
	return answerWith(IntentOrder, lead, e.probability(r), f), true
}

// peersOf are the facts of the kind of the best hit, by date.
func peersOf(hits []match.Hit) []*fact.Fact {
	var peers []*fact.Fact
	for _, h := range hits {
		if hits[0].Score-h.Score <= peerScore && !h.Fact.Date.IsZero() && h.Fit >= match.FitUndated && h.Cover() >= hits[0].Cover()-0.1 {
			peers = append(peers, h.Fact)
		}
	}
	slices.SortStableFunc(peers, func(a, b *fact.Fact) int { return a.Date.Compare(b.Date) })
	return peers
}

func lastAsked(times []when.Expression) bool {
	return slices.ContainsFunc(times, func(t when.Expression) bool { return t.Ordinal == -1 })
}

// saysOrdinal reports whether f, the best fact, says itself that it was the first or last:
// then it, and not the first of its like in the base, is meant.
func (e *Engine) saysOrdinal(r *reading, f *fact.Fact) bool {
	for i, t := range r.utterance.Tokens {
		if r.asked.Token[i].Any(ask.First|ask.Last) && e.index.FactHasStem(f, t.Stems) {
			return true
		}
	}
	return false
}
