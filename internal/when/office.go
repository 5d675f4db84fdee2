package when

import (
	"cmp"
	"slices"
	"strings"

	"puente/internal/lang"
)

// inOffice are the folded words that put what somebody did into their time in office, if a
// period is called after them: "when did Bachelet go to Russia as president?"
var inOffice = splitAll(
	"as president", "while president", "while in office", "already president",
	"como presidente", "como presidenta", "siendo presidente", "siendo presidenta", "ya de presidente", "ya presidente", "ya presidenta",
	"будучи президентом", "в качестве президента", "на посту президента", "в должности президента", "уже президентом",
)

func splitAll(phrases ...string) [][]string {
	out := make([][]string, len(phrases))
	for i, p := range phrases {
		out[i] = strings.Fields(p)
	}
	return out
}

// withOffice adds to expressions the time in office of somebody whom the question names,
// where it says that they acted in that office and names no other time: all their terms
// as one.
func (r *reader) withOffice(es []Expression) []Expression {
	if r.names == nil || slices.ContainsFunc(es, func(e Expression) bool { return !e.Span.IsZero() && e.Confidence >= Sure }) {
		return es
	}
	first, last := officeAt(r.u.Tokens)
	if first < 0 {
		return es
	}
	for i := range r.u.Tokens {
		node, _ := r.names.longest(r.u, i)
		if node == nil {
			continue
		}
		e := Expression{Kind: Period, Relation: In, Confidence: sureEra, First: first, Last: last}
		if e.Span, e.Period = node.hull(); e.Span.Single() {
			continue // a day is no term
		}
		es = slices.DeleteFunc(es, func(o Expression) bool { return o.Kind == Period })
		es = append(es, e)
		slices.SortStableFunc(es, func(a, b Expression) int { return cmp.Compare(a.First, b.First) })
		return es
	}
	return es
}

// officeAt returns the range of tokens that say "as president", -1 where none do.
func officeAt(tokens []lang.Token) (first, last int) {
	for i := range tokens {
		for _, words := range inOffice {
			if says(tokens[i:], words) {
				return i, i + len(words)
			}
		}
	}
	return -1, -1
}

// says reports whether the tokens begin with these words.
func says(tokens []lang.Token, words []string) bool {
	if len(words) > len(tokens) {
		return false
	}
	for i, w := range words {
		if tokens[i].Fold != w {
			return false
		}
	}
	return true
}
