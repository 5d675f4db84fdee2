package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/match"
	"puente/internal/when"
)

// duration answers how long relations were broken off, or how much time lies between two
// events.
func (e *Engine) duration(r *reading) (Answer, bool) {
	if !r.asked.Any(ask.HowLong|ask.Total) || e.foreign(r) {
		return Answer{}, false
	}
	if a, ok := e.betweenChanges(r); ok {
		return a, true
	}
	if a, ok := e.fromDay(r); ok {
		return a, true
	}
	if r.asked.Has(ask.HowLong) && saysBetween(r.utterance) {
		if first, second, score := e.halves(r); first != nil {
			return e.durationAnswer(first, second, score), true
		}
	}
	if r.asked.Has(ask.HowLong) || r.asked.Has(ask.HowMany) || r.asked.Has(ask.Total) && e.gapNamed(r) {
		if a, ok := e.gap(r); ok {
			return a, true
		}
	}
	if !r.asked.Has(ask.HowLong) {
		return Answer{}, false
	}
	if a, ok := e.betweenEvents(r); ok {
		return a, true
	}
	return e.lasted(r)
}

// fromDay answers how much time lies between a day known by its name ("the coup") and what
// else the question names: "how long after the coup did the USSR break off relations?"
func (e *Engine) fromDay(r *reading) (Answer, bool) {
	at := slices.IndexFunc(r.times, func(t when.Expression) bool { return t.Kind == when.Period && t.Span.Exact() && t.Span.Single() })
	if at < 0 || !saysBetween(r.utterance) && !longAfter(r) {
		return Answer{}, false
	}
	day := r.times[at]
	dated := slices.IndexFunc(e.base.Facts(), func(f *fact.Fact) bool { return f.Date == day.Span })
	if dated < 0 {
		return Answer{}, false
	}
	first := e.base.Facts()[dated]
	second, score := e.other(r, day)
	if second == nil || second.Date.First() <= day.Span.First() {
		return Answer{}, false
	}
	a := e.durationAnswer(first, second, score)
	slices.Reverse(a.Statements) // what is asked about comes first
	return a, true
}

// other is the event that a question names beside a day known by its name: a change of
// relations is the next one after it.
func (e *Engine) other(r *reading, day when.Expression) (*fact.Fact, float64) {
	if change, ok := e.change(r); ok {
		for _, f := range e.history.of(change) {
			if f.Date.First() > day.Span.First() {
				return f, 1
			}
		}
	}
	rest := e.index.Without(r.own, func(token int) bool { return day.First <= token && token < day.Last })
	rest.Times = nil
	hits := e.index.Search(rest, 1)
	if len(hits) == 0 || hits[0].Probability < e.limit(r) {
		return nil, 0
	}
	return hits[0].Fact, hits[0].Probability
}

// longAfter reports whether the question asks how long after something: the word for
// "after" stands right behind "how long".
func longAfter(r *reading) bool {
	for i, t := range r.utterance.Tokens[1:] {
		if later[t.Fold] && r.asked.Token[i].Has(ask.HowLong) {
			return true
		}
	}
	return false
}

// lasted answers how long something lasted that one fact dates from a day to a day, or
// one fact begins and another ends.
func (e *Engine) lasted(r *reading) (Answer, bool) {
	f, score := e.subject(r)
	if f != nil && f.Date.Single() && f.Relations == "" {
		if begin, end := e.course(f); begin != nil {
			return e.durationAnswer(begin, end, score), true
		}
	}
	if f == nil || f.Date.Single() || f.Date.Precision() != calendar.PrecisionDay {
		return Answer{}, false
	}
	from, to := calendar.On(f.Date.Start), calendar.On(f.Date.End)
	d := calendar.Between(from, to)
	a := answerWith(IntentDuration, Lead{Kind: LeadDuration, From: from, To: to, Difference: d}, score, f)
	a.Value = duration(from, to, d)
	return a, true
}

// course is the beginning and the end of what a fact begins or ends, about the same
// people: of several that which is most like it. Nil where the base does not hold both.
func (e *Engine) course(f *fact.Fact) (begin, end *fact.Fact) {
	most := 0.0
	for _, g := range e.base.Facts() {
		if g == f || g.Date.IsZero() || !sharesPerson(f, g) {
			continue
		}
		first, last := f, g
		if g.Date.Before(f.Date) {
			first, last = g, f
		}
		if kin := e.index.Likeness(f, g); first.Date.Before(last.Date) && kin > most && e.follows(first, last) {
			begin, end, most = first, last, kin
		}
	}
	return begin, end
}

// betweenChanges answers how much time lies between two changes of relations of one kind,
// each named by its time.
func (e *Engine) betweenChanges(r *reading) (Answer, bool) {
	change, ok := e.change(r)
	if first, second := e.numbered(r, change); ok && first != nil {
		return e.durationAnswer(first, second, 1), true
	}
	if !ok || len(r.query.Times) != 2 || open(r.query.Times[0]) || open(r.query.Times[1]) {
		return Answer{}, false
	}
	first, second := e.changeAt(change, r.query.Times[0]), e.changeAt(change, r.query.Times[1])
	if first == nil || second == nil || first == second {
		return Answer{}, false
	}
	return e.durationAnswer(first, second, 1), true
}

// numbered returns the two changes of a kind that the question names by their numbers:
// between the first and the second break. Nil for anything else.
func (e *Engine) numbered(r *reading, c fact.Change) (first, second *fact.Fact) {
	var named []*fact.Fact
	all := e.history.of(c)
	for _, t := range r.times {
		switch {
		case t.Ordinal > 0 && t.Ordinal <= len(all):
			named = append(named, all[t.Ordinal-1])
		case t.Ordinal == -1 && len(all) > 0:
			named = append(named, all[len(all)-1])
		}
	}
	if len(named) != 2 || !named[0].Date.Before(named[1].Date) {
		return nil, nil
	}
	return named[0], named[1]
}

// gapNamed reports whether the question speaks of the times without relations.
func (e *Engine) gapNamed(r *reading) bool {
	change, ok := e.change(r)
	return ok && change != fact.Established || e.index.Has(r.query, conceptRelations) && r.asked.Has(ask.Without)
}

// gap answers how long relations were broken off: which time is meant is told by its
// number, its dates or the conversation; else all of them are added up.
func (e *Engine) gap(r *reading) (Answer, bool) {
	gaps := closedGaps(e.history.gaps())
	if len(gaps) == 0 {
		return Answer{}, false
	}
	talked := e.talkedOf(r, gaps)
	if !e.gapNamed(r) && talked == nil || len(r.query.Mentions) > 0 && !e.aboutRelations(r) && talked == nil {
		return Answer{}, false
	}
	if r.asked.Has(ask.Total) {
		return e.total(gaps), true
	}
	if g := pickGap(e, r, gaps); g != nil {
		return e.gapAnswer(*g), true
	}
	if talked != nil {
		return e.gapAnswer(*talked), true
	}
	if !e.gapNamed(r) {
		return Answer{}, false
	}
	return e.total(gaps), true
}

func closedGaps(all []gap) []gap {
	var out []gap
	for _, g := range all {
		if g.restored != nil {
			out = append(out, g)
		}
	}
	return out
}

// pickGap chooses the gap by its number or by the times of the question.
func pickGap(e *Engine, r *reading, gaps []gap) *gap {
	for _, t := range r.times {
		switch {
		case t.Ordinal > 0 && t.Ordinal <= len(gaps):
			return &gaps[t.Ordinal-1]
		case t.Ordinal < 0:
			return &gaps[len(gaps)-1]
		}
	}
	for i := range gaps {
		for _, t := range r.query.Times {
			if begunAt(gaps[i], t) {
				return &gaps[i]
			}
		}
	}
	for i := range gaps {
		for _, t := range r.query.Times {
			if e.index.Fits(gaps[i].restored, t) == match.FitDate && !open(t) {
				return &gaps[i]
			}
		}
	}
	if best := e.hitAmong(r, severings(gaps)); best != nil && e.decides(r, *best, severings(gaps)) {
		for i := range gaps {
			if gaps[i].severed == best.Fact {
				return &gaps[i]
			}
		}
	}
	return nil
}

// soonAfter is how long after an event relations may have been broken off because of it,
// in days.
const soonAfter = 60

// begunAt reports whether a gap began at a time or, where the question says "after" it,
// soon afterwards.
func begunAt(g gap, t when.Expression) bool {
	if t.Span.IsZero() {
		return false
	}
	late := calendar.Day(0)
	if open(t) {
		late = soonAfter
	}
	d := g.severed.Date
	return t.Span.First() <= d.Last() && d.First() <= t.Span.Last()+late
}

func severings(gaps []gap) []*fact.Fact {
	var out []*fact.Fact
	for _, g := range gaps {
		out = append(out, g.severed)
	}
	return out
}

// talkedOf returns the gap that the conversation's last answer was about, nil for none.
func (e *Engine) talkedOf(r *reading, gaps []gap) *gap {
	if !r.follows || len(r.context.Facts) == 0 || e.content(r) >= 2*contentWeight {
		return nil
	}
	for i, g := range gaps {
		if r.context.Facts[0] == g.severed.ID || r.context.Facts[0] == g.restored.ID {
			return &gaps[i]
		}
	}
	return nil
}

func (e *Engine) gapAnswer(g gap) Answer {
	return e.durationAnswer(g.severed, g.restored, 1)
}

func (e *Engine) durationAnswer(from, to *fact.Fact, score float64) Answer {
	d, others := between(from, to)
	a := answerWith(IntentDuration, Lead{Kind: LeadDuration, From: begins(from), To: begins(to), Difference: d, Others: others}, score, from, to)
	a.Value = duration(begins(from), begins(to), d)
	return a
}

// total adds all gaps up.
func (e *Engine) total(gaps []gap) Answer {
	sum := calendar.Difference{Exact: true, Unit: calendar.PrecisionDay}
	var facts []*fact.Fact
	for i, g := range gaps {
		d, others := between(g.severed, g.restored)
		low, high := d.MinDays, d.MaxDays
		for _, o := range others {
			low, high = min(low, o.Difference.MinDays), max(high, o.Difference.MaxDays)
		}
		sum.MinDays += low
		sum.MaxDays += high
		sum.Years += d.Years
		sum.Months += d.Months
		sum.Days += d.Days
		facts = append(facts, gaps[i].severed, gaps[i].restored)
	}
	sum.Exact = sum.MinDays == sum.MaxDays
	carry(&sum)
	a := answerWith(IntentDuration, Lead{Kind: LeadTotal, Difference: sum, N: len(gaps)}, 1, facts...)
	return a
}

// carry turns 30 days into a month and 12 months into a year: the sum of two calendar
// differences has no calendar of its own.
func carry(d *calendar.Difference) {
	d.Months += d.Days / 30
	d.Days %= 30
	d.Years += d.Months / 12
	d.Months %= 12
}
