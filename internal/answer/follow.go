package answer

import (
	"slices"
	"strings"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

// leadsOn are the words with which a question goes on from the last one.
var leadsOn = map[string]bool{"and": true, "y": true, "а": true, "и": true, "but": true, "pero": true, "но": true, "e": true}

// leanWords is the number of content words up to which a question without a name may be
// short for one about what was said before.
const leanWords = 3

// leans reports whether the question continues the conversation: it has a pronoun, or
// begins with "and", or says too little to stand alone.
func (e *Engine) leans(r *reading) bool {
	if len(r.context.Facts) == 0 || len(r.utterance.Tokens) == 0 {
		return false
	}
	words := 0
	pronoun := false
	for i, t := range r.utterance.Tokens {
		pronoun = pronoun || r.asked.Token[i].Has(ask.Pronoun)
		if !t.Weightless() && r.asked.Token[i] == 0 && t.Kind == lang.Word {
			words++
		}
	}
	first := r.utterance.Tokens[0].Fold
	switch {
	case leadsOn[first] && words <= 2*leanWords:
		return true
	case pronoun && words <= 2*leanWords:
		return true
	}
	bare := words > 0 && len(r.utterance.Tokens) <= leanWords && strings.Contains(r.Text, "?") && e.content(r) >= contentWeight // "any casualties?"
	return (bare || r.asked.Any(ask.Question|ask.Source|ask.Next|ask.Previous|ask.YesNo)) && words <= leanWords && len(r.query.Mentions) == 0 && len(r.query.Times) == 0
}

// lean lets the last answer's subject stand in for what the question leaves out.
func (e *Engine) lean(r *reading) {
	r.query = e.index.Borrow(r.own, e.talked(r))
}

// leanFacts is the number of facts of the last answer that a follow-up may mean.
const leanFacts = 3

// talked are the facts that the conversation is about.
func (e *Engine) talked(r *reading) []*fact.Fact {
	facts := e.facts(r.context.Facts)
	return facts[:min(len(facts), leanFacts)]
}

// elsewhere is the part of a follow-up's own words that another fact must cover beyond
// what the conversation's fact covers, to be meant instead.
const elsewhere = 0.25

// followUp answers a question that leans on the last answer: about the same fact, where
// that says anything of what is asked, or about a neighbour.
func (e *Engine) followUp(r *reading) (Answer, bool) {
	talked := e.talked(r)
	if !r.follows || len(talked) == 0 {
		return Answer{}, false
	}
	for _, find := range []func(*reading, *fact.Fact) *fact.Fact{e.otherChange, e.step} {
		if f := find(r, talked[0]); f != nil {
			return answerWith(IntentFact, Lead{}, 1, f), true
		}
	}
	same := e.bestOf(r, talked)
	if other, ok := e.otherThan(r, same); ok {
		return answerWith(IntentFact, Lead{}, other.Cover(), other.Fact), true
	}
	if same.Fit == match.FitNot || same.Misses() || e.content(r) >= contentWeight && same.Cover() < leastFollow {
		e.standAlone(r)
		return Answer{}, false
	}
	return answerWith(IntentFact, Lead{}, max(same.Cover(), leastFollow), same.Fact), true
}

// otherChange is the change of relations that a follow-up to one asks for: another kind of
// it ("and when were they restored?"), the next after that one. Nil for anything else.
func (e *Engine) otherChange(r *reading, from *fact.Fact) *fact.Fact {
	change, ok := e.change(r)
	if !ok || from.Relations == "" || change == from.Relations || len(r.times) > 0 && len(r.own.Times) > 0 {
		return nil
	}
	for _, f := range e.history.of(change) {
		if from.Date.Before(f.Date) && (e.content(r) < 3*contentWeight || e.aboutRelations(r)) {
			return f
		}
	}
	return nil
}

// otherTime is the fact of another time most like the one talked of, where a follow-up
// says nothing but a time: "and in 1973?" Nil for anything else, and after a list.
func (e *Engine) otherTime(r *reading, from *fact.Fact) *fact.Fact {
	if r.context.Intent == IntentList && len(r.context.Facts) > leanFacts || len(r.own.Times) == 0 || len(r.own.Mentions) > 0 || e.content(r) >= contentWeight || fitsAny(e.index, from, r.own.Times) {
		return nil
	}
	var best *fact.Fact
	most := leastKin
	for _, f := range e.base.Facts() {
		if !fitsAny(e.index, f, r.own.Times) {
			continue
		}
		kin := e.index.Likeness(from, f)
		if f.Relations != "" && f.Relations == from.Relations {
			kin = 1
		}
		if kin > most {
			best, most = f, kin
		}
	}
	return best
}

// leastKin is the likeness from which a fact of another time is of the kind talked of.
const leastKin = 0.15

// bestOf is the fact of the conversation that covers most of what the question itself
// says; the first one unless another covers clearly more.
func (e *Engine) bestOf(r *reading, talked []*fact.Fact) match.Hit {
	best := e.index.Judge(r.own, talked[:1])[0]
	for _, h := range e.index.Judge(r.own, talked[1:]) {
		if h.Cover() > best.Cover()+elsewhere {
			best = h
		}
	}
	return best
}

// otherDepth is the number of hits among which another fact is looked for.
const otherDepth = 10

// leastOther is the least share of a follow-up's own words that a fact must cover which fits
// them together with the conversation better than what was talked of.
const leastOther = 0.3

// kinship is what being like the fact of the conversation counts for in choosing another,
// beside the share of the follow-up's own words.
const kinship = 0.5

// otherThan finds the fact that answers a follow-up rather than the one that the
// conversation was about: it says clearly more of what the question adds, and among
// several is the one most like what was talked of.
func (e *Engine) otherThan(r *reading, same match.Hit) (best match.Hit, ok bool) {
	most, passed := 0.0, false
	for _, h := range r.hits[:min(otherDepth, len(r.hits))] {
		if h.Fact == same.Fact {
			passed = true
			continue
		}
		other := e.index.Judge(r.own, []*fact.Fact{h.Fact})[0]
		if !passed && other.Cover() > max(same.Cover(), leastOther) && other.Fit != match.FitNot && !other.Misses() && (!r.asked.Has(ask.Pronoun) || e.kin(r, h.Fact, same.Fact)) {
			return other, true // fits question and conversation together better
		}
		if !e.instead(r, other, same) {
			continue
		}
		if v := other.Cover() + kinship*e.index.Likeness(same.Fact, h.Fact); v > most {
			best, most, ok = other, v, true
		}
	}
	return best, ok
}

// instead reports whether another fact fits the follow-up's own words clearly better than
// the one that was talked of, or, about the same people, a time that the latter does not.
func (e *Engine) instead(r *reading, other, same match.Hit) bool {
	if other.Fit == match.FitNot || other.Misses() || !e.kin(r, other.Fact, same.Fact) {
		return false
	}
	unfit := same.Fit == match.FitNot || same.Misses()
	if other.Cover() < leastFollow {
		return unfit && other.Fit == match.FitDate && sharesPerson(other.Fact, same.Fact)
	}
	return unfit || other.Cover() > same.Cover()+elsewhere || other.Score > same.Score+elsewhereScore
}

// kin reports whether a fact belongs to a conversation about another: they are alike or
// about the same people, or the follow-up names somebody or something of the two countries that it has.
func (e *Engine) kin(r *reading, f, talked *fact.Fact) bool {
	named := len(r.own.Mentions) > 0 && !slices.ContainsFunc(r.own.Mentions, func(m match.Mention) bool { return m.Foreign })
	return named || sharesPerson(f, talked) || e.index.Likeness(f, talked) >= leastKin
}

// elsewhereScore is how much better than the fact of the conversation another must fit
// the words of a follow-up that both have.
const elsewhereScore = 3

func sharesPerson(a, b *fact.Fact) bool {
	return slices.ContainsFunc(a.Who, func(id fact.EntityID) bool { return slices.Contains(b.Who, id) })
}

// standAlone reads the question as if nothing had been said before.
func (e *Engine) standAlone(r *reading) {
	r.follows, r.query = false, r.own
	r.hits = e.index.Search(r.query, searchDepth)
}

// leastFollow is the least share of a follow-up's own words that the fact of the
// conversation must cover to answer it.
const leastFollow = 0.5

// step is the fact that comes next or before in the row of those like the one talked of,
// where the question asks for that; nil where it does not.
func (e *Engine) step(r *reading, from *fact.Fact) *fact.Fact {
	if r.asked.Has(ask.First) && e.content(r) < 2*contentWeight {
		return e.firstLike(from)
	}
	back := r.asked.Has(ask.Previous)
	if !back && !r.asked.Has(ask.Next) || from.Date.IsZero() {
		return nil
	}
	var row []*fact.Fact
	best := 0.0
	for _, f := range e.base.Facts() {
		if f.Date.IsZero() || back && !f.Date.Before(from.Date) || !back && !from.Date.Before(f.Date) {
			continue
		}
		best = max(best, e.index.Likeness(from, f))
		row = append(row, f)
	}
	if back {
		slices.Reverse(row)
	}
	for _, f := range row {
		if e.index.Likeness(from, f) >= rowLikeness*best {
			return f
		}
	}
	return nil
}

// firstLike is the earliest of the facts like from, itself included.
func (e *Engine) firstLike(from *fact.Fact) *fact.Fact {
	best := 0.0
	for _, f := range e.base.Facts() {
		if f != from {
			best = max(best, e.index.Likeness(from, f))
		}
	}
	for _, f := range e.base.Facts() {
		if f == from || e.index.Likeness(from, f) >= firstLikeness*best {
			return f
		}
	}
	return nil
}

// The shares of the greatest likeness from which facts are of one row: for the next one,
// and for the first of all, which may lie further off.
const (
	rowLikeness   = 0.7
	firstLikeness = 0.5
)

// more goes on with what the last list left out.
func (e *Engine) more(r *reading) (Answer, bool) {
	if !r.asked.Has(ask.More) || len(r.context.Rest) == 0 {
		return Answer{}, false
	}
	facts := e.facts(r.context.Rest)
	a := answerWith(IntentMore, Lead{Kind: LeadList, N: len(facts)}, 1, facts...)
	return cut(a, listLimit), len(a.Statements) > 0
}

// source answers where the last answer, or the fact that the question names, comes from.
func (e *Engine) source(r *reading) (Answer, bool) {
	if !r.asked.Has(ask.Source) {
		return Answer{}, false
	}
	var facts []*fact.Fact
	score := 1.0
	if len(r.context.Facts) > 0 && e.content(r) < contentWeight {
		facts = e.facts(r.context.Facts)
	} else if f, p := e.subject(r); f != nil {
		facts, score = []*fact.Fact{f}, p
	}
	if len(facts) == 0 {
		return Answer{}, false
	}
	return answerWith(IntentSource, Lead{Kind: LeadSource}, score, facts...), true
}
