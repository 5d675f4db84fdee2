package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"puente/internal/lang"
	"puente/internal/store"
)

// gapsCommand shows curators what the base lacks.
type gapsCommand struct {
	databaseFlag
}

// Help is what --help says beyond the flags.
func (c *gapsCommand) Help() string {
	return `Prints the questions that the bot could not answer ("unknown"), or that people said it answered wrongly ("wrong"). Questions that say the same in other words are one line, the most frequent first: how often, the outcome, the language, the last day, and the wording used most.`
}

// Run prints the questions.
func (c *gapsCommand) Run(env *environment) error {
	db, err := c.openExisting(env.Context)
	if err != nil {
		return err
	}
	defer db.Close()
	questions, err := db.Questions(env.Context)
	if err != nil {
		return err
	}
	for _, g := range groupGaps(questions) {
		fmt.Fprintf(env.Stdout, "%5d  %-7s  %s  %s  %s", g.times, g.outcome, g.language, g.last, g.wordings[0].text)
		if n := len(g.wordings); n > 1 {
			fmt.Fprintf(env.Stdout, "  (%d wordings)", n)
		}
		fmt.Fprintln(env.Stdout)
	}
	return nil
}

// gap is something asked for in one or several wordings.
type gap struct {
	outcome, language string
	times             int
	last              string // day
	wordings          []wording
}

type wording struct {
	text  string
	times int
}

// groupGaps puts questions with the same outcome, language and words that weigh together,
// whatever the order and endings of the words, the most frequent first.
func groupGaps(questions []store.Question) []*gap {
	byWords := map[string]*gap{}
	var gaps []*gap
	for _, q := range questions {
		key := q.Outcome + " " + q.Language + " " + weighty(q.Text)
		g := byWords[key]
		if g == nil {
			g = &gap{outcome: q.Outcome, language: q.Language}
			byWords[key] = g
			gaps = append(gaps, g)
		}
		g.add(q)
	}
	for _, g := range gaps {
		slices.SortStableFunc(g.wordings, func(a, b wording) int { return cmp.Compare(b.times, a.times) })
	}
	slices.SortStableFunc(gaps, func(a, b *gap) int {
		return cmp.Or(cmp.Compare(b.times, a.times), cmp.Compare(b.last, a.last))
	})
	return gaps
}

func (g *gap) add(q store.Question) {
	g.times += q.Times
	g.last = max(g.last, q.Day)
	for i := range g.wordings {
		if g.wordings[i].text == q.Text {
			g.wordings[i].times += q.Times
			return
		}
	}
	g.wordings = append(g.wordings, wording{q.Text, q.Times})
}

// weighty is the stems of the words of a text that weigh something, sorted; of a text
// without such words, the text itself.
func weighty(text string) string {
	var stems []string
	for _, t := range lang.Analyse(text).Tokens {
		if t.Weightless() {
			continue
		}
		stem := t.Fold
		if len(t.Stems) > 0 {
			stem = t.Stems[0]
		}
		stems = append(stems, stem)
	}
	if len(stems) == 0 {
		return lang.Fold(text)
	}
	slices.Sort(stems)
	return strings.Join(slices.Compact(stems), " ")
}
