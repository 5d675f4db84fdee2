package match

// phrases finds the longest known sequence of stems at a place in a question: names of
// several words ("Los Jaivas"), concepts of several words ("break off"). It is a trie
// over stems. A word may have several stems (an unstemmed and a stemmed form, English and
// Spanish), so a step follows each of them.
type phrases struct {
	root *phraseNode
}

type phraseNode struct {
	next   map[string]*phraseNode
	values []Feature
}

func newPhrases() *phrases { return &phrases{root: &phraseNode{}} }

// add enters one phrase, given as the alternatives of stems of each of its words.
func (p *phrases) add(words [][]string, value Feature) {
	level := []*phraseNode{p.root}
	for _, stems := range words {
		var deeper []*phraseNode
		for _, node := range level {
			for _, s := range stems {
				deeper = append(deeper, node.child(s))
			}
		}
		level = deeper
	}
	for _, node := range level {
		node.value(value)
	}
}

func (n *phraseNode) child(stem string) *phraseNode {
	if n.next == nil {
		n.next = make(map[string]*phraseNode)
	}
	c := n.next[stem]
	if c == nil {
		c = &phraseNode{}
		n.next[stem] = c
	}
	return c
}

func (n *phraseNode) value(v Feature) {
	for _, have := range n.values {
		if have == v {
			return
		}
	}
	n.values = append(n.values, v)
}

// longest returns the values of the longest phrase that begins at word i and the number
// of words it takes; 0 when no phrase begins there. stems gives the stems of word i.
func (p *phrases) longest(i, n int, stems func(int) []string) (values []Feature, length int) {
	var level, deeper []*phraseNode
	level = append(level, p.root)
	for at := i; at < n && len(level) > 0; at++ {
		deeper = deeper[:0]
		var found []Feature
		for _, node := range level {
			for _, s := range stems(at) {
				if c := node.next[s]; c != nil {
					deeper = append(deeper, c)
					found = append(found, c.values...)
				}
			}
		}
		if len(found) > 0 {
			values, length = found, at-i+1
		}
		level, deeper = deeper, level
	}
	return values, length
}
