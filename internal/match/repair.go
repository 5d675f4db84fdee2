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
func (v *Vocabulary) newRepairer(base *fact.Base) *lang.Vocabulary {
	entries := make([]lang.Entry, 0, len(v.known))
	for w, n := range v.known {
		entries = append(entries, lang.Entry{Text: w, Weight: float64(n)})
	}
	for _, e := range base.Entities() {
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

// repaired returns the words of u, those that the base does not know read as the known
// words that they most likely stand for.
func (ix *Index) repaired(q *Query, u lang.Utterance) []word {
	words := make([]word, 0, len(u.Tokens)+2)
	var repairs [3]lang.Repair
	for i, w := range readWords(u) {
		found := repairs[:0]
		switch {
		case w.stop || w.number:
		case !ix.vocabulary.knows(w):
			found = ix.repairer().Repair(found, u.Tokens[i])
		case u.Tokens[i].Romanised && u.Tokens[i].Case == lang.Lower && ix.vocabulary.named(w):
			found = ix.ordinary(found, u.Tokens[i])
		}
		if len(found) == 0 {
			words = append(words, w)
			continue
		}
		words = append(words, asRepaired(w, found)...)
		if best := found[0]; best.Kind != lang.Exact && best.Kind != lang.Inflection {
			q.Repaired = append(q.Repaired, Repaired{From: w.fold, To: joined(best.Words), Kind: best.Kind, Confidence: best.Confidence})
		}
	}
	return words
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

// named reports whether a word is a name by itself.
func (v *Vocabulary) named(w word) bool {
	return slices.ContainsFunc(v.aliases[w.fold], func(f Feature) bool { return !v.neutral[f] })
}

// asRepaired returns w as the words of its best repair. Other repairs that are as likely
// add their stems.
func asRepaired(w word, found []lang.Repair) []word {
	best := found[0]
	out := make([]word, 0, len(best.Words))
	for _, text := range best.Words {
		for _, r := range readWords(lang.Analyse(text)) {
			r.confidence, r.token, r.proper = float32(best.Confidence), w.token, w.proper
			r.common = r.common && !w.proper
			r.stems = slices.Clone(r.stems)
			out = append(out, r)
		}
	}
	if len(out) != 1 {
		return out
	}
	for _, other := range found[1:] {
		if len(other.Words) == 1 && other.Confidence >= best.Confidence-asLikely {
			out[0].stems = append(out[0].stems, lang.Stems(other.Words[0])...)
		}
	}
	return out
}

// asLikely is the difference in confidence below which two repairs are both kept.
const asLikely = 0.05

func joined(words []string) string {
	if len(words) == 2 {
		return words[0] + " " + words[1]
	}
	return words[0]
}

// knows reports whether the base, the lexicon or a name has the word.
func (v *Vocabulary) knows(w word) bool {
	if v.known[w.fold] > 0 {
		return true
	}
	return slices.ContainsFunc(w.stems, func(s string) bool {
		if len(s) < 3 {
			return false
		}
		_, ok := v.lookup(kindStem, s)
		return ok || v.phrases.root.next[s] != nil
	})
}

// Analyse analyses a text, read as in the other keyboard layout when it was clearly typed
// in the wrong one.
func (ix *Index) Analyse(text string) lang.Utterance {
	u := lang.Analyse(text)
	strange := 0
	for _, w := range readWords(u) {
		if !w.stop && !w.number && !ix.vocabulary.knows(w) {
			strange++
		}
	}
	if strange == 0 {
		return u
	}
	if other, ok := ix.repairer().Retype(text); ok {
		return lang.Analyse(other)
	}
	return u
}
