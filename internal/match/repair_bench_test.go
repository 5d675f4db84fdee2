package match

import (
	"os"
	"testing"

	"puente/internal/fact"
)

// BenchmarkRepairer builds the vocabulary of repair of the real base, which happens when
// the first damaged word comes.
func BenchmarkRepairer(b *testing.B) {
	base, err := fact.Load(os.DirFS("../../knowledge"))
	if err != nil {
		b.Fatal(err)
	}
	ix := NewIndex(base, Model{})
	b.ReportAllocs()
	for b.Loop() {
		ix.vocabulary.newRepairer(base.Entities())
	}
}
