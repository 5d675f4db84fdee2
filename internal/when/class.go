package when

// class is what a word or number can be in a time expression, as bits: one word can be
// several things (Spanish "de" is "of" and "from"). The words are in table.go; where a
// class comes with a number, that is the word's n.
type class uint64

const (
	number      class = 1 << iota // n: its value, in digits or in words put together
	cardinal                      // n: a number word, seven
	ordinal                       // n: seventh; negative counts from the end
	hundred                       // multiplies what stands before it
	thousand                      // multiplies what stands before it
	decadeName                    // n: 60 for the sixties, 2000 for the two-thousands
	decadeTail                    // behind digits: 80-ies
	few                           // n: "a" in "a year ago", "a couple of"
	amount                        // n: months, полгода
	month                         // n
	shortMonth                    // n: an abbreviation, only next to a number
	weakMonth                     // n: also another word (may, march), only in a clear place
	unit                          // n: index in units
	plural                        // of a unit: years
	mark                          // of the unit year: behind a number it makes a year of it, год
	season                        // n: 1 spring to 4 winter
	weekday                       // Sunday
	part                          // n: early, the middle of
	this                          // n: 0 this, -1 last, 1 next; before a unit or month
	thatPast                      // n: the same behind it, pasado
	relativeDay                   // n: 0 today, -1 yesterday
	onThisDay                     // today, certainly as an anniversary
	now                           // the present
	present                       // the present, only where it ends a range
	recent                        // lately
	inside                        // in, on, during
	loose                         // with inside: as often no time before a period (react to the coup)
	before                        //
	after                         //
	since                         //
	until                         //
	by                            // until, only with a date
	between                       //
	from                          // begins a range
	to                            // joins the ends of a range
	and                           // joins dates
	of                            //
	det                           // the
	approx                        // about
	under                         // in the time of a person
	with                          // the same, or rather together with the person
	ago                           // behind an amount
	agoFirst                      // before an amount: hace
	through                       // before an amount: через
	later                         // behind an amount
	earlier                       // behind an amount
	onward                        // behind a date
	era                           // what a period is called: time, years
	rule                          // who it is called after has: government, presidency
	lasting                       // a verb or adverb before a duration: прошло
	office                        // before a name: president
	lastFew                       // in "the last ten years"
	step                          // n: 1 next, -1 previous
	measure                       // a number before it counts something
	label                         // a number behind it names something: law, flight
	edition                       // two digits behind it are its year: Mundial 62
	title                         // an ordinal before it is part of a title: first lady
	short                         // may have a full stop behind it
	prefix                        // only joined to the next word by a hyphen: post-1990
)

// The units by index.
const (
	unitDay = iota
	unitWeek
	unitMonth
	unitYear
	unitDecade
	unitCentury
)

var units = [...]Unit{UnitDay, UnitWeek, UnitMonth, UnitYear, UnitDecade, UnitCentury}

// The parts of a span by index.
const (
	early = iota
	middle
	late
	firstHalf
	secondHalf
)
