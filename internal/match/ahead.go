package match

import (
	"puente/internal/fact"
	"puente/internal/lang"
)

// ahead reads texts before the builder asks for them, in a goroutine of its own: to read
// the words of a base takes about as long as all that is done with them, the program can
// answer when both are done, and a core would stand idle. What is read does not depend on
// who is faster: the texts have their order, and the goroutine alone has the reader. It
// ends with the last text, and the builder waits for that.
type ahead struct {
	full, free chan *batch
	batch      *batch // being handed out
	next       int    // text of it
}

// batch holds texts that have been read, one after the other.
type batch struct {
	texts   []string
	ends    []int // by text: where its tokens end
	tokens  []lang.Token
	numbers []int32 // by token: the reader's number of its word
}

const (
	batches     = 3
	batchTokens = 1 << 10 // after so many a batch is full
)

// readAhead begins to read the texts that each visits, which have about so many different
// words.
func readAhead(each func(visit func(text string)), words int) *ahead {
	a := &ahead{full: make(chan *batch, batches), free: make(chan *batch, batches), batch: newBatch()}
	for range batches - 1 {
		a.free <- newBatch()
	}
	go func() {
		defer close(a.full)
		r := lang.NewReader(words)
		b := <-a.free
		each(func(text string) {
			if len(b.tokens) >= batchTokens {
				a.full <- b
				b = <-a.free
			}
			b.read(r, text)
		})
		a.full <- b
	}()
	return a
}

func newBatch() *batch {
	const longest = 256 // hardly any text has more tokens
	return &batch{tokens: make([]lang.Token, 0, batchTokens+longest)}
}

func (b *batch) read(r *lang.Reader, text string) {
	start := len(b.tokens)
	b.tokens = r.Append(b.tokens, text)
	for i := range len(b.tokens) - start {
		b.numbers = append(b.numbers, int32(r.Number(i)))
	}
	b.texts, b.ends = append(b.texts, text), append(b.ends, len(b.tokens))
}

// text returns the tokens of the next text, which must be the given one, and the reader's
// numbers of their words, -1 for tokens that are not what is written. They are valid until
// the next call.
func (a *ahead) text(text string) ([]lang.Token, []int32) {
	if a.next == len(a.batch.texts) {
		a.batch.texts, a.batch.ends = a.batch.texts[:0], a.batch.ends[:0]
		a.batch.tokens, a.batch.numbers = a.batch.tokens[:0], a.batch.numbers[:0]
		a.free <- a.batch
		a.batch, a.next = <-a.full, 0
	}
	b, i := a.batch, a.next
	if b.texts[i] != text {
		panic("match: texts are not asked for in their order")
	}
	a.next++
	start := 0
	if i > 0 {
		start = b.ends[i-1]
	}
	return b.tokens[start:b.ends[i]], b.numbers[start:b.ends[i]]
}

// end waits for the goroutine to end. All texts must have been asked for.
func (a *ahead) end() {
	for range a.full {
	}
}

// eachText visits all texts of a base in the order in which the builder reads them.
func eachText(entities []*fact.Entity, concepts []*fact.Concept, countries []country, facts []*fact.Fact, visit func(text string)) {
	for _, e := range entities {
		eachName(e, visit)
	}
	for _, c := range concepts {
		eachTerm(c, visit)
	}
	for _, c := range countries {
		for _, name := range c.names {
			visit(name)
		}
	}
	for _, f := range facts {
		eachDocument(f, func(_ documentKind, text string) { visit(text) })
	}
}

// eachName visits the names of an entity in all languages.
func eachName(e *fact.Entity, visit func(name string)) {
	for _, l := range lang.Languages() {
		visit(e.Name[l])
		for _, alias := range e.Aliases[l] {
			visit(alias)
		}
	}
}

// eachTerm visits the words and phrases of a concept in all languages.
func eachTerm(c *fact.Concept, visit func(term string)) {
	for _, l := range lang.Languages() {
		for _, term := range c.Words[l] {
			visit(term)
		}
	}
}

// eachDocument visits the texts of a fact in the order of its documents.
func eachDocument(f *fact.Fact, visit func(kind documentKind, text string)) {
	for _, l := range lang.Languages() {
		visit(docTitle, f.Title[l])
		visit(docText, f.Text[l])
		for _, example := range f.Ask[l] {
			visit(docExample, example)
		}
	}
}
