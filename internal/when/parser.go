package when

import (
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
)

// Parser finds time expressions. It knows the periods that have names and is safe for
// concurrent use.
type Parser struct {
	words   *lexicons
	periods *nameNode
}

// NewParser returns a Parser that knows the given periods by their names and aliases.
func NewParser(periods []*fact.Period) *Parser {
	return &Parser{words: vocabulary(), periods: newNames(periods)}
}

// Parse returns the time expressions of an utterance in the order in which they stand.
// They do not overlap. Today is the day of asking.
func (p *Parser) Parse(u lang.Utterance, today calendar.Day) []Expression {
	var buffer [32]term
	r := reader{names: p.periods, u: &u, today: today, tail: gapEdge}
	r.terms, r.interesting = p.words.terms(&u, buffer[:0])
	if p.periods == nil && r.interesting&telling == 0 {
		return nil
	}
	r.year, r.month, _ = today.Civil()
	if n := len(u.Tokens); n > 0 {
		r.tail |= gapOf(u.Gap(n - 1))
	}
	var out []Expression
	for i := 0; i < len(r.terms); {
		if r.terms[i].class == 0 && !r.startsName(i) {
			i++
			continue
		}
		e, next, ok := r.expression(i)
		if !ok {
			i++
			continue
		}
		out = append(out, e)
		i = next
	}
	return merge(ofYear(r.withOffice(out)), &u)
}

// telling are the classes without one of which there is no time expression but a period.
const telling = number | ordinal | decadeName | month | weakMonth | unit | amount | season |
	relativeDay | onThisDay | now | present | recent | step

// reader reads one utterance.
type reader struct {
	names *nameNode
	u     *lang.Utterance

	today       calendar.Day
	year, month int // of today

	terms       []term
	tail        gap   // behind the last term
	interesting class // of all terms
}

// is reports whether there is a term i with one of the classes.
func (r *reader) is(i int, c class) bool {
	return i >= 0 && i < len(r.terms) && r.terms[i].class&c != 0
}

// gap returns what stands before term i.
func (r *reader) gap(i int) gap {
	if i < len(r.terms) {
		return r.terms[i].gap
	}
	return r.tail
}

// joined reports whether term i follows the one before it inside an expression: no
// sentence ends between them.
func (r *reader) joined(i int) bool {
	if i <= 0 || i >= len(r.terms) {
		return false
	}
	allowed := soft
	if r.terms[i-1].is(short) {
		allowed |= gapDot
	}
	return r.terms[i].gap&^allowed == 0
}

// follows reports whether term i is of one of the classes and joined to the one before.
func (r *reader) follows(i int, c class) bool { return r.is(i, c) && r.joined(i) }

// skip returns the first term from i on that is none of the classes.
func (r *reader) skip(i int, c class) int {
	for r.follows(i, c) {
		i++
	}
	return i
}

// ends reports whether the question, or a sentence or clause of it, ends before term i.
func (r *reader) ends(i int) bool {
	return i >= len(r.terms) || r.terms[i].gap&(gapStop|gapDot|gapComma|gapEdge) != 0
}

// tokens returns the range of tokens of the terms from i to next.
func (r *reader) tokens(i, next int) (first, last int) {
	return r.terms[i].first, r.terms[next-1].end
}
