package render

import (
	"strings"
	"testing"

	"puente/internal/fact"
	"puente/internal/lang"
)

func TestFactArticle(t *testing.T) {
	base := miniBase(t)
	f, _ := base.Fact("ussr-breaks-relations-1973")
	got, ok := FactArticle(f, lang.En, base, Options{})
	if !ok {
		t.Fatal("no article")
	}
	if want := "The USSR breaks off relations with Chile (1973)"; got.Title != want {
		t.Errorf("title %q, want %q", got.Title, want)
	}
	if want := "In a statement issued on 21 September 1973, ten days after the military coup, the Soviet government announced that it…"; got.Snippet != want {
		t.Errorf("snippet %q, want %q", got.Snippet, want)
	}
	if text := checkMessage(t, got.Message.HTML, MessageLimit); !strings.Contains(text, f.Text[lang.En]+" [1]\n\nSources\n[1] ") {
		t.Errorf("the message lacks the text or the source:\n%s", text)
	}
}

func TestFactArticleOfUncited(t *testing.T) {
	if a, ok := FactArticle(&fact.Fact{Title: fact.Texts{lang.En: "x"}}, lang.En, miniBase(t), Options{}); ok {
		t.Errorf("an uncited fact has the article %+v", a)
	}
}

func TestSnippet(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Short.", "Short."},
		{"On  two\nlines.", "On two lines."},
		{strings.Repeat("ж", 120), strings.Repeat("ж", 120)},
		{strings.Repeat("ж", 121), strings.Repeat("ж", 119) + "…"},
		{strings.Repeat("ж", 100) + ", " + strings.Repeat("ж", 100), strings.Repeat("ж", 100) + "…"},
	}
	for _, tt := range tests {
		if got := snippet(tt.text); got != tt.want {
			t.Errorf("snippet(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
