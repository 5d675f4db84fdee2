package lang

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

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

// damage spoils a folded word, or returns false when the word has nothing of
// the kind to spoil.
type damage func(r *rand.Rand, word []rune) ([]rune, bool)

// TestDamage measures the share of damaged words whose first repair is the
// word they came from or an inflection of it, for each kind of damage, and
// asserts that it does not fall. Run with -v for the figures.
func TestDamage(t *testing.T) {
	tests := []struct {
		name    string
		damage  damage
		least   int // letters of the words damaged
		floor   float64
		context string // words before it, which tell the alphabet of a question
	}{
		{"missing letter", missingLetter, 5, 0.93, ""},
		{"extra letter", extraLetter, 5, 0.97, ""},
		{"wrong letter", wrongLetter, 5, 0.97, ""},
		{"swapped letters", swappedLetters, 5, 0.97, ""},
		{"one error in a short word", wrongLetter, 4, 0.95, ""},
		{"two errors", twoErrors, 8, 0.95, ""},
		{"doubled letter", doubledLetter, 4, 0.94, ""},
		{"spelt by ear", byEar, 5, 0.95, ""},
		{"vowels dropped", vowelsDropped, 5, 0.95, ""},
		{"first 60 %", firstPart, 7, 0.75, ""},
		{"transliterated", transliterated, 3, 0.98, "kogda byl "},
		{"transliterated with an error", transliteratedWithError, 7, 0.88, "kogda byl "},
		{"other layout", otherLayout, 3, 0.93, ""},
	}
	v := NewVocabulary(testEntries(t))
	targets := slices.DeleteFunc(slices.Clone(v.words), func(w known) bool { return w.weight == 0 })
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			var s damageScore
			for _, w := range targets {
				if len(w.runes) < test.least {
					continue
				}
				if spoilt, ok := test.damage(r, slices.Clone(w.runes)); ok {
					s.add(v, w, test.context, string(spoilt))
				}
			}
			t.Logf("%d words: right %.3f (among three %.3f), wrong %.3f, left %.3f",
				s.all, s.share(s.first), s.share(s.among), s.share(s.wrong), s.share(s.left))
			if os.Getenv("V") != "" {
				t.Log(strings.Join(s.log, "\n"))
			}
			if got := s.share(s.first); got < test.floor {
				t.Errorf("right %.3f, want at least %.3f", got, test.floor)
			}
		})
	}
}

type damageScore struct {
	all, first, among, wrong, left int
	log                            []string
}

func (s *damageScore) share(n int) float64 { return float64(n) / float64(s.all) }

func (s *damageScore) add(v *Vocabulary, w known, context, spoilt string) {
	if _, ok := v.byFold[spoilt]; ok {
		return // became another known word
	}
	u := Analyse(context + spoilt)
	token := u.Tokens[len(u.Tokens)-1]
	if len(u.Compounds) > 0 {
		token = u.Compounds[0].Token
	}
	if token.Text != spoilt || token.Kind != Word || token.Expanded {
		return
	}
	s.all++
	got := v.Repair(nil, token)
	isRight := func(r Repair) bool {
		return len(r.Words) == 1 && sameWord(r.Words[0], w) || len(r.Words) == 2 && slices.Contains(r.Words, w.fold)
	}
	switch {
	case len(got) == 0:
		s.left++
	case isRight(got[0]):
		s.first++
		s.among++
	case slices.ContainsFunc(got, isRight):
		s.among++
		s.wrong++
	default:
		s.wrong++
	}
	if len(got) == 0 || !isRight(got[0]) {
		s.log = append(s.log, fmt.Sprintf("%s < %s: %v", spoilt, w.fold, got))
	}
}

// sameWord reports that fold is w, an inflection of it, or its cognate in
// another of the languages (relation and relación, Pinochet and Пиночет).
func sameWord(fold string, w known) bool {
	if fold == w.fold {
		return true
	}
	for _, key := range Stems(fold) {
		if slices.Contains(Stems(w.fold), key) {
			return true
		}
	}
	a, b := []rune(latinForm(fold)), []rune(latinForm(w.fold))
	n := min(len(a), len(b))
	return n >= 6 && a[0] == b[0] && distance(a, b, 2) <= n/4
}

func latinForm(fold string) string { return romanised(fold)[0] }

func alphabet(word []rune) []rune {
	if isCyrillic(word[0]) {
		return []rune("абвгдежзиклмнопрстуфхцчшыьюя")
	}
	return []rune("abcdefghijklmnopqrstuvwxyz")
}

func missingLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	i := 1 + r.IntN(len(w)-1)
	return slices.Delete(w, i, i+1), true
}

func extraLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	letters := alphabet(w)
	return slices.Insert(w, 1+r.IntN(len(w)), letters[r.IntN(len(letters))]), true
}

func wrongLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	letters := alphabet(w)
	i := 1 + r.IntN(len(w)-1)
	was := w[i]
	for w[i] == was {
		w[i] = letters[r.IntN(len(letters))]
	}
	return w, true
}

func swappedLetters(r *rand.Rand, w []rune) ([]rune, bool) {
	i := 1 + r.IntN(len(w)-2)
	w[i], w[i+1] = w[i+1], w[i]
	return w, w[i] != w[i+1]
}

func twoErrors(r *rand.Rand, w []rune) ([]rune, bool) {
	kinds := []damage{missingLetter, extraLetter, wrongLetter, swappedLetters}
	w, _ = kinds[r.IntN(4)](r, w)
	return kinds[r.IntN(4)](r, w)
}

func doubledLetter(r *rand.Rand, w []rune) ([]rune, bool) {
	for i := 1; i < len(w); i++ {
		if w[i] == w[i-1] {
			return slices.Delete(w, i, i+1), true
		}
	}
	i := 1 + r.IntN(len(w)-1)
	return slices.Insert(w, i, w[i]), true
}

// byEar swaps letters for others of the same sound, wherever it can.
func byEar(r *rand.Rand, w []rune) ([]rune, bool) {
	word := string(w)
	swaps := []string{"b", "v", "v", "b", "ci", "si", "ce", "se", "z", "s", "ll", "y", "que", "ke", "qui", "ki", "ge", "je", "ho", "o", "ha", "a",
		"тся", "ца", "о", "а", "е", "и", "тс", "ц", "ого", "ово"}
	start := 2 * r.IntN(len(swaps)/2)
	for i := range len(swaps) / 2 {
		k := (start + 2*i) % len(swaps)
		head, tail, ok := strings.Cut(word[1:], swaps[k])
		if ok && utf8.ValidString(head) {
			return []rune(word[:1] + head + swaps[k+1] + tail), true
		}
	}
	return w, false
}

func vowelsDropped(_ *rand.Rand, w []rune) ([]rune, bool) {
	out := w[:1]
	for _, c := range w[1:] {
		if !strings.ContainsRune("aeiouаеиоуыэюяй", c) {
			out = append(out, c)
		}
	}
	return out, len(out) >= 3
}

func firstPart(_ *rand.Rand, w []rune) ([]rune, bool) { return w[:(len(w)*6+9)/10], true }

func transliterated(r *rand.Rand, w []rune) ([]rune, bool) {
	if !isCyrillic(w[0]) {
		return w, false
	}
	all := romanised(string(w))
	return []rune(all[r.IntN(len(all))]), true
}

func transliteratedWithError(r *rand.Rand, w []rune) ([]rune, bool) {
	w, ok := transliterated(r, w)
	if !ok || len(w) < 5 {
		return w, false
	}
	return wrongLetter(r, w)
}

func otherLayout(_ *rand.Rand, w []rune) ([]rune, bool) {
	out := retyped(string(w))
	return []rune(out), !strings.ContainsAny(out, ",.;'[]`")
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
