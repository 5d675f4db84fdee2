package match

import (
	"slices"

	"puente/internal/ask"
	"puente/internal/lang"
)

// lexeme is a written word, prepared for all texts that have it.
type lexeme struct {
	stems    []stem
	fold     int32
	count    int32     // how often it occurs
	hash     uint64    // of the folded word
	known    bool      // the above is set
	prepared bool      // the below is set
	leads    bool      // phrases of several words may begin with it
	follows  bool      // and go on with it
	sensible bool      // it stands for a concept or entity by itself
	features []Feature // all that it stands for by itself
	weighty  []Feature // other countries that it stands for where it is no stop word
	opening  ask.Opening
}

// lexemeChunk is the number of lexemes for which memory is taken at once.
const lexemeChunk = 256

// lexeme returns the lexeme of a token, whose word has number n.
func (b *builder) lexeme(t *lang.Token, n int) *lexeme {
	var x *lexeme
	if n < 0 {
		x = b.unwritten(t)
	} else {
		for n >= lexemeChunk*len(b.lexemes) {
			b.lexemes = append(b.lexemes, make([]lexeme, lexemeChunk))
		}
		x = &b.lexemes[n/lexemeChunk][n%lexemeChunk]
	}
	if x.known {
		return x
	}
	x.known = true
	x.fold, x.hash = b.v.fold(t.Fold), hashOf(t.Fold)
	x.stems = b.arenas.stems.take(len(t.Stems))
	for i, s := range t.Stems {
		x.stems[i] = b.v.stem(s)
	}
	return x
}

// unwritten returns the lexeme of a token that is not what is written.
func (b *builder) unwritten(t *lang.Token) *lexeme {
	key := t.Text + " " + t.Fold
	x := b.other[key]
	if x == nil {
		x = new(lexeme)
		b.other[key] = x
	}
	return x
}

// count adds up how often the folded words occur, once all texts are read.
func (b *builder) count() {
	for _, chunk := range b.lexemes {
		for i := range chunk {
			if x := &chunk[i]; x.known {
				b.v.counts[x.fold] += x.count
			}
		}
	}
	for _, x := range b.other {
		b.v.counts[x.fold] += x.count
	}
}

// prepare finds what a word stands for by itself. All phrases must have been added; stems
// not seen in a text before become features.
func (b *builder) prepare(x *lexeme, t *lang.Token) {
	x.prepared = true
	x.opening = ask.OpeningOf(t.Fold)
	b.own = b.own[:0]
	for _, s := range x.stems {
		if b.v.feature[s] < 0 {
			b.v.feature[s] = b.v.newFeature(kindStem, "")
		}
		b.own = addFeature(b.own, b.v.feature[s])
	}
	for _, s := range x.stems {
		x.follows = x.follows || b.v.phrases.follows(s)
		n := b.v.phrases.begin(s)
		if n == 0 {
			continue
		}
		x.leads = x.leads || b.v.phrases.nodes[n].inner
		for i := b.v.phrases.nodes[n].first; i != 0; i = b.v.phrases.values[i].next {
			b.mean(x, t, b.v.phrases.values[i].feature)
		}
	}
	x.features = b.arenas.features.clone(b.own)
}

// mean notes that x, which is being prepared and written as t, stands for the concept or
// entity f.
func (b *builder) mean(x *lexeme, t *lang.Token, f Feature) {
	w := word{fold: t.Fold, of: t, lower: t.Case == lang.Lower}
	if b.v.has(f, foreign) {
		if b.v.inflected(&w, f) {
			return
		}
		if w.stop = true; b.v.inflected(&w, f) {
			x.weighty = addFeature(x.weighty, f)
			return
		}
	}
	if w.stop = t.Weightless(); (w.stop || b.v.kinds[f] == kindConcept) && b.v.inflected(&w, f) {
		return
	}
	b.own, x.sensible = addFeature(b.own, f), true
}

func addFeature(features []Feature, f Feature) []Feature {
	if slices.Contains(features, f) {
		return features
	}
	return append(features, f)
}
