package answer

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"puente/internal/fact"
	"puente/internal/match"
)

func TestThreshold(t *testing.T) {
	in := func(p float64) Trial { return Trial{Probability: p, InScope: true, Right: true} }
	out := func(ps ...float64) (trials []Trial) {
		for _, p := range ps {
			trials = append(trials, Trial{Probability: p})
		}
		return trials
	}
	tests := []struct {
		name   string
		trials []Trial
		share  float64
		want   float64
	}{
		{"no trials", nil, 0.01, 0.01},
		{"nothing unanswerable", []Trial{in(0.2), in(0.9)}, 0.01, 0.01},
		{"above the only one", out(0.5), 0, 0.51},
		{"above the likeliest", out(0.1, 0.5, 0.72), 0, 0.73},
		{"a third may be answered", out(0.1, 0.5, 0.72), 0.34, 0.51},
		{"all may be answered", out(0.1, 0.5, 0.72), 1, 0.01},
		{"answerable ones do not count", append(out(0.3), in(0.9), in(0.95)), 0, 0.31},
		{"certain", out(1), 0, 1.01},
	}
	for _, tt := range tests {
		if got := threshold(tt.trials, tt.share); got != tt.want {
			t.Errorf("%s: threshold %g, want %g", tt.name, got, tt.want)
		}
	}
}

// TestCalibrate gives questions that name both countries a limit of their own, not below
// the least and not above that of the others.
func TestCalibrate(t *testing.T) {
	trials := []Trial{
		{Probability: 0.1, BothSides: true},
		{Probability: 0.7}, {Probability: 0.2}, {Probability: 0.3},
		{Probability: 0.9, InScope: true, Right: true},
	}
	got := Calibrate(trials)
	want := Limits{Answer: leastAnswer, Lone: 0.71, Choices: 0.71, Group: 0.71}
	if got != want {
		t.Errorf("Calibrate = %+v, want %+v", got, want)
	}
	for p, want := range map[float64]float64{0.6: 0.61, 0.95: 0.71} {
		trials[0].Probability = p
		if got := Calibrate(trials).Answer; got != want {
			t.Errorf("the limit for both countries is %g, want %g", got, want)
		}
	}
}

// TestLimits holds the committed limits to their order: a choice is offered before an
// answer is given, and a group wants more.
func TestLimits(t *testing.T) {
	l := fitted.Limits
	for name, p := range map[string]float64{"answer": l.Answer, "lone": l.Lone, "choices": l.Choices, "group": l.Group} {
		if p <= 0 || p >= 1 {
			t.Errorf("limit %s is %g", name, p)
		}
	}
	if l.Choices > l.Answer || l.Answer > l.Group || l.Lone > l.Group || l.Answer < leastAnswer {
		t.Errorf("limits %+v", l)
	}
	if len(fitted.Model.Rank.Weights) < 10 || len(fitted.Model.Abstain.Weights) < 10 {
		t.Errorf("fit.json has %d and %d weights", len(fitted.Model.Rank.Weights), len(fitted.Model.Abstain.Weights))
	}
}

func TestMustFit(t *testing.T) {
	defer func() {
		if r, ok := recover().(string); !ok || !strings.HasPrefix(r, "answer: fit.json: ") {
			t.Errorf("panic %v", r)
		}
	}()
	mustFit([]byte("{"))
}

// TestTry puts questions whose answers are known to the engine.
func TestTry(t *testing.T) {
	tests := []struct {
		text                      string
		want                      string
		right, inScope, bothSides bool
		least, most               float64
	}{
		{"When did Tereshkova visit Chile?", "tereshkova-chile-visit-1972", true, true, true, 0.5, 1},
		{"When did Tereshkova visit Chile?", "putin-santiago-2004", false, true, true, 0.5, 1},
		{"Who painted the Mona Lisa?", "", false, false, false, 0, 0.5},
		{"What do you think of Pinochet?", "", false, false, false, 0, 0}, // an opinion
		{"When did Tereshkova visit Chile in 1999?", "", false, false, true, 0, 0},
		{"", "", false, false, false, 0, 0},
	}
	for _, tt := range tests {
		asked := match.Asked{Text: tt.text}
		if tt.want != "" {
			asked.Facts = append(asked.Facts, real().facts([]fact.ID{fact.ID(tt.want)})[0].ID)
		}
		got := real().Try(asked.Text, asOf, asked.Facts)
		if got.Right != tt.right || got.InScope != tt.inScope || got.BothSides != tt.bothSides || got.Probability < tt.least || got.Probability > tt.most {
			t.Errorf("Try(%q) = %+v, want %+v", tt.text, got, tt)
		}
	}
}

// TestFit fits the invented base: the same fitting gives the same fit, and the report
// counts every question.
func TestFit(t *testing.T) {
	f := Fitting{
		Base: invented(t).base, Today: asOf, Seed: 1,
		Weights: []match.Asked{{Text: "Which year did Chile break off its ties?", Facts: []fact.ID{"severed"}}, {Text: "Who won the cup?"}},
		Limits:  []match.Asked{{Text: "Where did the beekeepers hold their congress?", Facts: []fact.ID{"congress"}}, {Text: "When was the Peruvian congress?"}, {Text: "What is the price of honey?"}},
	}
	fit, report := f.Fit()
	again, _ := f.Fit()
	if fit.Limits != again.Limits || len(fit.Model.Rank.Weights) == 0 {
		t.Errorf("fit %+v, again %+v", fit, again)
	}
	if report.Weights.First.Of != 1 || report.Weights.Unanswerable.Of != 1 || report.Limits.First.Of != 1 || report.Limits.Right.Of != 1 || report.Limits.Unanswerable.Of != 2 {
		t.Errorf("report %+v", report)
	}
	if report.Limits.First.N != 1 || report.Weights.First.N != 1 {
		t.Errorf("the right facts do not come first: %+v", report)
	}
	if report.Limits.Unanswerable.N != 0 {
		t.Errorf("the limits let questions through that they were set on: %+v", report.Limits)
	}
	e := NewWith(f.Base, fit)
	if e.Base() != f.Base || e.limits != fit.Limits {
		t.Error("the engine does not use the fit")
	}
}

// TestAudit holds the real base to what the engine needs: its own example questions bring
// up their facts first, and all that the engine itself speaks of is there.
func TestAudit(t *testing.T) {
	t.Parallel()
	for _, p := range real().Audit(asOf) {
		t.Error(p)
	}
}

// TestAuditFindings audits a base that has one of each fault.
func TestAuditFindings(t *testing.T) {
	record := func(id, question string) string {
		return "- id: " + id + `
  topic: visit
  title: {en: Visit ` + id + `}
  text: {en: There was a visit.}
  ask: {en: [a visit, "` + question + `"]}
  citations: [{source: paper}]
`
	}
	base := load(t, fstest.MapFS{
		"facts/visit.yaml": {Data: []byte(record("one", "Who came?") + record("two", "who CAME") + record("three", "???"))},
		"sources.yaml":     {Data: []byte(`- {id: paper, title: P, publisher: P, url: "https://example.org", kind: news, language: en, accessed: "2026-11"}`)},
		"lexicon.yaml":     {Data: []byte("relations: {en: [ties]}\n")},
	})
	var got []string
	for _, p := range New(base).Audit(asOf) {
		got = append(got, p.Error())
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		`facts/visit.yaml:7: two: ask.en[2]: "who CAME" brings up one first`,
		`: three: ask.en[2]: "???" brings up nothing first`,
		`lexicon.yaml: sever: the engine needs this concept`,
		`principles-declaration-1993: the answer on the legal basis needs this fact`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no finding %s in\n%s", want, all)
		}
	}
	if strings.Contains(all, "relations: the engine") {
		t.Error("a concept that is there is missed")
	}
}

// TestAuditWords finds the words of examples that nothing else has.
func TestAuditWords(t *testing.T) {
	t.Parallel()
	base := load(t, fstest.MapFS{
		"facts/visit.yaml": {Data: []byte(`- id: visit
  topic: visit
  title: {en: A visit by train}
  text: {en: The minister came to Moscow.}
  ask: {en: [Who came in the sumer of 1972 by train?, "When did ministers bring flowers from Peru?", Who brought a flower on 3 May?]}
  citations: [{source: paper}]
`)},
		"sources.yaml": {Data: []byte(`- {id: paper, title: P, publisher: P, url: "https://example.org", kind: news, language: en, accessed: "2026-11"}`)},
		"lexicon.yaml": {Data: []byte("bring: {en: [bring, brought]}\n")},
	})
	var got []string
	for _, p := range New(base).AuditWords(asOf) {
		got = append(got, p.Error())
	}
	want := []string{`facts/visit.yaml:1: visit: ask.en[1]: nothing else has "sumer"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
