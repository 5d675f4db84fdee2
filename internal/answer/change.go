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

// The concepts of the lexicon that the engine itself understands.
const (
	conceptRelations = "relations"
	conceptSever     = "sever"
	conceptRestore   = "restore"
	conceptEstablish = "establish"
	conceptSign      = "sign"
	conceptMatch     = "match"
	conceptVisit     = "visit"
	conceptMeet      = "meet"
	conceptAgreement = "agreement"
	conceptEnd       = "end"

	conceptAmbassador = "ambassador"
)

// engineConcepts are all of them; Audit reports those that a lexicon lacks.
var engineConcepts = func() []string {
	all := slices.Concat([]string{conceptRelations, conceptSever, conceptRestore, conceptEstablish, conceptSign,
		conceptMatch, conceptVisit, conceptMeet, conceptAgreement, conceptEnd, conceptAmbassador, worldCup},
		endings, countable, sports, unplayed, offices)
	for _, t := range fact.Topics() {
		all = append(all, topicWords[t]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}()

// change tells which change of relations a question is about: the first one it names.
func (e *Engine) change(r *reading) (c fact.Change, ok bool) {
	first := len(r.utterance.Tokens)
	for concept, change := range map[string]fact.Change{
		conceptSever: fact.Severed, conceptRestore: fact.Restored, conceptEstablish: fact.Established,
	} {
		if i := e.index.Where(r.query, concept); i >= 0 && i < first {
			first, c, ok = i, change, true
		}
	}
	if !ok && e.index.Has(r.query, conceptRelations) && e.index.Has(r.query, conceptEnd) {
		return fact.Severed, true // why relations ended
	}
	if !ok && e.index.Has(r.query, conceptRelations) && r.asked.Any(ask.Why) && len(r.query.Times) > 0 {
		if facts := e.within(r, e.history.changes); len(facts) == 1 {
			return facts[0].Relations, true // why relations went as they did then
		}
	}
	if !ok && e.index.Has(r.query, conceptRelations) && r.asked.Has(ask.When) && r.asked.Any(ask.SinceWhen|ask.First) {
		return fact.Established, true // since when there have been relations
	}
	return c, ok
}

// aboutRelations reports whether the question is about the diplomatic relations of the
// two countries and nothing narrower: it names a change or the relations, and what fits
// it best is a fact that changed them.
func (e *Engine) aboutRelations(r *reading) bool {
	if e.foreign(r) {
		return false
	}
	change, changes := e.change(r)
	ties := e.index.Has(r.query, conceptRelations)
	if changes && change != fact.Established && !ties && len(r.query.Mentions) == 0 && r.asked.Any(ask.Question) && !e.saysMore(r) {
		return true // "When was the break?"
	}
	if !ties && (!changes || change == fact.Established || !e.namesSide(r)) {
		return false // to break a cup is no break of relations, nor to found Moscow
	}
	best := e.hitAmong(r, e.history.changes)
	if best != nil && (r.hits[0].Fact.Relations != "" || r.hits[0].Score-best.Score < closeScore && best.Cover() >= r.hits[0].Cover()) {
		return true
	}
	if !changes || len(r.query.Mentions) > 0 {
		return false
	}
	// "When did Chile first break with Moscow?" says it all; to found Moscow is something else.
	broken := change != fact.Established && len(r.hits) > 0 && r.hits[0].BothSides() && e.content(r) < oneWord
	return broken || best != nil && e.vague(r) && (ties || e.actor(r) != "" && change != fact.Established)
}

// namesSide reports whether the question names one of the two countries, or somebody who
// acts for it.
func (e *Engine) namesSide(r *reading) bool {
	return slices.ContainsFunc(e.index.Names(r.query), func(n match.Named) bool { return e.sideOf(n.Entity) != "" })
}

// closeScore is the lead of one fact over another below which either may be meant.
const closeScore = 0.5

// foreign reports whether the question names another country than the two.
func (e *Engine) foreign(r *reading) bool {
	return slices.ContainsFunc(r.query.Mentions, func(m match.Mention) bool { return m.Foreign })
}

// hitAmong returns the best hit that is one of facts, nil for none.
func (e *Engine) hitAmong(r *reading, facts []*fact.Fact) *match.Hit {
	for i := range r.hits {
		if slices.Contains(facts, r.hits[i].Fact) {
			return &r.hits[i]
		}
	}
	return nil
}

// within returns the facts that fit the times of the question: all of them where it
// names none.
func (e *Engine) within(r *reading, facts []*fact.Fact) []*fact.Fact {
	if len(r.query.Times) == 0 {
		return facts
	}
	var out []*fact.Fact
	for _, f := range facts {
		if fitsAny(e.index, f, r.query.Times) {
			out = append(out, f)
		}
	}
	return out
}

func fitsAny(ix *match.Index, f *fact.Fact, times []when.Expression) bool {
	return slices.ContainsFunc(times, func(t when.Expression) bool { return ix.Fits(f, t) == match.FitDate })
}

// ordinal picks the first or last of facts where the question asks for it.
func ordinal(r *reading, facts []*fact.Fact) []*fact.Fact {
	if len(facts) < 2 {
		return facts
	}
	for _, t := range r.times {
		switch {
		case t.Ordinal > 0 && t.Ordinal <= len(facts):
			return facts[t.Ordinal-1 : t.Ordinal]
		case t.Ordinal == -1:
			return facts[len(facts)-1:]
		}
	}
	return facts
}

// side is one of the two countries.
type side string

const (
	chileSide  side = "chile"
	russiaSide side = "russia"
)

// sideOf is the side of an entity, empty for neither.
func (e *Engine) sideOf(id fact.EntityID) side {
	entity, ok := e.base.Entity(id)
	if !ok {
		return ""
	}
	switch entity.Country {
	case "chile":
		return chileSide
	case "russia", "ussr", "russian-empire":
		return russiaSide
	}
	return ""
}

// with are the words after which the other party of an act is named.
var with = map[string]bool{"with": true, "con": true, "с": true, "со": true, "against": true, "from": true, "to": true, "a": true, "off": true, "on": true, "и": true, "and": true, "y": true, "between": true, "entre": true, "между": true}

// actor is the side that the question takes to have acted: the first one named that does
// not follow a word like "with". Empty when the question names neither so.
func (e *Engine) actor(r *reading) side {
	for _, n := range e.index.Names(r.query) {
		s := e.sideOf(n.Entity)
		if s == "" {
			continue
		}
		if n.Token > 0 && e.afterWith(r.utterance, n.Token) {
			continue
		}
		return s
	}
	return ""
}

func (e *Engine) afterWith(u lang.Utterance, token int) bool {
	for i := token - 1; i >= 0 && i >= token-2; i-- {
		fold := u.Tokens[i].Fold
		if with[fold] {
			return true
		}
		if !u.Tokens[i].Stop {
			return false
		}
	}
	return false
}

// by reports whether f was an act of s, alone or with the other side.
func (e *Engine) by(f *fact.Fact, s side) bool {
	return slices.ContainsFunc(f.By, func(id fact.EntityID) bool { return e.sideOf(id) == s })
}

// changed answers when, by whom or why relations changed. It knows that a change can
// have happened more than once.
func (e *Engine) changed(r *reading) (Answer, bool) {
	change, ok := e.change(r)
	if !ok || !e.aboutRelations(r) || r.asked.Has(ask.WhichFirst) {
		return Answer{}, false
	}
	all := e.history.of(change)
	facts := e.within(r, all)
	if len(facts) == 0 {
		return Answer{}, false // premise deals with a wrong time
	}
	if s := e.actor(r); s != "" {
		if mine := e.actsOf(facts, s); len(mine) > 0 {
			facts = mine
		}
	}
	facts = ordinal(r, facts)
	if best := e.hitAmong(r, facts); best != nil && len(facts) > 1 && e.saysMore(r) && e.decides(r, *best, facts) {
		facts = []*fact.Fact{best.Fact}
	}
	if len(facts) == 1 {
		return answerWith(IntentFact, Lead{}, 1, facts[0]), true
	}
	if change == fact.Restored {
		slices.Reverse(facts)
	}
	return answerWith(IntentFact, Lead{Kind: LeadTwice, Change: change, N: len(facts)}, 1, facts...), true
}

func (e *Engine) actsOf(facts []*fact.Fact, s side) []*fact.Fact {
	var out []*fact.Fact
	for _, f := range facts {
		if e.by(f, s) {
			out = append(out, f)
		}
	}
	return out
}

// saysMore reports whether the question has more than the change of relations and the two
// countries: otherwise nothing in it can single one of them out.
func (e *Engine) saysMore(r *reading) bool {
	said := []int{e.index.Where(r.query, conceptRelations), e.index.Where(r.query, conceptSever), e.index.Where(r.query, conceptRestore), e.index.Where(r.query, conceptEstablish)}
	return e.index.Content(r.query, func(token int) bool { return r.asked.Token[token] != 0 || slices.Contains(said, token) }) >= contentWeight
}

// decides reports whether the words of the question single out the best of facts: it
// leads the others clearly.
func (e *Engine) decides(r *reading, best match.Hit, facts []*fact.Fact) bool {
	for _, h := range r.hits {
		if h.Fact != best.Fact && slices.Contains(facts, h.Fact) && best.Score-h.Score < decisiveScore {
			return false
		}
	}
	return true
}

// decisiveScore is the lead from which one of two changes of the same kind is meant.
const decisiveScore = 1.0

// spanOf is the first span among the times of the question.
func spanOf(times []when.Expression) (calendar.Span, bool) {
	for _, t := range times {
		if !t.Span.IsZero() {
			return t.Span, true
		}
	}
	return calendar.Span{}, false
}

// open reports whether a time is bounded on one side only.
func open(t when.Expression) bool {
	switch t.Relation {
	case when.Before, when.After, when.Since, when.Until:
		return true
	}
	return false
}
