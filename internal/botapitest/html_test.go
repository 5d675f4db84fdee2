package botapitest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestParseHTML(t *testing.T) {
	tests := []struct {
		src      string
		text     string
		entities []Entity
	}{
		{"plain", "plain", nil},
		{"<b>a</b>b", "ab", []Entity{{Type: "bold", Length: 1}}},
		{"😀<i>ñ</i>", "😀ñ", []Entity{{Type: "italic", Offset: 2, Length: 1}}},
		{"<b>a<i>b</i></b>", "ab", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{`<a href="https://x.cl/?a=1&amp;b=2">x</a>`, "x", []Entity{{Type: "text_link", Length: 1, URL: "https://x.cl/?a=1&b=2"}}},
		{"<a href='nowhere'>x</a>", "x", nil},
		{"<blockquote expandable>q</blockquote>", "q", []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{`<span class="tg-spoiler">s</span>`, "s", []Entity{{Type: "spoiler", Length: 1}}},
		{`<code class="language-go">x</code>`, "x", []Entity{{Type: "code", Length: 1, Lang: "go"}}},
		{"&lt;&gt;&amp;&quot;&#39;&#x44f;&nbsp;&", "<>&\"'я&nbsp;&", nil},
		{"a &amp b", "a & b", nil},
		{"<B>x</B >", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<b></b>", "", nil},
	}
	for _, tt := range tests {
		text, entities, err := ParseHTML(tt.src)
		if err != nil {
			t.Errorf("ParseHTML(%q): %v", tt.src, err)
			continue
		}
		if text != tt.text {
			t.Errorf("ParseHTML(%q) text = %q, want %q", tt.src, text, tt.text)
		}
		if diff := cmp.Diff(tt.entities, entities, cmp.AllowUnexported(User{})); diff != "" {
			t.Errorf("ParseHTML(%q) entities (-want +got):\n%s", tt.src, diff)
		}
	}
}

func TestParseHTMLRefuses(t *testing.T) {
	tests := []struct{ src, want string }{
		{"a<p>b</p>", `Unsupported start tag "p" at byte offset 1`},
		{"ñ<br/>", `Unsupported start tag "br/" at byte offset 2`},
		{"1 < 2", `Unsupported start tag "" at byte offset 2`},
		{"1 <2", `Unclosed start tag at byte offset 2`},
		{"<b>x", `Can't find end tag corresponding to start tag "b"`},
		{"x</b>", `Unexpected end tag at byte offset 1`},
		{"<b><i>x</b></i>", `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{"<b", `Unclosed start tag at byte offset 0`},
		{`<a href="x`, `Unclosed start tag at byte offset 0`},
		{"<a =x>y</a>", `Empty attribute name in the tag "a" at byte offset 0`},
		{`<a ">x</a>`, `Empty attribute name in the tag "a" at byte offset 0`},
		{"<span>x</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{"<b>x</b", `Unclosed end tag at byte offset 4`},
		{`<tg-emoji emoji-id="x">y</tg-emoji>`, `Invalid custom emoji identifier specified`},
	}
	for _, tt := range tests {
		_, _, err := ParseHTML(tt.src)
		if err == nil || err.Error() != tt.want {
			t.Errorf("ParseHTML(%q) error = %v, want %s", tt.src, err, tt.want)
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{"", "<b>a</b>", "<a href=\"x.cl\">&lt;</a>", "&#x1F600;<i>", "<blockquote expandable>x</blockquote>", "</", "<a b", "<a b=", "<a b='", "&#", "\xff<b>\xff</b>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, entities, err := ParseHTML(src)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Errorf("text %q is not UTF-8", text)
		}
		size := utf16Count(text)
		for _, e := range entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > size {
				t.Errorf("entity %+v outside of a text of %d units", e, size)
			}
		}
		if !strings.ContainsAny(src, "<&") && utf8.ValidString(src) && text != src {
			t.Errorf("text without markup changed: %q -> %q", src, text)
		}
	})
}

func TestTrimText(t *testing.T) {
	text, entities := trimText("  ñ b  ", []Entity{{Type: "bold", Offset: 0, Length: 3}, {Type: "italic", Offset: 4, Length: 3}, {Type: "code", Offset: 5, Length: 2}})
	want := []Entity{{Type: "bold", Offset: 0, Length: 1}, {Type: "italic", Offset: 2, Length: 1}}
	if text != "ñ b" {
		t.Errorf("text = %q", text)
	}
	if diff := cmp.Diff(want, entities, cmp.AllowUnexported(User{})); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
}

func TestLintNesting(t *testing.T) {
	for _, src := range []string{"<blockquote>a<blockquote>b</blockquote></blockquote>", "<pre>a<b>b</b></pre>"} {
		_, entities, err := ParseHTML(src)
		if err != nil {
			t.Fatal(err)
		}
		if len(lintNesting(entities)) != 1 {
			t.Errorf("lintNesting(%q) = %q, want one finding", src, lintNesting(entities))
		}
	}
}
