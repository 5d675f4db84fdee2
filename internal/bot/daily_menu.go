package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/store"
	"puente/internal/telegram"
)

// dailyMenu shows a subscription; its buttons change it.
func (b *Bot) dailyMenu(sub store.Subscription, t target, l lang.Language) view {
	p := locale.For(l)
	row := func(label, arg string) []telegram.Button {
		return []telegram.Button{{Text: label, Data: t.data(l, arg)}}
	}
	power := row(p.Text("daily.switch-on"), "power=on")
	if sub.Active {
		power = row(p.Text("daily.switch-off"), "power=off")
	}
	fallbacks := store.Fallbacks()
	at := slices.Index(fallbacks, sub.Fallback)
	fallback, following := string(fallbacks[max(at, 0)]), string(fallbacks[(at+1)%len(fallbacks)])
	languages := lang.Languages()
	next := languages[(slices.Index(languages, lang.Language(sub.Language))+1)%len(languages)]
	corrections, other := p.Text("state.off"), "on"
	if sub.Corrections {
		corrections, other = p.Text("state.on"), "off"
	}
	return view{plain: b.dailyText(sub, t, p), keyboard: telegram.Keyboard{
		power,
		row(p.Text("daily.time")+": "+clock(sub.Minute), "time=menu"),
		row(p.Text("daily.zone")+": "+p.Zone(sub.Zone), "zone=menu"),
		row(p.Text("setting.language")+": "+languageNames[lang.Language(sub.Language)], "language="+string(next)),
		row(p.Text("daily.fallback")+": "+p.Text("daily.fallback."+fallback), "fallback="+following),
		row(p.Text("daily.corrections")+": "+corrections, "corrections="+other),
	}}
}

// dailyText says what a subscription brings, and when next.
func (b *Bot) dailyText(sub store.Subscription, t target, p *locale.Printer) string {
	args := locale.Args{"title": t.title}
	if !sub.Active {
		if t.chat != 0 {
			return p.Text("daily.off-channel", args)
		}
		return p.Text("daily.off")
	}
	args["time"], args["zone"] = clock(sub.Minute), p.Zone(sub.Zone)
	args["date"] = p.On(calendar.DayOf(time.Unix(sub.DueAt, 0).In(zone(sub.Zone))).Span())
	if t.chat != 0 {
		return p.Text("daily.on-channel", args)
	}
	return p.Text("daily.on", args)
}

// clock words a minute of the day.
func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// timeMenu offers the full hours.
func timeMenu(t target, l lang.Language) view {
	const perRow = 6
	v := view{plain: locale.For(l).Text("daily.choose-time", locale.Args{"command": t.command()})}
	for hour := range 24 {
		if hour%perRow == 0 {
			v.keyboard = append(v.keyboard, nil)
		}
		last := len(v.keyboard) - 1
		v.keyboard[last] = append(v.keyboard[last], telegram.Button{
			Text: clock(60 * hour), Data: t.data(l, "time="+strconv.Itoa(60*hour))})
	}
	return v
}

// zoneMenu offers zones, under a text with this key.
func (b *Bot) zoneMenu(t target, zones []string, key string, l lang.Language) view {
	p := locale.For(l)
	v := view{plain: p.Text(key, locale.Args{"command": t.command()})}
	for pair := range slices.Chunk(zones, 2) {
		var row []telegram.Button
		for _, zone := range pair {
			row = append(row, telegram.Button{Text: p.Zone(zone), Data: t.data(l, "zone="+zone)})
		}
		v.keyboard = append(v.keyboard, row)
	}
	return v
}

// pressDaily changes the daily post by a button, if whoever presses may.
func (b *Bot) pressDaily(ctx context.Context, q *telegram.CallbackQuery, r *request, d data) error {
	if q.Message == nil || b.daily == nil {
		b.note(ctx, q, "", false)
		return nil
	}
	setting, channel, _ := strings.Cut(d.arg, ";")
	t, refusal, err := b.dailyTarget(ctx, q, channel, d.language)
	b.note(ctx, q, refusal, refusal != "")
	if err != nil || refusal != "" {
		return err
	}
	name, value, _ := strings.Cut(setting, "=")
	switch setting {
	case "time=menu":
		return b.show(ctx, b.messageRef(q), timeMenu(t, d.language))
	case "zone=menu":
		return b.show(ctx, b.messageRef(q), b.zoneMenu(t, locale.OfferedZones(), "daily.choose-zone", d.language))
	case "subscribe":
		name, value = "power", "on"
	}
	chat, topic := q.Message.Chat.ID, q.Message.TopicID()
	if t.chat != 0 {
		chat, topic = t.chat, 0
	}
	sub, err := b.subscription(ctx, chat, topic, d.language)
	if err != nil {
		return err
	}
	if sub, err = b.changeDaily(ctx, sub, name, value); err != nil {
		return err
	}
	menu := b.dailyMenu(sub, t, d.language)
	if setting == "subscribe" { // below an answer, which stays
		_, err := b.send(ctx, r, 0, menu)
		return err
	}
	return b.show(ctx, b.messageRef(q), menu)
}
