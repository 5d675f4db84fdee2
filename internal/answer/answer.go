package answer

import (
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

// Question is one utterance put to the engine.
type Question struct {
	Text string
	// Language, where given, is the language to answer in when the question's own
	// language cannot be told (a bare name, a number).
	Language lang.Language
	// Today is the day on which the question is asked, in the asker's zone.
	Today calendar.Day
	// Group asks for restraint: the engine then needs more certainty to answer.
	Group bool
}

// Outcome says what came of a question.
type Outcome string

// The outcomes.
const (
	OutcomeAnswer  Outcome = "answer"  // cited statements
	OutcomeChoices Outcome = "choices" // two or three facts to choose from
	OutcomeUnknown Outcome = "unknown" // the base does not hold it
	OutcomeChat    Outcome = "chat"    // a greeting, thanks or a question about the bot
)

// Intent is what the question asks for.
type Intent string

// The intents.
const (
	IntentFact     Intent = "fact"     // when, who, where, what of one fact
	IntentList     Intent = "list"     // the facts of a period, topic, person or place
	IntentCount    Intent = "count"    // how many times, how many of them
	IntentDuration Intent = "duration" // how long a state or the time between two events lasted
	IntentElapsed  Intent = "elapsed"  // how long ago
	IntentState    Intent = "state"    // were there relations on a date
	IntentOrder    Intent = "order"    // which came first, the first, the last
	IntentPremise  Intent = "premise"  // the question takes something wrong for granted
	IntentCompare  Intent = "compare"  // two facts side by side
	IntentDay      Intent = "day"      // on this day, this month, next anniversary
	IntentSource   Intent = "source"   // where does that come from
	IntentOverview Intent = "overview" // the history of the relations in short, their legal basis
	IntentMore     Intent = "more"     // the rest of the last list
	IntentGreeting Intent = "greeting" // hello
	IntentThanks   Intent = "thanks"   // thank you
	IntentFarewell Intent = "farewell" // good-bye
	IntentAbout    Intent = "about"    // who are you
	IntentHelp     Intent = "help"     // what can I ask
	IntentNone     Intent = "none"     // nothing that Puente answers
)

// Answer is the engine's structured reply. It holds no markup and no sentence of the
// bot's own: package render puts it into words.
type Answer struct {
	Outcome  Outcome
	Intent   Intent
	Language lang.Language
	// Lead is what was computed, to be said before the statements; its Kind is empty
	// where the statements speak for themselves.
	Lead Lead
	// Statements are the facts that the answer rests on, most important first.
	Statements []Statement
	// More counts the facts of a list that were left out of Statements; Rest holds them.
	More int
	Rest []*fact.Fact
	// Value is the computed value, nil where nothing was computed.
	Value *Value
	// Choices are the facts to choose from (outcome choices) or the near ones that are
	// offered with an unknown.
	Choices []*fact.Fact
	// Score is the engine's estimate in [0, 1] that the answer is right.
	Score      float64
	Understood Understood
}

// Statement is one cited fact of an answer. The zero Statement is not valid: Cite makes
// them, and only from facts that have citations.
type Statement struct{ fact *fact.Fact }

// Cite returns the statement of f; ok is false for a fact without a citation, of which
// no statement can be made.
func Cite(f *fact.Fact) (s Statement, ok bool) {
	if f == nil || len(f.Citations) == 0 {
		return Statement{}, false
	}
	return Statement{fact: f}, true
}

// Fact returns the fact that s states.
func (s Statement) Fact() *fact.Fact { return s.fact }

// LeadKind names the sentence with which an answer begins.
type LeadKind string

// The leads and the fields of Lead that they use.
const (
	LeadState       LeadKind = "state"       // Span, Truth, Partly: relations existed in Span or not
	LeadCount       LeadKind = "count"       // N, Change or "": so many times, so many facts
	LeadDuration    LeadKind = "duration"    // From, To, Difference, Others
	LeadTotal       LeadKind = "total"       // Difference (MinDays and MaxDays), N gaps: all gaps added up
	LeadElapsed     LeadKind = "elapsed"     // From, To (today), Difference, Others
	LeadBefore      LeadKind = "before"      // the first statement came before the second; Difference between them
	LeadFirst       LeadKind = "first"       // the first of its kind in the base
	LeadLast        LeadKind = "last"        // the last of its kind in the base
	LeadActor       LeadKind = "actor"       // By: the question names the wrong side; By is who did it
	LeadYear        LeadKind = "year"        // From: the question has the wrong time; From is when it was
	LeadYes         LeadKind = "yes"         // a yes/no question confirmed by the statement
	LeadPeriod      LeadKind = "period"      // Span, N: what the base holds of a period
	LeadDay         LeadKind = "day"         // Span.Start (month and day), N: on this day
	LeadMonth       LeadKind = "month"       // Span.Start (month), N: anniversaries of a month
	LeadAnniversary LeadKind = "anniversary" // To (the day), N years, Truth (round): the next anniversary
	LeadTwice       LeadKind = "twice"       // Change, N: the change happened N times
	LeadOnAndOff    LeadKind = "on-and-off"  // the relations in short
	LeadLegalBasis  LeadKind = "legal-basis" // the documents that the relations rest on
	LeadList        LeadKind = "list"        // N: facts about what was asked
	LeadSource      LeadKind = "source"      // where the statement comes from
	LeadNothing     LeadKind = "nothing"     // Span: the base holds nothing for that time (outcome unknown)
	LeadFuture      LeadKind = "future"      // the future is not answered (outcome unknown)
)

// Lead is what the engine computed, for package render to say in words. Which fields
// matter depends on Kind.
type Lead struct {
	Kind       LeadKind
	From, To   calendar.Span
	Span       calendar.Span
	Relation   when.Relation // how the time meant relates to Span; empty for within it
	Difference calendar.Difference
	// Others are the results that the other dates of disagreeing sources would give.
	Others []Alternative
	N      int
	Change fact.Change
	By     []fact.EntityID
	Truth  bool
	Partly bool
}

// Alternative is the result that other dates of disagreeing sources would give.
type Alternative struct {
	From, To   calendar.Span
	Difference calendar.Difference
}

// ValueKind names what was computed.
type ValueKind string

// The kinds of value.
const (
	ValueDuration ValueKind = "duration"
	ValueCount    ValueKind = "count"
	ValueBool     ValueKind = "bool"
	ValueDate     ValueKind = "date"
)

// Value is the computed part of an answer for programs.
type Value struct {
	Kind                ValueKind
	From, To            calendar.Span // duration
	Years, Months, Days int           // duration
	N                   int           // count
	Truth               bool          // bool
	Date                calendar.Span // date
}

// Understood tells how the question was read.
type Understood struct {
	Dates    []string // EDTF with relation, "after 1947"
	Entities []fact.EntityID
	Concepts []string
	Repaired []Repair
}

// Repair is one word that was read as another.
type Repair struct {
	From, To string
	Kind     string // how: transliteration, layout, edit, split, completion
}
