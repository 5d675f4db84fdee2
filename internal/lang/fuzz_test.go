package lang

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func FuzzAnalyse(f *testing.F) {
	for _, s := range []string{
		"", "When were relations established?", "¿Cuándo nació O’Higgins?", "Ил-76МД 73-м 1990's",
		"\xff\xfe\x00", "и\u0306\u200bе\u0308", "🇨🇱🚀", "ＣＨ𝐂", "智利-1990х", "a'-'b-'1-", "вmoscow", "b4u2", "\u202e\u0301a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u := Analyse(text)
		end := 0
		for i, tok := range u.Tokens {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %d of %q spans [%d,%d) after %d", i, text, tok.Start, tok.End, end)
			}
			if text[tok.Start:tok.End] != tok.Text {
				t.Fatalf("token %d of %q: Text %q is not at its offsets", i, text, tok.Text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(tok.Text) {
				t.Fatalf("token %d of %q cuts a rune: %q", i, text, tok.Text)
			}
			if tok.Glued && i+1 == len(u.Tokens) {
				t.Fatalf("last token of %q is glued", text)
			}
			end = tok.End
		}
		for i := -1; i < len(u.Tokens); i++ {
			_ = u.Gap(i)
		}
		if u.Confidence < 0 || u.Confidence > 1 {
			t.Fatalf("confidence of %q is %v", text, u.Confidence)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Ñandú", "ЁЛКА й и\u0306", "ßẞ æ", "“x” – ’", "\xff", "α\u200b\u0301", "K Å ﬁ", "ᾳ\u0345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Fold(%q) = %q is not valid UTF-8", s, got)
		}
		if again := Fold(got); again != got {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, got, again)
		}
	})
}

// fuzzVocabulary holds a little of everything: both alphabets, names, words
// outside the facts, short words.
func fuzzVocabulary() *Vocabulary {
	return NewVocabulary([]Entry{
		{Text: "relations", Weight: 9}, {Text: "relaciones", Weight: 8}, {Text: "отношения", Weight: 7}, {Text: "Чили", Weight: 9, Name: true},
		{Text: "Chile", Weight: 9, Name: true}, {Text: "Corvalán Bukovski", Weight: 3, Name: true}, {Text: "Ил-76", Weight: 1, Name: true},
		{Text: "посольство", Weight: 4}, {Text: "embassy", Weight: 4}, {Text: "brain", Outside: true}, {Text: "señal", Weight: 1},
	})
}

func FuzzRepair(f *testing.F) {
	for _, s := range []string{
		"relatoins", "rltns", "otnosheniya", "jnyjitybz", "corvalanbukovski", "вчили", "relac", "il76", "brian", "sen~al", "ъъъъ", "4ili",
		"əəəəəə", "a'b-c1", "xxxxjjjjwwwwccccyoyoio", "ttttssss", "etYOY", "ргпу", "аааааааааааааааааааааааааааааааааааааааа",
	} {
		f.Add(s)
	}
	v := fuzzVocabulary()
	f.Fuzz(func(t *testing.T, text string) {
		u := Analyse(text)
		tokens := u.Tokens
		for _, c := range u.Compounds {
			tokens = append(tokens, c.Token)
		}
		for _, tok := range tokens {
			got := v.Repair(nil, tok)
			if len(got) > maxRepairs {
				t.Fatalf("Repair(%q) tells %d ways", tok.Text, len(got))
			}
			last := 1.0
			for _, r := range got {
				if r.Confidence < minConfidence || r.Confidence > last {
					t.Fatalf("Repair(%q) = %v: confidence out of order", tok.Text, got)
				}
				last = r.Confidence
				for _, w := range r.Words {
					if !v.Has(w) {
						t.Fatalf("Repair(%q) = %v: %q is not in the vocabulary", tok.Text, got, w)
					}
				}
			}
			if diff := cmp.Diff(got, v.Repair(nil, tok)); diff != "" {
				t.Fatalf("Repair(%q) differs the second time:\n%s", tok.Text, diff)
			}
		}
	})
}

func FuzzRetype(f *testing.F) {
	for _, s := range []string{
		"rjulf xbkb", "jnyjitybz c Xbkb.", "кудфешщты", "\"rjulf\"", "[[[", "1990,", "ж;ñ", "\xff", "cjukfitybt\u00a0c", "''''", ".,.,",
	} {
		f.Add(s)
	}
	v := fuzzVocabulary()
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := v.Retype(Analyse(text))
		if !ok && got != text {
			t.Fatalf("Retype(%q) = %q, false", text, got)
		}
		if ok && got == text {
			t.Fatalf("Retype(%q) changed nothing", text)
		}
		if n := utf8.RuneCountInString(text); ok && utf8.RuneCountInString(got) > n {
			t.Fatalf("Retype(%q) = %q is longer", text, got)
		}
	})
}

func FuzzReading(f *testing.F) {
	for _, s := range []string{"otnosheniya", "shchstch", "xru64ev", "отношения", "yoyoio", "jjj", "əß", "'", "ii", "вьюга"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fold := Fold(text)
		if fold == "" {
			return
		}
		var all []habits
		all = latinHabits(all, fold)
		if len(all) > maxReadings {
			t.Fatalf("%d habits for %q", len(all), fold)
		}
		for _, h := range all {
			for _, c := range appendReading(nil, fold, h) {
				if c >= utf8.RuneSelf {
					t.Fatalf("reading of %q has a byte %x", fold, c)
				}
			}
		}
		if !utf8.ValidString(cyrillised(fold, 0)) {
			t.Fatalf("cyrillised(%q) is not valid UTF-8", fold)
		}
		for _, latin := range romanised(fold) {
			if !utf8.ValidString(latin) {
				t.Fatalf("romanised(%q) is not valid UTF-8", fold)
			}
		}
	})
}
