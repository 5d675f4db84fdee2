package match

import (
	"slices"

	"puente/internal/fact"
	"puente/internal/lang"
)

// Example returns the fact of which the question is an example, word for word.
func (ix *Index) Example(q *Query) (f *fact.Fact, ok bool) {
	if q.example < 0 {
		return nil, false
	}
	return ix.facts[q.example].fact, true
}

// Entities returns the entities that the question names, each once.
func (ix *Index) Entities(q *Query) []fact.EntityID {
	var ids []fact.EntityID
	for _, m := range q.Mentions {
		for _, id := range ix.EntitiesOf(m) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// EntitiesOf returns the entities that bear a name of a question.
func (ix *Index) EntitiesOf(m Mention) []fact.EntityID {
	var ids []fact.EntityID
	for _, f := range m.Features {
		if id := fact.EntityID(ix.vocabulary.names[f]); ix.vocabulary.kinds[f] == kindEntity && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Concepts returns the ids of the concepts of the lexicon that the question has.
func (ix *Index) Concepts(q *Query) []string {
	var ids []string
	for _, t := range q.terms {
		for _, r := range t.readings {
			if name := ix.vocabulary.names[r.feature]; ix.vocabulary.kinds[r.feature] == kindConcept && !slices.Contains(ids, name) {
				ids = append(ids, name)
			}
		}
	}
	return ids
}

// Has reports whether the question has the concept of the lexicon with this id.
func (ix *Index) Has(q *Query, concept string) bool { return ix.Where(q, concept) >= 0 }

// Where returns the token at which the question first has the concept with this id, -1
// when it does not.
func (ix *Index) Where(q *Query, concept string) int {
	f, ok := ix.vocabulary.lookup(kindConcept, concept)
	if !ok {
		return -1
	}
	for _, t := range q.terms {
		if !t.borrowed && t.has(f) {
			return t.token
		}
	}
	return -1
}

func (t term) has(f Feature) bool {
	return slices.ContainsFunc(t.readings, func(r reading) bool { return r.feature == f })
}

// Named is an entity of the question and the token at which its name begins. Unlike a
// Mention it may be one of the two countries.
type Named struct {
	Entity fact.EntityID
	Token  int
}

// Names returns all entities that the words of the question may stand for, in the order
// of the words.
func (ix *Index) Names(q *Query) []Named {
	var out []Named
	for _, t := range q.terms {
		for _, r := range t.readings {
			if ix.vocabulary.kinds[r.feature] == kindEntity && !t.borrowed {
				out = append(out, Named{fact.EntityID(ix.vocabulary.names[r.feature]), t.token})
			}
		}
	}
	return out
}

// NamedAt reports whether the token is part of the name of an entity.
func (ix *Index) NamedAt(q *Query, token int) bool {
	return slices.ContainsFunc(q.terms, func(t term) bool {
		named := func(r reading) bool { return ix.vocabulary.kinds[r.feature] == kindEntity }
		return t.token == token && !t.borrowed && slices.ContainsFunc(t.readings, named)
	})
}

// Content is the weight of the question's words, leaving out those of the tokens for
// which without is true, function words and the two countries.
func (ix *Index) Content(q *Query, without func(token int) bool) float64 {
	sum := 0.0
	for _, t := range q.terms {
		if t.borrowed || t.stop || t.weight <= neutralWeight || without(t.token) {
			continue
		}
		sum += t.weight
	}
	return sum
}

// Part returns what the tokens from first on and before last say of the question.
func (ix *Index) Part(q *Query, first, last int) *Query {
	return q.part(func(token int) bool { return first <= token && token < last })
}

// Without returns the question as if the tokens for which without is true said nothing.
func (ix *Index) Without(q *Query, without func(token int) bool) *Query {
	return q.part(func(token int) bool { return !without(token) })
}

// part returns what the tokens for which within is true say of the question.
func (q *Query) part(within func(token int) bool) *Query {
	p := &Query{Language: q.Language, Asked: q.Asked, example: -1}
	for _, t := range q.Times {
		if within(t.First) {
			p.Times = append(p.Times, t)
		}
	}
	for _, m := range q.Mentions {
		if within(m.Token) {
			p.Mentions = append(p.Mentions, m)
		}
	}
	for _, t := range q.terms {
		if !within(t.token) {
			continue
		}
		p.terms = append(p.terms, t)
		p.weight += t.weight
		p.wordings++
		if !t.known {
			p.unknown += t.weight
		}
	}
	return p
}

// borrowedShare is what a word borrowed from the conversation weighs, one of the
// question's own weighing 1.
const borrowedShare = 0.5

// Borrow returns q with the titles and names of facts standing in for what the question
// leaves out: it asks about them.
func (ix *Index) Borrow(q *Query, facts []*fact.Fact) *Query {
	v := ix.vocabulary
	b := *q
	b.terms = slices.Clone(q.terms)
	r := ix.readers.Get().(*reader)
	defer ix.readers.Put(r)
	for n, f := range facts {
		share := borrowedShare / float64(n+1)
		r.words, r.stems = v.appendWords(r.words[:0], r.stems[:0], lang.Analyse(f.Title[q.titleLanguage()]))
		r.read(v)
		for _, rs := range r.readings {
			v.borrow(&b, slices.Clone(rs), share)
		}
		for _, id := range f.Who {
			if feature, ok := v.lookup(kindEntity, string(id)); ok {
				v.borrow(&b, []reading{{feature, 1}}, share/2)
			}
		}
	}
	return &b
}

func (v *Vocabulary) borrow(q *Query, rs []reading, share float64) {
	if len(rs) == 0 {
		return
	}
	t := term{token: -1, readings: rs, weight: v.weight(rs) * share, known: true, borrowed: true}
	q.weight += t.weight
	q.terms = append(q.terms, t)
}

func (q *Query) titleLanguage() lang.Language {
	if q.Language.Valid() {
		return q.Language
	}
	return lang.En
}
