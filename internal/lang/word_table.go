package lang

import "hash/maphash"

// wordTable remembers words by how they are typed and numbers them. It is a hash table
// with linear probing: of a large text every word is looked up, and a map, which keeps the
// texts themselves in its table, takes twice as long.
type wordTable struct {
	slots []*word // by hash; a power of two, a quarter of them free at least
	count int
	free  []word
}

// wordChunk is the number of words for which memory is taken at once.
const wordChunk = 256

// newWordTable returns a table with room for this many words.
func newWordTable(words int) *wordTable {
	n := 64
	for n*3/4 < words {
		n *= 2
	}
	return &wordTable{slots: make([]*word, n)}
}

// word returns the word typed as text, read when it is met for the first time.
func (t *wordTable) word(text string) *word {
	hash := uint32(maphash.String(wordSeed, text))
	i := t.probe(hash, text)
	if w := t.slots[i]; w != nil {
		return w
	}
	if t.count >= len(t.slots)*3/4 {
		t.grow()
		i = t.probe(hash, text)
	}
	if len(t.free) == 0 {
		t.free = make([]word, wordChunk)
	}
	w := &t.free[0]
	t.free = t.free[1:]
	w.read(text)
	w.hash, w.number = hash, int32(t.count)
	t.slots[i] = w
	t.count++
	return w
}

// probe returns the slot of a text: the one that has it, or the free one where it belongs.
func (t *wordTable) probe(hash uint32, text string) int {
	mask := len(t.slots) - 1
	i := int(hash) & mask
	for {
		w := t.slots[i]
		if w == nil || w.hash == hash && w.text == text {
			return i
		}
		i = (i + 1) & mask
	}
}

func (t *wordTable) grow() {
	old := t.slots
	t.slots = make([]*word, 2*len(old))
	for _, w := range old {
		if w != nil {
			t.slots[t.probe(w.hash, w.text)] = w
		}
	}
}
