package bot

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/store"
	"puente/internal/telegram"
)

// Daily is what the bot needs of the daily post.
type Daily interface {
	// Subscribe switches a subscription on, or changes it, and returns when its next post
	// comes.
	Subscribe(context.Context, store.Subscription) (time.Time, error)
	// Unsubscribe switches it off, keeping its settings.
	Unsubscribe(context.Context, store.Subscription) error
	// Preview is the post that a subscription would bring on a day, put into words for
	// today, and the fact that it states; ok is false when it brings none.
	Preview(ctx context.Context, sub store.Subscription, c store.Chat, day, today calendar.Day) (post telegram.Outgoing, id fact.ID, ok bool, err error)
}

// offered is what a chat that never subscribed is offered: a post at nine in the morning, of
// Moscow for Russian and of Santiago for the other languages.
func offered(chat int64, topic int, l lang.Language) store.Subscription {
	zone := "America/Santiago"
	if l == lang.Ru {
		zone = "Europe/Moscow"
	}
	return store.Subscription{
		ChatID: chat, Topic: topic, Language: string(l), Zone: zone, Minute: 9 * 60,
		Fallback: store.FactOfTheDay, Corrections: true,
	}
}

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
		switch zones := locale.FindZones(args); len(zones) {
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
	return offered(chat, topic, l), nil
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
		if zones := locale.FindZones(value); slices.Contains(zones, value) {
			sub.Zone, sub.Active = value, true
		}
	case "language":
		if lang.Language(value).Valid() {
			sub.Language = value
		}
	case "fallback":
		if f := store.Fallback(value); f.Valid() {
			sub.Fallback = f
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
