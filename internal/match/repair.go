package match

import (
	"slices"

	"puente/internal/fact"
	"puente/internal/lang"
)

// Repaired is a word of a question that was read as another.
type Repaired struct {
	From, To   string
	Kind       lang.RepairKind
	Confidence float64
}

// newRepairer makes the vocabulary against which damaged words are repaired: every word
// of the base and the lexicon, the more used the likelier, names shielded.
func (v *Vocabulary) newRepairer(entities []*fact.Entity) *lang.Vocabulary {
	entries := make([]lang.Entry, 0, len(v.folds)+len(v.countries)+16*len(entities))
	for w, n := range v.folds {
		entries = append(entries, lang.Entry{Text: w, Weight: float64(v.counts[n])})
	}
	for _, e := range entities {
		for _, l := range lang.Languages() {
			entries = append(entries, lang.Entry{Text: e.Name[l], Weight: 1, Name: true})
			for _, a := range e.Aliases[l] {
				entries = append(entries, lang.Entry{Text: a, Weight: 1, Name: true})
			}
		}
	}
	for _, text := range v.countries {
		entries = append(entries, lang.Entry{Text: text, Name: true})
	}
	slices.SortFunc(entries, func(a, b lang.Entry) int {
		if a.Text < b.Text {
			return -1
		}
		return 1
	})
	return lang.NewVocabulary(entries)
}

// repaired sets the words of u, those that the base does not know read as the known words
// that they most likely stand for.
func (ix *Index) repaired(r *reader, q *Query, u lang.Utterance) {
	r.words, r.stems = r.words[:0], r.stems[:0]
	var repairs [3]lang.Repair
	for i := range u.Tokens {
		t := &u.Tokens[i]
		var w word
		w, r.stems = ix.vocabulary.wordOf(t, i, r.stems)
		found := repairs[:0]
		switch {
		case w.stop || w.numeral:
		case !w.known:
			found = ix.repairer().Repair(found, *t)
		case t.Romanised && w.lower && ix.vocabulary.isName(w.fold):
			found = ix.ordinary(found, *t)
		}
		if len(found) == 0 {
			r.words = append(r.words, w)
			continue
		}
		r.words = append(r.words, ix.vocabulary.asRepaired(w, found)...)
		if best := found[0]; best.Kind != lang.Exact && best.Kind != lang.Inflection {
			q.Repaired = append(q.Repaired, Repaired{From: w.fold, To: joined(best.Words), Kind: best.Kind, Confidence: best.Confidence})
		}
	}
}

// ordinary finds the common Russian word that a name in lower case more likely is in a
// question that is Russian in Latin letters: in "sovetskiy soyuz" there is no rocket.
func (ix *Index) ordinary(dst []lang.Repair, t lang.Token) []lang.Repair {
	dst = ix.repairer().Transliterate(dst, t)
	for _, r := range dst {
		if tokens := lang.Analyse(r.Words[0]).Tokens; len(tokens) == 1 && !r.Stop && lang.Common(tokens[0]) {
			return append(dst[:0], r)
		}
	}
	return dst[:0]
}

// asRepaired returns w as the words of its best repair. Other repairs that are as likely
// add their stems.
func (v *Vocabulary) asRepaired(w word, found []lang.Repair) []word {
	best := found[0]
	out := make([]word, 0, len(best.Words))
	for _, text := range best.Words {
		words, _ := v.appendWords(nil, nil, lang.Analyse(text))
		for _, r := range words {
			r.confidence, r.token, r.proper = float32(best.Confidence), w.token, w.proper
			r.lower = !w.proper
			out = append(out, r)
		}
	}
	if len(out) != 1 {
		return out
	}
	for _, other := range found[1:] {
		if len(other.Words) == 1 && other.Confidence >= best.Confidence-asLikely {
			out[0].stems = v.appendStems(out[0].stems, lang.Stems(other.Words[0]))
		}
	}
	return out
}

func (v *Vocabulary) appendStems(stems []stem, texts []string) []stem {
	for _, text := range texts {
		if s, ok := v.stems[text]; ok {
			stems = append(stems, s)
		}
	}
	return stems
}

// asLikely is the difference in confidence below which two repairs are both kept.
const asLikely = 0.05

func joined(words []string) string {
	if len(words) == 2 {
		return words[0] + " " + words[1]
	}
	return words[0]
}

// Analyse analyses a text, read as in the other keyboard layout when it was clearly typed
// in the wrong one.
func (ix *Index) Analyse(text string) lang.Utterance {
	u := lang.Analyse(text)
	if !ix.strange(u) {
		return u
	}
	if other, ok := ix.repairer().Retype(u); ok {
		return lang.Analyse(other)
	}
	if spaced, ok := ix.repairer().Segment(u); ok {
		return lang.Analyse(spaced)
	}
	return u
}

// strange reports whether the base does not know a word of u.
func (ix *Index) strange(u lang.Utterance) bool {
	for i := range u.Tokens {
		if t := &u.Tokens[i]; !t.Weightless() && t.Kind != lang.Number && !ix.vocabulary.knows(t) {
			return true
		}
	}
	return false
}
