package lang

import (
	"testing"
	"unicode/utf8"
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
