// Package fact holds the fact base: dated, cited statements about the relations between
// Chile and Russia, with the sources, names, periods and words that belong to them.
//
// [Load] reads a base from its YAML files and refuses whatever is malformed; [Lint] says
// what a well-formed base still lacks to be published; [Format] writes the one canonical
// form of a file. What the files may hold is described in knowledge/README.md.
//
// The package understands no questions and words no answers. It reads no clock: today is
// an argument.
package fact

import (
	"puente/internal/calendar"
	"puente/internal/lang"
)

// ID names a fact: 3 to 48 of a-z, 0-9 and the hyphen. It is never renamed or reused, and
// short enough for the callback data of a Telegram button (64 bytes).
type ID string

// SourceID names a source. Its form is that of [ID].
type SourceID string

// EntityID names an entity. It is 2 to 64 of a-z, 0-9 and the hyphen.
type EntityID string

// Texts is one text in each language. In a linted base none is missing.
type Texts map[lang.Language]string

// Fact is one statement, complete without the question it answers.
type Fact struct {
	ID   ID
	Date calendar.Span // as exact as the sources are; zero for a fact without a date
	Day  DayBasis      // why the day of Date must not be celebrated; empty when it may be

	Topic      Topic
	Importance int   // 1 what everybody asks, 2 normal, 3 a detail
	Title      Texts // at most 60 characters: buttons, lists, type-ahead
	Text       Texts // one or two sentences, at most 400 characters, no markup

	Who   []EntityID // people, institutions, ships, teams that take part
	Where []EntityID // places

	Relations Change     // the change of the state of relations that the fact is, if it is one
	By        []EntityID // whose act the change was

	Ask       map[lang.Language][]string // example questions, as people put them
	Citations []Citation                 // the leading one first
	Follow    *Follow                    // which of the differing dates is followed; nil when none differ
	Corrected []Correction               // what the fact used to say wrongly, oldest first
	Withdrawn string                     // why the fact is withdrawn; empty for a fact in force

	File string // the file of the base that the fact stands in, for messages
	Line int    // the line on which its record begins, from 1
}

// Citation is what a source contributes to a fact.
type Citation struct {
	Source SourceID
	At     string        // the page or paragraph, where the source has them
	Date   calendar.Span // the date as this source states it; zero when it states none
	Note   string        // in English, for curators and readers who look closer
}

// Follow says which of the differing dates a fact follows, and why.
type Follow struct {
	Date calendar.Span
	Why  Texts
}

// Correction says what was put right in a fact, and when.
type Correction struct {
	Date calendar.Span
	What Texts
}

// Source is a page, document or work that facts cite.
type Source struct {
	ID        SourceID
	Title     string // the page's own title, or a description of it when Described
	Publisher string
	URL       string // empty for works cited without an address
	Author    string
	Year      string // the year of a work cited without an address
	Kind      SourceKind
	Language  string // ISO 639-1 code of the language of the page
	Accessed  string // when the page was last read: 2026-11 or 2026-11-25
	Described bool   // Title is a description, since the page has no title of its own

	// Attribution is what the text of a fact must name when it rests on this source
	// alone, in each language; nil for sources that need no naming.
	Attribution Texts

	File string
	Line int
}

// Entity is a person, institution, place or thing that facts name.
type Entity struct {
	ID      EntityID
	Kind    EntityKind
	Country string // chile, russia, ussr, russian-empire, other, or empty where it does not apply
	Name    Texts
	Aliases map[lang.Language][]string // how else people write it
	Shared  []string                   // those of Aliases that other entities rightly have too
	Neutral bool                       // Chile, Russia and their like: on every fact, so they tell nothing

	File string
	Line int
}

// Period is a named time: "under Allende", "the Cold War".
type Period struct {
	ID      string
	Span    calendar.Span
	Name    Texts
	Aliases map[lang.Language][]string

	File string
	Line int
}

// Concept is a notion with the words for it in each language, so that a question in one
// language finds a fact worded in another.
type Concept struct {
	ID    string
	Kind  ConceptKind // empty for an ordinary notion
	Words map[lang.Language][]string

	File string
	Line int
}
