package bot

import (
	"context"
	"fmt"
	"strconv"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/store"
	"puente/internal/telegram"
)

// showDay shows the post that the chat gets, or would get, on a day of the year: the next
// such day, or today. Where it has none, what the engine knows of the day is shown.
func (b *Bot) showDay(ctx context.Context, r *request, asked func(today calendar.Day) calendar.Day) (reply, error) {
	today := r.today(r.language)
	if b.daily == nil {
		return r.onDay(asked(today).MonthDay()), nil
	}
	sub, err := b.subscription(ctx, r.message.Chat.ID, r.message.TopicID(), r.language)
	if err != nil {
		return silence, err
	}
	if sub.Active {
		today = calendar.DayOf(r.now.In(zone(sub.Zone)))
	}
	sub.Language = string(r.language)
	day := asked(today)
	post, id, ok, err := b.daily.Preview(ctx, sub, r.chat, day, today)
	if err != nil {
		return silence, err
	}
	if !ok {
		return r.onDay(day.MonthDay()), nil
	}
	if !sub.Active {
		post.Keyboard = append(post.Keyboard, b.subscribeRow(r))
	}
	_, c := r.library.engine.Present(r.language, id)
	return reply{
		language: r.language, outcome: answer.OutcomeAnswer, context: &c,
		views: []view{{html: post.HTML, plain: post.Plain, keyboard: post.Keyboard, facts: []fact.ID{id}}},
	}, nil
}

// subscribeRow offers the daily post: to whoever reads along in a group, in their own chat.
func (b *Bot) subscribeRow(r *request) []telegram.Button {
	button := telegram.Button{Text: locale.For(r.language).Text("button.daily")}
	if r.inGroup() {
		button.URL = "https://t.me/" + b.identity.name() + "?start=" + startDailyLink
	} else {
		button.Data = target{}.data(r.language, "subscribe")
	}
	return []telegram.Button{button}
}

// What links start the bot with.
const (
	startDailyLink = "daily" // to subscribe
	startDayLink   = "day_"  // with the month and day
	startFactLink  = "fact_" // with the id of a fact
)

// PostButtons are the buttons below a daily post: those of its fact and, where it has a
// label, one for the other events of the day.
func (b *Bot) PostButtons(c store.Chat, l lang.Language, f fact.ID, day calendar.Day, others string) telegram.Keyboard {
	k := newPresenter(b.library.Load(), c, l).view("", "", []fact.ID{f}).keyboard
	if len(k) > 0 {
		if d, ok := parseData(k[0][0].Data); ok { // more or less about the sources
			d.arg = strconv.Itoa(int(day))
			k[0][0].Data = d.String()
		}
	}
	if others == "" {
		return k
	}
	md := day.MonthDay()
	d := data{verb: showDay, language: l, arg: fmt.Sprintf("%02d%02d", md.Month, md.Day)}
	return append(k, []telegram.Button{{Text: others, Data: d.String()}})
}

// againPost shows a daily post, which its button tells the day of, as the chat wants sources
// shown now.
func (b *Bot) againPost(ctx context.Context, r *request, d data, ids []fact.ID) (reply, bool) {
	day, err := strconv.Atoi(d.arg)
	if err != nil || b.daily == nil || len(ids) != 1 {
		return silence, false
	}
	sub, err := b.subscription(ctx, r.message.Chat.ID, r.message.TopicID(), d.language)
	if err != nil {
		return silence, false
	}
	sub.Language = string(d.language)
	post, id, ok, err := b.daily.Preview(ctx, sub, r.chat, calendar.Day(day), calendar.Day(day))
	if err != nil || !ok || id != ids[0] {
		return silence, false
	}
	v := view{html: post.HTML, plain: post.Plain, keyboard: post.Keyboard, facts: ids}
	return reply{language: d.language, views: []view{v}}, true
}

// pressInChannel shows what a button below a channel's post asks for in the reader's own
// chat with the bot: in the channel it would take the post away from the others.
func (b *Bot) pressInChannel(ctx context.Context, q *telegram.CallbackQuery, r *request, d data) error {
	start := startDayLink + d.arg
	if d.verb != showDay {
		ids := r.library.find(d.refs)
		if len(ids) == 0 {
			b.note(ctx, q, locale.For(d.language).Text("bot.stale"), true)
			return nil
		}
		start = startFactLink + string(ids[0])
	}
	if err := b.client.OpenChat(ctx, q.ID, "https://t.me/"+b.identity.name()+"?start="+start); err != nil {
		b.log.Warn("the press of a button is not answered", "error", err)
	}
	return nil
}

// pressDay shows the events of the day that a button names.
func (b *Bot) pressDay(r *request, d data) (reply, bool) {
	r.language = d.language
	return r.dayNamed(d.arg)
}

// dayNamed shows the events of the day of the year that four digits name.
func (r *request) dayNamed(digits string) (reply, bool) {
	n, err := strconv.Atoi(digits)
	md := calendar.MonthDay{Month: n / 100, Day: n % 100}
	if err != nil || !md.Valid() {
		return silence, false
	}
	return r.onDay(md), true
}
