package match

import "slices"

// phrases finds the longest known sequence of stems at a place in a question: names of
// several words ("Los Jaivas"), concepts of several words ("break off"). It is a trie
// over the numbers of stems. A word may have several stems (an unstemmed and a stemmed
// form, English and Spanish), so a step follows each of them.
type phrases struct {
	nodes  []phraseNode
	values []phraseValue
	root   []int32 // by stem: the node of the phrases that begin with it, 0 for none
	edges  phraseEdges
	inside []bool // by stem: some edge is by it

	level, deeper []int32 // working memory of add
}

// phraseNode is a place in the trie. Node 0 stands for none.
type phraseNode struct {
	first int32 // of its values, 0 for none
	inner bool  // longer phrases go through it
}

// phraseValue is a feature that a phrase stands for, one of a list. Value 0 ends it.
type phraseValue struct {
	feature Feature
	next    int32
}

// phraseEdges are the edges from the nodes but the root: a hash table with linear probing,
// since very many edges are looked for that are not there.
type phraseEdges struct {
	slots []phraseEdge // a power of two, half of them free at least
	count int
}

// phraseEdge leads from a node to another one. Node 0 is where none leads.
type phraseEdge struct {
	from int32
	by   stem
	to   int32
}

// find returns the edge, or the slot where it belongs.
func (t *phraseEdges) find(from int32, by stem) *phraseEdge {
	mask := uint64(len(t.slots) - 1)
	i := (uint64(from)<<32 | uint64(by)) * 0x9E3779B97F4A7C15 >> 32
	for {
		e := &t.slots[i&mask]
		if e.to == 0 || e.from == from && e.by == by {
			return e
		}
		i++
	}
}

// add adds an edge that is not there.
func (t *phraseEdges) add(e phraseEdge) {
	if t.count++; 2*t.count > len(t.slots) {
		old := t.slots
		t.slots = make([]phraseEdge, 2*len(old))
		for _, o := range old {
			if o.to != 0 {
				*t.find(o.from, o.by) = o
			}
		}
	}
	*t.find(e.from, e.by) = e
}

func newPhrases() *phrases {
	const edges = 1 << 16 // half of them have room before the table grows
	return &phrases{nodes: make([]phraseNode, 1), values: make([]phraseValue, 1), edges: phraseEdges{slots: make([]phraseEdge, edges)}}
}

// begin is the node of the phrases that begin with the stem, 0 for none.
func (p *phrases) begin(s stem) int32 {
	if int(s) >= len(p.root) {
		return 0
	}
	return p.root[s]
}

// follows reports whether a word with the stem can stand in a phrase behind the first one.
// Most cannot, and the edges take long to look up.
func (p *phrases) follows(s stem) bool { return int(s) < len(p.inside) && p.inside[s] }

// joins reports whether a phrase begins with a word of some stems and one of others.
func (p *phrases) joins(first, second []stem) bool {
	for _, s := range first {
		node := p.begin(s)
		if !p.nodes[node].inner {
			continue
		}
		for _, s := range second {
			if p.follows(s) && p.edges.find(node, s).to != 0 {
				return true
			}
		}
	}
	return false
}

// add enters one phrase, a sequence of words with their alternative stems.
func (p *phrases) add(words []*lexeme, value Feature) {
	level, deeper := p.level[:0], p.deeper
	for i, x := range words {
		deeper = deeper[:0]
		if i == 0 {
			for _, s := range x.stems {
				deeper = append(deeper, p.open(s))
			}
		}
		for _, node := range level {
			for _, s := range x.stems {
				deeper = append(deeper, p.child(node, s))
			}
		}
		level, deeper = deeper, level
	}
	for _, node := range level {
		p.value(node, value)
	}
	p.level, p.deeper = level, deeper
}

func (p *phrases) open(s stem) int32 {
	for int(s) >= len(p.root) {
		p.root = append(p.root, 0)
	}
	if p.root[s] == 0 {
		p.root[s] = p.node()
	}
	return p.root[s]
}

func (p *phrases) child(from int32, s stem) int32 {
	n := p.edges.find(from, s).to
	if n == 0 {
		n = p.node()
		p.edges.add(phraseEdge{from, s, n})
		p.nodes[from].inner = true
		for int(s) >= len(p.inside) {
			p.inside = append(p.inside, false)
		}
		p.inside[s] = true
	}
	return n
}

func (p *phrases) node() int32 {
	p.nodes = append(p.nodes, phraseNode{})
	return int32(len(p.nodes) - 1)
}

func (p *phrases) value(node int32, f Feature) {
	at := &p.nodes[node].first
	for *at != 0 {
		v := &p.values[*at]
		if v.feature == f {
			return
		}
		at = &v.next
	}
	*at = int32(len(p.values))
	p.values = append(p.values, phraseValue{feature: f})
}

func (p *phrases) appendValues(out []Feature, node int32) []Feature {
	for i := p.nodes[node].first; i != 0; i = p.values[i].next {
		out = append(out, p.values[i].feature)
	}
	return out
}

// walk is the working memory of a search for phrases.
type walk struct {
	level, deeper []int32
	single        []Feature // values of the phrases of one word
	longest       []Feature // values of the longest phrase
	length        int       // of that, in words; 0 when no phrase begins here
}

// from finds the phrases that begin at word i of words.
func (w *walk) from(p *phrases, words []word, i int) {
	w.level, w.single, w.longest, w.length = w.level[:0], w.single[:0], w.longest[:0], 0
	for _, s := range words[i].stems {
		if n := p.begin(s); n != 0 {
			w.level = append(w.level, n)
			w.single = p.appendValues(w.single, n)
		}
	}
	if len(w.single) > 0 {
		w.longest, w.length = append(w.longest, w.single...), 1
	}
	for at := i + 1; at < len(words) && w.inner(p); at++ {
		w.deeper = w.deeper[:0]
		found := false
		for _, node := range w.level {
			if !p.nodes[node].inner {
				continue
			}
			for _, s := range words[at].stems {
				if !p.follows(s) {
					continue
				}
				n := p.edges.find(node, s).to
				if n == 0 {
					continue
				}
				w.deeper = append(w.deeper, n)
				if p.nodes[n].first == 0 {
					continue
				}
				if !found {
					w.longest, found = w.longest[:0], true
				}
				w.longest = p.appendValues(w.longest, n)
			}
		}
		if found {
			w.length = at - i + 1
		}
		w.level, w.deeper = w.deeper, w.level
	}
}

// inner reports whether a longer phrase can follow.
func (w *walk) inner(p *phrases) bool {
	return slices.ContainsFunc(w.level, func(n int32) bool { return p.nodes[n].inner })
}

// mark tells of the words of the longest phrase, which begins at word i, that they stand
// for its values.
func (w *walk) mark(words []word, i int, tell func(word int, f Feature)) {
	content := slices.ContainsFunc(words[i:i+w.length], func(w word) bool { return !w.stop })
	for _, f := range w.longest {
		for j := i; j < i+w.length; j++ {
			if content && words[j].stop {
				continue // "the" of "the Kremlin" says nothing by itself
			}
			tell(j, f)
		}
	}
}
