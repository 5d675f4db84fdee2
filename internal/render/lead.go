package render

import (
	"slices"
	"strings"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/locale"
)

// lead words what the engine computed; it is empty where the statements speak for
// themselves.
func (c *composer) lead() string {
	if say, ok := leads[c.answer.Lead.Kind]; ok {
		return say(c, c.answer.Lead)
	}
	return ""
}

// leads words each kind of lead.
var leads = map[answer.LeadKind]func(*composer, answer.Lead) string{
	answer.LeadState:       (*composer).leadState,
	answer.LeadCount:       (*composer).leadCount,
	answer.LeadDuration:    (*composer).leadDuration,
	answer.LeadTotal:       (*composer).leadTotal,
	answer.LeadElapsed:     (*composer).leadElapsed,
	answer.LeadBefore:      (*composer).leadBefore,
	answer.LeadFirst:       counted("lead.first"),
	answer.LeadLast:        counted("lead.last"),
	answer.LeadActor:       (*composer).leadActor,
	answer.LeadYear:        (*composer).leadYear,
	answer.LeadYes:         fixed("lead.yes"),
	answer.LeadPeriod:      counted("lead.period"),
	answer.LeadDay:         countedOrNothing("lead.day", "lead.day.nothing"),
	answer.LeadMonth:       countedOrNothing("lead.month", "lead.month.nothing"),
	answer.LeadAnniversary: (*composer).leadAnniversary,
	answer.LeadTwice:       (*composer).leadTwice,
	answer.LeadOnAndOff:    (*composer).leadOnAndOff,
	answer.LeadLegalBasis:  fixed("lead.legal-basis"),
	answer.LeadList:        counted("lead.list"),
	answer.LeadSource:      fixed("lead.source"),
	answer.LeadNothing:     dated("lead.nothing"),
	answer.LeadFuture:      fixed("lead.future"),
}

// fixed is a lead that says nothing of its own answer.
func fixed(key string) func(*composer, answer.Lead) string {
	return func(c *composer, _ answer.Lead) string { return c.printer.Text(key) }
}

// dated is a lead that names a time.
func dated(key string) func(*composer, answer.Lead) string {
	return func(c *composer, l answer.Lead) string {
		return locale.Sentence(c.printer.Text(key, locale.Args{"when": c.when(l)}))
	}
}

// counted is a lead that says how many statements a time or subject has.
func counted(key string) func(*composer, answer.Lead) string {
	return func(c *composer, l answer.Lead) string {
		return locale.Sentence(c.printer.Count(key, l.N, locale.Args{"when": c.when(l)}))
	}
}

// when words the time that a lead is about.
func (c *composer) when(l answer.Lead) string {
	switch l.Relation {
	case "before":
		return c.printer.Before(l.Span)
	case "after":
		return c.printer.After(l.Span)
	case "since":
		return c.printer.Since(l.Span)
	case "until":
		return c.printer.Until(l.Span)
	}
	return c.printer.On(l.Span)
}

func countedOrNothing(key, nothing string) func(*composer, answer.Lead) string {
	return func(c *composer, l answer.Lead) string {
		if l.N == 0 {
			return dated(nothing)(c, l)
		}
		return counted(key)(c, l)
	}
}

func (c *composer) leadState(l answer.Lead) string {
	key := "lead.state.no"
	now := l.Span == l.To
	switch {
	case l.Partly:
		key = "lead.state.partly"
	case l.Truth && now:
		key = "lead.state.now.yes"
	case now:
		key = "lead.state.now.no"
	case l.Truth:
		key = "lead.state.yes"
	}
	when := c.when(l)
	if !l.Partly {
		when = locale.Sentence(when)
	}
	return c.printer.Text(key, locale.Args{"when": when, "russia": c.printer.Text(otherCountry(l))})
}

// The days on which the USSR began and ended.
var (
	ussrBegins = calendar.NewDay(1922, 12, 30)
	ussrEnds   = calendar.NewDay(1991, 12, 26)
)

// otherCountry is the key of Chile's counterpart under its name at the time of a lead.
func otherCountry(l answer.Lead) string {
	if l.Relation == "" && l.Span.First() >= ussrBegins && l.Span.Last() <= ussrEnds {
		return "with.ussr"
	}
	return "with.russia"
}

func (c *composer) leadCount(l answer.Lead) string {
	if l.Change == "" {
		return c.printer.Count("lead.count.facts", l.N)
	}
	return c.printer.Count("lead.count."+string(l.Change), l.N)
}

func (c *composer) leadTotal(l answer.Lead) string {
	d := l.Difference
	text := locale.Sentence(c.printer.Count("lead.total", l.N, locale.Args{
		"length": c.printer.Length(d.Years, d.Months, d.Days)}))
	if d.MinDays != d.MaxDays {
		text += " " + c.printer.Text("lead.total.range", locale.Args{
			"min": c.printer.Number(d.MinDays), "max": c.printer.Number(d.MaxDays)})
	}
	return text
}

func (c *composer) leadDuration(l answer.Lead) string {
	return c.length("lead.duration", l)
}

func (c *composer) leadElapsed(l answer.Lead) string {
	return c.length("lead.elapsed", l)
}

// length words a length of time with its ends, and then those that the other dates of
// disagreeing sources give.
func (c *composer) length(key string, l answer.Lead) string {
	text := locale.Sentence(c.printer.Text(key, locale.Args{
		"span":   c.printer.FromTo(l.From, l.To),
		"length": c.printer.Duration(l.Difference),
	}))
	for _, o := range l.Others {
		var dates []string
		if o.From != l.From {
			dates = append(dates, c.printer.Date(o.From))
		}
		if o.To != l.To {
			dates = append(dates, c.printer.Date(o.To))
		}
		text += " " + c.printer.Text("lead.other-dates", locale.Args{
			"dates": strings.Join(dates, ", "), "length": c.printer.Duration(o.Difference)})
	}
	return text
}

func (c *composer) leadBefore(l answer.Lead) string {
	facts := c.facts
	if len(facts) < 2 {
		return ""
	}
	key := "lead.before"
	if l.Difference.MaxDays == 0 {
		key = "lead.before.same"
	}
	return c.printer.Text(key, locale.Args{
		"first":  withoutYear(facts[0].Title[c.printer.Language()]),
		"second": withoutYear(facts[1].Title[c.printer.Language()]),
		"date":   c.printer.Date(l.From), "later": c.printer.Date(l.To),
		"length": c.printer.Duration(l.Difference),
	})
}

// leadActor names the side whose act it was. Who broke off relations has a sentence of
// its own for each side, since the Russian verb agrees with it.
func (c *composer) leadActor(l answer.Lead) string {
	if l.Change == fact.Severed && len(l.By) == 1 && (l.By[0] == "chile" || l.By[0] == "ussr") {
		return c.printer.Text("lead.actor.severed." + string(l.By[0]))
	}
	var names []string
	for _, id := range l.By {
		if e, ok := c.base.Entity(id); ok {
			names = append(names, e.Name[c.printer.Language()])
		}
	}
	return c.printer.Text("lead.actor.other", locale.Args{"who": c.printer.Join(names)})
}

func (c *composer) leadYear(l answer.Lead) string {
	not := c.printer.Text("lead.year.not-then")
	if !l.Span.IsZero() {
		not = c.printer.Text("lead.year.not", locale.Args{"when": c.when(l)})
	}
	key := "lead.year.other"
	if l.Change != "" {
		key = "lead.year." + string(l.Change)
	}
	dates := []string{c.printer.On(l.From)}
	if l.N > 1 && len(c.facts) > 1 {
		dates = nil
		for _, f := range c.facts {
			dates = append(dates, c.printer.On(f.Date))
		}
	}
	return c.printer.Text(key, locale.Args{"not": not, "dates": c.printer.Join(dates)})
}

func (c *composer) leadAnniversary(l answer.Lead) string {
	key := "lead.anniversary"
	if l.Truth {
		key = "lead.anniversary.round"
	}
	return c.printer.Count(key, l.N, locale.Args{"when": c.printer.On(l.To)})
}

func (c *composer) leadTwice(l answer.Lead) string {
	latestFirst := slices.IsSortedFunc(c.facts, func(a, b *fact.Fact) int { return b.Date.Compare(a.Date) })
	if latestFirst && len(c.facts) > 1 {
		return c.printer.Count("lead.twice.latest-first", l.N)
	}
	return c.printer.Count("lead.twice", l.N)
}

func (c *composer) leadOnAndOff(answer.Lead) string {
	var changes []string
	for _, f := range c.facts {
		if f.Relations != "" {
			changes = append(changes, c.printer.Text("change."+string(f.Relations), locale.Args{"when": c.printer.On(f.Date)}))
		}
	}
	return c.printer.Text("lead.on-and-off", locale.Args{"changes": strings.Join(changes, ", ")})
}
