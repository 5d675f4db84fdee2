package daily

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/store"
)

// Seen holds the day on which each fact was last posted to a chat.
type Seen map[fact.ID]calendar.Day

// Pick is the fact of a post.
type Pick struct {
	Fact     *fact.Fact
	Fallback store.Fallback // why the fact was chosen; empty for an event of the day
	Date     calendar.Date  // the date whose anniversary it is; zero for a fact of the day
	Years    int            // since Date, on the anniversary
	Away     int            // days from the post to the anniversary, negative for past ones
	Disputed bool           // sources give other days than Date
	Others   []*fact.Fact   // the other events of the day, best first
}

const (
	// lately is for how many days a fact that was posted makes room for others of the
	// same day.
	lately = 60
	// nearby is how many days from the post the nearest anniversary may be.
	nearby = 7
)

// Choose picks the fact for a chat's post of a day; ok is false when the day has no event
// and the fallback has nothing either.
//
// Of several events of a day come first those that were not posted to the chat lately,
// then round anniversaries, the rounder the better, then those that were posted longest
// ago or never, and then the most important. So nothing is repeated on a day until all
// its events have been seen, but for round anniversaries. Facts of the day go round the
// whole base before the first one comes again.
func Choose(base *fact.Base, chat int64, day calendar.Day, f store.Fallback, seen Seen) (p Pick, ok bool) {
	if events := eventsOn(base, day, seen); len(events) > 0 {
		p := events[0]
		for _, other := range events[1:] {
			p.Others = append(p.Others, other.Fact)
		}
		return p, true
	}
	switch f {
	case store.FactOfTheDay:
		return factOfTheDay(base, chat, seen)
	case store.Nearest:
		return nearest(base, day, seen)
	}
	return Pick{}, false
}

// Events returns the facts with an anniversary on a day, the best first.
func Events(base *fact.Base, day calendar.Day) []*fact.Fact {
	var out []*fact.Fact
	for _, p := range eventsOn(base, day, nil) {
		out = append(out, p.Fact)
	}
	return out
}

// eventsOn returns the anniversaries of a day, the best for a post on it first.
func eventsOn(base *fact.Base, day calendar.Day, seen Seen) []Pick {
	var out []Pick
	for _, md := range kept(day) {
		for _, f := range base.OnDay(md.Month, md.Day) {
			if p, ok := anniversary(f, day); ok && !slices.ContainsFunc(out, func(q Pick) bool { return q.Fact == f }) {
				out = append(out, p)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Pick) int {
		return cmp.Or(
			compareBools(seen.lately(a.Fact, day), seen.lately(b.Fact, day)),
			cmp.Compare(b.roundness(), a.roundness()),
			seen.compare(a.Fact, b.Fact),
			cmp.Compare(a.Fact.Importance, b.Fact.Importance),
			a.Fact.Date.Compare(b.Fact.Date),
		)
	})
	return out
}

// kept returns the days of the year that are kept on a day: in common years 29 February
// is kept on the 28th.
func kept(day calendar.Day) []calendar.MonthDay {
	out := []calendar.MonthDay{day.MonthDay()}
	if leap := (calendar.MonthDay{Month: 2, Day: 29}); leap != out[0] && leap.FallsOn(day) {
		out = append(out, leap)
	}
	return out
}

// anniversary returns the anniversary of f that falls on a day, that of the followed date
// where several do.
func anniversary(f *fact.Fact, day calendar.Day) (Pick, bool) {
	dates := f.Dates()
	for _, d := range dates {
		if a, ok := calendar.AnniversaryOn(d.First(), day); ok {
			return Pick{Fact: f, Date: d, Years: a.Years, Disputed: len(dates) > 1}, true
		}
	}
	return Pick{}, false
}

func (p Pick) roundness() int { return calendar.Anniversary{Years: p.Years}.Roundness() }

// factOfTheDay takes the facts in rotation: of those that were posted least recently or
// never the most important, in an order that differs from chat to chat.
func factOfTheDay(base *fact.Base, chat int64, seen Seen) (Pick, bool) {
	facts := base.Facts()
	if len(facts) == 0 {
		return Pick{}, false
	}
	best := slices.MinFunc(facts, func(f, g *fact.Fact) int {
		return cmp.Or(
			seen.compare(f, g),
			cmp.Compare(f.Importance, g.Importance),
			cmp.Compare(shuffled(chat, f.ID), shuffled(chat, g.ID)),
		)
	})
	return Pick{Fact: best, Fallback: store.FactOfTheDay}, true
}

// shuffled is the place of a fact in a chat's own order.
func shuffled(chat int64, id fact.ID) uint64 {
	h := fnv.New64a()
	h.Write(strconv.AppendInt(nil, chat, 10))
	h.Write([]byte(id))
	return h.Sum64()
}

// nearest picks the nearest anniversary within a week, of two equally near ones the
// coming one. One that was posted lately, as a past one was on its day, is left out.
func nearest(base *fact.Base, day calendar.Day, seen Seen) (Pick, bool) {
	for away := 1; away <= nearby; away++ {
		for _, n := range []int{away, -away} {
			for _, p := range eventsOn(base, day+calendar.Day(n), seen) {
				if !seen.lately(p.Fact, day) {
					p.Fallback, p.Away = store.Nearest, n
					return p, true
				}
			}
		}
	}
	return Pick{}, false
}

// lately reports whether f was posted in the last days before a day.
func (s Seen) lately(f *fact.Fact, day calendar.Day) bool {
	last, ok := s[f.ID]
	return ok && day-last <= lately
}

// compare orders facts by when they were last posted, those that never were first.
func (s Seen) compare(f, g *fact.Fact) int {
	a, seenA := s[f.ID]
	b, seenB := s[g.ID]
	if seenA != seenB {
		return compareBools(seenA, seenB)
	}
	return cmp.Compare(a, b)
}

// compareBools orders false before true.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
