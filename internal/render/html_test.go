package render

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"puente/internal/answer"
	"puente/internal/botapitest"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/locale"
)

// checkMessage reports a message that Telegram would refuse, or that is longer than
// limit. It returns the visible text.
func checkMessage(t *testing.T, html string, limit int) string {
	t.Helper()
	text, entities, err := botapitest.ParseHTML(html)
	if err != nil {
		t.Fatalf("%v in\n%s", err, html)
	}
	for _, e := range entities {
		switch e.Type {
		case "bold", "italic", "text_link", "url", "blockquote":
		default:
			t.Errorf("an entity %s in\n%s", e.Type, html)
		}
	}
	if got := units(text); got > limit {
		t.Errorf("the text has %d units, want at most %d:\n%s", got, limit, text)
	}
	return text
}

// FuzzHTML puts any text into a fact and its source: no text can break the markup or the
// limit, and no word is lost.
func FuzzHTML(f *testing.F) {
	f.Add("On 1 May <b>1955</b> & so on", "a title", "https://example.org/?a=1&b=2", 400)
	f.Add("</blockquote>*_`[x](y)\x00", `"<a href="x">`, `"><b>`, 64)
	f.Add(strings.Repeat("слово ", 900), strings.Repeat("🚀", 90), "", 4096)
	f.Add(strings.Repeat("x", 300), "", "x", 70)
	base := miniBase(f)
	f.Fuzz(func(t *testing.T, text, title, url string, limit int) {
		text, title, url = strings.ToValidUTF8(text, "?"), strings.ToValidUTF8(title, "?"), strings.ToValidUTF8(url, "?")
		if len(text) > 5000 || len(title) > 1000 {
			return
		}
		limit = 64 + max(0, limit)%MessageLimit
		changed := *facts(t, base, []fact.ID{"relations-restored-1964"})[0]
		changed.Text = fact.Texts{lang.En: text}
		for _, c := range changed.Citations {
			s, _ := base.Source(c.Source)
			s.Title, s.URL = title, url
		}
		a := answer.Answer{Outcome: answer.OutcomeAnswer, Language: lang.En}
		for _, v := range []Verbosity{Full, Short} {
			m := markUp(compose(a, []*fact.Fact{&changed}, base), Options{Verbosity: v, Limit: limit})
			var all strings.Builder
			for _, page := range append([]string{m.HTML}, m.Rest...) {
				all.WriteString(checkMessage(t, page, limit))
			}
			got := strings.Join(strings.Fields(all.String()), "")
			if want := strings.Join(strings.Fields(text), ""); !strings.HasPrefix(got, want) {
				t.Errorf("the text is lost: got %q, want it to begin with %q", got, want)
			}
		}
	})
}

// many is an answer with n statements whose texts are not small.
func many(t *testing.T, n int) (answer.Answer, []*fact.Fact, *fact.Base) {
	base := miniBase(t)
	one := facts(t, base, []fact.ID{"relations-restored-1964"})[0]
	var out []*fact.Fact
	for i := range n {
		f := *one
		f.ID = fact.ID(fmt.Sprintf("fact-%d", i))
		f.Title = fact.Texts{lang.En: strings.Repeat("Ж", 60)}
		out = append(out, &f)
	}
	return answer.Answer{Outcome: answer.OutcomeAnswer, Intent: answer.IntentList, Language: lang.En}, out, base
}

func TestPagesKeepTheLimitAndTheirSources(t *testing.T) {
	a, fs, base := many(t, 60)
	mark := regexp.MustCompile(`\[\d+\]`)
	m := markUp(compose(a, fs, base), Options{})
	if len(m.Rest) == 0 {
		t.Fatal("60 facts fit in one message, want more")
	}
	for _, page := range append([]string{m.HTML}, m.Rest...) {
		text := checkMessage(t, page, MessageLimit)
		body, sources, ok := strings.Cut(text, "\n\nSources\n")
		if !ok {
			t.Fatalf("a page without sources:\n%s", text)
		}
		for _, n := range mark.FindAllString(body, -1) {
			if !strings.Contains("\n"+sources, "\n"+n+" ") {
				t.Errorf("source %s is not on the page that cites it", n)
			}
		}
	}
}

// TestStatementsAreCited proves that every statement has the number of a source that is
// listed once, and in a list its date too.
func TestStatementsAreCited(t *testing.T) {
	base := miniBase(t)
	for _, l := range lang.Languages() {
		a := answer.Answer{Outcome: answer.OutcomeAnswer, Intent: answer.IntentList, Language: l}
		d := compose(a, base.Facts(), base)
		if got, want := len(d.blocks), len(base.Facts()); got != want {
			t.Fatalf("%s: %d blocks for %d facts", l, got, want)
		}
		text := plain(d)
		for i, f := range base.Facts() {
			line := lineOf(d.blocks[i].paragraphs[0])
			date := locale.Sentence(d.printer.Date(f.Date))
			if !strings.HasPrefix(line, date) || !regexp.MustCompile(`( |\])\[\d+\]$`).MatchString(line) {
				t.Errorf("%s: %q, want it to begin with %q and end with the numbers of sources", l, line, date)
			}
			for _, n := range d.blocks[i].cites {
				if got := strings.Count(text, "\n"+mark(n)+" "); got != 1 {
					t.Errorf("%s: source %d is listed %d times, want once", l, n, got)
				}
			}
		}
	}
}

func lineOf(p paragraph) string {
	var out strings.Builder
	for _, r := range p.runs {
		out.WriteString(r.text)
	}
	return out.String()
}

func TestUncitedStatementsAreLeftOut(t *testing.T) {
	base := miniBase(t)
	uncited := *base.Facts()[0]
	uncited.Citations = nil
	unknown := *base.Facts()[0]
	unknown.Citations = []fact.Citation{{Source: "no-such-source"}}
	a := answer.Answer{Outcome: answer.OutcomeAnswer, Language: lang.En}
	for _, f := range []*fact.Fact{&uncited, &unknown} {
		if got := plain(compose(a, []*fact.Fact{f}, base)); got != "" {
			t.Errorf("a statement without a known source is rendered: %q", got)
		}
	}
	if got := Text(answer.Answer{Outcome: answer.OutcomeAnswer, Statements: make([]answer.Statement, 2)}, base); got != "" {
		t.Errorf("the zero statement is rendered: %q", got)
	}
}
