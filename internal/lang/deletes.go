package lang

import "slices"

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
	slots    []deleteSlot // open addressing, a power of two
	postings []int32      // ids in runs; the last of a run is stored as its complement
}

type deleteSlot struct {
	hash  uint32
	first uint32 // index of the run in postings, plus one; 0 is an empty slot
}

// newDeleteTable indexes words by id; an empty word is left out. limit gives
// how many letters to delete from a word of n letters.
func newDeleteTable(words [][]rune, limit func(n int) int) *deleteTable {
	var forms []uint64 // hash and id, in one number to sort fast
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
	size := 16
	for size < 2*len(forms) {
		size *= 2
	}
	t := &deleteTable{slots: make([]deleteSlot, size), postings: make([]int32, len(forms))}
	for i, f := range forms {
		hash, id := uint32(f>>32), int32(uint32(f))
		if i == 0 || uint32(forms[i-1]>>32) != hash {
			t.slots[t.free(hash)] = deleteSlot{hash, uint32(i) + 1}
		}
		if i+1 == len(forms) || uint32(forms[i+1]>>32) != hash {
			id = ^id
		}
		t.postings[i] = id
	}
	return t
}

// sortedByHash sorts forms by their hash, those of one hash staying in the order of their
// ids, in which they come (radix sort: there are hundreds of thousands).
func sortedByHash(forms []uint64) []uint64 {
	const bits = 11
	other := make([]uint64, len(forms))
	for shift := 32; shift < 64; shift += bits {
		var next [1 << bits]int
		for _, f := range forms {
			next[f>>shift&(1<<bits-1)]++
		}
		sum := 0
		for i, n := range next {
			next[i] = sum
			sum += n
		}
		for _, f := range forms {
			b := f >> shift & (1<<bits - 1)
			other[next[b]] = f
			next[b]++
		}
		forms, other = other, forms
	}
	return forms
}

func (t *deleteTable) free(hash uint32) int {
	mask := len(t.slots) - 1
	i := int(hash) & mask
	for t.slots[i].first != 0 {
		i = (i + 1) & mask
	}
	return i
}

// appendMatches appends the ids of the words that share a form with the word
// whose deletes have the given hashes. Ids may repeat.
func (t *deleteTable) appendMatches(ids []int32, hashes []uint32) []int32 {
	mask := len(t.slots) - 1
	for _, h := range hashes {
		i := int(h) & mask
		for t.slots[i].first != 0 && t.slots[i].hash != h {
			i = (i + 1) & mask
		}
		first := t.slots[i].first
		if first == 0 {
			continue
		}
		for _, id := range t.postings[first-1:] {
			if id < 0 {
				ids = append(ids, ^id)
				break
			}
			ids = append(ids, id)
		}
	}
	return ids
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
