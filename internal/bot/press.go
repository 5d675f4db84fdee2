package bot

import (
	"context"
	"slices"

	"puente/internal/fact"
	"puente/internal/locale"
	"puente/internal/render"
	"puente/internal/telegram"
)

// press deals with the press of a button. The message shows what is asked for in place;
// anybody may press, but for settings.
func (b *Bot) press(ctx context.Context, q *telegram.CallbackQuery) error {
	d, ok := parseData(q.Data)
	if !ok {
		b.note(ctx, q, "", false)
		return nil
	}
	r, err := b.pressed(ctx, q, d)
	if err != nil {
		return err
	}
	if d.verb == setOption {
		return b.pressOption(ctx, q, r, d)
	}
	if d.verb == setDaily {
		return b.pressDaily(ctx, q, r, d)
	}
	if q.Message != nil && q.Message.Chat.Type == telegram.Channel {
		return b.pressInChannel(ctx, q, r, d)
	}
	if b.budgets.spend(r.now, costs(place{r.chat.ID, q.From.ID})) != spentOne {
		b.note(ctx, q, locale.For(d.language).Text("bot.slow-down"), true)
		return nil
	}
	if d.verb == wrong {
		return b.pressWrong(ctx, q, r)
	}
	shown := r.library.carried(q.Message)
	out, ok := b.pressView(ctx, r, d, shown)
	if !ok {
		b.note(ctx, q, locale.For(d.language).Text("bot.stale"), true)
		return nil
	}
	b.note(ctx, q, "", false)
	b.remember(r.place(), out, r.now)
	v := out.views[0]
	if q.Message != nil && !offersWrong(q.Message.ReplyMarkup) {
		v.keyboard = withoutWrong(v.keyboard) // somebody has used it
	}
	if q.Message != nil && !carries(v, shown) {
		b.changed.put(messageID{q.Message.Chat.ID, q.Message.ID}, true, r.now)
	}
	return b.show(ctx, b.messageRef(q), v)
}

// note ends the waiting after a press, with a text if there is one. When that fails,
// because the press is too old by now or the line is bad, what was asked for can still be
// done.
func (b *Bot) note(ctx context.Context, q *telegram.CallbackQuery, text string, alert bool) {
	if err := b.client.AnswerCallbackQuery(ctx, q.ID, text, alert); err != nil {
		b.log.Warn("the press of a button is not answered", "error", err)
	}
}

func (b *Bot) messageRef(q *telegram.CallbackQuery) telegram.MessageRef {
	if q.Message == nil {
		return telegram.MessageRef{InlineMessageID: q.InlineMessageID}
	}
	return telegram.MessageRef{ChatID: q.Message.Chat.ID, MessageID: q.Message.ID}
}

// pressed returns the request that a press makes: the message that the button's message
// replies to, asked by whoever presses.
func (b *Bot) pressed(ctx context.Context, q *telegram.CallbackQuery, d data) (*request, error) {
	m := &telegram.Message{Chat: telegram.Chat{ID: q.From.ID, Type: telegram.Private}}
	if q.Message != nil {
		m.Chat = q.Message.Chat
		if asked := q.Message.ReplyToMessage; asked != nil {
			copied := *asked
			m = &copied
			m.Chat = q.Message.Chat // its own is left out of what older servers send
		}
	}
	if q.Message != nil {
		m.ThreadID, m.IsTopicMessage = q.Message.ThreadID, q.Message.IsTopicMessage
	}
	m.From, m.SenderChat = &q.From, nil
	r := &request{message: m, asked: m, approach: byCommand, language: d.language, library: b.library.Load(), now: b.now()}
	var err error
	if r.chat, err = b.store.Chat(ctx, m.Chat.ID); err != nil {
		return nil, err
	}
	b.readText(r)
	return r, nil
}

// pressView finds what to show in the place of the facts that are shown; ok is false when a
// button's time is over, because what it names is not in the base any more or cannot be
// found out again.
func (b *Bot) pressView(ctx context.Context, r *request, d data, shown []fact.ID) (out reply, ok bool) {
	p := newPresenter(r.library, r.chat, d.language)
	if r.message.ID == 0 && r.message.Text == "" && r.chat.ID > 0 {
		p.verbosity = render.Full // a message sent through inline mode
	}
	ids := r.library.find(d.refs)
	switch d.verb {
	case showFact:
		return p.facts(ids...)
	case showBefore, showAfter:
		return p.neighbour(d.verb, ids)
	case expand, collapse:
		p.verbosity = map[verb]render.Verbosity{expand: render.Full, collapse: render.Short}[d.verb]
		r.chat.Verbosity = string(p.verbosity)
		if r.command == nil && r.args == "" {
			if out, ok := b.againPost(ctx, r, d, ids); ok {
				return out, true
			}
		}
		return b.again(ctx, r, p, ids)
	case turnPage:
		return b.turn(ctx, r, d, shown)
	case showTopic:
		v := p.topics()
		if d.arg != "" {
			v, ok = p.topicFacts(d.arg)
		}
		return reply{language: d.language, views: []view{v}}, ok || d.arg == ""
	case showDay:
		return b.pressDay(r, d)
	case showEntity:
		if len(d.refs) == 1 {
			if e, ok := r.library.base.Entity(r.library.entities[d.refs[0]]); ok {
				return p.entity(e), true
			}
		}
	}
	return silence, false
}

// neighbour shows the fact before or after a fact on the timeline.
func (p presenter) neighbour(v verb, ids []fact.ID) (reply, bool) {
	if len(ids) == 0 {
		return silence, false
	}
	next, after := p.library.engine.Neighbours(ids[0])
	if v == showAfter {
		next = after
	}
	if next == nil {
		return silence, false
	}
	return p.facts(next.ID)
}

// again shows the answer that a message shows with more or less about its sources. It is
// found by asking the question again; when that brings up other facts, because the
// conversation that the question leans on was forgotten or the message was leafed through,
// the facts stand for themselves.
func (b *Bot) again(ctx context.Context, r *request, p presenter, ids []fact.ID) (reply, bool) {
	out, _ := b.rerun(ctx, r)
	for i, v := range out.views {
		if len(ids) > 0 && carries(v, ids) {
			out.views = out.views[i:]
			return out, true
		}
	}
	return p.facts(ids...)
}

// turn shows another page of the answer of which a message shows one. The question may have
// another answer by now, because it leans on a conversation: then there is no other page.
func (b *Bot) turn(ctx context.Context, r *request, d data, shown []fact.ID) (reply, bool) {
	out, _ := b.rerun(ctx, r)
	n := page(d)
	for _, beside := range []int{n - 1, n + 1} {
		if n < len(out.views) && beside >= 0 && beside < len(out.views) && carries(out.views[beside], shown) {
			out.views = out.views[n:]
			return out, true
		}
	}
	return silence, false
}

// rerun finds the reply to a request again, unless it is that of a command that changes
// something.
func (b *Bot) rerun(ctx context.Context, r *request) (reply, bool) {
	if r.command != nil && !r.command.again || r.args == "" && r.command == nil {
		return silence, false
	}
	out, err := r.run(ctx, b)
	return out, err == nil && len(out.views) > 0
}

// carries tells whether the facts that a message's buttons carry, the first of those it
// shows, are those of a view.
func carries(v view, carried []fact.ID) bool {
	return slices.Equal(v.facts[:min(len(v.facts), maxRefs)], carried)
}

// pressWrong notes a question that was answered, but not as it was meant, and takes the
// button away.
func (b *Bot) pressWrong(ctx context.Context, q *telegram.CallbackQuery, r *request) error {
	p := locale.For(r.language)
	if q.Message == nil || r.args == "" {
		b.note(ctx, q, p.Text("bot.stale"), true)
		return nil
	}
	b.keep(ctx, place{r.chat.ID, q.From.ID}, r.args, spoken(r.args, r.language), gapWrong, r.now)
	b.note(ctx, q, p.Text("bot.noted"), false)
	if q.Message.ReplyMarkup == nil {
		return nil
	}
	err := b.client.EditMessageReplyMarkup(ctx, b.messageRef(q), withoutWrong(q.Message.ReplyMarkup.Keyboard))
	if kind := telegram.KindOf(err); kind == telegram.NoMessage || kind.EndsChat() {
		return nil
	}
	return err
}

// isWrong tells whether a row of buttons is "not what I asked".
func isWrong(row []telegram.Button) bool {
	d, ok := parseData(row[0].Data)
	return ok && d.verb == wrong
}

func offersWrong(m *telegram.ReplyMarkup) bool {
	return m != nil && slices.ContainsFunc(m.Keyboard, isWrong)
}

func withoutWrong(k telegram.Keyboard) telegram.Keyboard {
	return slices.DeleteFunc(slices.Clone(k), isWrong)
}
