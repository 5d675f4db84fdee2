package bot

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/store"
	"puente/internal/telegram"
)

// Daily is what the bot needs of the daily post.
type Daily interface {
	// Default is what a chat that never subscribed is offered.
	Default(chat int64, topic int, l lang.Language) store.Subscription
	// Subscribe switches a subscription on, or changes it, and returns when its next post
	// comes.
	Subscribe(context.Context, store.Subscription) (time.Time, error)
	// Unsubscribe switches it off, keeping its settings.
	Unsubscribe(context.Context, store.Subscription) error
	Zones() []string                        // offered by buttons
	FindZones(text string) []string         // named by a text
	ZoneLabel(string, lang.Language) string // of a zone, for people
	// Preview is the post that a subscription would bring on a day, put into words for
	// today, and the fact that it states; ok is false when it brings none.
	Preview(ctx context.Context, sub store.Subscription, c store.Chat, day, today calendar.Day) (post telegram.Outgoing, id fact.ID, ok bool, err error)
}

// fallbacks are the choices for a day without an event, in the order of their button.
var fallbacks = []string{"fact", "nearest", "silence"}

// dailyCommand shows the menu of the daily post, or changes what its arguments name: on,
// off, a time, a zone or its city. In a private chat the first may be a channel.
func (b *Bot) dailyCommand(ctx context.Context, r *request) (reply, error) {
	if refusal, ok, err := b.mayChange(ctx, r); !ok || err != nil {
		return refusal, err
	}
	t, chat, topic, args := target{}, r.message.Chat.ID, r.message.TopicID(), r.args
	first, rest, _ := strings.Cut(strings.TrimSpace(args), " ")
	if channel, ok := channelNamed(first); ok && !r.inGroup() {
		var refusal string
		var err error
		t, refusal, err = b.channelTarget(ctx, channel, r.message.From.ID, locale.For(r.language))
		if err != nil || refusal != "" {
			return say(r.language, refusal), err
		}
		chat, topic, args = t.chat, 0, strings.TrimSpace(rest)
	}
	sub, err := b.subscription(ctx, chat, topic, r.language)
	if err != nil {
		return silence, err
	}
	menu := func(v view) reply { return reply{language: r.language, views: []view{v}} }
	if args == "" {
		return menu(b.dailyMenu(sub, t, r.language)), nil
	}
	name, value := dailyArgument(args)
	if name == "" {
		switch zones := b.daily.FindZones(args); len(zones) {
		case 0:
			return example(r, "daily"), nil
		case 1:
			name, value = "zone", zones[0]
		default:
			return menu(b.zoneMenu(t, zones, "daily.which-zone", r.language)), nil
		}
	}
	sub, err = b.changeDaily(ctx, sub, name, value)
	return menu(b.dailyMenu(sub, t, r.language)), err
}

// correctionsCommand says whether the chat is told of corrections, and changes it.
func (b *Bot) correctionsCommand(ctx context.Context, r *request) (reply, error) {
	if refusal, ok, err := b.mayChange(ctx, r); !ok || err != nil {
		return refusal, err
	}
	sub, err := b.subscription(ctx, r.message.Chat.ID, r.message.TopicID(), r.language)
	if err != nil {
		return silence, err
	}
	if r.args != "" {
		name, value := dailyArgument(r.args)
		if name != "power" {
			return example(r, "corrections"), nil
		}
		if sub, err = b.changeDaily(ctx, sub, "corrections", value); err != nil {
			return silence, err
		}
	}
	key := "corrections.off"
	if sub.Corrections {
		key = "corrections.on"
	}
	return say(r.language, locale.For(r.language).Text(key)), nil
}

// subscription returns the subscription of a chat's topic, or what it is offered.
func (b *Bot) subscription(ctx context.Context, chat int64, topic int, l lang.Language) (store.Subscription, error) {
	sub, ok, err := b.store.Subscription(ctx, chat, topic)
	if err != nil || ok {
		return sub, err
	}
	return b.daily.Default(chat, topic, l), nil
}

var timePattern = regexp.MustCompile(`^([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?$`)

// dailyArgument reads an argument that is no place: "on", "off" or a time of day.
func dailyArgument(text string) (name, value string) {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, l := range lang.Languages() {
		for _, state := range []string{"on", "off"} {
			if text == state || text == strings.ToLower(locale.For(l).Text("state."+state)) {
				return "power", state
			}
		}
	}
	if m := timePattern.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.Atoi(m[1])
		minutes, _ := strconv.Atoi("0" + m[2])
		return "time", strconv.Itoa(60*hours + minutes)
	}
	return "", ""
}

// changeDaily changes one setting of a subscription. What is no value of it changes
// nothing.
func (b *Bot) changeDaily(ctx context.Context, sub store.Subscription, name, value string) (store.Subscription, error) {
	switch name {
	case "power":
		sub.Active = value == "on"
	case "time":
		// A time or a zone is named by who wants the post.
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 24*60 {
			sub.Minute, sub.Active = n, true
		}
	case "zone":
		if zones := b.daily.FindZones(value); slices.Contains(zones, value) {
			sub.Zone, sub.Active = value, true
		}
	case "language":
		if lang.Language(value).Valid() {
			sub.Language = value
		}
	case "fallback":
		if slices.Contains(fallbacks, value) {
			sub.Fallback = value
		}
	case "corrections":
		setFlag(&sub.Corrections, value)
	}
	if !sub.Active {
		return sub, b.daily.Unsubscribe(ctx, sub)
	}
	next, err := b.daily.Subscribe(ctx, sub)
	sub.DueAt = next.Unix()
	return sub, err
}

// target is the channel that a menu in a private chat is about; the zero target is the
// chat that the menu stands in.
type target struct {
	chat  int64
	name  string // the public user name, empty for a private channel
	title string
}

// command is how the menu's chat is set up by a command.
func (t target) command() string {
	switch {
	case t.chat == 0:
		return "/daily"
	case t.name == "":
		return "/daily " + strconv.FormatInt(t.chat, 10)
	}
	return "/daily @" + t.name
}

// daily data is "name=value", followed by ";" and the channel's id in a menu about one.
func (t target) data(l lang.Language, arg string) string {
	if t.chat != 0 {
		arg += ";" + strconv.FormatInt(t.chat, 10)
	}
	return data{verb: setDaily, language: l, arg: arg}.String()
}

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
	at := slices.Index(fallbacks, sub.Fallback)
	fallback := fallbacks[max(at, 0)]
	languages := lang.Languages()
	next := languages[(slices.Index(languages, lang.Language(sub.Language))+1)%len(languages)]
	corrections, other := p.Text("state.off"), "on"
	if sub.Corrections {
		corrections, other = p.Text("state.on"), "off"
	}
	return view{plain: b.dailyText(sub, t, p), keyboard: telegram.Keyboard{
		power,
		row(p.Text("daily.time")+": "+clock(sub.Minute), "time=menu"),
		row(p.Text("daily.zone")+": "+b.daily.ZoneLabel(sub.Zone, l), "zone=menu"),
		row(p.Text("setting.language")+": "+languageNames[lang.Language(sub.Language)], "language="+string(next)),
		row(p.Text("daily.fallback")+": "+p.Text("daily.fallback."+fallback), "fallback="+fallbacks[(at+1)%len(fallbacks)]),
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
	args["time"], args["zone"] = clock(sub.Minute), b.daily.ZoneLabel(sub.Zone, p.Language())
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
	v := view{plain: locale.For(l).Text(key, locale.Args{"command": t.command()})}
	for pair := range slices.Chunk(zones, 2) {
		var row []telegram.Button
		for _, zone := range pair {
			row = append(row, telegram.Button{Text: b.daily.ZoneLabel(zone, l), Data: t.data(l, "zone="+zone)})
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
		return b.show(ctx, b.messageRef(q), b.zoneMenu(t, b.daily.Zones(), "daily.choose-zone", d.language))
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

// dailyTarget returns what a menu is about, or why whoever presses may not change it.
func (b *Bot) dailyTarget(ctx context.Context, q *telegram.CallbackQuery, channel string, l lang.Language) (t target, refusal string, err error) {
	p := locale.For(l)
	if channel == "" {
		if q.Message.Chat.Type == telegram.Private {
			return t, "", nil
		}
		admin, err := b.isAdmin(ctx, q.Message.Chat.ID, q.From.ID)
		if err == nil && !admin {
			refusal = p.Text("bot.admins-only")
		}
		return t, refusal, err
	}
	id, err := strconv.ParseInt(channel, 10, 64)
	if err != nil {
		return t, p.Text("bot.stale"), nil
	}
	return b.channelTarget(ctx, telegram.ChatName(strconv.FormatInt(id, 10)), q.From.ID, p)
}

// channelTarget returns a channel that a person may set up, or why not.
func (b *Bot) channelTarget(ctx context.Context, name telegram.ChatName, person int64, p *locale.Printer) (t target, refusal string, err error) {
	chat, err := b.client.FindChat(ctx, name)
	switch kind := telegram.KindOf(err); {
	case kind.EndsChat() || kind == telegram.BadRequest || err == nil && chat.Type != telegram.Channel:
		return t, p.Text("daily.no-channel"), nil
	case err != nil:
		return t, "", err
	}
	admin, err := b.isAdmin(ctx, chat.ID, person)
	switch {
	case telegram.KindOf(err).EndsChat():
		return t, p.Text("daily.no-channel"), nil
	case err != nil:
		return t, "", err
	case !admin:
		return t, p.Text("daily.admins-only"), nil
	}
	return target{chat.ID, chat.Username, chat.Title}, "", nil
}

var (
	channelLink = regexp.MustCompile(`^(?:https?://)?t\.me/(?:c/([0-9]{1,12})|([A-Za-z][A-Za-z0-9_]{3,}))(?:/.*)?$`)
	channelName = regexp.MustCompile(`^@[A-Za-z][A-Za-z0-9_]{3,}$`)
	channelID   = regexp.MustCompile(`^-100[0-9]{1,13}$`)
)

// channelNamed reads the name, address or id of a channel.
func channelNamed(text string) (telegram.ChatName, bool) {
	text = strings.TrimSpace(text)
	if m := channelLink.FindStringSubmatch(text); m != nil {
		if n, err := strconv.ParseInt(m[1], 10, 64); err == nil {
			return telegram.ChatName(strconv.FormatInt(-supergroupOffset-n, 10)), true
		}
		return telegram.ChatName("@" + m[2]), true
	}
	return telegram.ChatName(text), channelName.MatchString(text) || channelID.MatchString(text)
}

// offerChannel offers the daily post to who made the bot an administrator of a channel,
// in their private chat. Somebody who never wrote to the bot cannot be told.
func (b *Bot) offerChannel(ctx context.Context, u *telegram.ChatMemberUpdated) error {
	if b.daily == nil || u.Chat.Type != telegram.Channel || !u.NewChatMember.IsAdmin() || u.OldChatMember.IsAdmin() {
		return nil
	}
	person, err := b.store.Chat(ctx, u.From.ID)
	if err != nil {
		return err
	}
	l := fallback(person, &u.From)
	sub, err := b.subscription(ctx, u.Chat.ID, 0, l)
	if err != nil {
		return err
	}
	r := &request{message: &telegram.Message{Chat: telegram.Chat{ID: u.From.ID, Type: telegram.Private}}, chat: person}
	_, err = b.send(ctx, r, 0, b.dailyMenu(sub, target{u.Chat.ID, u.Chat.Username, u.Chat.Title}, l))
	return err
}

// startDaily subscribes whoever came by a link that offers the daily post.
func (b *Bot) startDaily(ctx context.Context, r *request) (reply, error) {
	r.args = ""
	if refusal, ok, err := b.mayChange(ctx, r); !ok || err != nil {
		return refusal, err
	}
	sub, err := b.subscription(ctx, r.message.Chat.ID, r.message.TopicID(), r.language)
	if err != nil {
		return silence, err
	}
	sub, err = b.changeDaily(ctx, sub, "power", "on")
	return reply{language: r.language, views: []view{b.dailyMenu(sub, target{}, r.language)}}, err
}

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
