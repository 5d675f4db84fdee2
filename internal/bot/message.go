package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/telegram"
)

// exchange is a question and the message that answered it.
type exchange struct {
	question string
	answer   int // id of the message; 0 for silence
	facts    []fact.ID
}

// repeat names what is asked in a chat, to notice that it is asked again.
type repeat struct {
	chat    int64
	topic   int
	command string // empty for a question
	words   string
}

// message deals with a new message.
func (b *Bot) message(ctx context.Context, m *telegram.Message) error {
	switch {
	case m.MigrateToChatID != 0:
		return b.Migrate(ctx, m.Chat.ID, m.MigrateToChatID)
	case m.MigrateFromChatID != 0:
		return b.Migrate(ctx, m.MigrateFromChatID, m.Chat.ID)
	case isForNobody(m):
		return nil
	}
	r, err := b.read(ctx, m)
	if errors.Is(err, errUnknownSelf) {
		b.log.Warn("message in a group not read", "error", err)
		return nil
	}
	if err != nil || r.approach == "" {
		return err
	}
	return b.respond(ctx, r)
}

// respond answers a request with a message.
func (b *Bot) respond(ctx context.Context, r *request) error {
	out, err := r.run(ctx, b)
	if err != nil {
		return err
	}
	b.noteGap(ctx, r, out)
	text, _ := r.message.Body()
	if len(out.views) == 0 {
		b.recent.put(messageID{r.message.Chat.ID, r.message.ID}, exchange{question: text}, r.now)
		return nil
	}
	if ok, err := b.afford(ctx, r); !ok {
		return err
	}
	if earlier, ok := b.repeated(r, out); ok {
		return b.pointTo(ctx, r, out.language, earlier)
	}
	sent, err := b.send(ctx, r, r.asked.ID, out.views[0])
	if err != nil || sent == nil {
		return err
	}
	e := exchange{text, sent.ID, out.facts()}
	b.recent.put(messageID{r.message.Chat.ID, r.message.ID}, e, r.now)
	if r.inGroup() && len(e.facts) > 0 {
		b.repeats.put(r.repeat(), e, r.now)
	}
	b.remember(r.place(), out, r.now)
	return nil
}

// run finds the reply to a request.
func (r *request) run(ctx context.Context, b *Bot) (reply, error) {
	if r.command != nil {
		return r.command.run(b, ctx, r)
	}
	return b.question(ctx, r)
}

// isQuestion tells whether the engine answers the request.
func (r *request) isQuestion() bool { return r.command == nil || r.command.name == "ask" }

func (b *Bot) remember(at place, out reply, now time.Time) {
	if out.context != nil {
		b.conversations.put(at, *out.context, now)
	}
}

// send sends a message to where a request came from. A chat that does not take messages
// is no error; nothing is sent then.
func (b *Bot) send(ctx context.Context, r *request, replyTo int, v view) (*telegram.Message, error) {
	sent, err := b.client.SendMessage(ctx, telegram.Outgoing{
		ChatID: r.message.Chat.ID, Topic: r.message.TopicID(), ReplyTo: replyTo,
		HTML: v.html, Plain: v.plain, Keyboard: v.keyboard, Silent: r.chat.Quiet,
	})
	if kind := telegram.KindOf(err); kind.EndsChat() || kind == telegram.TopicClosed {
		b.log.Info("the chat takes no messages", "chat_id", r.message.Chat.ID, "kind", string(kind))
		return nil, nil
	}
	return sent, err
}

// afford takes an answer from the budgets of the chat and the person. When one is used up
// it is false, and the person is told once.
func (b *Bot) afford(ctx context.Context, r *request) (bool, error) {
	switch b.budgets.spend(r.now, costs(r.place())) {
	case spentOne:
		return true, nil
	case firstRefuse:
		_, err := b.send(ctx, r, r.message.ID, view{plain: locale.For(r.language).Text("bot.slow-down")})
		return false, err
	}
	return false, nil
}

func costs(at place) map[place]allowance {
	if at.chat >= 0 {
		return map[place]allowance{at: personAllowance}
	}
	return map[place]allowance{at: memberAllowance, {chat: at.chat}: groupAllowance}
}

func (r *request) repeat() repeat {
	words := strings.FieldsFunc(lang.Fold(r.args), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	asked := repeat{chat: r.message.Chat.ID, topic: r.message.TopicID(), words: strings.Join(words, " ")}
	if !r.isQuestion() {
		asked.command = r.command.name
	}
	return asked
}

// repeated returns the answer that a group was given a little while ago to the same
// question or command, unless it shows something else by now.
func (b *Bot) repeated(r *request, out reply) (exchange, bool) {
	facts := out.facts()
	if !r.inGroup() || len(facts) == 0 {
		return exchange{}, false
	}
	earlier, ok := b.repeats.get(r.repeat(), r.now)
	if _, changed := b.changed.get(messageID{r.message.Chat.ID, earlier.answer}, r.now); !ok || changed {
		return exchange{}, false
	}
	return earlier, slices.Equal(earlier.facts, facts)
}

// pointTo leads to an earlier answer: by a button, or in a basic group, whose messages have
// no addresses, by replying to it.
func (b *Bot) pointTo(ctx context.Context, r *request, l lang.Language, earlier exchange) error {
	p := locale.For(l)
	v := view{plain: p.Text("bot.repeat")}
	replyTo := earlier.answer
	if url := messageURL(r.message.Chat, earlier.answer); url != "" {
		v.keyboard = telegram.Keyboard{{{Text: p.Text("button.earlier-answer"), URL: url}}}
		replyTo = r.message.ID
	}
	_, err := b.send(ctx, r, replyTo, v)
	return err
}

// supergroupOffset is added to the number of a supergroup to make its id (core.telegram.org/api/bots/ids).
const supergroupOffset = 1_000_000_000_000

// messageURL is the address of a message in a supergroup, empty in a basic group.
func messageURL(c telegram.Chat, message int) string {
	switch {
	case c.Username != "":
		return "https://t.me/" + c.Username + "/" + strconv.Itoa(message)
	case c.Type == telegram.Supergroup:
		return "https://t.me/c/" + strconv.FormatInt(-c.ID-supergroupOffset, 10) + "/" + strconv.Itoa(message)
	}
	return ""
}

// edited answers an edited question anew by editing the answer, or with a new one where
// the question was met with silence. An edit long after, one that changes no text, and one
// of a question that the bot does not remember are left alone.
func (b *Bot) edited(ctx context.Context, m *telegram.Message) error {
	if isForNobody(m) {
		return nil
	}
	key := messageID{m.Chat.ID, m.ID}
	earlier, ok := b.recent.get(key, b.now())
	text, _ := m.Body()
	if !ok || earlier.question == text {
		return nil
	}
	r, err := b.read(ctx, m)
	if err != nil || r.approach == "" {
		return err
	}
	if earlier.answer == 0 {
		return b.respond(ctx, r)
	}
	out, err := r.run(ctx, b)
	if err != nil {
		return err
	}
	b.noteGap(ctx, r, out)
	if len(out.views) == 0 {
		out = say(out.language, locale.For(r.language).Text("unknown"))
	}
	if b.budgets.spend(r.now, costs(r.place())) != spentOne {
		return nil
	}
	b.recent.put(key, exchange{text, earlier.answer, out.facts()}, r.now)
	b.changed.put(messageID{m.Chat.ID, earlier.answer}, true, r.now)
	b.remember(r.place(), out, r.now)
	return b.show(ctx, telegram.MessageRef{ChatID: m.Chat.ID, MessageID: earlier.answer}, out.views[0])
}

// show puts a view in the place of what a message of the bot showed. One that cannot be
// edited any more is no error.
func (b *Bot) show(ctx context.Context, at telegram.MessageRef, v view) error {
	err := b.client.EditMessageText(ctx, at, v.html, v.plain, v.keyboard)
	if kind := telegram.KindOf(err); kind.EndsChat() || kind == telegram.NoMessage || kind == telegram.TopicClosed {
		b.log.Info("a message cannot be edited", "chat_id", at.ChatID, "kind", string(kind))
		return nil
	}
	return err
}
