package match

// signal numbers what the models know of a question and a fact.
type signal int

const (
	sigCover      signal = iota // share of the question's weight that the fact has
	sigExample                  // likeness to the most alike example question
	sigExampleFwd               // share of the question's weight that this example has
	sigExampleBck               // share of this example's weight that the question has
	sigSecond                   // likeness to the second example
	sigTitle                    // likeness to the most alike title
	sigText                     // share of the question's weight that one of the texts has
	sigGrams                    // likeness of letter 4-grams to the most alike example
	sigMissing                  // heaviest word that the fact does not have, relative to the rarest
	sigUnknown                  // share of the question's weight in words that stand for nothing
	sigStrange                  // unknown names
	sigNames                    // share of the names of the question that the fact has
	sigNameLess                 // 1 when a name of the question is not the fact's
	sigForeign                  // 1 when another country is named that the fact does not have
	sigDate                     // 1 when the fact happened at the time asked for
	sigMention                  // 1 when its text names that time
	sigNotThen                  // 1 when it is of another time
	sigUndated                  // 1 when it has no date and a time is asked for
	sigAttribute                // 1 when an attribute is asked for that it does not record
	sigEvidence                 // logarithm of the matched weight
	sigPopular                  // 1 for importance 1, -1 for importance 3
	sigShort                    // 1 when the question has one content word, 1/2 when two …
	sigFocus                    // share of the word asked for ("which goalkeeper") that the fact lacks
	sigExact                    // share of the question's weight that the fact has by the same stems
	sigRare                     // how rare the rarest shared word is
	sigStray                    // share of the question's weight in words of other facts
	sigUntold                   // 1 when it is asked when, who or where and the fact does not record it
	sigThin                     // how far below half the fact's share of the question is
	sigAnchor                   // 1 when the question has a name that the fact has
	sigSides                    // how many of the two countries it names or has people of, of 2
	sigAbroad                   // 1 when it names other countries only
	sigMargin                   // lead over the next fact's score (abstention only)
	signalCount
)

// signalNames are the names under which the weights are stored, in the order of the
// signals.
var signalNames = [signalCount]string{
	"cover", "example", "example-forward", "example-back", "second", "title", "text", "grams",
	"missing", "unknown", "strange", "names", "nameless", "foreign", "date", "mention", "not-then",
	"undated", "attribute", "evidence", "popular", "short", "focus", "exact", "rare", "stray", "untold", "thin", "anchor", "sides", "abroad", "margin",
}

// Signals is a vector of signals.
type Signals = [signalCount]float64

// slimSignals are signals as hits keep them.
type slimSignals [signalCount]float32

func (s *slimSignals) wide() (x Signals) {
	for i, v := range s {
		x[i] = float64(v)
	}
	return x
}
