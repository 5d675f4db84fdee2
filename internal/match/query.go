package match

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"puente/internal/ask"
	"puente/internal/lang"
	"puente/internal/when"
)

// Query is a question read against the vocabulary.
type Query struct {
	Language lang.Language
	// Asked is what the form of the question asks for.
	Asked ask.Set
	// Times are the time expressions that a fact must fit.
	Times []when.Expression
	// Mentions are the people, places, institutions and countries that the question
	// names; a fact must have each of them.
	Mentions []Mention
	// Attributes are what the question asks for and only some facts record (a price, an
	// age); a fact must record each of them.
	Attributes []Feature
	// OffTopic is set when the question has a word of a field that the base does not
	// touch.
	OffTopic bool
	// Repaired are the words that were read as others.
	Repaired []Repaired

	example      int32 // the fact of which this is an example question, -1 for none
	terms        []term
	weight       float64  // the sum of the terms' weights
	unknown      float64  // the weight of the words that stand for nothing in the base
	strange      int      // unknown words that look like names
	grams        []gram   // of its words, those that examples have; some may repeat
	strangeGrams int      // the number of the others
	alphabets    alphabet // of all words that have grams
	wordings     int      // content words
}

// Mention is a name in a question, with the entities that bear it.
type Mention struct {
	Text     string
	Token    int // at which the name begins
	Features []Feature
	Foreign  bool // another country, or a place in it
	Abroad   bool // a place in another country that facts know
}

// term is a content word of a question.
type term struct {
	token    int // index of the token it comes from
	readings []reading
	weight   float64
	known    bool
	stop     bool // a function word that is part of a name or a phrase
	focus    bool // what is asked for: the noun after "which"
	borrowed bool // from the conversation, not from the question
}

// reader is the working memory of reading one question.
type reader struct {
	words    []word
	stems    []stem
	readings [][]reading // by word
	walk     walk
	grams    []gram
	hashes   []uint32
}

// Read reads an utterance: repairs its words, finds names and concepts, weighs the rest.
// The form of the question and its time expressions are found by the caller; their words
// say nothing of its subject.
func (ix *Index) Read(u lang.Utterance, asked ask.Reading, times []when.Expression) *Query {
	r := ix.readers.Get().(*reader)
	defer ix.readers.Put(r)
	v := ix.vocabulary
	q := &Query{Language: u.Language, Asked: asked.Set, Times: times, example: -1}
	if i, ok := ix.examples[wording(u.Tokens)]; ok {
		q.example = i
	}
	ix.repaired(r, q, u)
	for i := range r.words {
		r.words[i].timed = timed(times, r.words[i].token)
	}
	ix.setGrams(r, q)
	r.read(v)
	r.addTerms(v, q, asked)
	q.markFocus(u, asked)
	q.Mentions = r.mentions(v, times)
	return q
}

// timed reports whether a token is part of a time expression that is not the name of a
// period.
func timed(times []when.Expression, token int) bool {
	for i := range times {
		if e := &times[i]; e.Kind != when.Period && e.First <= token && token < e.Last {
			return true
		}
	}
	return false
}

// setGrams sets the grams of q.
func (ix *Index) setGrams(r *reader, q *Query) {
	r.grams, r.hashes = r.grams[:0], r.hashes[:0]
	for i := range r.words {
		w := &r.words[i]
		if w.stop {
			continue
		}
		q.alphabets |= alphabetOf(w.fold)
		if n := w.number; n >= 0 && int(n) < len(ix.spelling) && ix.spelling[n] > 0 {
			r.grams = append(r.grams, ix.spellings.of(ix.spelling[n]-1)...)
		} else {
			r.hashes = appendGramHashes(r.hashes, w.fold)
		}
	}
	r.hashes = sortedSet(r.hashes)
	for _, h := range r.hashes {
		if g, ok := ix.grams[h]; ok {
			r.grams = append(r.grams, g)
		} else {
			q.strangeGrams++
		}
	}
	q.grams = slices.Clone(r.grams)
}

// read sets the readings of the words: what they stand for.
func (r *reader) read(v *Vocabulary) {
	if more := len(r.words) - cap(r.readings); more > 0 {
		r.readings = append(r.readings[:cap(r.readings)], make([][]reading, more)...)
	}
	r.readings = r.readings[:len(r.words)] // each with the memory that it has had
	for i := range r.words {
		w, rs := &r.words[i], r.readings[i][:0]
		for _, s := range w.stems {
			if f := v.feature[s]; f >= 0 {
				rs = addReading(rs, reading{f, w.confidence})
			}
		}
		r.readings[i] = rs
	}
	add := func(j int, f Feature) {
		r.readings[j] = addReading(r.readings[j], reading{f, v.confidence(f) * r.words[j].confidence})
	}
	for i := range r.words {
		r.walk.from(v.phrases, r.words, i)
		// A word inside a name keeps its own sense too: a "Lenin Peace Prize" is a prize.
		for _, f := range r.walk.single {
			if v.kinds[f] == kindEntity && !r.words[i].stop || !v.inflected(&r.words[i], f) {
				add(i, f)
			}
		}
		if r.walk.length > 1 {
			r.walk.mark(r.words, i, add)
		}
	}
}

// addTerms makes the words that say something of the subject terms of q.
func (r *reader) addTerms(v *Vocabulary, q *Query, asked ask.Reading) {
	terms, readings := 0, 0 // at most
	for i, rs := range r.readings {
		readings += len(rs)
		if len(rs) > 0 || !r.words[i].stop {
			terms++
		}
	}
	room := make([]reading, 0, readings)
	q.terms = make([]term, 0, terms)
	for i := range r.words {
		from := len(room)
		room = append(room, r.readings[i]...)
		rs := room[from:len(room):len(room)]
		if asked.Formal(r.words[i].token) {
			v.noteAsked(q, rs) // "how old" is formal but asks for an age
			continue
		}
		v.addTerm(q, &r.words[i], rs)
	}
}

func (v *Vocabulary) addTerm(q *Query, w *word, rs []reading) {
	if w.timed || utf8.RuneCountInString(w.fold) == 1 {
		return // a letter is no word to go by
	}
	if w.stop && !v.conceptual(rs) {
		return
	}
	t := term{token: w.token, readings: rs, weight: v.weight(rs), known: len(rs) > 0, stop: w.stop}
	v.noteAsked(q, rs)
	if w.stop {
		t.weight /= 2
	}
	if !t.known {
		q.unknown += t.weight
		if w.proper {
			q.strange++
		}
	}
	slices.SortFunc(rs, func(a, b reading) int { return cmp.Compare(b.confidence, a.confidence) })
	q.weight += t.weight
	q.wordings++
	q.terms = append(q.terms, t)
}

// conceptual tells whether a reading is more than a stem: a stop word can be part of a
// name or of a concept ("break off").
func (v *Vocabulary) conceptual(rs []reading) bool {
	return slices.ContainsFunc(rs, func(r reading) bool { return v.kinds[r.feature] != kindStem })
}

// commonName is the idf up to which a name is no constraint: Moscow and Santiago stand
// for the two governments as often as for the places.
const commonName = 1.6

// mentions finds the names among the words, the longest first at each place.
func (r *reader) mentions(v *Vocabulary, times []when.Expression) []Mention {
	var out []Mention
	for i := 0; i < len(r.words); {
		w := &r.words[i]
		r.walk.from(v.phrases, r.words, i)
		n := r.walk.length
		if n == 0 {
			i++
			continue
		}
		m := Mention{}
		for _, f := range r.walk.longest {
			if n == 1 && v.inflected(w, f) {
				continue
			}
			if v.constrains(f) {
				m.Features = append(m.Features, f)
				m.Foreign = m.Foreign || v.has(f, foreign)
				m.Abroad = m.Abroad || v.has(f, abroad)
			}
		}
		if len(m.Features) > 0 && !periodic(times, w.token) {
			m.Text, m.Token = w.fold, w.token
			out = append(out, m)
		}
		i += n
	}
	return out
}

// constrains reports whether a fact must have f where a question names it.
func (v *Vocabulary) constrains(f Feature) bool {
	return v.kinds[f] == kindEntity && !v.has(f, neutral) && v.idf[f] > commonName || v.has(f, foreign)
}

// noteAsked notes the attributes and foreign fields that a word stands for.
func (v *Vocabulary) noteAsked(q *Query, rs []reading) {
	for _, r := range rs {
		switch {
		case v.has(r.feature, attribute) && !slices.Contains(q.Attributes, r.feature):
			q.Attributes = append(q.Attributes, r.feature)
		case v.has(r.feature, offTopic):
			q.OffTopic = true
		}
	}
}

// periodic reports whether a token is part of the name of a period: "under Allende" asks
// for a time, not for the man.
func periodic(times []when.Expression, token int) bool {
	return slices.ContainsFunc(times, func(e when.Expression) bool {
		return e.Kind == when.Period && e.First <= token && token < e.Last
	})
}
