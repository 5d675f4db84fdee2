package ask

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"puente/internal/lang"
)

// flagsOf names the flags of a set, as in forms.txt.
func flagsOf(s Set) string {
	order := []string{
		"when", "who", "where", "why", "how-many", "how-long", "elapsed", "total", "times", "first", "last",
		"which-first", "next", "previous", "true", "yes-no", "exist", "happened", "list", "source", "more",
		"today", "anniversary", "matter", "overview", "legal", "future", "opinion", "without", "since-when", "between",
	}
	var out []string
	for _, name := range order {
		if s.Has(names[name] &^ Question) {
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}

func read(text string) Reading { return Read(lang.Analyse(text)) }

// TestReadFlags asks in each language for each of the flags. A question may have other
// flags too.
func TestReadFlags(t *testing.T) {
	tests := []struct {
		flag       string
		en, es, ru string
	}{
		{"when", "On what date did they sign it?", "¿En qué fecha lo firmaron?", "Какого числа его подписали?"},
		{"who", "Who signed the treaty?", "¿Quiénes firmaron el tratado?", "Кем подписан договор?"},
		{"where", "In which city did they meet?", "¿Dónde se reunieron?", "В каком городе они встретились?"},
		{"why", "Why was it cancelled?", "¿Por qué lo cancelaron?", "Почему его отменили?"},
		{"how-many", "How many goals were scored?", "¿Cuántos goles hubo?", "Сколько забили голов?"},
		{"how-long", "For how long did it last?", "¿Cuánto duró?", "Как долго это длилось?"},
		{"elapsed", "How long ago was that?", "¿Hace cuánto fue?", "Сколько лет назад это было?"},
		{"total", "How long in total?", "¿Cuánto tiempo en total?", "Сколько лет в общей сложности?"},
		{"times", "How many times was it broken?", "¿Cuántas veces se rompió?", "Сколько раз рвали отношения?"},
		{"first", "The first ambassador", "El primer embajador", "Первый посол"},
		{"last", "The latest visit", "La última visita", "Последний визит"},
		{"which-first", "Which came first, the visit or the treaty?", "¿Qué fue antes, la visita o el tratado?", "Что было раньше: визит или договор?"},
		{"next", "The next one", "El siguiente", "Следующий"},
		{"previous", "And the previous one?", "¿Y el anterior?", "А предыдущий?"},
		{"true", "Is it true that they met?", "¿Es verdad que se reunieron?", "Правда ли, что они встречались?"},
		{"yes-no", "Did they meet?", "¿Hubo una reunión?", "Была ли встреча?"},
		{"exist", "Were there any ties?", "¿Existían lazos?", "Существовали отношения?"},
		{"list", "List the agreements", "Enumera los acuerdos", "Перечислите соглашения"},
		{"several", "Which Chilean generals were they?", "¿Qué presidentes vinieron?", "Каких послов отзывали?"},
		{"enumerate", "List them, please", "Una lista de tratados", "Перечисли визиты"},
		{"happened", "What happened in 1972?", "¿Qué ocurrió en 1972?", "Что произошло в 1972 году?"},
		{"source", "Where does that come from?", "¿De dónde sacaste eso?", "Откуда это?"},
		{"identity", "Who was Prozor?", "¿Quién fue Prozor?", "Кто такой Прозор?"},
		{"more", "Tell me more", "Cuéntame más", "Продолжай"},
		{"today", "What took place on this day?", "¿Qué pasó un día como hoy?", "Что было в этот день?"},
		{"anniversary", "When is the anniversary?", "¿Cuándo es el aniversario?", "Когда годовщина?"},
		{"matter", "What is special about that day?", "¿Por qué es importante ese día?", "Чем примечателен этот день?"},
		{"overview", "A brief history, please", "Los altibajos, por favor", "История отношений вкратце"},
		{"legal", "What is the legal basis?", "¿Cuál es la base jurídica?", "Какова правовая основа?"},
		{"future", "Will they meet?", "¿Se van a reunir?", "Будет ли встреча?"},
		{"opinion", "What is your view of it?", "¿Qué opinas de eso?", "Как ты считаешь?"},
		{"without", "The years without relations", "Los años sin relaciones", "Годы без отношений"},
		{"since-when", "When did it start?", "¿Desde cuándo?", "С каких пор?"},
		{"between", "The time that passed between them", "El tiempo entre ambos", "Время между ними"},
		{"pronoun", "What did he do there?", "¿Qué hizo ella allá?", "Что он там делал?"},
	}
	seen := make(map[string]bool)
	for _, tt := range tests {
		seen[tt.flag] = true
		for _, text := range []string{tt.en, tt.es, tt.ru} {
			if got := read(text); !got.Has(names[tt.flag] &^ Question) {
				t.Errorf("Read(%q) = %s, want it to have %s", text, flagsOf(got.Set), tt.flag)
			}
		}
	}
	for name := range names {
		if !seen[name] && name != "question" {
			t.Errorf("no question for %s", name)
		}
	}
}

// TestReadNot holds the forms off what only looks like them.
func TestReadNot(t *testing.T) {
	tests := []struct {
		text string
		flag Set
	}{
		{"I wonder when it was", YesNo}, // "was" does not open it
		{"They were not there", YesNo},
		{"Tell me more about the treaty", More}, // not the whole of it
		{"¿Qué más firmaron?", More},
		{"А дальше что они подписали?", More},
		{"La casa donde vivió Neruda", When},
		{"Corvalán y Bukovski", Between},
		{"Альенде в Москве", Who},
		{"Allende Moscow", Question},
		{"someone whoever somewhere", Question}, // whole words only
		{"¿Cuántas veces se rompieron?", Elapsed},
		{"When did Chile and Russia agree to cooperate?", Opinion},
		{"What did the two presidents agree on?", Opinion},
		{"¿Qué futuro canciller firmó el acuerdo?", Future},
		{"Where did Allende fall ill?", Future},
	}
	for _, tt := range tests {
		if got := read(tt.text); got.Any(tt.flag) {
			t.Errorf("Read(%q) = %s, want it not to have %s", tt.text, flagsOf(got.Set), flagsOf(tt.flag))
		}
	}
}

// TestReadWhole lists everything that a few questions ask for.
func TestReadWhole(t *testing.T) {
	tests := []struct{ text, want string }{
		{"When did Lagos fly to Moscow?", "when"},
		{"who", "who"},
		{"Allende Moscow 1972", ""},
		{"", ""},
		{"how many times and how long ago?", "how-many how-long elapsed times"},
		{"when и где", "when where"}, // languages mixed
		{"кто y cuándo?", "when who"},
		{"и кто?", "who"}, // after a conjunction
	}
	for _, tt := range tests {
		if got := flagsOf(read(tt.text).Set); got != tt.want {
			t.Errorf("Read(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestAnchors shows what ties a form to the start of a question, or to all of it.
func TestAnchors(t *testing.T) {
	tests := []struct {
		text string
		flag Set
		want bool
	}{
		{"Did they?", YesNo, true},
		{"And did they?", YesNo, true},
		{"Pero ¿hubo tratado?", YesNo, true},
		{"Ну а есть договор?", YesNo, true},
		{"They did", YesNo, false},
		{"more", More, true},
		{"More!", More, true},
		{"more treaties", More, false},
		{"¿Más?", More, true},
		{"más tratados", More, false},
		{"ещё", More, true},
		{"ещё договоры", More, false},
	}
	for _, tt := range tests {
		if got := read(tt.text).Has(tt.flag); got != tt.want {
			t.Errorf("Read(%q).Has(%s) = %t, want %t", tt.text, flagsOf(tt.flag), got, tt.want)
		}
	}
}

// TestFormal tells the words of the form of a question from those of its subject.
func TestFormal(t *testing.T) {
	tests := []struct{ text, want string }{
		{"On what date did Lagos visit Moscow?", "what date"},
		{"Which president went to Chile?", ""}, // the president is asked for
		{"How long ago was the visit?", "how long ago"},
		{"¿Dónde firmaron el tratado?", "donde"},
		{"¿Cuántas veces vino Putin?", "cuantas veces"},
		{"Сколько лет назад прилетала Терешкова?", "сколько лет назад"},
		{"Кто подписал договор?", ""},
	}
	for _, tt := range tests {
		u := lang.Analyse(tt.text)
		r := Read(u)
		var formal []string
		for i, token := range u.Tokens {
			if r.Formal(i) {
				formal = append(formal, token.Fold)
			}
		}
		if got := strings.Join(formal, " "); got != tt.want {
			t.Errorf("formal words of %q: %q, want %q", tt.text, got, tt.want)
		}
	}
	r := read("when")
	for _, i := range []int{-1, 1, 1000} {
		if r.Formal(i) {
			t.Errorf("Formal(%d) of one token = true", i)
		}
	}
}

// TestTokens shows that a reading knows which words ask.
func TestTokens(t *testing.T) {
	var got []string
	for _, s := range read("Who came how many times?").Token {
		got = append(got, flagsOf(s))
	}
	want := []string{"who", "", "how-many times", "how-many times", "times"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestHasAndAny(t *testing.T) {
	s := When | Who
	if !s.Has(When) || !s.Has(When|Who) || s.Has(When|Where) {
		t.Error("Has asks for all of its flags")
	}
	if !s.Any(When|Where) || s.Any(Where|Why) {
		t.Error("Any asks for one of its flags")
	}
}

func TestMustForms(t *testing.T) {
	got := mustForms("# comment\n\n[when]\nwhen, ^what date , =which * day\n[total]\nin all\n")
	want := map[string][]form{
		"when":  {{words: []string{"when"}, asks: When | Question}},
		"what":  {{words: []string{"what", "date"}, start: true, asks: When | Question}},
		"which": {{words: []string{"which", "*", "day"}, whole: true, asks: When | Question}},
		"in":    {{words: []string{"in", "all"}, asks: Total}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(form{})); diff != "" {
		t.Errorf("forms (-want +got):\n%s", diff)
	}
}

func TestUnknownSectionPanics(t *testing.T) {
	defer func() {
		if got, want := recover(), `ask: forms.txt: unknown section "wen"`; got != want {
			t.Errorf("panic %v, want %v", got, want)
		}
	}()
	mustForms("[wen]\nwhen\n")
}

// TestFormsAreFolded keeps forms.txt to words that a folded token can equal: one with a
// mark or a capital would never be found.
func TestFormsAreFolded(t *testing.T) {
	for _, fs := range forms {
		for _, f := range fs {
			for _, w := range f.words {
				if folded := lang.Fold(w); w != folded {
					t.Errorf("forms.txt: %q is %q folded", w, folded)
				}
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"When did it happen?", "¿Cuántas veces?", "сколько лет назад", "more", "how", "how many", "which * first",
		"", " ", "\xff\xfe", "\u202e when", strings.Repeat("how long ", 50), "😀 кто", "what's-what", "que 000AAAS",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u := lang.Analyse(text)
		r := Read(u)
		if len(r.Token) != len(u.Tokens) {
			t.Fatalf("%d sets for %d tokens", len(r.Token), len(u.Tokens))
		}
		all := r.Set & Several // which no token says alone
		for _, s := range r.Token {
			all |= s
		}
		if all != r.Set {
			t.Errorf("the tokens ask for %s, the question for %s", flagsOf(all), flagsOf(r.Set))
		}
		if !utf8.ValidString(text) {
			return
		}
		if again := Read(lang.Analyse(text)); !cmp.Equal(r, again) {
			t.Error("a second reading differs")
		}
	})
}
