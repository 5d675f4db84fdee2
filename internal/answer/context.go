package answer

import (
	"puente/internal/calendar"
	"puente/internal/fact"
)

// Context is what a conversation remembers of its last answer. The zero Context is a new
// conversation. It is passed in with a question and returned with the answer; keeping it
// is the front end's work.
type Context struct {
	Facts    []fact.ID       // the facts of the last answer, most important first
	Rest     []fact.ID       // what a list left out
	Intent   Intent          // of the last answer
	Entities []fact.EntityID // that the last question named
	Span     calendar.Span   // that the last question asked about; zero for none
	Text     string          // the last question
}

// About returns the context of a conversation about one fact: a reply to an older answer
// brings that answer's facts back.
func About(ids ...fact.ID) Context { return Context{Facts: ids, Intent: IntentFact} }
