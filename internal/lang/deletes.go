package lang

import (
	"math/bits"
	"slices"
)

// deletePrefix is how many letters of a word the delete table looks at. Words
// within a distance d of each other share a form with at most d letters of
// this prefix deleted (Garbe, SymSpell, with its default prefix length 7).
const deletePrefix = 7

// maxDistance is how many spelling errors a word of n letters may have.
func maxDistance(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 7:
		return 1
	}
	return 2
}

// deleteTable finds the words that may lie within a small edit distance of
// another: it maps the hash of every form a word takes when letters are
// deleted to the words that take it. Hash collisions bring extra candidates.
type deleteTable struct {
	hashes []uint32 // of the forms, in order
	ids    []int32  // of the words that take them; those of one hash in order
	starts []uint32 // by the leading bits of a hash: where those with them begin
	shift  int      // drops the bits behind them
}

// newDeleteTable indexes words by id; an empty word is left out. limit gives
// how many letters to delete from a word of n letters.
func newDeleteTable(words [][]rune, limit func(n int) int) *deleteTable {
	count := 0
	for _, w := range words {
		if len(w) > 0 {
			count += deletes(len(w), limit(len(w)))
		}
	}
	forms := make([]uint64, 0, count) // hash and id, in one number to sort fast
	var hashes []uint32
	for id, w := range words {
		if len(w) == 0 {
			continue
		}
		hashes = appendDeletes(hashes[:0], w, limit(len(w)))
		for _, h := range hashes {
			forms = append(forms, uint64(h)<<32|uint64(id))
		}
	}
	forms = slices.Compact(sortedByHash(forms))
	leading := bits.Len(uint(len(forms)))
	t := &deleteTable{
		hashes: make([]uint32, len(forms)), ids: make([]int32, len(forms)),
		starts: make([]uint32, 1<<leading+1), shift: 32 - leading,
	}
	for i, f := range forms {
		t.hashes[i], t.ids[i] = uint32(f>>32), int32(uint32(f))
		t.starts[t.hashes[i]>>t.shift+1]++
	}
	for i := range 1 << leading {
		t.starts[i+1] += t.starts[i]
	}
	return t
}

// sortedByHash sorts forms by their hash, those of one hash staying in the order of their
// ids, in which they come (radix sort: there are hundreds of thousands).
func sortedByHash(forms []uint64) []uint64 {
	const digit = 11 // bits
	other := make([]uint64, len(forms))
	for shift := 32; shift < 64; shift += digit {
		var next [1 << digit]int
		for _, f := range forms {
			next[f>>shift&(1<<digit-1)]++
		}
		sum := 0
		for i, n := range next {
			next[i] = sum
			sum += n
		}
		for _, f := range forms {
			b := f >> shift & (1<<digit - 1)
			other[next[b]] = f
			next[b]++
		}
		forms, other = other, forms
	}
	return forms
}

// appendMatches appends the ids of the words that share a form with the word
// whose deletes have the given hashes. Ids may repeat.
func (t *deleteTable) appendMatches(ids []int32, hashes []uint32) []int32 {
	for _, h := range hashes {
		leading := h >> t.shift
		for i := t.starts[leading]; i < t.starts[leading+1] && t.hashes[i] <= h; i++ {
			if t.hashes[i] == h {
				ids = append(ids, t.ids[i])
			}
		}
	}
	return ids
}

// deletes is how many hashes appendDeletes appends for a word of n letters.
func deletes(n, d int) int {
	n = min(n, deletePrefix)
	switch d {
	case 0:
		return 1
	case 1:
		return 1 + n
	}
	return 1 + n + n*(n-1)/2
}

// appendDeletes appends the hashes of word's prefix with 0 to d letters
// deleted, d at most 2.
func appendDeletes(hashes []uint32, word []rune, d int) []uint32 {
	if len(word) > deletePrefix {
		word = word[:deletePrefix]
	}
	hashes = append(hashes, hashWithout(word, -1, -1))
	for i := 0; d > 0 && i < len(word); i++ {
		hashes = append(hashes, hashWithout(word, i, -1))
		for j := i + 1; d > 1 && j < len(word); j++ {
			hashes = append(hashes, hashWithout(word, i, j))
		}
	}
	return hashes
}

// hashWithout hashes word without its letters i and j (FNV-1a over runes).
func hashWithout(word []rune, i, j int) uint32 {
	h := uint32(2166136261)
	for k, r := range word {
		if k == i || k == j {
			continue
		}
		h = (h ^ uint32(r)) * 16777619
	}
	return h ^ h>>15
}
