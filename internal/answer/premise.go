package answer

import (
	"slices"

	"puente/internal/ask"
)

// premise answers a question that takes something wrong for granted about a change of
// relations: the wrong side or the wrong time.
func (e *Engine) premise(r *reading) (Answer, bool) {
	change, ok := e.change(r)
	if !ok || e.foreign(r) || len(r.query.Times) == 0 || !e.aboutRelations(r) || r.asked.Any(ask.Times|ask.HowLong|ask.Elapsed|ask.Happened|ask.Enumerate) {
		return Answer{}, false
	}
	all := e.history.of(change)
	facts := e.within(r, all)
	if len(facts) == 0 {
		asked, _ := spanOf(r.query.Times)
		if change == "" || len(all) == 0 || r.asked.Has(ask.Exist) {
			return Answer{}, false
		}
		lead := Lead{Kind: LeadYear, Span: asked, From: all[0].Date, Change: change, N: len(all)}
		then := e.within(r, e.history.changes) // what did happen at that time
		return answerWith(IntentPremise, lead, 1, slices.Concat(then, all)...), true
	}
	s := e.actor(r)
	if s == "" || len(parted(r.utterance, true)) > 0 || // "Chile or the USSR?"
		len(facts) != 1 || e.by(facts[0], s) {
		return Answer{}, false
	}
	return answerWith(IntentPremise, Lead{Kind: LeadActor, By: facts[0].By, Change: change}, 1, facts[0]), true
}
