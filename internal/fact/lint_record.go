package fact

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"puente/internal/calendar"
	"puente/internal/lang"
)

// sourceRecord checks what a source says of itself.
func (l *linter) sourceRecord(s *Source) {
	l.line("title", s.Title)
	l.line("publisher", s.Publisher)
	if strings.HasPrefix(s.Title, "[") {
		l.report("title", "is in brackets: a description stands bare, with described: true")
	}
	if s.Language == "" {
		l.report("language", "missing")
	}
	if s.Kind == Mirror && !copied.MatchString(s.Publisher) {
		l.report("publisher", "must say that this is a mirror, copy or reprint, and of what")
	}
	if accessed, err := calendar.Parse(s.Accessed); err == nil {
		l.notLater("accessed", accessed)
	}
	if s.Attribution != nil {
		l.inAllLanguages("attribution", s.Attribution)
	}
}

var copied = regexp.MustCompile(`(?i)\b(mirror|copy|reprint)\b`)

// sourceAddress checks that a reader can get at the source.
func (l *linter) sourceAddress(s *Source) {
	if s.URL == "" {
		if known := slices.DeleteFunc([]string{s.Author, s.Publisher, s.Year}, isEmpty); len(known) < 2 {
			l.report("url", "missing: a source without an address needs two of author, publisher and year")
		}
		return
	}
	u, err := url.Parse(s.URL)
	switch {
	case err != nil:
		l.report("url", "%v", err)
		return
	case u.Scheme != "http" && u.Scheme != "https":
		l.report("url", "want http or https")
	case u.Host == "" || strings.HasSuffix(u.Hostname(), ".") || u.User != nil || strings.ContainsAny(s.URL, " \t"):
		l.report("url", "%s is not a clean address", s.URL)
	}
	if s.Publisher == "" {
		l.report("publisher", "missing")
	}
	if s.Accessed == "" {
		l.report("accessed", "missing: when was the page read?")
	}
}

func isEmpty(s string) bool { return s == "" }

// sourceTwice reports a page that has two sources.
func (l *linter) sourceTwice() {
	first := make(map[string]*Source)
	for _, s := range l.Sources() {
		if s.URL == "" {
			continue
		}
		key := pageOf(s.URL)
		if t, taken := first[key]; taken {
			l.atSource(s)
			l.report("url", "is the page of %s already", t.ID)
			continue
		}
		first[key] = s
	}
}

// pageOf returns an address without what does not change the page.
func pageOf(address string) string {
	_, page, _ := strings.Cut(address, "://")
	page = strings.TrimPrefix(page, "www.")
	page, _, _ = strings.Cut(page, "#")
	return strings.TrimSuffix(page, "/")
}

func (l *linter) sourceUnused() {
	used := make(map[SourceID]bool)
	for _, f := range slices.Concat(l.Facts(), l.Withdrawn()) {
		for _, c := range f.Citations {
			used[c.Source] = true
		}
	}
	for _, s := range l.Sources() {
		if !used[s.ID] {
			l.atSource(s)
			l.report("", "no fact cites the source")
		}
	}
}

func (l *linter) entityUnused() {
	used := make(map[EntityID]bool)
	for _, f := range slices.Concat(l.Facts(), l.Withdrawn()) {
		for _, id := range slices.Concat(f.Who, f.Where, f.By) {
			used[id] = true
		}
	}
	for _, e := range l.Entities() {
		if !used[e.ID] && !e.Neutral {
			l.atEntity(e)
			l.report("", "no fact names the entity")
		}
	}
}

func (l *linter) entityRecords() {
	for _, e := range l.Entities() {
		l.atEntity(e)
		l.names(e.Name, e.Aliases)
		if e.Country == "" && slices.Contains([]EntityKind{Person, Institution, Team, Place}, e.Kind) {
			l.report("country", "missing for a %s", e.Kind)
		}
	}
}

func (l *linter) periodRecords() {
	claims := make(map[string]string)
	for _, p := range l.Periods() {
		l.at(p.File, p.Line, p.ID)
		l.names(p.Name, p.Aliases)
		for _, c := range claimsOf(p.Name, p.Aliases) {
			if other, taken := claims[c.words]; taken && other != p.ID {
				l.report(c.field, "%q is a name of %s already", c.text, other)
				continue
			}
			claims[c.words] = p.ID
		}
	}
}

func (l *linter) conceptRecords() {
	for _, c := range l.Concepts() {
		l.at(c.File, c.Line, c.ID)
		for _, language := range lang.Languages() {
			if len(c.Words[language]) == 0 {
				l.report(string(language), "no words")
			}
		}
		l.lists("", c.Words)
	}
}

// names checks a name and its aliases.
func (l *linter) names(name Texts, aliases map[lang.Language][]string) {
	l.inAllLanguages("name", name)
	byLanguage(name, func(language lang.Language, text string) { l.line("name."+string(language), text) })
	l.lists("aliases.", aliases)
}

// lists checks lists of words: their style, and that none stands twice.
func (l *linter) lists(prefix string, lists map[lang.Language][]string) {
	for _, language := range lang.Languages() {
		words := lists[language]
		for i, word := range words {
			field := fmt.Sprintf("%s%s[%d]", prefix, language, i+1)
			l.line(field, word)
			if slices.Contains(words[:i], word) {
				l.report(field, "%q stands twice", word)
			}
		}
	}
}

// claim is a name or alias of a record.
type claim struct{ field, text, words string }

// claimsOf returns the names and aliases of a record, each once however many languages
// have it.
func claimsOf(name Texts, aliases map[lang.Language][]string) []claim {
	var out []claim
	add := func(field, text string) {
		c := claim{field, text, wordsOf(text)}
		if !slices.ContainsFunc(out, func(d claim) bool { return d.words == c.words }) {
			out = append(out, c)
		}
	}
	for _, language := range lang.Languages() {
		if name[language] != "" {
			add("name."+string(language), name[language])
		}
		for i, alias := range aliases[language] {
			add(fmt.Sprintf("aliases.%s[%d]", language, i+1), alias)
		}
	}
	return out
}

// aliasClaims reports names that two entities have, unless both say that they share it,
// and shared names that nobody else has.
func (l *linter) aliasClaims() {
	owners := make(map[string][]*Entity)
	for _, e := range l.Entities() {
		for _, c := range claimsOf(e.Name, e.Aliases) {
			owners[c.words] = append(owners[c.words], e)
		}
	}
	for _, e := range l.Entities() {
		l.atEntity(e)
		shared := make(map[string]bool)
		for i, text := range e.Shared {
			words := wordsOf(text)
			shared[words] = true
			if len(owners[words]) < 2 || !slices.Contains(owners[words], e) {
				l.report(fmt.Sprintf("shared[%d]", i+1), "%q is not a name of this and another entity", text)
			}
		}
		for _, c := range claimsOf(e.Name, e.Aliases) {
			if others := owners[c.words]; len(others) > 1 && !shared[c.words] {
				l.report(c.field, "%q is a name of %s too: tell them apart, or list it under shared in both", c.text, theOther(others, e))
			}
		}
	}
}

func theOther(owners []*Entity, e *Entity) EntityID {
	i := slices.IndexFunc(owners, func(o *Entity) bool { return o != e })
	return owners[i].ID
}
