package daily

import (
	"os"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/render"
	"puente/internal/store"
	"puente/knowledge"
)

func realBase(t testing.TB) *fact.Base {
	t.Helper()
	base, err := fact.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

const miniFolder = "../render/testdata/base"

// miniBase is the small base of package render's golden files.
func miniBase(t testing.TB) *fact.Base {
	t.Helper()
	base, err := fact.Load(os.DirFS(miniFolder))
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// dated returns a base of facts with these dates and importances.
func dated(t testing.TB, records ...string) *fact.Base {
	t.Helper()
	facts := ""
	for _, r := range records {
		facts += r
	}
	files := fstest.MapFS{
		"sources.yaml": {Data: []byte(`- id: source
  title: A source
  publisher: Somebody
  url: https://example.org/
  kind: primary
  language: en
  accessed: "2026-11"
`)},
		"entities.yaml": {Data: []byte("[]\n")}, "periods.yaml": {Data: []byte("[]\n")}, "lexicon.yaml": {Data: []byte("{}\n")},
		"facts/diplomacy.yaml": {Data: []byte(facts)},
	}
	base, err := fact.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func record(id, date, importance string, cited ...string) string {
	out := "- id: " + id + "\n"
	if date != "" {
		out += "  date: \"" + date + "\"\n"
	}
	out += "  topic: diplomacy\n  importance: " + importance + `
  title: {en: ` + id + `, es: ` + id + `, ru: ` + id + `}
  text: {en: "Text of ` + id + `.", es: "Texto de ` + id + `.", ru: "Текст ` + id + `."}
  citations:
`
	if len(cited) == 0 {
		return out + "    - {source: source}\n"
	}
	for _, d := range cited {
		out += "    - {source: source, date: \"" + d + "\"}\n"
	}
	return out
}

func TestChooseOrdersEvents(t *testing.T) {
	base := dated(t,
		record("detail", "1960-05-01", "3"),
		record("important", "1961-05-01", "1"),
		record("normal", "1962-05-01", "2"),
		record("round", "1976-05-01", "3"),
	)
	today := calendar.NewDay(2026, 5, 1)
	year := today.AddYears(-1)
	tests := []struct {
		name string
		seen Seen
		want fact.ID
		day  calendar.Day
	}{
		{"a round anniversary first", nil, "round", today},
		{"not what was posted lately", Seen{"round": today - 10}, "important", today},
		{"a round one again after a year", Seen{"round": year, "important": year}, "round", today},
		{"the most important first", nil, "important", calendar.NewDay(2028, 5, 1)},
		{"then the next", Seen{"important": today}, "normal", calendar.NewDay(2028, 5, 1)},
		{"all before one again", Seen{"important": year, "normal": today}, "detail", calendar.NewDay(2028, 5, 1)},
		{"the one posted longest ago", Seen{"important": year, "normal": today, "detail": year - 9, "round": today}, "detail", calendar.NewDay(2028, 5, 1)},
	}
	for _, tt := range tests {
		p, ok := Choose(base, 1, tt.day, store.Silence, tt.seen)
		if !ok || p.Fact.ID != tt.want {
			t.Errorf("%s: got %+v, want %s", tt.name, p.Fact, tt.want)
			continue
		}
		if len(p.Others) != 3 {
			t.Errorf("%s: %d others, want 3", tt.name, len(p.Others))
		}
	}
}

func TestChooseDisputed(t *testing.T) {
	base := miniBase(t)
	f, _ := base.Fact("relations-restored-1964")
	dates := f.Dates()
	if len(dates) < 2 {
		t.Fatalf("the fact has the dates %v, want several", dates)
	}
	for _, d := range dates {
		p, ok := Choose(base, 1, calendar.NewDay(2027, d.Month, d.Day), store.Silence, nil)
		if !ok || p.Fact != f || !p.Disputed || p.Date != d || p.Years != 2027-d.Year {
			t.Errorf("on %s: got %+v, %v", d, p, ok)
		}
	}
}

func TestChooseLeapDay(t *testing.T) {
	base := dated(t, record("leap", "1960-02-29", "2"))
	for day, want := range map[calendar.Day]bool{
		calendar.NewDay(2027, 2, 28): true, calendar.NewDay(2027, 3, 1): false,
		calendar.NewDay(2028, 2, 28): false, calendar.NewDay(2028, 2, 29): true,
	} {
		if _, ok := Choose(base, 1, day, store.Silence, nil); ok != want {
			t.Errorf("on %s: got %v, want %v", day, ok, want)
		}
	}
}

func TestChooseFallback(t *testing.T) {
	base := dated(t, record("aaa", "1960-05-01", "2"), record("bbb", "1961-05-20", "2"), record("undated", "", "1"))
	day := func(m, d int) calendar.Day { return calendar.NewDay(2027, m, d) }
	tests := []struct {
		name string
		day  calendar.Day
		f    store.Fallback
		seen Seen
		want fact.ID // empty for nothing
		away int
	}{
		{"silence", day(5, 2), store.Silence, nil, "", 0},
		{"a coming one", day(4, 25), store.Nearest, nil, "aaa", 6},
		{"a past one", day(5, 8), store.Nearest, nil, "aaa", -7},
		{"none within a week", day(5, 9), store.Nearest, nil, "", 0},
		{"not the past one that was posted", day(5, 8), store.Nearest, Seen{"aaa": day(5, 1)}, "", 0},
		{"over the end of the year", day(12, 31), store.Nearest, nil, "", 0},
		{"the most important fact of the day", day(5, 9), store.FactOfTheDay, nil, "undated", 0},
		{"the one never posted", day(5, 9), store.FactOfTheDay, Seen{"undated": day(5, 8), "bbb": day(1, 1)}, "aaa", 0},
	}
	for _, tt := range tests {
		p, ok := Choose(base, 1, tt.day, tt.f, tt.seen)
		if ok != (tt.want != "") || ok && (p.Fact.ID != tt.want || p.Away != tt.away || p.Fallback != tt.f) {
			t.Errorf("%s: got %+v, %v, want %s", tt.name, p, ok, tt.want)
		}
	}
}

// TestRotation posts the fact of every day without an event: none comes again before all
// have been seen.
func TestRotation(t *testing.T) {
	base := realBase(t)
	seen, order := Seen{}, []fact.ID{}
	day := calendar.NewDay(2027, 1, 1)
	for range 2 * len(base.Facts()) {
		p, ok := factOfTheDay(base, 7, seen)
		if !ok {
			t.Fatal("no fact")
		}
		order = append(order, p.Fact.ID)
		seen[p.Fact.ID] = day
		day++
	}
	n := len(base.Facts())
	for i, id := range order[n:] {
		if id != order[i] {
			t.Fatalf("the second round differs at %d: %s, %s", i, order[i], id)
		}
	}
	first := map[fact.ID]bool{}
	for _, id := range order[:n] {
		first[id] = true
	}
	if len(first) != n {
		t.Errorf("%d of %d facts in the first round", len(first), n)
	}
}

// TestEveryDayHasAPost proves for the real base that every day of four years has a post
// in every language, and that it is short enough to be sent.
func TestEveryDayHasAPost(t *testing.T) {
	base := realBase(t)
	seen := Seen{}
	for day := calendar.NewDay(2027, 1, 1); day < calendar.NewDay(2031, 1, 1); day++ {
		p, ok := Choose(base, 7, day, store.FactOfTheDay, seen)
		if !ok {
			t.Fatalf("nothing on %s", day)
		}
		seen[p.Fact.ID] = day
		for _, l := range lang.Languages() {
			post, ok := Words(p, day, day, l, base, render.Options{})
			if !ok || len([]rune(post.Plain)) > 4000 || post.HTML == "" || (post.Others == "") != (len(p.Others) == 0) {
				t.Fatalf("%s on %s in %s: %+v", p.Fact.ID, day, l, post)
			}
		}
	}
}

// TestChooseIsOfTheDay proves that a pick without a fallback has an anniversary on the
// day, whatever was seen.
func TestChooseIsOfTheDay(t *testing.T) {
	base := realBase(t)
	rapid.Check(t, func(t *rapid.T) {
		day := calendar.NewDay(2027, 1, 1) + calendar.Day(rapid.IntRange(0, 3000).Draw(t, "day"))
		seen := Seen{}
		for _, f := range base.Facts() {
			if rapid.Bool().Draw(t, "seen") {
				seen[f.ID] = day - calendar.Day(rapid.IntRange(1, 400).Draw(t, "ago"))
			}
		}
		f := rapid.SampledFrom(store.Fallbacks()).Draw(t, "fallback")
		p, ok := Choose(base, 1, day, f, seen)
		events := Events(base, day)
		if len(events) > 0 && (!ok || p.Fallback != "" || len(p.Others) != len(events)-1) {
			t.Fatalf("%d events, but %+v", len(events), p)
		}
		if ok && p.Fallback == "" {
			if a, found := calendar.AnniversaryOn(p.Date.First(), day); !found || a.Years != p.Years {
				t.Fatalf("%s has no anniversary of %s", day, p.Date)
			}
		}
	})
}
