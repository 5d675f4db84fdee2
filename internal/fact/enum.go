package fact

import "slices"

// Topic is what a fact is about. The facts of a topic stand in files named after it.
type Topic string

// The topics.
const (
	Diplomacy  Topic = "diplomacy"
	Visit      Topic = "visit"
	Agreement  Topic = "agreement"
	Trade      Topic = "trade"
	Economy    Topic = "economy"
	Military   Topic = "military"
	Parliament Topic = "parliament"
	Consular   Topic = "consular"
	Culture    Topic = "culture"
	Sport      Topic = "sport"
	Science    Topic = "science"
	Space      Topic = "space"
	Antarctic  Topic = "antarctic"
	Education  Topic = "education"
	People     Topic = "people"
	Media      Topic = "media"
	Aid        Topic = "aid"
)

// Topics returns the topics in the order in which they are listed to people.
func Topics() []Topic {
	return []Topic{Diplomacy, Visit, Agreement, Trade, Economy, Military, Parliament, Consular,
		Culture, Sport, Science, Space, Antarctic, Education, People, Media, Aid}
}

// Valid reports whether t is one of the topics.
func (t Topic) Valid() bool { return slices.Contains(Topics(), t) }

// DayBasis says why the exact day of a fact must not be celebrated as its anniversary.
// The empty DayBasis is that it may be.
type DayBasis string

// The bases of a day.
const (
	DayOfReport  DayBasis = "report"    // the day of a report, telegram or interview, not the event's
	DayAnnounced DayBasis = "announced" // planned or announced for that day
	DayDeadline  DayBasis = "deadline"  // the day something was due
	DayOldStyle  DayBasis = "old-style" // may be a day of the Julian calendar
	DayWeak      DayBasis = "weak"      // rests on weak sources only, or is doubtful
)

// DayBases returns the bases of a day.
func DayBases() []DayBasis {
	return []DayBasis{DayOfReport, DayAnnounced, DayDeadline, DayOldStyle, DayWeak}
}

// Valid reports whether b is one of the bases of a day.
func (b DayBasis) Valid() bool { return slices.Contains(DayBases(), b) }

// Change is a change of the state of diplomatic relations.
type Change string

// The changes, in the order in which they can happen.
const (
	Established Change = "established"
	Severed     Change = "severed"
	Restored    Change = "restored"
)

// Changes returns the changes of the state of relations.
func Changes() []Change { return []Change{Established, Severed, Restored} }

// Valid reports whether c is one of the changes.
func (c Change) Valid() bool { return slices.Contains(Changes(), c) }

// SourceKind says how near a source is to the event.
type SourceKind string

// The kinds of sources.
const (
	Primary      SourceKind = "primary"      // a document of a participant or of the day
	Secondary    SourceKind = "secondary"    // written later, from documents
	Encyclopedia SourceKind = "encyclopedia" // a reference work
	Academic     SourceKind = "academic"     // a scholarly work
	News         SourceKind = "news"         // a newspaper or agency
	Opinion      SourceKind = "opinion"      // a column, an ambassador's article
	Mirror       SourceKind = "mirror"       // a copy of a reference work on another site
	OtherSource  SourceKind = "other"        // anything else
)

// SourceKinds returns the kinds of sources.
func SourceKinds() []SourceKind {
	return []SourceKind{Primary, Secondary, Encyclopedia, Academic, News, Opinion, Mirror, OtherSource}
}

// Valid reports whether k is one of the kinds of sources.
func (k SourceKind) Valid() bool { return slices.Contains(SourceKinds(), k) }

// EntityKind says what an entity is.
type EntityKind string

// The kinds of entities.
const (
	Person      EntityKind = "person"
	Institution EntityKind = "institution"
	Place       EntityKind = "place"
	Ship        EntityKind = "ship"
	Spacecraft  EntityKind = "spacecraft"
	Team        EntityKind = "team"
	Work        EntityKind = "work"
	Event       EntityKind = "event"
	OtherEntity EntityKind = "other"
)

// EntityKinds returns the kinds of entities.
func EntityKinds() []EntityKind {
	return []EntityKind{Person, Institution, Place, Ship, Spacecraft, Team, Work, Event, OtherEntity}
}

// Valid reports whether k is one of the kinds of entities.
func (k EntityKind) Valid() bool { return slices.Contains(EntityKinds(), k) }

// Countries returns what the country of an entity may be.
func Countries() []string { return []string{"chile", "russia", "ussr", "russian-empire", "other"} }

// ConceptKind says what part a concept plays in a question. The empty ConceptKind is an
// ordinary notion, which a question and a fact may share.
type ConceptKind string

// The kinds of concepts.
const (
	ConceptAttribute ConceptKind = "attribute" // something a fact must record to answer: a price, an age
	ConceptForeign   ConceptKind = "foreign"   // another country or its city
	ConceptOffTopic  ConceptKind = "off-topic" // of a field that the base has nothing to do with
)

// ConceptKinds returns the kinds of concepts.
func ConceptKinds() []ConceptKind {
	return []ConceptKind{ConceptAttribute, ConceptForeign, ConceptOffTopic}
}

// Valid reports whether k is one of the kinds of concepts.
func (k ConceptKind) Valid() bool { return slices.Contains(ConceptKinds(), k) }
