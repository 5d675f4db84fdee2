package bot

import (
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"puente/internal/botapitest"
)

// TestInlineAnswer looks at what a transcript does not show of an inline answer.
func TestInlineAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, stageOptions{Options: botapitest.Options{Memory: true}})
		carol := s.server.NewUser("Carol", "en")
		ask := func(query string) *botapitest.InlineAnswer {
			id := s.server.Ask(carol, query, "")
			s.settle()
			got := s.server.InlineAnswer(id)
			if got == nil {
				t.Fatalf("%q is not answered", query)
			}
			return got
		}
		day, typed := ask(""), ask("fas lau")
		if day.CacheTime != 3600 || typed.CacheTime != 300 || !day.Personal || !typed.Personal {
			t.Errorf("cache times %d and %d, personal %v and %v", day.CacheTime, typed.CacheTime, day.Personal, typed.Personal)
		}
		if len(typed.Results) == 0 {
			t.Fatal("type-ahead finds nothing")
		}
		r := typed.Results[0]
		if r.ID != "fasat-alfa-1995" || !strings.HasPrefix(r.Content.Text, "<b>FAS</b>at-Alfa<b> lau</b>nched from") {
			t.Errorf("the first result %s reads %q", r.ID, r.Content.Text)
		}
		if !strings.Contains(r.Text, "Sources\n[1] SPACEWARN") {
			t.Errorf("the result has no sources: %q", r.Text)
		}
		if computed := ask("When did relations resume?"); computed.Results[0].ID != "answer" {
			t.Errorf("the first result is %s, want the whole answer", computed.Results[0].ID)
		}
	})
}

// TestInlineTypedOn wants a query not to be answered when the person has typed on, and to
// be given up after a second.
func TestInlineTypedOn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		carol := s.server.NewUser("Carol", "en")
		answered := func(id string) bool { return s.server.InlineAnswer(id) != nil }
		s.server.Inject(botapitest.Fault{Kind: botapitest.Slow, Method: "answerInlineQuery", Call: 1, Delay: 900 * time.Millisecond})
		first := s.server.Ask(carol, "as", "")
		time.Sleep(100 * time.Millisecond)
		second, third := s.server.Ask(carol, "ast", ""), s.server.Ask(carol, "aste", "")
		s.settle()
		if !answered(first) || answered(second) || !answered(third) {
			t.Errorf("answered are: first %v, second %v, third %v", answered(first), answered(second), answered(third))
		}
		s.server.Inject(botapitest.Fault{Kind: botapitest.Slow, Method: "answerInlineQuery", Call: 1, Delay: time.Minute})
		began := time.Now()
		s.server.Ask(carol, "aster", "")
		s.settle()
		if took := time.Since(began); took > inlineTime+time.Second {
			t.Errorf("a query is given up after %v", took)
		}
	})
}

// TestInlinePages scrolls through all facts, which all have the letters of "19".
func TestInlinePages(t *testing.T) {
	engine, err := testEngine()
	if err != nil {
		t.Fatal(err)
	}
	s := &inlineSearch{presenter: presenter{library: newLibrary(engine), language: "en"}}
	for range 3 {
		for _, f := range s.library.base.Facts() {
			s.facts = append(s.facts, f.ID)
		}
	}
	seen, offset := 0, ""
	for pages := 1; ; pages++ {
		from, _ := strconv.Atoi(offset)
		list, next := s.results(from)
		seen += len(list)
		if len(list) > inlinePage {
			t.Errorf("a page has %d results", len(list))
		}
		if offset = next; offset == "" {
			if pages != 3 || seen != len(s.facts) {
				t.Errorf("%d results in %d pages, want %d in 3", seen, pages, len(s.facts))
			}
			return
		}
	}
}

// TestInlineButtons presses buttons under a message that was sent through inline mode.
func TestInlineButtons(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, stageOptions{Options: botapitest.Options{Memory: true}})
		ana, boris := s.server.NewUser("Ana", "es"), s.server.NewUser("Boris", "ru")
		group := s.server.NewSupergroup("Amigos", ana, boris)
		query := s.server.Ask(ana, "asteroide", "")
		s.settle()
		message := s.server.Choose(query, "victor-jara-asteroid-1973", group)
		s.server.ClearTranscript()
		s.server.PressInline(boris, message, "Después →")
		s.settle()
		s.server.PressInline(boris, message, "Fuentes resumidas")
		s.settle()
		got := s.server.Transcript()
		if !strings.Contains(got, "El 21 de noviembre de 1973") || !strings.Contains(got, "\n  Fuentes: [1] CIHEFE") {
			t.Errorf("the buttons show:\n%s", got)
		}
	})
}

func TestHighlights(t *testing.T) {
	tests := []struct {
		title, query string
		want         string // the highlighted parts
	}{
		{"Visita de Lagos a Moscú", "lagos", "Lagos"},
		{"Visita de Lagos a Moscú", "moscu", "Moscú"},
		{"Ёлка в Сантьяго", "елка", "Ёлка"},
		{"Визит Лагоса", "ВИЗ лаг", "Виз| Лаг"},
		{"Putin in Chile", "x", ""},
		{"Putin in Chile", "zz", ""},
		{"Putin in Chile", strings.Repeat("putin ", 10), ""},
	}
	for _, tt := range tests {
		var parts []string
		for _, span := range highlights(tt.title, tt.query) {
			parts = append(parts, tt.title[span[0]:span[1]])
		}
		if got := strings.Join(parts, "|"); got != tt.want {
			t.Errorf("highlights(%q, %q) = %q, want %q", tt.title, tt.query, got, tt.want)
		}
	}
}

// FuzzHighlights wants spans that are in order, apart from each other, and on the bounds
// of letters.
func FuzzHighlights(f *testing.F) {
	f.Add("Visita de Lagos a Moscú", "lagos")
	f.Add("Ёлка в Сантьяго", "елка")
	f.Add("İstanbul ŉ ß", "i s")
	f.Add("\xff\x00a", "\x00a")
	f.Fuzz(func(t *testing.T, title, query string) {
		at := 0
		for _, span := range highlights(title, query) {
			if span[0] < at || span[1] <= span[0] || span[1] > len(title) {
				t.Fatalf("spans %v of %q", span, title)
			}
			at = span[1]
		}
	})
}
