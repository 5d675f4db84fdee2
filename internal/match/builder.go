package match

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/lang"
)

// builder reads the texts of a base into an index. It prepares each written word once.
type builder struct {
	v       *Vocabulary
	ix      *Index
	ahead   *ahead
	lexemes [][]lexeme         // by the reader's number of the word, in chunks
	other   map[string]*lexeme // of tokens that are not what is written, by text and fold
	grams   grammar
	turner  turner

	tokens []lang.Token // of the text being read
	read   []*lexeme    // of the tokens
	more   [][]Feature  // of the tokens: what phrases of several words add
	asked  ask.Reading  // of the tokens, where they are an example question
	words  []word
	walk   walk
	own    []Feature // of the lexeme being prepared

	arenas struct {
		stems    arena[stem]
		features arena[Feature]
	}
}

// newBuilder makes a builder that reads the texts of a base of about so many words.
func newBuilder(ix *Index, texts *ahead) *builder {
	return &builder{
		v: ix.vocabulary, ix: ix, ahead: texts,
		other: make(map[string]*lexeme), grams: grammar{numbers: ix.grams, spellings: &ix.spellings, partial: make(map[string]int32)},
	}
}

// text reads a text: its tokens and their lexemes.
func (b *builder) text(text string) {
	tokens, numbers := b.ahead.text(text)
	b.tokens, b.read = tokens, b.read[:0]
	for i := range tokens {
		x := b.lexeme(&tokens[i], int(numbers[i]))
		x.count++
		b.read = append(b.read, x)
	}
}

// entity makes the names of e stand for it.
func (b *builder) entity(e *fact.Entity) {
	f := b.v.intern(kindEntity, string(e.ID))
	if e.Neutral {
		b.v.traits[f] |= neutral
	}
	switch e.Country {
	case "chile":
		b.v.traits[f] |= ofChile
	case "russia", "ussr", "russian-empire":
		b.v.traits[f] |= ofRussia
	}
	if e.Kind == fact.Place && e.Country == "other" {
		b.v.traits[f] |= abroad
	}
	eachName(e, func(name string) { b.name(name, f) })
}

// name makes text a name of f, an entity or another country.
func (b *builder) name(text string, f Feature) {
	b.phrase(text, f)
	if len(b.tokens) != 1 {
		return
	}
	fold := b.tokens[0].Fold
	if have := b.v.aliases[fold]; !slices.Contains(have, f) {
		b.v.aliases[fold] = append(have, f)
	}
}

// conceptGeneric is the concept of the words that say nothing of a subject: event,
// happen, both countries.
const conceptGeneric = "generic"

// concept makes the words of c stand for it.
func (b *builder) concept(c *fact.Concept) {
	f := b.v.intern(kindConcept, c.ID)
	if c.ID == conceptGeneric {
		b.v.traits[f] |= neutral
	}
	switch c.Kind {
	case fact.ConceptAttribute:
		b.v.traits[f] |= attribute
	case fact.ConceptForeign:
		b.v.traits[f] |= foreign
	case fact.ConceptOffTopic:
		b.v.traits[f] |= offTopic
	}
	eachTerm(c, func(term string) {
		if b.v.has(f, foreign) {
			b.name(term, f)
			return
		}
		b.phrase(term, f)
		if len(b.tokens) == 1 && b.tokens[0].Weightless() && b.tokens[0].Case != lang.Upper { // "un" is no UN
			fold := b.tokens[0].Fold
			b.v.functions[fold] = append(b.v.functions[fold], f)
		}
	})
}

// phrase makes text stand for f wherever its words occur in this order.
func (b *builder) phrase(text string, f Feature) {
	b.text(text)
	b.v.phrases.add(b.read, f)
}

// fact reads the texts of f, which gets the next number.
func (b *builder) fact(f *fact.Fact) {
	b.turner.reset()
	t := times{dates: datesOf(f)}
	eachDocument(f, func(kind documentKind, text string) {
		b.document(kind, text)
		switch kind {
		case docText:
			t.mention(b.tokens)
		case docExample:
			b.example()
		}
	})
	b.names(f)
	e := b.turner.entry()
	e.describe(f)
	e.times = t
	b.ix.number[f.ID] = int32(len(b.ix.facts))
	b.ix.facts = append(b.ix.facts, e)
}

// example remembers that the text is an example question of the fact that is being built.
// Of two facts with one example the first has it.
func (b *builder) example() {
	if len(b.read) == 0 {
		return
	}
	var key uint64
	for _, x := range b.read {
		key = withWord(key, x.hash)
	}
	if _, taken := b.ix.examples[key]; !taken {
		b.ix.examples[key] = int32(len(b.ix.facts))
	}
}

// document reads one text of the fact that is being built.
func (b *builder) document(kind documentKind, text string) {
	b.text(text)
	for i, x := range b.read {
		if !x.prepared {
			b.prepare(x, &b.tokens[i])
		}
	}
	b.phrased()
	b.asked.Reset(0)
	if kind == docExample {
		b.ask()
	}
	b.turner.open(kind)
	for i, x := range b.read {
		if b.asked.Formal(i) {
			continue
		}
		// A stop word can be part of a name or of a concept ("break off").
		if b.tokens[i].Weightless() && !x.sensible && len(b.more[i]) == 0 {
			continue
		}
		b.turner.term(x.features, b.more[i])
	}
	if kind == docExample {
		b.gramsOf()
	}
}

// ask sets b.asked.
func (b *builder) ask() {
	b.asked.Reset(len(b.tokens))
	for i, x := range b.read {
		if len(x.opening) > 0 {
			b.asked.Open(b.tokens, i, x.opening)
		}
	}
}

// phrased sets b.more.
func (b *builder) phrased() {
	for len(b.more) < len(b.read) {
		b.more = append(b.more, nil)
	}
	for i, x := range b.read {
		b.more[i] = b.more[i][:0]
		if len(x.weighty) > 0 && !b.tokens[i].Weightless() {
			b.more[i] = append(b.more[i], x.weighty...)
		}
	}
	b.words = b.words[:0]
	for i := range b.read[:max(0, len(b.read)-1)] {
		x, next := b.read[i], b.read[i+1]
		if x.leads && next.follows && b.v.phrases.joins(x.stems, next.stems) {
			b.phrasesAt(i)
		}
	}
}

// phrasesAt adds what the longest phrase of several words that begins with token i stands
// for to b.more of its words.
func (b *builder) phrasesAt(i int) {
	if len(b.words) == 0 {
		for j, x := range b.read {
			b.words = append(b.words, word{stems: x.stems, stop: b.tokens[j].Weightless()})
		}
	}
	b.walk.from(b.v.phrases, b.words, i)
	if b.walk.length < 2 {
		return
	}
	b.walk.mark(b.words, i, func(j int, f Feature) {
		if !slices.Contains(b.read[j].features, f) {
			b.more[j] = addFeature(b.more[j], f)
		}
	})
}

// gramsOf adds the letter 4-grams of the words of an example question.
func (b *builder) gramsOf() {
	b.grams.begin()
	for i, x := range b.read {
		if b.tokens[i].Weightless() {
			continue
		}
		rest := b.grams.rest(b.spelling(x.fold, b.tokens[i].Fold))
		b.turner.spell(rest, &b.ix.spellings)
	}
}

// spelling returns the spelling of a folded word.
func (b *builder) spelling(number int32, fold string) int32 {
	ix := b.ix
	for int(number) >= len(ix.spelling) {
		ix.spelling = append(ix.spelling, make([]int32, 64)...)
	}
	if ix.spelling[number] == 0 {
		ix.spelling[number] = b.grams.spelling(fold) + 1
	}
	return ix.spelling[number] - 1
}

// names lists the entities of f, so that a name counts even where no text says it.
func (b *builder) names(f *fact.Fact) {
	b.turner.open(docNames)
	for _, ids := range [][]fact.EntityID{f.Who, f.Where} {
		for _, id := range ids {
			if feature, ok := b.v.lookup(kindEntity, string(id)); ok {
				b.turner.term([]Feature{feature}, nil)
			}
		}
	}
}
