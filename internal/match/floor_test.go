package match

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"puente/internal/lang"
)

// floor is the baseline, about the least that any matcher of this kind has to do: fold a
// question, look its words up, find the two facts that share most, and compare ten with
// their texts. It knows no concepts, names, times or repair, and is written plainly: its
// bound on the facts not looked at costs a pass over those that were. It works on the data of an index, so that the
// benchmark tells how far a real search is from it.
type floor struct {
	ix      *Index
	words   map[string]Feature // by folded word: its rarest stem
	texts   [][][]Feature      // by fact, by document: its stems in order
	scores  []float64
	touched []int32
	found   []Feature
	asked   []Feature // what was found, in order
}

func newFloor(ix *Index) *floor {
	f := &floor{ix: ix, words: make(map[string]Feature), scores: make([]float64, len(ix.facts))}
	for fold := range ix.vocabulary.folds {
		for _, s := range lang.Stems(fold) {
			x, ok := ix.vocabulary.ofStem(s)
			if have, taken := f.words[fold]; ok && (!taken || ix.vocabulary.idf[x] > ix.vocabulary.idf[have]) {
				f.words[fold] = x
			}
		}
	}
	for i := range ix.facts {
		f.texts = append(f.texts, textsOf(ix.vocabulary, &ix.facts[i]))
	}
	return f
}

// textsOf lists the stems of each document of a fact in order.
func textsOf(v *Vocabulary, e *entry) [][]Feature {
	texts := make([][]Feature, len(e.documents))
	for i, x := range e.features {
		if v.kinds[x] != kindStem {
			continue
		}
		for _, word := range e.at(i) {
			for d, t := range texts {
				if e.in(int(word), d) && (len(t) == 0 || t[len(t)-1] != x) {
					texts[d] = append(t, x)
				}
			}
		}
	}
	return texts
}

func (f *floor) search(text string) (best int32) {
	f.lookUp(lang.Fold(text))
	idf := f.ix.vocabulary.idf
	slices.SortFunc(f.found, func(a, b Feature) int { return cmp.Compare(idf[b], idf[a]) })
	rest := 0.0
	for _, x := range f.found {
		rest += idf[x]
	}
	f.touched = f.touched[:0]
	for _, x := range f.found {
		if f.second() > rest { // no fact that has not come up can be one of the two
			f.add(x)
		} else {
			f.touch(x)
		}
		rest -= idf[x]
	}
	best = f.rerank()
	for _, n := range f.touched {
		f.scores[n] = 0
	}
	return best
}

// lookUp finds the known words of a folded text.
func (f *floor) lookUp(text string) {
	f.found = f.found[:0]
	for start, i := 0, 0; i <= len(text); i++ {
		if i < len(text) && (text[i] >= 0x80 || text[i] >= 'a' && text[i] <= 'z' || text[i] >= '0' && text[i] <= '9') {
			continue
		}
		if i > start {
			if x, ok := f.words[text[start:i]]; ok && !slices.Contains(f.found, x) {
				f.found = append(f.found, x)
			}
		}
		start = i + 1
	}
}

func (f *floor) touch(x Feature) {
	idf := f.ix.vocabulary.idf[x]
	for _, n := range f.ix.postings.list(x) {
		if f.scores[n] == 0 {
			f.touched = append(f.touched, n)
		}
		f.scores[n] += idf
	}
}

func (f *floor) add(x Feature) {
	idf, bits := f.ix.vocabulary.idf[x], f.ix.postings.bits[x]
	if bits == nil {
		for _, n := range f.ix.postings.list(x) {
			if f.scores[n] != 0 {
				f.scores[n] += idf
			}
		}
		return
	}
	for _, n := range f.touched {
		if bits[n/64]>>(n%64)&1 != 0 {
			f.scores[n] += idf
		}
	}
}

// second is the second best score so far.
func (f *floor) second() float64 {
	best, second := 0.0, 0.0
	for _, n := range f.touched {
		if s := f.scores[n]; s > best {
			best, second = s, best
		} else if s > second {
			second = s
		}
	}
	return second
}

// rerank compares the question with all texts of the ten best facts.
func (f *floor) rerank() int32 {
	top := make([]int32, 0, 11)
	for _, n := range f.touched {
		if len(top) == 10 && f.scores[n] <= f.scores[top[9]] {
			continue
		}
		i := len(top)
		for i > 0 && f.scores[top[i-1]] < f.scores[n] {
			i--
		}
		top = slices.Insert(top, i, n)[:min(len(top)+1, 10)]
	}
	f.asked = append(f.asked[:0], f.found...)
	slices.Sort(f.asked)
	all := 0.0
	for _, x := range f.found {
		all += f.ix.vocabulary.idf[x]
	}
	best, most := int32(-1), -1.0
	for _, n := range top {
		for i, text := range f.texts[n] {
			if likeness := f.shared(text) / (all + float64(f.ix.facts[n].documents[i].weight)); likeness > most {
				best, most = n, likeness
			}
		}
	}
	return best
}

// shared is the weight of the stems of a text that the question has.
func (f *floor) shared(text []Feature) (sum float64) {
	for i, j := 0, 0; i < len(text) && j < len(f.asked); {
		switch {
		case text[i] < f.asked[j]:
			i++
		case text[i] > f.asked[j]:
			j++
		default:
			sum += f.ix.vocabulary.idf[text[i]]
			i++
			j++
		}
	}
	return sum
}

// BenchmarkFloor does the least on the questions of BenchmarkAnswer.
func BenchmarkFloor(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, ix := bases[n]()
			f := newFloor(ix)
			percentiles(b, s.questions, func(text string) { f.search(text) })
		})
	}
}

// TestFloor makes sure that the floor finds what is asked for.
func TestFloor(t *testing.T) {
	s := newSynthetic(300)
	ix := newIndex(s.entities, s.concepts, s.facts, benchModel())
	f := newFloor(ix)
	right := 0
	for n := range s.facts {
		if f.search(s.facts[n].Title[lang.En]) == int32(n) {
			right++
		}
	}
	if right < len(s.facts)*9/10 {
		t.Errorf("the floor finds %d of %d facts by their titles", right, len(s.facts))
	}
}
