package answer

import (
	"slices"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

// toward are the folded words after which a visit's destination is named.
var toward = map[string]bool{
	"to": true, "in": true, "a": true, "en": true, "hacia": true, "в": true, "во": true, "visit": true, "visited": true,
}

// destination is the side to which a question about a visit says that somebody went, empty
// where it says nothing of it.
func (e *Engine) destination(r *reading) side {
	visit := e.index.Where(r.query, conceptVisit)
	if visit < 0 {
		return ""
	}
	names := e.index.Names(r.query)
	for _, n := range names {
		s := e.sideOf(n.Entity)
		if s == "" || !e.isPlace(n.Entity) || n.Token == 0 {
			continue
		}
		object := visit < n.Token && n.Token == names[len(names)-1].Token && (visit == n.Token-1 || e.personAt(r, n.Token-1)) // ¿Cuándo visitó Bachelet Rusia?
		if object || isToward(r.utterance, n.Token) {
			return s
		}
	}
	return ""
}

// isToward reports whether the word before a token, articles aside, is one of toward.
func isToward(u lang.Utterance, token int) bool {
	for i := token - 1; i >= max(0, token-2); i-- {
		if fold := u.Tokens[i].Fold; toward[fold] && (fold != "a" || u.Language != lang.En) {
			return true
		}
		if !u.Tokens[i].Stop {
			return false
		}
	}
	return false
}

// personAt reports whether a token is part of somebody's name.
func (e *Engine) personAt(r *reading, token int) bool {
	return slices.ContainsFunc(e.index.Names(r.query), func(n match.Named) bool {
		entity, ok := e.base.Entity(n.Entity)
		return n.Token == token && ok && entity.Kind == fact.Person
	})
}

func (e *Engine) isPlace(id fact.EntityID) bool {
	entity, ok := e.base.Entity(id)
	return ok && (entity.Kind == fact.Place || entity.Neutral)
}

// present reports whether the people whom the question names took part in f.
func (e *Engine) present(r *reading, f *fact.Fact) bool {
	for _, m := range r.query.Mentions {
		person, there := false, false
		for _, id := range e.index.EntitiesOf(m) {
			if entity, ok := e.base.Entity(id); ok && entity.Kind == fact.Person {
				person = true
				there = there || slices.Contains(f.Who, id)
			}
		}
		if person && !there {
			return false
		}
	}
	return true
}

// absent reports whether a question asks when somebody went to one of the two countries,
// and f does not say that they did: flowers at somebody's monument are no visit of theirs.
func (e *Engine) absent(r *reading, f *fact.Fact) bool {
	d := e.destination(r)
	return d != "" && (e.misplaced(f, d) || !e.present(r, f))
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
