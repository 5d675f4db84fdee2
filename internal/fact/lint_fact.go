package fact

import (
	"fmt"
	"slices"
	"strings"

	"puente/internal/calendar"
	"puente/internal/lang"
)

const (
	maxText     = 400 // characters
	maxTitle    = 60  // characters: a button of Telegram shows about as many
	minExamples = 3   // a language
)

func (l *linter) factLanguages(f *Fact) {
	l.inAllLanguages("title", f.Title)
	l.inAllLanguages("text", f.Text)
	if f.Follow != nil {
		l.inAllLanguages("follow.why", f.Follow.Why)
	}
	for i, c := range f.Corrected {
		l.inAllLanguages(fmt.Sprintf("corrected[%d].what", i+1), c.What)
	}
}

func (l *linter) inAllLanguages(field string, texts Texts) {
	for _, language := range lang.Languages() {
		if texts[language] == "" {
			l.report(field, "missing in %s", language)
		}
	}
}

func (l *linter) factTexts(f *Fact) {
	byLanguage(f.Title, func(language lang.Language, text string) { l.title("title", language, text) })
	byLanguage(f.Text, func(language lang.Language, text string) { l.sentences("text", language, text) })
	if f.Follow != nil {
		byLanguage(f.Follow.Why, func(language lang.Language, text string) { l.sentences("follow.why", language, text) })
	}
	for i, c := range f.Corrected {
		field := fmt.Sprintf("corrected[%d].what", i+1)
		byLanguage(c.What, func(language lang.Language, text string) { l.sentences(field, language, text) })
	}
	for i, c := range f.Citations {
		l.line(fmt.Sprintf("citations[%d].note", i+1), c.Note)
	}
}

// byLanguage calls check with the text of each language that has one.
func byLanguage(texts Texts, check func(language lang.Language, text string)) {
	for _, language := range lang.Languages() {
		if text := texts[language]; text != "" {
			check(language, text)
		}
	}
}

func (l *linter) exampleStyle(f *Fact) {
	for _, language := range lang.Languages() {
		for i, text := range f.Ask[language] {
			l.line(fmt.Sprintf("ask.%s[%d]", language, i+1), text)
		}
	}
}

func (l *linter) examplesFew(f *Fact) {
	for _, language := range lang.Languages() {
		if n := len(f.Ask[language]); n < minExamples {
			l.report("ask."+string(language), "%d example questions, want at least %d", n, minExamples)
		}
	}
}

// examplesShared reports example questions that two facts have, which therefore bring up
// neither for certain, and those that a fact repeats. The same question in two languages
// of one fact is no repetition: names alone look the same in both.
func (l *linter) examplesShared() {
	first := make(map[string]*Fact)
	for _, f := range l.Facts() {
		l.atFact(f)
		for _, language := range lang.Languages() {
			for i, text := range f.Ask[language] {
				key := wordsOf(text)
				g, taken := first[key]
				switch {
				case !taken:
					first[key] = f
				case g != f || repeats(f.Ask[language][:i], key):
					l.report(fmt.Sprintf("ask.%s[%d]", language, i+1), "%q is an example of %s already", text, g.ID)
				}
			}
		}
	}
}

// repeats reports whether one of texts has these words.
func repeats(texts []string, words string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return wordsOf(text) == words })
}

func (l *linter) titlesShared() {
	first := make(map[string]*Fact)
	for _, f := range l.Facts() {
		l.atFact(f)
		byLanguage(f.Title, func(language lang.Language, text string) {
			key := string(language) + " " + wordsOf(text)
			if g, taken := first[key]; taken {
				l.report("title."+string(language), "%q is the title of %s already", text, g.ID)
				return
			}
			first[key] = f
		})
	}
}

func (l *linter) importance(f *Fact) {
	if f.Importance < 1 || f.Importance > 3 {
		l.report("importance", "is %d, want 1, 2 or 3", f.Importance)
	}
}

func (l *linter) fileTopic(f *Fact) {
	if topicOf(f.File) != f.Topic {
		l.report("topic", "is %[1]s: the fact belongs in facts/%[1]s.yaml or facts/%[1]s-….yaml", f.Topic)
	}
}

// topicOf returns the topic that the name of a file of facts begins with:
// facts/sport.yaml and facts/sport-1960s.yaml are of the topic sport.
func topicOf(file string) Topic {
	name := strings.TrimSuffix(strings.TrimPrefix(file, factsFolder+"/"), ".yaml")
	for _, t := range Topics() {
		if name == string(t) || strings.HasPrefix(name, string(t)+"-") {
			return t
		}
	}
	return ""
}

func (l *linter) namesRepeated(f *Fact) {
	for field, ids := range map[string][]EntityID{"who": f.Who, "where": f.Where, "by": f.By} {
		for i, id := range ids {
			if slices.Contains(ids[:i], id) {
				l.report(field, "%s stands twice", id)
			}
		}
	}
}

func (l *linter) wherePlace(f *Fact) {
	for _, id := range f.Where {
		if e, ok := l.Entity(id); ok && e.Kind != Place {
			l.report("where", "%s is of kind %s, want place", id, e.Kind)
		}
	}
}

func (l *linter) citationMissing(f *Fact) {
	if len(f.Citations) == 0 {
		l.report("citations", "no citation")
	}
}

// dateUnsupported reports a date that is more exact than what any citation states, unless
// the fact says itself that its day is not the event's.
func (l *linter) dateUnsupported(f *Fact) {
	if f.Date.IsZero() || f.Day != "" || len(f.Citations) == 0 || len(l.support(f)) > 0 {
		return
	}
	l.report("date", "no citation states a date as exact as %s", f.Date)
}

// support returns the citations whose date, or an end of whose interval, lies within the
// date of the fact.
func (l *linter) support(f *Fact) []Citation {
	var out []Citation
	for _, c := range f.Citations {
		if f.Date.Contains(calendar.On(c.Date.Start)) || f.Date.Contains(calendar.On(c.Date.End)) {
			out = append(out, c)
		}
	}
	return out
}

func (l *linter) dateFuture(f *Fact) {
	l.notLater("date", f.Date)
	for i, c := range f.Citations {
		l.notLater(fmt.Sprintf("citations[%d].date", i+1), c.Date)
	}
	for i, c := range f.Corrected {
		l.notLater(fmt.Sprintf("corrected[%d].date", i+1), c.Date)
	}
}

func (l *linter) notLater(field string, date calendar.Span) {
	if !date.IsZero() && (date.First() > l.today || date.End.First() > l.today) {
		l.report(field, "%s is later than today, %s", date, l.today)
	}
}

func (l *linter) disagreement(f *Fact) {
	differing := f.Disagreements()
	var dates []string
	for _, d := range f.citedDates() {
		dates = append(dates, d.String())
	}
	among := strings.Join(dates, " and ")
	switch {
	case f.Follow == nil && len(differing) > 0:
		l.report("follow", "missing: the citations give %s", among)
	case f.Follow == nil:
	case len(differing) == 0:
		l.report("follow", "not needed: the citations agree")
	case !slices.Contains(dates, f.followed().String()):
		l.report("follow.date", "%s is none of the cited dates %s", f.Follow.Date, among)
	case !f.Date.Compatible(f.Follow.Date):
		l.report("follow.date", "is %s, but the fact is dated %s", f.Follow.Date, f.Date)
	}
}

// dayWeak reports a day that only weak sources give, unless the fact says so.
func (l *linter) dayWeak(f *Fact) {
	support := l.support(f)
	if f.Day != "" || f.Date.Start.Precision != calendar.PrecisionDay || len(support) == 0 {
		return
	}
	for _, c := range support {
		if s, ok := l.Source(c.Source); !ok || s.Kind != Mirror && s.Kind != OtherSource {
			return
		}
	}
	l.report("day", "the day rests on sources of kind mirror or other only: set day: %s", DayWeak)
}

func (l *linter) dayNeedless(f *Fact) {
	if f.Day != "" && f.Date.Start.Precision != calendar.PrecisionDay {
		l.report("day", "is %s, but the date has no day", f.Day)
	}
}

// attribution reports a text that does not name the source it rests on, where all of its
// sources demand it.
func (l *linter) attribution(f *Fact) {
	for _, c := range f.Citations {
		if s, ok := l.Source(c.Source); !ok || s.Attribution == nil {
			return
		}
	}
	for _, c := range f.Citations {
		s, _ := l.Source(c.Source)
		byLanguage(s.Attribution, func(language lang.Language, name string) {
			if text := f.Text[language]; text != "" && !strings.Contains(lang.Fold(text), lang.Fold(name)) {
				l.report("text."+string(language), "rests on %s alone and must name %s", s.ID, name)
			}
		})
	}
}

func (l *linter) corrections(f *Fact) {
	for i, c := range f.Corrected {
		if i > 0 && c.Date.Compare(f.Corrected[i-1].Date) < 0 {
			l.report(fmt.Sprintf("corrected[%d].date", i+1), "%s comes before the one above it; want the oldest first", c.Date)
		}
	}
}

func (l *linter) relationsBy(f *Fact) {
	switch {
	case f.Relations == "" && len(f.By) > 0:
		l.report("by", "stands only with relations")
	case f.Relations != "" && len(f.By) == 0:
		l.report("by", "missing: whose act was it that relations were %s?", f.Relations)
	case f.Relations != "" && f.Date.IsZero():
		l.report("date", "missing in a fact that changes relations")
	}
}

// relationsOrder reports changes of relations that cannot follow each other in time.
func (l *linter) relationsOrder() {
	next := map[Change]Change{"": Established, Established: Severed, Severed: Restored, Restored: Severed}
	var previous Change
	for _, f := range l.Changes() {
		if want := next[previous]; f.Relations != want {
			l.atFact(f)
			l.report("relations", "is %s where only %s can follow", f.Relations, want)
		}
		previous = f.Relations
	}
}
