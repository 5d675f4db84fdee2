package answer

import (
	"slices"
	"strings"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
)

// of are the folded words between an office and the country whose it is: "ambassador of
// Chile"; "ambassador to Chile" is the other side's.
var of = map[string]bool{"of": true, "de": true, "del": true, "la": true, "the": true}

// officeSide is the side whose ambassador the question speaks of ("the Chilean ambassador
// in Moscow"), empty where it does not say.
func (e *Engine) officeSide(r *reading) side {
	office := e.index.Where(r.query, conceptAmbassador)
	if office < 0 {
		return ""
	}
	for _, n := range e.index.Names(r.query) {
		s := e.sideOf(n.Entity)
		if s != "" && e.isCountry(n.Entity) && belongs(r.utterance, office, n.Token) {
			return s
		}
	}
	return ""
}

// belongs reports whether the country named at a token is that of the office named at
// another: "Chilean ambassador", "ambassador of Chile".
func belongs(u lang.Utterance, office, country int) bool {
	if country == office-1 {
		return true
	}
	for i := office + 1; i < country; i++ {
		if !of[u.Tokens[i].Fold] {
			return false
		}
	}
	return country > office
}

func (e *Engine) isCountry(id fact.EntityID) bool {
	entity, ok := e.base.Entity(id)
	return ok && entity.Neutral
}

// fromSide reports whether a person or team of a side took part in f.
func (e *Engine) fromSide(f *fact.Fact, s side, kind fact.EntityKind) bool {
	return slices.ContainsFunc(f.Who, func(id fact.EntityID) bool {
		entity, ok := e.base.Entity(id)
		return ok && entity.Kind == kind && e.sideOf(id) == s
	})
}

// strangers reports whether those who took part in f cannot be those whom the question
// means: it asks for an ambassador of the one country and f tells of the other's, or for a
// match of the two and f is one against others.
func (e *Engine) strangers(r *reading, f *fact.Fact) bool {
	if len(f.Who) == 0 {
		return false
	}
	if s := e.officeSide(r); s != "" && (!e.fromSide(f, s, fact.Person) || !e.ofEra(r, f)) {
		return true
	}
	against := e.fromBoth(f, fact.Team) || e.fromBoth(f, fact.Person)
	return e.eachOther(r) && (f.Topic != fact.Sport || !against || !e.ofEra(r, f))
}

// eachOther reports whether the question asks for a match of the two countries.
func (e *Engine) eachOther(r *reading) bool {
	if !e.index.Has(r.query, conceptMatch) && !slices.ContainsFunc(r.query.Mentions, e.isTeam) || e.foreign(r) {
		return false
	}
	var sides []side
	for _, n := range e.index.Names(r.query) {
		s := e.sideOf(n.Entity)
		if s != "" && e.isCountry(n.Entity) && !slices.Contains(sides, s) && !isToward(r.utterance, n.Token) { // "in Chile" is where
			sides = append(sides, s)
		}
	}
	return len(sides) == 2
}

// fromBoth reports whether people, or teams, of both countries took part in f.
func (e *Engine) fromBoth(f *fact.Fact, kind fact.EntityKind) bool {
	return e.fromSide(f, chileSide, kind) && e.fromSide(f, russiaSide, kind)
}

// isTeam reports whether a name is that of a team.
func (e *Engine) isTeam(m match.Mention) bool {
	return slices.ContainsFunc(e.index.EntitiesOf(m), func(id fact.EntityID) bool {
		entity, ok := e.base.Entity(id)
		return ok && entity.Kind == fact.Team
	})
}

// detail is the importance of the facts about a match beside the one that tells of it.
const detail = 3

// row lists, by date, what the question asks the first or last of, where the facts
// themselves tell what belongs to it: the ambassadors of a side, the matches of the two
// countries' teams. Nil for anything else.
func (e *Engine) row(r *reading) []*fact.Fact {
	s, matches := e.officeSide(r), e.eachOther(r)
	if s == "" && !matches || slices.ContainsFunc(r.query.Mentions, func(m match.Mention) bool { return !e.isTeam(m) }) {
		return nil
	}
	cup := e.index.Has(r.query, worldCup)
	var row []*fact.Fact
	for _, f := range e.base.Facts() {
		switch {
		case f.Date.IsZero() || !e.inTime(r, f) || !e.ofEra(r, f):
		case s != "" && e.index.TitleHas(f, conceptAmbassador) && e.fromSide(f, s, fact.Person),
			s == "" && e.isMatch(f) && e.sameSport(r, f) && (!cup || e.index.States(f, worldCup)):
			row = append(row, f)
		}
	}
	return row
}

// worldCup is the concept of the lexicon that tells its matches from others.
const worldCup = "world-cup"

// unplayed are the concepts of matches that did not take place.
var unplayed = []string{"walkover", "boycott", "refuse", "postpone"}

// isMatch reports whether f tells of a match that teams of the two countries played.
func (e *Engine) isMatch(f *fact.Fact) bool {
	return f.Topic == fact.Sport && f.Importance < detail && e.index.FactHas(f, conceptMatch) && !e.titled(f, unplayed) &&
		e.fromBoth(f, fact.Team)
}

// sports are the concepts of the lexicon that tell matches apart; the ids of teams have
// them, too.
var sports = []string{"football", "futsal", "rugby", "tennis", "davis-cup", "basketball", "volleyball", "hockey", "chess", "boxing"}

// sameSport reports whether f is of the sport that the question names, if it names any.
func (e *Engine) sameSport(r *reading, f *fact.Fact) bool {
	named, playing, stated := false, false, false
	for _, sport := range sports {
		team := slices.ContainsFunc(f.Who, func(id fact.EntityID) bool { return strings.Contains(string(id), sport) })
		playing = playing || team
		if !e.index.Has(r.query, sport) && (sport != "tennis" || !e.index.Has(r.query, "davis-cup")) {
			continue
		}
		named = true
		if team {
			return true
		}
		stated = stated || e.index.FactHas(f, sport)
	}
	return !named || stated && !playing
}

// ofEra reports whether f belongs to the time of the Soviet Union where the question names
// that.
func (e *Engine) ofEra(r *reading, f *fact.Fact) bool {
	soviet := slices.ContainsFunc(e.index.Names(r.query), func(n match.Named) bool {
		entity, ok := e.base.Entity(n.Entity)
		return ok && entity.Neutral && entity.Country == "ussr"
	})
	return !soviet || sovietBegin <= f.Date.Start.Year && f.Date.Start.Year <= sovietEnd
}

// The years of Soviet power.
const (
	sovietBegin = 1917
	sovietEnd   = 1991
)
