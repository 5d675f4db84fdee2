package lang

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// The least letters of a token that may be a whole question run together, longer than
// nearly all words, and the most; how many of them a text may have, and the least number of
// words in one.
const (
	leastRun   = 22
	mostRun    = 80
	mostRuns   = 2
	leastWords = 4
)

// wordCost is what each word of a segmentation costs beside its shortness, so that few
// long words are better than many short ones.
const wordCost = 1

// Segment returns the text of an utterance with spaces put where a whole question has been
// run together (whendidtheembassyopen); ok is false where none has. A token that known
// words do not make up without a rest stays as it is.
func (v *Vocabulary) Segment(u Utterance) (spaced string, ok bool) {
	var out strings.Builder
	text, from, runs := u.Text, 0, 0
	for i := range u.Tokens {
		t := &u.Tokens[i]
		if t.Kind != Word || len(t.Fold) < leastRun || runs == mostRuns {
			continue
		}
		if n := utf8.RuneCountInString(t.Fold); n < leastRun || n > mostRun || v.knows(t) {
			continue
		}
		runs++
		words := v.segments(t.Fold)
		if len(words) < leastWords {
			continue
		}
		out.WriteString(text[from:t.Start])
		out.WriteString(strings.Join(words, " "))
		from, ok = t.End, true
	}
	if !ok {
		return text, false
	}
	out.WriteString(text[from:])
	return out.String(), true
}

// mostLetters is the most letters that a word of a segmentation has.
const mostLetters = 16

// segments parts a folded run of words at the least cost (Viterbi); nil where that cannot
// be done.
func (v *Vocabulary) segments(run string) []string {
	type step struct {
		cost float64
		from int
	}
	best := make([]step, len(run)+1)
	for i := range best[1:] {
		best[i+1].cost = math.Inf(1)
	}
	for end := 1; end <= len(run); end++ {
		if end < len(run) && !utf8.RuneStart(run[end]) {
			continue
		}
		for start := max(0, end-mostLetters*utf8.UTFMax); start < end; start++ {
			if !utf8.RuneStart(run[start]) || math.IsInf(best[start].cost, 1) {
				continue
			}
			if cost := best[start].cost + v.segmentCost(run[start:end]); cost < best[end].cost {
				best[end] = step{cost, start}
			}
		}
	}
	if math.IsInf(best[len(run)].cost, 1) {
		return nil
	}
	var words []string
	for end := len(run); end > 0; end = best[end].from {
		words = append([]string{run[best[end].from:end]}, words...)
	}
	return words
}

// segmentCost is what a word costs in a segmentation, infinite for what is none. Of one
// letter there are only function words.
func (v *Vocabulary) segmentCost(word string) float64 {
	letters := utf8.RuneCountInString(word)
	cost := wordCost + 2/float64(letters)
	id, ok := v.byFold[word]
	switch {
	case letters > mostLetters,
		ok && letters == 1 && !v.words[id].stop,
		!ok && (letters < leastInflected || !v.inflects(word)):
		return math.Inf(1)
	case !ok:
		cost += 2.5 // a stem makes a word of too much
	case v.words[id].outside, letters <= 3 && !v.words[id].stop:
		cost++ // not a word of the facts, or hardly one
	}
	return cost
}

// leastInflected is the least letters of a word that is known only by its stem.
const leastInflected = 4

// inflects reports whether a word is a form of a known one.
func (v *Vocabulary) inflects(word string) bool {
	return slices.ContainsFunc(newWord(word).tagged(), func(key string) bool { return len(v.byStem[key]) > 0 })
}
