package answer

import (
	"slices"

	"puente/internal/fact"
	"puente/internal/lang"
)

// toward are the folded words after which a visit's destination is named.
var toward = map[string]bool{
	"to": true, "in": true, "a": true, "en": true, "hacia": true, "в": true, "во": true, "visit": true, "visited": true,
}

// destination is the side to which a question about a visit says that somebody went, empty
// where it says nothing of it.
func (e *Engine) destination(r *reading) side {
	if !e.index.Has(r.query, conceptVisit) {
		return ""
	}
	for _, n := range e.index.Names(r.query) {
		if s := e.sideOf(n.Entity); s != "" && e.isPlace(n.Entity) && n.Token > 0 && isToward(r.utterance, n.Token) {
			return s
		}
	}
	return ""
}

// isToward reports whether the word before a token, articles aside, is one of toward.
func isToward(u lang.Utterance, token int) bool {
	for i := token - 1; i >= max(0, token-2); i-- {
		if toward[u.Tokens[i].Fold] {
			return true
		}
		if !u.Tokens[i].Stop {
			return false
		}
	}
	return false
}

func (e *Engine) isPlace(id fact.EntityID) bool {
	entity, ok := e.base.Entity(id)
	return ok && (entity.Kind == fact.Place || entity.Neutral)
}

// misplaced reports whether f happened in the one country while the question asks about a
// visit to the other: Brezhnev received Allende, but never came to Chile.
func (e *Engine) misplaced(f *fact.Fact, destination side) bool {
	if destination == "" {
		return false
	}
	there := func(id fact.EntityID) bool { return e.sideOf(id) == destination }
	elsewhere := func(id fact.EntityID) bool { s := e.sideOf(id); return s != "" && s != destination }
	return slices.ContainsFunc(f.Where, elsewhere) && !slices.ContainsFunc(f.Where, there)
}
