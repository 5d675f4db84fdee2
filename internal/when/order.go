package when

// order reads an ordinal or a step: first, последний, 2nd, the next.
func (r *reader) order(i int) (Expression, int, bool) {
	t := &r.terms[i]
	e := Expression{Kind: Ordinal, Ordinal: t.n, Confidence: 1}
	switch {
	case r.isVerb(i):
		return Expression{}, 0, false
	case t.is(ordinal) && t.n != 0 && t.n < 1000:
	case t.is(number) && t.digits > 0 && t.digits <= 3 && t.n > 0 && r.isOrdinal(i) && !r.tied(i):
		e.Confidence = 0.9
	case t.is(step) && r.follows(i+1, unit) && !r.is(i+1, plural):
		return r.uncounted(i, r.terms[i+1].n, t.n, i+2) // the following year
	case t.is(step):
		e.Kind, e.Ordinal = Next, 0
		if t.n < 0 {
			e.Kind = Previous
		}
	default:
		return Expression{}, 0, false
	}
	if r.follows(i+1, title) {
		return Expression{}, 0, false
	}
	e.First, e.Last = r.tokens(i, i+1)
	return e, i + 1, true
}

// isVerb reports whether an English word is rather a verb: how long did it last in orbit,
// was Chile following the talks.
func (r *reader) isVerb(i int) bool {
	switch r.u.Tokens[r.terms[i].first].Fold {
	case "following":
		return r.follows(i+1, det)
	case "last":
		if !r.ends(i+1) && !r.follows(i+1, inside|until|from|before|after) || i == 0 || r.is(i-1, det) {
			return false
		}
		before := r.terms[i].first - 1
		switch r.u.Tokens[before].Fold {
		case "came", "come", "comes", "was", "were", "is":
			return false
		}
		return !r.possessive(before)
	}
	return false
}

// isOrdinal reports whether a number in digits is an ordinal: 2nd, 5-я, 5°.
func (r *reader) isOrdinal(i int) bool {
	return isOrdinalEnding(r.terms[i].suffix) || r.gap(i+1)&gapDegree != 0 && r.joined(i+1)
}

// isOrdinalEnding reports whether digits with this ending are an ordinal rather than a
// decade.
func isOrdinalEnding(s string) bool {
	switch s {
	case "", "s", "os", "as", "х", "их", "ых", "ми", "ими", "ыми", "мм":
		return false
	}
	return true
}
