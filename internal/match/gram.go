package match

// gramSize is the length of the letter sequences by which the wordings of two questions
// are compared beyond whole words.
const gramSize = 4

// appendGramHashes appends the hashes of the letter sequences of a folded word with a
// space around it.
func appendGramHashes(out []uint32, fold string) []uint32 {
	var buffer [72]rune
	runes := append(buffer[:0], ' ')
	for _, r := range fold {
		runes = append(runes, r)
	}
	runes = append(runes, ' ')
	for i := 0; i+gramSize <= len(runes); i++ {
		h := uint32(2166136261)
		for _, r := range runes[i : i+gramSize] {
			h = (h ^ uint32(r)) * 16777619
		}
		out = append(out, h)
	}
	return out
}

// gram is the number of a letter sequence that an example question has.
type gram uint32

// grammar numbers the letter sequences of the examples.
type grammar struct {
	numbers map[uint32]gram // by hash
	seen    []int32         // by gram: the last example that has it
	example int32
	hashes  []uint32
	word    []gram
}

// begin begins an example.
func (g *grammar) begin() { g.example++ }

// of returns the grams of a folded word, which may repeat. They are valid until the next
// call.
func (g *grammar) of(fold string) []gram {
	g.hashes = appendGramHashes(g.hashes[:0], fold)
	g.word = g.word[:0]
	for _, h := range g.hashes {
		n, ok := g.numbers[h]
		if !ok {
			n = gram(len(g.seen))
			g.numbers[h] = n
			g.seen = append(g.seen, 0)
		}
		g.word = append(g.word, n)
	}
	return g.word
}

// appendNew appends those of the grams that the example does not have yet.
func (g *grammar) appendNew(out, grams []gram) []gram {
	for _, n := range grams {
		if g.seen[n] != g.example {
			g.seen[n] = g.example
			out = append(out, n)
		}
	}
	return out
}

// gramSet is a set of grams, as bits.
type gramSet []uint64

func (s gramSet) add(g gram)    { s[g/64] |= 1 << (g % 64) }
func (s gramSet) remove(g gram) { s[g/64] &^= 1 << (g % 64) }

// count is the number of grams that are in s.
func (s gramSet) count(grams []gram) int {
	n := uint64(0)
	for _, g := range grams {
		n += s[g/64] >> (g % 64) & 1
	}
	return int(n)
}
