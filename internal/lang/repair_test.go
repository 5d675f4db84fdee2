package lang

import (
	"bufio"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testEntries reads testdata/vocabulary.txt.
func testEntries(tb testing.TB) []Entry {
	tb.Helper()
	file, err := os.Open("testdata/vocabulary.txt")
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	var entries []Entry
	for scan := bufio.NewScanner(file); scan.Scan(); {
		fields := strings.Fields(scan.Text())
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		weight, err := strconv.ParseFloat(fields[0], 64)
		if err != nil {
			tb.Fatal(err)
		}
		entries = append(entries, Entry{Text: fields[1], Weight: weight, Name: len(fields) > 2})
	}
	return entries
}

// TestRepair runs testdata/repairs.txt.
func TestRepair(t *testing.T) {
	entries := testEntries(t)
	for _, country := range []string{"Peru", "Perú", "Cuba", "Куба", "Перу", "Canada", "Canadá"} {
		entries = append(entries, Entry{Text: country, Name: true})
	}
	for w := range strings.FieldsSeq("establish ambassador embajador vino lavrov лавров rosoboronexport хрущев петров договор") {
		entries = append(entries, Entry{Text: w, Weight: 1})
	}
	v := NewVocabulary(entries)
	file, err := os.ReadFile("testdata/repairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		fields := strings.Split(strings.TrimSpace(line), " | ")
		if len(fields) != 3 {
			continue
		}
		before, rest, _ := strings.Cut(fields[0], "[")
		word, after, _ := strings.Cut(rest, "]")
		want := fields[2] + " " + fields[1]
		if got := firstRepair(v, before+word+after, len(before)); got != want {
			t.Errorf("%s: got %s, want %s", fields[0], got, want)
		}
	}
}

// firstRepair repairs the token or compound of text that starts at start.
func firstRepair(v *Vocabulary, text string, start int) string {
	u := Analyse(text)
	tokens := slices.Clone(u.Tokens)
	for _, c := range u.Compounds {
		tokens = append([]Token{c.Token}, tokens...)
	}
	i := slices.IndexFunc(tokens, func(t Token) bool { return t.Start == start })
	got := v.Repair(nil, tokens[i])
	if len(got) == 0 {
		return "- -"
	}
	return string(got[0].Kind) + " " + strings.Join(got[0].Words, " ")
}

// TestSplit measures how often two words run together are told apart.
func TestSplit(t *testing.T) {
	v := NewVocabulary(testEntries(t))
	words := slices.DeleteFunc(slices.Clone(v.words), func(w known) bool { return w.weight == 0 || len(w.runes) < 4 })
	r := rand.New(rand.NewPCG(3, 4))
	right, all := 0, 0
	for all < 1000 {
		a, b := words[r.IntN(len(words))], words[r.IntN(len(words))]
		run := a.fold + b.fold
		if a.script != b.script || len(run) > maxCompared || v.Has(run) {
			continue
		}
		all++
		got := v.Repair(nil, Analyse(run).Tokens[0])
		if len(got) > 0 && slices.Equal(got[0].Words, []string{a.fold, b.fold}) {
			right++
		}
	}
	share := float64(right) / float64(all)
	t.Logf("%.3f of %d told apart", share, all)
	if share < 0.95 {
		t.Errorf("%.3f of the runs told apart, want at least 0.95", share)
	}
}

// Real words that the vocabulary lacks must stay as they are: correcting them
// would make an answer out of a question about something else.
func TestRealWordsStay(t *testing.T) {
	texts := []string{
		`the whale swallowed a purple umbrella while my neighbour painted bright kitchen walls and dirty windows every lazy morning
		cheap copper pipes freeze quickly unless somebody wraps thick blankets over them before winter nights become colder
		brain pain hunger weather doctors nurses bread butter knives spoons lemons onions horses monkeys shadows mirrors`,
		`la ballena comió un paraguas morado mientras mi vecino pintaba paredes brillantes de la cocina y ventanas sucias cada mañana
		tuberías baratas se congelan rápido salvo que alguien ponga mantas gruesas encima antes del invierno más frío
		cerebro dolor hambre clima doctores enfermeras mantequilla cuchillos cucharas limones cebollas caballos monos sombras espejos`,
		`кит проглотил лиловый зонтик пока мой сосед красил яркие стены кухни и грязные окна каждое ленивое утро
		дешевые трубы быстро замерзают если никто не обернет их толстыми одеялами до зимних холодов
		мозг боль голод погода врачи медсестры масло ножи ложки лимоны лошади обезьяны тени зеркала собака кошка`,
	}
	v := NewVocabulary(testEntries(t))
	made, all := 0, 0
	for _, text := range texts {
		for _, tok := range Analyse(text).Tokens {
			if tok.Weightless() || v.Has(tok.Fold) {
				continue
			}
			all++
			got := v.Repair(nil, tok)
			if len(got) > 0 && got[0].Kind != Inflection {
				made++
				t.Logf("%s became %v", tok.Text, got[0])
			}
		}
	}
	t.Logf("%d of %d real words repaired", made, all)
	if made > all*5/100 {
		t.Errorf("%d of %d real words repaired, want at most 5 %%", made, all)
	}
}

// Several goroutines share a vocabulary and find the same.
func TestRepairShared(t *testing.T) {
	v := NewVocabulary(testEntries(t))
	tokens := Analyse("relatoins rltns puntaarenas otnosheniya embasy соглошение").Tokens
	var want [][]Repair
	for _, tok := range tokens {
		want = append(want, v.Repair(nil, tok))
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				for i, tok := range tokens {
					if diff := cmp.Diff(want[i], v.Repair(nil, tok)); diff != "" {
						t.Errorf("%s (-want +got):\n%s", tok.Text, diff)
					}
				}
			}
		})
	}
	group.Wait()
}
