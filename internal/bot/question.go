package bot

import (
	"context"
	"slices"
	"strings"

	"puente/internal/answer"
	"puente/internal/ask"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
)

// question answers the question of a request.
func (b *Bot) question(_ context.Context, r *request) (reply, error) {
	l := r.language
	switch {
	case r.args == "" && r.approach == byCommand:
		return example(r, "ask"), nil
	case r.args == "" && r.approach == byMention:
		return say(l, locale.For(l).Text("chat.greeting")), nil
	case r.args == "":
		return say(l, locale.For(l).Text("bot.text-only")), nil
	case r.approach == byReply && isRemark(r.args):
		return silence, nil
	}
	a, next := r.library.engine.Answer(answer.Question{
		Text: r.args, Language: l, Today: r.today(spoken(r.args, l)), Group: r.inGroup() && r.approach != byCommand,
	}, b.context(r))
	p := newPresenter(r.library, r.chat, a.Language)
	p.wrong = b.keepQuestions
	out := reply{language: a.Language, outcome: a.Outcome}
	switch a.Outcome {
	case answer.OutcomeAnswer:
		out.views, out.context = p.answer(a), &next
	case answer.OutcomeChoices:
		question := locale.For(p.language).Count("choices", len(a.Choices))
		out.views = []view{{plain: question, keyboard: p.choices(a.Choices)}}
	case answer.OutcomeChat:
		out.views = p.chat(r, a)
	default:
		out.views = p.unknown(r, a)
	}
	return out, nil
}

// chat answers small talk. In a group nobody needs an answer to "thanks", nor the whole help
// for a "hello".
func (p presenter) chat(r *request, a answer.Answer) []view {
	switch {
	case r.approach == byReply, r.approach == byMention && a.Intent != answer.IntentGreeting && a.Intent != answer.IntentAbout && a.Intent != answer.IntentHelp:
		return nil
	case r.inGroup() && a.Intent == answer.IntentGreeting:
		return []view{{plain: p.text("chat.greeting")}}
	}
	m := render.HTML(a, p.library.base, render.Options{})
	return []view{{html: m.HTML, plain: short(render.Text(a, p.library.base))}}
}

// remarkWords is from how many words on a text that asks nothing is a remark. Fewer may be
// key words.
const remarkWords = 3

// goOn are the words with which people go on asking without a word of asking.
var goOn = strings.Fields("and tell explain show name list y e cuenta cuentame dime explica muestra nombra " +
	"а и расскажи расскажите объясни объясните покажи покажите назови назовите")

// isRemark tells whether a text, by its form, asks nothing.
func isRemark(text string) bool {
	u := lang.Analyse(text)
	const asking = ask.Question | ask.YesNo | ask.Exist | ask.List | ask.Source | ask.More | ask.Overview | ask.Next | ask.Previous
	return len(u.Tokens) >= remarkWords && !strings.ContainsAny(text, "?¿") &&
		!slices.Contains(goOn, u.Tokens[0].Fold) && !ask.Read(u).Any(asking)
}

// unknown says that the base does not hold what is asked: with what is near in a private
// chat, in one line to a command in a group, and else not at all.
func (p presenter) unknown(r *request, a answer.Answer) []view {
	near := a.Choices
	a.Choices = nil
	v := view{plain: render.Text(a, r.library.base)}
	switch {
	case !r.inGroup() && len(near) > 0:
		v.plain += "\n\n" + locale.For(p.language).Count("unknown.near", len(near))
		v.keyboard = p.choices(near)
	case r.inGroup() && r.approach != byCommand:
		return nil
	}
	return []view{v}
}

// spoken is the language that a text surely is in, or else the given one.
func spoken(text string, otherwise lang.Language) lang.Language {
	if u := lang.Analyse(text); u.Language.Valid() && u.Confidence >= sureLanguage {
		return u.Language
	}
	return otherwise
}

// sureLanguage is the confidence from which a text's own language is gone by.
const sureLanguage = 0.5
