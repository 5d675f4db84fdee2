package answer

import (
	"puente/internal/calendar"
	"puente/internal/fact"
)

// history is the state of diplomatic relations through time, as the facts that change it
// tell: established, severed, restored.
type history struct {
	changes []*fact.Fact // by date
}

// gap is a time without relations.
type gap struct {
	severed, restored *fact.Fact // restored is nil while the gap is open
}

func newHistory(base *fact.Base) history {
	return history{changes: base.Changes()}
}

// of returns the facts that changed the relations in this way.
func (h history) of(c fact.Change) []*fact.Fact {
	var out []*fact.Fact
	for _, f := range h.changes {
		if f.Relations == c {
			out = append(out, f)
		}
	}
	return out
}

// gaps returns the times without relations since they were first established.
func (h history) gaps() []gap {
	var out []gap
	for _, f := range h.changes {
		switch f.Relations {
		case fact.Severed:
			out = append(out, gap{severed: f})
		case fact.Restored:
			if n := len(out); n > 0 && out[n-1].restored == nil {
				out[n-1].restored = f
			}
		}
	}
	return out
}

// state tells whether relations existed in a span: all of it, none of it or a part. The
// facts are the change before the span and those in it, or, before all changes, the
// first one.
func (h history) state(span calendar.Span) (existed, partly bool, because []*fact.Fact) {
	var before *fact.Fact
	var within []*fact.Fact
	for _, f := range h.changes {
		switch {
		case f.Date.Last() <= span.First():
			before = f
		case f.Date.First() <= span.Last():
			within = append(within, f)
		}
	}
	existed = before != nil && before.Relations != fact.Severed
	if before != nil {
		because = append(because, before)
	}
	for _, f := range within {
		if (f.Relations != fact.Severed) != existed {
			partly = true
		}
	}
	because = append(because, within...)
	if !partly {
		if after := h.after(span); after != nil {
			because = append(because, after)
		}
	}
	return existed, partly, because
}

// after returns the first change that comes after the span, nil when none does.
func (h history) after(span calendar.Span) *fact.Fact {
	for _, f := range h.changes {
		if f.Date.First() > span.Last() {
			return f
		}
	}
	return nil
}

// otherDates returns the dates that sources give for f beside the one it follows.
func otherDates(f *fact.Fact) []calendar.Span {
	var out []calendar.Span
	for _, d := range f.Disagreements() {
		if !d.Date.Compatible(f.Date) {
			out = append(out, d.Date)
		}
	}
	return out
}

// between computes the time from a to b and what the other dates of their sources would
// give.
func between(a, b *fact.Fact) (calendar.Difference, []Alternative) {
	var others []Alternative
	start, end := begins(a), begins(b)
	for _, from := range append([]calendar.Span{start}, otherDates(a)...) {
		for _, to := range append([]calendar.Span{end}, otherDates(b)...) {
			if from == start && to == end {
				continue
			}
			others = append(others, Alternative{From: from, To: to, Difference: calendar.Between(from, to)})
		}
	}
	return calendar.Between(start, end), others
}

// duration is the value of the time between two spans.
func duration(from, to calendar.Span, d calendar.Difference) *Value {
	return &Value{Kind: ValueDuration, From: from, To: to, Years: d.Years, Months: d.Months, Days: d.Days}
}

// begins is the date from which time is counted: of a stay of some days, its first day.
func begins(f *fact.Fact) calendar.Span {
	if f.Date.Start.Precision == calendar.PrecisionDay {
		return calendar.On(f.Date.Start)
	}
	return f.Date
}
