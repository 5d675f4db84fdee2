package match

// postings lists the facts that have each feature, in their order. Of a feature that very
// many have there is a bit map besides, to ask of one fact.
type postings struct {
	starts []int32 // by feature: where its list begins
	facts  []int32
	bits   map[Feature][]uint64
}

// denseShare is the number of facts of which at least one must have a feature for it to
// have a bit map.
const denseShare = 16

// newPostings turns the features of the facts over. having is the number of facts of each
// feature.
func newPostings(facts []entry, having []int32) postings {
	p := postings{starts: make([]int32, len(having)+1), bits: make(map[Feature][]uint64)}
	for f, n := range having {
		p.starts[f+1] = p.starts[f] + n
		if int(n)*denseShare >= len(facts) && n > 0 {
			p.bits[Feature(f)] = make([]uint64, len(facts)/64+1)
		}
	}
	p.facts = make([]int32, p.starts[len(having)])
	next := append([]int32(nil), p.starts...)
	for i := range facts {
		for _, f := range facts[i].features {
			p.facts[next[f]] = int32(i)
			next[f]++
		}
	}
	for f, bits := range p.bits {
		for _, i := range p.list(f) {
			bits[i/64] |= 1 << (i % 64)
		}
	}
	return p
}

func (p *postings) list(f Feature) []int32 { return p.facts[p.starts[f]:p.starts[f+1]] }
