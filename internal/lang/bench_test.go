package lang

import (
	"strings"
	"testing"
)

const question = "When did Chile break off relations with USSR?" // 45 characters

func BenchmarkAnalyse(b *testing.B) {
	benchmarks := []struct{ name, text string }{
		{"english", question},
		{"spanish", "¿Cuándo rompió Chile relaciones con la URSS?"},
		{"russian", "Когда Чили разорвала отношения с Россией в 73"},
		{"long", strings.Repeat(question+" ", 90)},
	}
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Analyse(bm.text)
			}
		})
	}
}

// BenchmarkWord is a word met for the first time: folded, stemmed, weighed.
func BenchmarkWord(b *testing.B) {
	for _, w := range []string{"established", "отношениями"} {
		b.Run(w, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				newWord(w)
			}
		})
	}
}

func BenchmarkFold(b *testing.B) {
	for _, s := range []string{question, "¿Cuándo rompió Chile relaciones con la URSS?"} {
		b.Run("", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}

func BenchmarkRepair(b *testing.B) {
	v := NewVocabulary(testEntries(b))
	benchmarks := []struct{ name, text string }{
		{"exact", "embassy"}, {"inflection", "embassys"}, {"spelling short", "embasy"}, {"spelling", "relatoins"}, {"two errors", "diplomatikc"},
		{"unknown", "xylophonist"}, {"common", "brain"}, {"split", "puntaarenas"}, {"completion", "rltns"}, {"cyrillic", "соглошение"},
	}
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			token := Analyse(bm.text).Tokens[0]
			var repairs [maxRepairs]Repair
			b.ReportAllocs()
			for b.Loop() {
				v.Repair(repairs[:0], token)
			}
		})
	}
}

// BenchmarkNear is the delete lookup with its distances, without what comes
// before and after it.
func BenchmarkNear(b *testing.B) {
	v := NewVocabulary(testEntries(b))
	for _, w := range []string{"embasy", "relatoins", "xylophonist", "соглошение"} {
		b.Run(w, func(b *testing.B) {
			s := v.scratch.New().(*scratch)
			s.set(w)
			b.ReportAllocs()
			for b.Loop() {
				s.candidates = s.candidates[:0]
				v.spell(s, Spelling, 1)
			}
		})
	}
}

func BenchmarkRetype(b *testing.B) {
	v := NewVocabulary(testEntries(b))
	for _, s := range []string{question, "rjulf gjlgbcfkb cjukfitybt c xbkb gj vbhyjve fnjve"} {
		b.Run("", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v.Retype(Analyse(s))
			}
		})
	}
}

func BenchmarkNewVocabulary(b *testing.B) {
	entries := testEntries(b)
	b.ReportAllocs()
	for b.Loop() {
		NewVocabulary(entries)
	}
}
