package main

import (
	"fmt"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
)

type lintCommand struct {
	Words bool `help:"List instead the words of example questions that nothing else in the base has: typing errors, or words that want a concept. They are no failure."`
}

// Run prints what is wrong with the base, a finding a line: what the facts themselves
// show, and what only an engine over them does.
func (c *lintCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	today, engine := calendar.DayOf(env.Now()), answer.New(base)
	if c.Words {
		for _, p := range b.located(engine.AuditWords(today)) {
			fmt.Fprintln(env.Stdout, p.Error())
		}
		return nil
	}
	findings := b.located(append(fact.Lint(base, today), engine.Audit(today)...))
	for _, p := range findings {
		fmt.Fprintln(env.Stdout, p.Error())
	}
	if len(findings) > 0 {
		return fmt.Errorf("findings: %d", len(findings))
	}
	return nil
}
