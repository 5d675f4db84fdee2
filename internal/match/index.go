// Package match is the intent matcher: it maps the words of a question onto the facts of
// the base. A question and a fact share features (stems, concepts, entities); the index
// finds the facts that share the most telling ones, the signals describe how well a fact
// fits, and two linear models, fitted on the base's own example questions, rank the facts
// and estimate whether the best one answers the question at all.
//
// It does not know intents, does not compute and does not phrase anything: that is
// package answer.
package match

import (
	"slices"
	"sync"

	"puente/internal/ask"
	"puente/internal/fact"
	"puente/internal/lang"
)

// Index holds the facts of a base by their features. It is immutable and safe for
// concurrent use.
type Index struct {
	vocabulary *Vocabulary
	repairer   func() *lang.Vocabulary // made when the first damaged word comes
	base       *fact.Base
	facts      []entry
	number     map[fact.ID]int32 // the place of a fact in facts
	postings   [][]posting       // by feature
	model      Model
	examples   map[string]int32 // the fact of an example question, by its folded words
}

// posting says that a fact has a feature.
type posting struct{ fact int32 }

// entry is a fact as the index sees it.
type entry struct {
	fact      *fact.Fact
	documents []document
	features  []Feature // the sorted union of the documents' features
	stated    []Feature // the same of its titles and texts alone: what the fact itself says
	times     times
}

type documentKind uint8

const (
	docTitle documentKind = iota
	docText
	docExample
	docNames // who and where
)

// document is one text of a fact: its title, its text or an example question in one
// language, or the names of who took part and where.
type document struct {
	kind     documentKind
	language lang.Language
	terms    []docTerm
	weight   float64 // the sum of the terms' weights
	grams    []uint32
}

// docTerm is a content word of a document with all that it may stand for.
type docTerm struct {
	features []Feature
	weight   float64
}

// NewIndex reads every text of base.
func NewIndex(base *fact.Base, model Model) *Index {
	v := newVocabulary(base)
	ix := &Index{vocabulary: v, base: base, model: model, number: make(map[fact.ID]int32), examples: make(map[string]int32)}
	var having []int
	for _, f := range base.Facts() {
		e := v.readFact(f, func(u lang.Utterance) { ix.example(u, int32(len(ix.facts))) })
		ix.number[f.ID] = int32(len(ix.facts))
		ix.facts = append(ix.facts, e)
		for _, feature := range e.features {
			for int(feature) >= len(having) {
				having = append(having, 0)
			}
			having[feature]++
		}
	}
	v.weigh(len(ix.facts), having)
	ix.postings = make([][]posting, len(v.names))
	for i := range ix.facts {
		e := &ix.facts[i]
		for _, f := range e.features {
			ix.postings[f] = append(ix.postings[f], posting{int32(i)})
		}
		e.weigh(v)
	}
	ix.repairer = sync.OnceValue(func() *lang.Vocabulary { return v.newRepairer(base) })
	return ix
}

// example remembers that a question is an example of the fact with number i.
func (ix *Index) example(u lang.Utterance, i int32) {
	if key := wording(u); key != "" {
		if _, taken := ix.examples[key]; !taken {
			ix.examples[key] = i
		}
	}
}

// wording is an utterance reduced to its folded words.
func wording(u lang.Utterance) string {
	n := 0
	for _, t := range u.Tokens {
		n += len(t.Fold) + 1
	}
	b := make([]byte, 0, n)
	for _, t := range u.Tokens {
		b = append(append(b, t.Fold...), ' ')
	}
	return string(b)
}

// readFact reads the texts of f; stems not seen before join the vocabulary.
func (v *Vocabulary) readFact(f *fact.Fact, example func(lang.Utterance)) entry {
	e := entry{fact: f, times: times{dates: datesOf(f)}}
	for _, l := range lang.Languages() {
		e.documents = append(e.documents, v.readDocument(docTitle, l, lang.Analyse(f.Title[l])))
		text := lang.Analyse(f.Text[l])
		e.documents = append(e.documents, v.readDocument(docText, l, text))
		e.times.mention(text)
		for _, text := range f.Ask[l] {
			u := lang.Analyse(text)
			e.documents = append(e.documents, v.readDocument(docExample, l, u))
			example(u)
		}
	}
	e.documents = append(e.documents, v.nameDocument(f))
	for _, d := range e.documents {
		for _, t := range d.terms {
			e.features = append(e.features, t.features...)
			if d.kind == docTitle || d.kind == docText {
				e.stated = append(e.stated, t.features...)
			}
		}
	}
	e.features, e.stated = sortedSet(e.features), sortedSet(e.stated)
	return e
}

func (v *Vocabulary) readDocument(kind documentKind, l lang.Language, u lang.Utterance) document {
	words := readWords(u)
	d := document{kind: kind, language: l, grams: grams(words)}
	var asked ask.Reading
	if kind == docExample {
		asked = ask.Read(u)
	}
	for i, rs := range v.read(words, true) {
		if asked.Formal(i) || words[i].stop && !v.conceptual(rs) {
			continue
		}
		t := docTerm{}
		for _, r := range rs {
			t.features = append(t.features, r.feature)
		}
		d.terms = append(d.terms, t)
	}
	return d
}

// conceptual tells whether a reading is more than a stem: a stop word can be part of a
// name or of a concept ("break off").
func (v *Vocabulary) conceptual(rs []reading) bool {
	return slices.ContainsFunc(rs, func(r reading) bool { return v.kinds[r.feature] != kindStem })
}

// nameDocument lists the entities of f, so that a name counts even where no text says it.
func (v *Vocabulary) nameDocument(f *fact.Fact) document {
	d := document{kind: docNames}
	for _, ids := range [][]fact.EntityID{f.Who, f.Where} {
		for _, id := range ids {
			if feature, ok := v.lookup(kindEntity, string(id)); ok {
				d.terms = append(d.terms, docTerm{features: []Feature{feature}})
			}
		}
	}
	return d
}

// weigh sets the weight of every term, once the idf of all features is known.
func (e *entry) weigh(v *Vocabulary) {
	for i := range e.documents {
		d := &e.documents[i]
		d.weight = 0
		for j := range d.terms {
			t := &d.terms[j]
			t.weight = v.weight(t.features)
			d.weight += t.weight
		}
	}
}

// weight is the weight of a word with these features: the mean of the idf of its rarest
// stem and of its most telling concept or entity, so that a rare synonym of a common
// concept counts for less than a rare word that is its own.
func (v *Vocabulary) weight(features []Feature) float64 {
	stem, sense := -1.0, -1.0
	for _, f := range features {
		if v.neutral[f] {
			return neutralWeight
		}
		w := v.idf[f]
		if v.kinds[f] == kindStem {
			if stem < 0 || w < stem {
				stem = w
			}
		} else {
			sense = max(sense, w)
		}
	}
	switch {
	case stem < 0 && sense < 0:
		return v.rarest
	case sense < 0:
		return stem
	case stem < 0:
		return sense
	}
	return (stem + sense) / 2
}

// neutralWeight is the weight of the names of the two countries and of words that say
// nothing.
const neutralWeight = 0.3
