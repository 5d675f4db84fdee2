package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"puente/internal/fact"
	"puente/internal/lang"
)

type showCommand struct {
	ID string `arg:"" help:"The id of the fact, or a part that no other id has."`
}

// Run prints the fact.
func (c *showCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	f, err := find(base, c.ID)
	if err != nil {
		return err
	}
	r := &record{w: env.Stdout, base: base, fact: f}
	r.head()
	for _, language := range lang.Languages() {
		r.language(language)
	}
	r.sources()
	r.disagreements()
	r.history()
	return nil
}

// find returns the fact with an id, or the only one that has it as a part of its id. The
// error lists the facts between which a part does not tell.
func find(base *fact.Base, id string) (*fact.Fact, error) {
	if f, ok := base.Fact(fact.ID(id)); ok {
		return f, nil
	}
	var found []*fact.Fact
	var ids strings.Builder
	for _, f := range slices.Concat(base.Facts(), base.Withdrawn()) {
		if strings.Contains(string(f.ID), id) {
			found = append(found, f)
			fmt.Fprintf(&ids, "\n  %s", f.ID)
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("there is no fact %s", id)
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("%d facts have %s in their ids:%s", len(found), id, ids.String())
}

// record prints a fact for people.
type record struct {
	w    io.Writer
	base *fact.Base
	fact *fact.Fact
}

func (r *record) field(name, value string) {
	if value != "" {
		fmt.Fprintf(r.w, "%-12s %s\n", name, value)
	}
}

func (r *record) head() {
	f := r.fact
	fmt.Fprintf(r.w, "%s  (%s:%d)\n", f.ID, f.File, f.Line)
	r.field("withdrawn", f.Withdrawn)
	r.field("date", f.Date.String())
	r.field("day", string(f.Day))
	var days []string
	for _, d := range f.Dates() {
		days = append(days, fmt.Sprintf("%02d-%02d", d.Month, d.Day))
	}
	r.field("on this day", strings.Join(days, ", "))
	r.field("topic", string(f.Topic))
	r.field("importance", fmt.Sprint(f.Importance))
	r.field("relations", string(f.Relations))
	r.field("by", r.names(f.By))
	r.field("who", r.names(f.Who))
	r.field("where", r.names(f.Where))
}

func (r *record) names(ids []fact.EntityID) string {
	var names []string
	for _, id := range ids {
		e, _ := r.base.Entity(id)
		names = append(names, e.Name[lang.En])
	}
	return strings.Join(names, ", ")
}

func (r *record) language(language lang.Language) {
	f := r.fact
	fmt.Fprintf(r.w, "\n%s  %s\n", strings.ToUpper(string(language)), f.Title[language])
	r.paragraph(f.Text[language])
	for _, question := range f.Ask[language] {
		fmt.Fprintf(r.w, "    ? %s\n", question)
	}
}

// paragraph prints text, indented and in lines of at most 96 characters.
func (r *record) paragraph(text string) {
	line := "   "
	for word := range strings.SplitSeq(text, " ") {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > 96 {
			fmt.Fprintln(r.w, line)
			line = "   "
		}
		line += " " + word
	}
	fmt.Fprintln(r.w, line)
}

func (r *record) sources() {
	fmt.Fprint(r.w, "\nSources\n")
	for i, c := range r.fact.Citations {
		s, _ := r.base.Source(c.Source)
		fmt.Fprintf(r.w, "%3d %s\n", i+1, strings.Join(nonEmpty(s.Author, s.Title, s.Publisher, s.Year), ". "))
		about := nonEmpty(string(s.Kind), s.Language, c.At, c.Date.String(), c.Note)
		fmt.Fprintf(r.w, "    %s: %s\n", s.ID, strings.Join(about, ", "))
		if s.URL != "" {
			fmt.Fprintf(r.w, "    %s\n", s.URL)
		}
	}
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

func (r *record) disagreements() {
	differing := r.fact.Disagreements()
	if differing == nil {
		return
	}
	fmt.Fprint(r.w, "\nThe sources disagree\n")
	for _, d := range differing {
		var sources []string
		for _, c := range d.Citations {
			sources = append(sources, string(c.Source))
		}
		fmt.Fprintf(r.w, "    %s  %s\n", d.Date, strings.Join(sources, ", "))
	}
	if follow := r.fact.Follow; follow != nil {
		fmt.Fprintf(r.w, "    Followed: %s\n", follow.Date)
		r.each(follow.Why)
	}
}

func (r *record) history() {
	for _, c := range r.fact.Corrected {
		fmt.Fprintf(r.w, "\nCorrected %s\n", c.Date)
		r.each(c.What)
	}
}

func (r *record) each(texts fact.Texts) {
	for _, language := range lang.Languages() {
		if texts[language] != "" {
			r.paragraph(texts[language])
		}
	}
}
