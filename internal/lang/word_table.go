package lang

import "hash/maphash"

// wordTable remembers words by how they are typed and numbers them. It is a hash table
// with linear probing: of a large text every word is looked up, and a map, which keeps the
// texts themselves in its table, takes twice as long.
type wordTable struct {
	slots []wordSlot // a power of two, a quarter of them free
	words []*word    // by number
	free  []word
}

// wordSlot is a place of the table.
type wordSlot struct {
	hash   uint32
	number int32 // from 1; 0 where the slot is free
}

// wordChunk is the number of words for which memory is taken at once.
const wordChunk = 256

// newWordTable returns a table with room for this many words.
func newWordTable(words int) *wordTable {
	n := 64
	for n*3/4 < words {
		n *= 2
	}
	return &wordTable{slots: make([]wordSlot, n), words: make([]*word, 0, words)}
}

// word returns the word typed as text, read when it is met for the first time.
func (t *wordTable) word(text string) *word {
	hash := uint32(maphash.String(wordSeed, text))
	i := t.probe(hash, text)
	if n := t.slots[i].number; n > 0 {
		return t.words[n-1]
	}
	if len(t.words) >= len(t.slots)*3/4 {
		t.grow()
		i = t.probe(hash, text)
	}
	if len(t.free) == 0 {
		t.free = make([]word, wordChunk)
	}
	w := &t.free[0]
	t.free = t.free[1:]
	w.read(text)
	w.number = int32(len(t.words))
	t.words = append(t.words, w)
	t.slots[i] = wordSlot{hash, w.number + 1}
	return w
}

// probe returns the slot of a text: the one that has it, or the free one where it belongs.
func (t *wordTable) probe(hash uint32, text string) int {
	mask := len(t.slots) - 1
	i := int(hash) & mask
	for {
		s := &t.slots[i]
		if s.number == 0 || s.hash == hash && t.words[s.number-1].text == text {
			return i
		}
		i = (i + 1) & mask
	}
}

func (t *wordTable) grow() {
	old := t.slots
	t.slots = make([]wordSlot, 2*len(old))
	mask := len(t.slots) - 1
	for _, s := range old {
		if s.number == 0 {
			continue
		}
		i := int(s.hash) & mask
		for t.slots[i].number != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = s
	}
}
