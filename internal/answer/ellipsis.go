package answer

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/match"
	"puente/internal/when"
)

// completed reads the question that an elliptical one stands for: after "When did Lagos
// visit Moscow?", "and Bachelet?" is "When did Bachelet visit Moscow?". Nil where the
// question is none, or the last one has nothing of the kind to put its name or time for.
func (e *Engine) completed(r *reading) *reading {
	if r.context.Text == "" || !r.elliptical(e) {
		return nil
	}
	last := e.parse(Question{Text: r.context.Text, Today: r.Today})
	from, to := e.exchanged(r, last)
	if to == (tokens{}) {
		return nil
	}
	q := r.Question
	text, own := last.utterance.Text, r.utterance.Text // not as typed: mentions and layout are dealt with
	q.Text = text[:to.start(last)] + own[from.start(r):from.end(r)] + text[to.end(last):]
	full := e.read(q, Context{})
	full.language = r.language
	return full
}

// elliptical reports whether the question is a name or a time and hardly more: "and
// Bachelet?"
func (r *reading) elliptical(e *Engine) bool {
	t := r.utterance.Tokens
	if len(t) == 0 || !leadsOn[t[0].Fold] && len(t) > leanWords || r.asked.Any(ask.Question|ask.YesNo|ask.List|ask.Source) {
		return false
	}
	said := func(token int) bool {
		foreign := func(m match.Mention) bool { return m.Token == token }
		return r.asked.Token[token] != 0 || e.index.NamedAt(r.own, token) || slices.ContainsFunc(r.own.Mentions, foreign)
	}
	return e.index.Content(r.own, said) < contentWeight
}

// tokens is a range of the tokens of a question, the last one excluded.
type tokens struct{ first, last int }

func (t tokens) start(r *reading) int { return r.utterance.Tokens[t.first].Start }
func (t tokens) end(r *reading) int   { return r.utterance.Tokens[t.last-1].End }

// exchanged finds what of the one question takes the place of what in the last: a name
// for a name of its kind, or the only time for the only time.
func (e *Engine) exchanged(r, last *reading) (from, to tokens) {
	named := e.index.Names(r.own)
	if len(named) == 0 {
		if len(r.times) == 1 && len(last.times) == 1 {
			return timeTokens(r.times[0]), timeTokens(last.times[0])
		}
		return tokens{}, tokens{}
	}
	from = together(named, func(match.Named) bool { return true })
	outside := func(n match.Named) bool { return n.Token < from.first || n.Token >= from.last }
	if len(r.times) > 0 || slices.ContainsFunc(named, outside) {
		return tokens{}, tokens{} // more than one thing
	}
	for _, n := range named {
		like := func(m match.Named) bool { return m.Entity != n.Entity && e.sameKind(m.Entity, n.Entity) }
		if to := together(e.index.Names(last.own), like); to != (tokens{}) {
			return from, to
		}
	}
	return tokens{}, tokens{}
}

func timeTokens(t when.Expression) tokens { return tokens{t.First, t.Last} }

// sameKind reports whether two entities are both people, both ships, both one of the two
// countries …
func (e *Engine) sameKind(a, b fact.EntityID) bool {
	x, known := e.base.Entity(a)
	y, too := e.base.Entity(b)
	return known && too && x.Kind == y.Kind && x.Neutral == y.Neutral
}

// together is the first unbroken range of the tokens with the wanted names.
func together(names []match.Named, wanted func(match.Named) bool) tokens {
	var t tokens
	for _, n := range names {
		switch {
		case !wanted(n):
		case t == (tokens{}):
			t = tokens{n.Token, n.Token + 1}
		case n.Token == t.last:
			t.last++
		}
	}
	return t
}
