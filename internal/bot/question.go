package bot

import (
	"context"

	"puente/internal/answer"
	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
)

// question answers the question of a request.
func (b *Bot) question(_ context.Context, r *request) (reply, error) {
	if r.args == "" {
		if r.approach == byCommand {
			return example(r, "ask"), nil
		}
		return say(r.language, locale.For(r.language).Text("bot.text-only")), nil
	}
	last := b.context(r)
	l := r.language
	a, next := r.library.engine.Answer(answer.Question{
		Text: r.args, Language: l, Today: r.today(spoken(r.args, l)), Group: r.inGroup(),
	}, last)
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
		if r.inGroup() && r.approach == byReply {
			return silence, nil // "thanks" needs no answer where others read along
		}
		out.views = []view{{html: render.HTML(a, r.library.base, render.Options{}).HTML, plain: short(render.Text(a, r.library.base))}}
	default:
		out.views = p.unknown(r, a)
	}
	return out, nil
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
