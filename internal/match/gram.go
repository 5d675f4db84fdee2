package match

import (
	"encoding/binary"
	"unicode/utf8"
)

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

// alphabet tells in which letters a word is written, as bits: words without a letter in
// common have no gram in common but those of digits.
type alphabet uint8

const (
	latin alphabet = 1 << iota
	cyrillic
	digits // in letters of any alphabet
)

func alphabetOf(fold string) (a alphabet) {
	for i := 0; i < len(fold); i++ {
		switch c := fold[i]; {
		case '0' <= c && c <= '9':
			a |= digits
		case c < utf8.RuneSelf:
			a |= latin
		case c == 0xD0 || c == 0xD1: // U+0400 to U+047F
			a |= cyrillic
		case utf8.RuneStart(c):
			a |= latin | cyrillic // who knows
		}
	}
	return a
}

// part is where in a list of words, those in Latin letters only first, those in Cyrillic
// letters only last, a word with this alphabet stands.
func (a alphabet) part() int {
	switch a {
	case latin:
		return 0
	case cyrillic:
		return 2
	}
	return 1
}

// gram is the number of a letter sequence that an example question has.
type gram uint32

// spellings are the different sets of grams that words of examples add to them, numbered
// from 0: those of a word, without those that a word before it in the example has.
type spellings struct {
	grams     []gram
	ends      []uint32   // by number
	alphabets []alphabet // by number
}

func (s *spellings) add(grams []gram, a alphabet) (number int32) {
	s.grams = append(s.grams, grams...)
	s.ends = append(s.ends, uint32(len(s.grams)))
	s.alphabets = append(s.alphabets, a)
	return int32(len(s.ends) - 1)
}

func (s *spellings) of(number int32) []gram {
	from := uint32(0)
	if number > 0 {
		from = s.ends[number-1]
	}
	return s.grams[from:s.ends[number]]
}

// grammar numbers the letter sequences of the examples and the spellings of their words.
type grammar struct {
	numbers   map[uint32]gram // by hash
	spellings *spellings
	partial   map[string]int32 // the spellings of words without some of their grams
	seen      []int32          // by gram: the last example that has it
	example   int32
	hashes    []uint32
	grams     []gram
	key       []byte
}

// begin begins an example.
func (g *grammar) begin() { g.example++ }

// spelling returns the spelling of a folded word by itself.
func (g *grammar) spelling(fold string) int32 {
	g.hashes = sortedSet(appendGramHashes(g.hashes[:0], fold))
	g.grams = g.grams[:0]
	for _, h := range g.hashes {
		n, ok := g.numbers[h]
		if !ok {
			n = gram(len(g.seen))
			g.numbers[h] = n
			g.seen = append(g.seen, 0)
		}
		g.grams = append(g.grams, n)
	}
	return g.spellings.add(g.grams, alphabetOf(fold))
}

// rest returns what a word with this spelling adds to the example.
func (g *grammar) rest(spelling int32) int32 {
	all := g.spellings.of(spelling)
	g.grams = g.grams[:0]
	for _, n := range all {
		if g.seen[n] != g.example {
			g.seen[n] = g.example
			g.grams = append(g.grams, n)
		}
	}
	if len(g.grams) == len(all) {
		return spelling
	}
	g.key = g.key[:0]
	for _, n := range g.grams {
		g.key = binary.LittleEndian.AppendUint32(g.key, uint32(n))
	}
	rest, ok := g.partial[string(g.key)]
	if !ok {
		rest = g.spellings.add(g.grams, g.spellings.alphabets[spelling])
		g.partial[string(g.key)] = rest
	}
	return rest
}

// gramSet is a set of grams, as bits.
type gramSet []uint64

// add adds grams and returns how many of them were not in s.
func (s gramSet) add(grams []gram) (added int) {
	for _, g := range grams {
		added += int(^s[g/64] >> (g % 64) & 1)
		s[g/64] |= 1 << (g % 64)
	}
	return added
}

func (s gramSet) remove(grams []gram) {
	for _, g := range grams {
		s[g/64] &^= 1 << (g % 64)
	}
}

// count is the number of grams that are in s.
func (s gramSet) count(grams []gram) int {
	n := uint64(0)
	for _, g := range grams {
		n += s[g/64] >> (g % 64) & 1
	}
	return int(n)
}
