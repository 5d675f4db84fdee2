package match

import "testing"

// TestPhraseEdges finds the edges that were added, also after the table has grown, and no
// others.
func TestPhraseEdges(t *testing.T) {
	edges := phraseEdges{slots: make([]phraseEdge, 2)}
	for i := range int32(1000) {
		edges.add(phraseEdge{from: 1 + i/10, by: stem(i % 10), to: i + 1})
	}
	for i := range int32(1000) {
		if got := edges.find(1+i/10, stem(i%10)).to; got != i+1 {
			t.Fatalf("edge %d leads to %d, want %d", i, got, i+1)
		}
		if got := edges.find(1+i/10, stem(10+i%10)).to; got != 0 {
			t.Fatalf("an edge that was not added leads to %d", got)
		}
	}
}
