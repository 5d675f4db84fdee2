package daily

import (
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
	"puente/internal/store"
)

// Post is a post in words.
type Post struct {
	HTML   string // Telegram's; at most one message
	Plain  string // the same without markup
	Others string // the label of the button for the other events of the day; empty without
}

// Words puts a pick for a day into words that are read today.
func Words(p Pick, day, today calendar.Day, l lang.Language, base *fact.Base, o render.Options) (post Post, ok bool) {
	printer := locale.For(l)
	m, text, ok := render.FactPost(leadOf(printer, p, day, today), p.Fact, l, base, o)
	if !ok {
		return Post{}, false
	}
	post = Post{HTML: m.HTML, Plain: text}
	if len(p.Others) > 0 {
		post.Others = printer.Count("daily.others", len(p.Others))
	}
	return post, true
}

func leadOf(printer *locale.Printer, p Pick, day, today calendar.Day) string {
	if day != today && p.Fallback != store.FactOfTheDay {
		return leadAhead(printer, p, day)
	}
	return lead(printer, p, day)
}

// leadAhead says why the fact is shown for a day that is not today.
func leadAhead(printer *locale.Printer, p Pick, day calendar.Day) string {
	args := locale.Args{"date": onDay(printer, day.MonthDay())}
	switch {
	case p.Fallback == store.Nearest:
		args["other"] = onDay(printer, (day + calendar.Day(p.Away)).MonthDay())
		return printer.Text("daily.day.near", args)
	case p.Disputed:
		return locale.Sentence(printer.Text("daily.day.disputed", args))
	}
	return locale.Sentence(printer.Text("daily.day.event", args))
}

// lead says why the fact is posted.
func lead(printer *locale.Printer, p Pick, day calendar.Day) string {
	switch {
	case p.Fallback == store.FactOfTheDay:
		return printer.Text("daily.fact", locale.Args{"date": onDay(printer, day.MonthDay())})
	case p.Fallback == store.Nearest:
		md := (day + calendar.Day(p.Away)).MonthDay()
		args := locale.Args{"date": onDay(printer, md), "length": printer.Count("unit.year", p.Years)}
		if p.Away > 0 {
			return printer.Count("daily.near.coming", p.Away, args)
		}
		return printer.Count("daily.near.past", -p.Away, args)
	case p.Date.Day != day.MonthDay().Day:
		// 29 February, kept on the 28th.
		return printer.Count("daily.event.leap", p.Years, locale.Args{
			"date": onDay(printer, calendar.MonthDay{Month: p.Date.Month, Day: p.Date.Day})})
	case p.Disputed:
		return printer.Count("daily.event.disputed", p.Years)
	case p.roundness() >= roundYears:
		return printer.Count("daily.event.round", p.Years)
	}
	return printer.Count("daily.event", p.Years)
}

// roundYears is the roundness from which an anniversary is called round.
const roundYears = 10

// onDay words a day of any year: "on 11 March".
func onDay(printer *locale.Printer, md calendar.MonthDay) string {
	return printer.On(calendar.On(calendar.Date{Month: md.Month, Day: md.Day}))
}
