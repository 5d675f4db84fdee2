package match_test

import (
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"puente/internal/ask"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/match"
	"puente/internal/when"
)

// today is the day on which the questions of the tests are asked.
var today = calendar.NewDay(2026, 11, 25)

// base is a small base: 17 facts of the real one with four examples a language each, a
// few concepts and periods.
var base = sync.OnceValue(func() *fact.Base {
	b, err := fact.Load(os.DirFS("testdata/base"))
	if err != nil {
		panic(err)
	}
	return b
})

// fitted is the model fitted on the small base alone.
var fitted = sync.OnceValue(func() match.Model {
	return (&match.Trainer{Base: base(), Today: today, Seed: 1}).Train(nil)
})

var index = sync.OnceValue(func() *match.Index { return match.NewIndex(base(), fitted()) })

var parser = sync.OnceValue(func() *when.Parser { return when.NewParser(base().Periods()) })

func read(text string) *match.Query { return readWith(index(), text) }

func readWith(ix *match.Index, text string) *match.Query {
	u := ix.Analyse(text)
	return ix.Read(u, ask.Read(u), match.Constraining(parser().Parse(u, today)))
}

// first returns the best hit of a question, nil for none.
func first(text string) *match.Hit {
	if hits := index().Search(read(text), 1); len(hits) > 0 {
		return &hits[0]
	}
	return nil
}

// hitOf judges one fact of the base by a question.
func hitOf(t *testing.T, text string, id fact.ID) match.Hit {
	t.Helper()
	return index().Judge(read(text), []*fact.Fact{get(t, id)})[0]
}

func get(t *testing.T, id fact.ID) *fact.Fact {
	t.Helper()
	f, ok := base().Fact(id)
	if !ok {
		t.Fatalf("no fact %s", id)
	}
	return f
}

func TestSearch(t *testing.T) {
	tests := []struct {
		name string
		want fact.ID
		ask  []string
	}{
		{"words of the text", "worldcup-quarterfinal-chile-ussr-1962", []string{
			"which Soviet scored in Arica?", "¿Quién hizo el gol soviético en Arica?", "кто забил за СССР в Арике?"}},
		{"inflected words", "los-jaivas-soviet-tour-1983", []string{
			"album that Los Jaivas recorded", "¿qué discos grabaron Los Jaivas?", "альбомы группы Los Jaivas"}},
		{"an alias of a name", "relations-broken-1947", []string{
			"what did president González Videla do?", "¿qué hizo el presidente González Videla?", "что сделал президент Гонсалес Видела?"}},
		{"a synonym that only the lexicon knows", "relations-broken-1947", []string{
			"severance in 1947", "rompimiento de 1947", "прервали в 1947 году"}},
		{"a concept of several words", "relations-broken-1947", []string{
			"1947: they broke up", "1947: los lazos se rompieron", "1947: порвали связи"}},
		{"a name alone", "putin-santiago-2004", []string{"Putin?", "¿Putin?", "Путин?"}},
		{"a year alone tells apart", "relations-restored-1964", []string{
			"relations restored, 1964", "relaciones restablecidas, 1964", "отношения восстановлены, 1964"}},
		{"a period tells apart", "corvalan-bukovsky-exchange-1976", []string{
			"Communist leader released under Pinochet", "líder comunista liberado bajo Pinochet", "при Пиночете освободили лидера коммунистов"}},
		{"a side note", "fasat-bravo-1998", []string{
			"what flew together with Resurs-O1?", "¿qué se lanzó junto con Resurs-O1?", "что запустили вместе с «Ресурс-О1»?"}},
		{"the words of another language", "tereshkova-chile-visit-1972", []string{
			"Терешкова visit", "Tereshkova визит", "визит Tereshkova a las escuelas"}},
	}
	for _, tt := range tests {
		for _, text := range tt.ask {
			h := first(text)
			if h == nil {
				t.Errorf("%s: %q brings up nothing, want %s", tt.name, text, tt.want)
			} else if h.Fact.ID != tt.want {
				t.Errorf("%s: %q brings up %s, want %s", tt.name, text, h.Fact.ID, tt.want)
			}
		}
	}
}

// TestSearchNothing has questions that share nothing with any fact.
func TestSearchNothing(t *testing.T) {
	for _, text := range []string{"", " ", "?!…", "the of and", "и в на", "🙂🙂🙂", "qwzx vbnmk", "1234567890123"} {
		if hits := index().Search(read(text), 5); len(hits) > 0 && hits[0].Probability > 0.1 {
			t.Errorf("%q brings up %s with %.2f", text, hits[0].Fact.ID, hits[0].Probability)
		}
	}
}

// TestSearchOrder holds what a caller may rely on: no more than asked for, no fact twice,
// the best first, and only the best estimated.
func TestSearchOrder(t *testing.T) {
	q := read("When did Chile and the Soviet Union restore relations?")
	all := index().Search(q, 24)
	if len(all) < 5 {
		t.Fatalf("%d hits", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b match.Hit) int { return -compare(a.Score, b.Score) }) {
		t.Error("the hits are not in the order of their scores")
	}
	seen := make(map[fact.ID]bool)
	for i, h := range all {
		if seen[h.Fact.ID] {
			t.Errorf("%s comes twice", h.Fact.ID)
		}
		seen[h.Fact.ID] = true
		if c := h.Cover(); c < 0 || c > 1 {
			t.Errorf("%s: cover %g", h.Fact.ID, c)
		}
		if i > 0 && (h.Probability != 0 || h.Lead != 0) {
			t.Errorf("hit %d has probability %g and lead %g", i, h.Probability, h.Lead)
		}
	}
	if p, l := all[0].Probability, all[0].Lead; p <= 0 || p > 1 || l < 0 || l > 1 {
		t.Errorf("the best hit has probability %g and lead %g", p, l)
	}
	for _, limit := range []int{0, 1, 3} {
		hits := index().Search(q, limit)
		if len(hits) != limit {
			t.Errorf("%d hits, want %d", len(hits), limit)
		}
		for i, h := range hits {
			if h.Fact != all[i].Fact {
				t.Errorf("hit %d of %d is %s, of all %s", i, limit, h.Fact.ID, all[i].Fact.ID)
			}
		}
	}
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// TestOwnExample asks every example question: its own fact comes first, without doubt.
func TestOwnExample(t *testing.T) {
	for _, f := range base().Facts() {
		for _, l := range lang.Languages() {
			for _, text := range f.Ask[l] {
				h := first(text)
				switch {
				case h == nil:
					t.Errorf("%q brings up nothing, want %s", text, f.ID)
				case h.Fact != f:
					t.Errorf("%q brings up %s, want %s", text, h.Fact.ID, f.ID)
				case h.Probability != 1:
					t.Errorf("%q: probability %g, want 1", text, h.Probability)
				}
			}
		}
	}
}

// TestOwnExampleAsTyped shows how far an example may be from how it stands in the base.
func TestOwnExampleAsTyped(t *testing.T) {
	for _, text := range []string{
		"WHEN DID CHILE AND THE USSR ESTABLISH DIPLOMATIC RELATIONS",
		"  when did Chile and the USSR establish diplomatic relations??? ",
		"cuando empezaron las relaciones diplomaticas entre chile y la urss",
		"когда были установлены дипотношения между ссср и чили",
	} {
		if h := first(text); h == nil || h.Fact.ID != "relations-established-1944" || h.Probability != 1 {
			t.Errorf("%q: %v", text, h)
		}
	}
}

// TestJudge scores given facts as Search does, in its order, whether they fit or not.
func TestJudge(t *testing.T) {
	q := read("Where was FASat-Bravo launched?")
	var got []fact.ID
	for _, h := range index().Judge(q, []*fact.Fact{get(t, "putin-santiago-2004"), get(t, "fasat-bravo-1998"), get(t, "fasat-alfa-1995")}) {
		got = append(got, h.Fact.ID)
	}
	want := []fact.ID{"fasat-bravo-1998", "fasat-alfa-1995", "putin-santiago-2004"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if got := index().Judge(q, nil); len(got) != 0 {
		t.Errorf("Judge of nothing = %v", got)
	}
}

func TestSignal(t *testing.T) {
	h := hitOf(t, "Where was FASat-Bravo launched?", "fasat-bravo-1998")
	if got := h.Signal("cover"); got != h.Cover() || got == 0 {
		t.Errorf("Signal(cover) = %g, Cover() = %g", got, h.Cover())
	}
	if got := h.Signal("no such signal"); got != 0 {
		t.Errorf("Signal of no signal = %g", got)
	}
}

// TestTogether adds up what two facts have of a question.
func TestTogether(t *testing.T) {
	const text = "How long between the Tereshkova visit and the exchange of Bukovsky?"
	hits := index().Judge(read(text), []*fact.Fact{get(t, "tereshkova-chile-visit-1972"), get(t, "corvalan-bukovsky-exchange-1976")})
	both := match.Together(&hits[0], &hits[1])
	if single := max(hits[0].Cover(), hits[1].Cover()); both <= single+0.2 || both > 1 {
		t.Errorf("together %.2f, the better of them %.2f", both, single)
	}
	if got := match.Together(&hits[0], &hits[0]); got != hits[0].Cover() {
		t.Errorf("together with itself %.2f, alone %.2f", got, hits[0].Cover())
	}
	empty := index().Judge(read(""), []*fact.Fact{hits[0].Fact})
	if got := match.Together(&empty[0], &empty[0]); got != 0 {
		t.Errorf("of an empty question %.2f", got)
	}
}

// TestDeterminism reads and searches from many goroutines at once: the index is
// immutable, and equal questions get equal answers.
func TestDeterminism(t *testing.T) {
	questions := []string{"Терешкова в Чили", "Who scored in Arica?", "¿Cuándo vino Putin?", "rupture of relatoins", "нет такого слова абырвалг"}
	want := make([][]match.Hit, len(questions))
	for i, text := range questions {
		want[i] = index().Search(read(text), 5)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			ix := match.NewIndex(base(), fitted())
			for i, text := range questions {
				for _, ix := range []*match.Index{index(), ix} {
					got := ix.Search(readWith(ix, text), 5)
					if len(got) != len(want[i]) {
						t.Errorf("%q: %d hits, want %d", text, len(got), len(want[i]))
						continue
					}
					for j := range got {
						if got[j].Fact != want[i][j].Fact || got[j].Score != want[i][j].Score || got[j].Probability != want[i][j].Probability {
							t.Errorf("%q: hit %d is %s %v, want %s %v", text, j, got[j].Fact.ID, got[j].Score, want[i][j].Fact.ID, want[i][j].Score)
						}
					}
				}
			}
		})
	}
	wg.Wait()
}
