package match

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/when"
)

// sizes are the numbers of facts of the synthetic bases.
var sizes = []int{300, 5_000, 100_000}

// synthetic is a base that is hard to search: few verbs and the same four places and
// states in many facts, only pseudo-names to tell them apart. Its facts have as many texts
// as a fact must have, less than half of what the real ones have; the pseudo-names are
// words, no entities.
type synthetic struct {
	entities  []*fact.Entity
	concepts  []*fact.Concept
	facts     []*fact.Fact
	questions []string
}

// verb is a concept with its forms in the three languages.
type verb struct{ en, es, ru string }

var verbs = []verb{
	{"visited", "visitó", "посетил"}, {"signed a treaty with", "firmó un tratado con", "подписал договор с"},
	{"met", "se reunió con", "встретился с"}, {"broke off relations with", "rompió relaciones con", "разорвал отношения с"},
	{"restored relations with", "restableció relaciones con", "восстановил отношения с"}, {"defeated", "derrotó a", "победил"},
	{"launched a satellite for", "lanzó un satélite para", "запустил спутник для"}, {"gave a concert for", "dio un concierto para", "дал концерт для"},
	{"sold copper to", "vendió cobre a", "продал медь"}, {"exported salmon to", "exportó salmón a", "поставлял лосось"},
	{"opened an embassy for", "abrió una embajada para", "открыл посольство для"}, {"appointed an ambassador to", "nombró un embajador ante", "назначил посла для"},
	{"sent aid to", "envió ayuda a", "направил помощь"}, {"received a prize from", "recibió un premio de", "получил премию от"},
	{"recognised", "reconoció a", "признал"}, {"criticised", "criticó a", "осудил"},
}

// everywhere are the names that three slots in ten have.
var everywhere = []fact.Texts{
	{lang.En: "Chile", lang.Es: "Chile", lang.Ru: "Чили"}, {lang.En: "Russia", lang.Es: "Rusia", lang.Ru: "Россия"},
	{lang.En: "Moscow", lang.Es: "Moscú", lang.Ru: "Москва"}, {lang.En: "Santiago", lang.Es: "Santiago", lang.Ru: "Сантьяго"},
}

// textForms and askForms are the texts and example questions of a fact: who did what to
// whom, where and in which year.
var (
	textForms = fact.Texts{
		lang.En: "In %[5]d %[1]s %[2]s %[3]s in %[4]s.",
		lang.Es: "En %[5]d %[1]s %[2]s %[3]s en %[4]s.",
		lang.Ru: "В %[5]d году %[1]s %[2]s %[3]s в городе %[4]s.",
	}
	askForms = map[lang.Language][]string{
		lang.En: {
			"When was it that %[1]s %[2]s %[3]s in %[4]s?",
			"Who %[2]s %[3]s, and in which city?",
			"What is known of how %[1]s %[2]s %[3]s?",
		},
		lang.Es: {
			"¿Cuándo %[1]s %[2]s %[3]s en %[4]s?",
			"¿Quién %[2]s %[3]s y en qué ciudad?",
			"¿Qué se sabe de cómo %[1]s %[2]s %[3]s?",
		},
		lang.Ru: {
			"Когда %[1]s %[2]s %[3]s в городе %[4]s?",
			"Кто %[2]s %[3]s и в каком городе?",
			"Что известно о том, как %[1]s %[2]s %[3]s?",
		},
	}
)

// generator makes the same base of the same seed.
type generator struct {
	random *rand.Rand
	base   *synthetic
	names  []fact.Texts
}

// newSynthetic makes a base of n facts, with what a fact must have at least: a title, a text
// and three example questions in each language.
func newSynthetic(n int) *synthetic {
	g := generator{random: rand.New(rand.NewPCG(1, uint64(n))), base: new(synthetic)}
	for i, texts := range everywhere {
		g.base.entities = append(g.base.entities, &fact.Entity{ID: fact.EntityID(fmt.Sprint("state-", i)), Name: texts, Neutral: i < 2})
	}
	for i, v := range verbs {
		words := map[lang.Language][]string{
			lang.En: strings.Fields(v.en)[:1], lang.Es: strings.Fields(strings.TrimPrefix(v.es, "se "))[:1], lang.Ru: strings.Fields(v.ru)[:1],
		}
		g.base.concepts = append(g.base.concepts, &fact.Concept{ID: fmt.Sprint("verb-", i), Words: words})
	}
	for range max(n/2, 100) {
		g.names = append(g.names, g.name())
	}
	for i := range n {
		g.fact(i)
	}
	return g.base
}

// name makes up a name in both alphabets.
func (g *generator) name() fact.Texts {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	const cyrillicConsonants, cyrillicVowels = "бдфгклмнпрствз", "аеиоу"
	var latin, cyrillic []rune
	for range 2 + g.random.IntN(3) {
		c, v := g.random.IntN(len(consonants)), g.random.IntN(len(vowels))
		latin = append(latin, rune(consonants[c]), rune(vowels[v]))
		cyrillic = append(cyrillic, []rune(cyrillicConsonants)[c], []rune(cyrillicVowels)[v])
	}
	last := g.random.IntN(len(consonants))
	latin, cyrillic = append(latin, rune(consonants[last])), append(cyrillic, []rune(cyrillicConsonants)[last])
	en := strings.ToUpper(string(latin[:1])) + string(latin[1:])
	return fact.Texts{lang.En: en, lang.Es: en, lang.Ru: strings.ToUpper(string(cyrillic[:1])) + string(cyrillic[1:])}
}

func (g *generator) slot() fact.Texts {
	if g.random.IntN(10) < 3 {
		return everywhere[g.random.IntN(len(everywhere))]
	}
	return g.names[g.random.IntN(len(g.names))]
}

func (g *generator) fact(i int) {
	v, a, b, place := verbs[g.random.IntN(len(verbs))], g.slot(), g.slot(), g.slot()
	year := 1820 + g.random.IntN(200)
	f := &fact.Fact{
		ID: fact.ID(fmt.Sprint("fact-", i)), Importance: 2,
		Date: calendar.On(calendar.YearOf(year)),
		Title: fact.Texts{
			lang.En: a[lang.En] + " " + v.en + " " + b[lang.En], lang.Es: a[lang.Es] + " " + v.es + " " + b[lang.Es], lang.Ru: a[lang.Ru] + " " + v.ru + " " + b[lang.Ru],
		},
	}
	fill := func(format string, l lang.Language, verb string) string {
		return fmt.Sprintf(format, a[l], verb, b[l], place[l], year)
	}
	f.Text, f.Ask = make(fact.Texts), make(map[lang.Language][]string)
	for l, verb := range map[lang.Language]string{lang.En: v.en, lang.Es: v.es, lang.Ru: v.ru} {
		f.Text[l] = fill(textForms[l], l, verb)
		for _, form := range askForms[l] {
			f.Ask[l] = append(f.Ask[l], fill(form, l, verb))
		}
	}
	g.base.facts = append(g.base.facts, f)
	if g.random.IntN(max(1, len(g.names)*2/400)) == 0 && len(g.base.questions) < 600 {
		g.ask(v, a, b, place, year)
	}
}

// ask makes questions about a fact: with all that it has, with little of it, by the year
// alone, with a damaged word, and of common words only.
func (g *generator) ask(v verb, a, b, place fact.Texts, year int) {
	damaged := []rune(a[lang.En])
	damaged[len(damaged)/2] = 'x'
	g.base.questions = append(g.base.questions,
		fmt.Sprintf("who %s %s, was it %s?", v.en, b[lang.En], a[lang.En]),
		fmt.Sprintf("¿Es verdad que %s %s en %s?", a[lang.Es], v.es, place[lang.Es]),
		fmt.Sprintf("кто %s %s в %d году", v.ru, b[lang.Ru], year),
		fmt.Sprintf("%s in %s", a[lang.En], place[lang.En]),
		fmt.Sprintf("Did %s and %s have anything to do with each other in %d?", a[lang.En], b[lang.En], year),
		fmt.Sprintf("what did %s do in %s", string(damaged), place[lang.En]),
		fmt.Sprintf("%s Chile Russia", v.en),
	)
}

// bases are the synthetic bases that have been made, by size.
var bases = func() map[int]func() (*synthetic, *Index) {
	m := make(map[int]func() (*synthetic, *Index))
	for _, n := range sizes {
		m[n] = sync.OnceValues(func() (*synthetic, *Index) {
			s := newSynthetic(n)
			return s, newIndex(s.entities, s.concepts, s.facts, benchModel())
		})
	}
	return m
}()

// benchModel weighs all signals alike: what they weigh costs no time.
func benchModel() Model {
	w := make(map[string]float64)
	for _, name := range signalNames {
		w[name] = 1
	}
	return Model{Rank: Linear{Weights: w}, Abstain: Linear{Weights: w}}
}

// percentiles runs each question several times and reports the median and the 99th
// percentile in microseconds beside the mean.
func percentiles(b *testing.B, questions []string, ask func(text string)) {
	for _, text := range questions {
		ask(text)
	}
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		ask(questions[i%len(questions)])
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	at := func(p int) float64 { return float64(took[(len(took)-1)*p/100]) / float64(time.Microsecond) }
	b.ReportMetric(at(50), "p50-µs")
	b.ReportMetric(at(99), "p99-µs")
}

// BenchmarkAnswer analyses, reads and searches one question after the other.
func BenchmarkAnswer(b *testing.B) {
	parser := when.NewParser(nil)
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, ix := bases[n]()
			percentiles(b, s.questions, func(text string) {
				u := ix.Analyse(text)
				q := ix.Read(u, ask.Read(u), Constraining(parser.Parse(u, calendar.NewDay(2026, 11, 25))))
				ix.Search(q, 10)
			})
		})
	}
}

// BenchmarkSearch reads and searches questions that have been analysed.
func BenchmarkSearch(b *testing.B) {
	parser := when.NewParser(nil)
	type analysed struct {
		u     lang.Utterance
		asked ask.Reading
		times []when.Expression
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, ix := bases[n]()
			all := make(map[string]analysed)
			for _, text := range s.questions {
				u := ix.Analyse(text)
				all[text] = analysed{u, ask.Read(u), Constraining(parser.Parse(u, calendar.NewDay(2026, 11, 25)))}
			}
			percentiles(b, s.questions, func(text string) {
				a := all[text]
				ix.Search(ix.Read(a.u, a.asked, a.times), 10)
			})
		})
	}
}

// BenchmarkNewIndex builds the indexes and reports how much memory they keep, and how much
// there was at most while they were built: both without the base that they are built from.
func BenchmarkNewIndex(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := newSynthetic(n)
			runtime.GC()
			before := heap()
			stop := make(chan struct{})
			highest := make(chan uint64)
			go watch(stop, highest)
			var ix *Index
			for b.Loop() {
				ix = nil
				ix = newIndex(s.entities, s.concepts, s.facts, benchModel())
			}
			close(stop)
			peak := <-highest
			runtime.GC()
			const mb = 1 << 20
			b.ReportMetric((float64(heap())-float64(before))/mb, "MB-kept")
			b.ReportMetric((float64(peak)-float64(before))/mb, "MB-peak")
			runtime.KeepAlive(ix)
			runtime.KeepAlive(s)
		})
	}
}

// watch sends the highest value of heap until stop is closed.
func watch(stop <-chan struct{}, highest chan<- uint64) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	peak := uint64(0)
	for {
		select {
		case <-stop:
			highest <- peak
			return
		case <-tick.C:
			peak = max(peak, heap())
		}
	}
}

// heap is the memory of objects, live or not yet swept.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
