package fact

import (
	"cmp"
	"slices"

	"puente/internal/calendar"
)

// Base is the fact base. It is immutable and safe for concurrent use; what its methods
// return must not be changed.
type Base struct {
	facts     []*Fact // in force, chronological
	withdrawn []*Fact
	sources   []*Source
	entities  []*Entity
	periods   []*Period
	concepts  []*Concept

	factByID   map[ID]*Fact
	sourceByID map[SourceID]*Source
	entityByID map[EntityID]*Entity
	byDay      map[calendar.MonthDay][]*Fact
}

// newBase orders and indexes what has been read. Of two records with one id the first is
// found under it.
func newBase(r *records) *Base {
	b := &Base{
		sources: r.sources, entities: r.entities, periods: r.periods, concepts: r.concepts,
		factByID:   make(map[ID]*Fact, len(r.facts)),
		sourceByID: make(map[SourceID]*Source, len(r.sources)),
		entityByID: make(map[EntityID]*Entity, len(r.entities)),
		byDay:      make(map[calendar.MonthDay][]*Fact),
	}
	for _, f := range r.facts {
		addFirst(b.factByID, f.ID, f)
		if f.Withdrawn == "" {
			b.facts = append(b.facts, f)
		} else {
			b.withdrawn = append(b.withdrawn, f)
		}
	}
	for _, s := range r.sources {
		addFirst(b.sourceByID, s.ID, s)
	}
	for _, e := range r.entities {
		addFirst(b.entityByID, e.ID, e)
	}
	slices.SortStableFunc(b.facts, compareFacts)
	slices.SortStableFunc(b.withdrawn, compareFacts)
	b.indexDays()
	return b
}

func addFirst[K comparable, V any](m map[K]V, key K, v V) {
	if _, taken := m[key]; !taken {
		m[key] = v
	}
}

func (b *Base) indexDays() {
	for _, f := range b.facts {
		for _, d := range f.Dates() {
			md, _ := d.MonthDay()
			if !slices.Contains(b.byDay[md], f) {
				b.byDay[md] = append(b.byDay[md], f)
			}
		}
	}
}

// compareFacts orders facts by date and then by id, undated ones last.
func compareFacts(f, g *Fact) int {
	return cmp.Or(f.Date.Compare(g.Date), cmp.Compare(f.ID, g.ID))
}

// Facts returns the facts in force in the order of their dates, undated ones last.
func (b *Base) Facts() []*Fact { return b.facts }

// Withdrawn returns the withdrawn facts, in the order of Facts.
func (b *Base) Withdrawn() []*Fact { return b.withdrawn }

// Sources returns the sources in the order of their file.
func (b *Base) Sources() []*Source { return b.sources }

// Entities returns the entities in the order of their file.
func (b *Base) Entities() []*Entity { return b.entities }

// Periods returns the periods in the order of their file.
func (b *Base) Periods() []*Period { return b.periods }

// Concepts returns the concepts in the order of their file.
func (b *Base) Concepts() []*Concept { return b.concepts }

// Fact returns the fact with this id, be it in force or withdrawn.
func (b *Base) Fact(id ID) (*Fact, bool) {
	f, ok := b.factByID[id]
	return f, ok
}

// Source returns the source with this id. Every citation of a loaded base has one.
func (b *Base) Source(id SourceID) (*Source, bool) {
	s, ok := b.sourceByID[id]
	return s, ok
}

// Entity returns the entity with this id. Every name in a loaded base has one.
func (b *Base) Entity(id EntityID) (*Entity, bool) {
	e, ok := b.entityByID[id]
	return e, ok
}

// OnDay returns the facts that have an anniversary on this day of the year, in the order
// of Facts: each fact on every one of its [Fact.Dates]. Those of 29 February are found
// there only; whoever keeps them in common years asks for that day too.
func (b *Base) OnDay(month, day int) []*Fact {
	return b.byDay[calendar.MonthDay{Month: month, Day: day}]
}

// Changes returns the facts that changed the state of relations, in the order of their
// dates.
func (b *Base) Changes() []*Fact {
	var out []*Fact
	for _, f := range b.facts {
		if f.Relations != "" {
			out = append(out, f)
		}
	}
	return out
}
