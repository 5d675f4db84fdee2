package main

import (
	"fmt"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
)

type lintCommand struct{}

// Run prints what is wrong with the base, a finding a line: what the facts themselves
// show, and what only an engine over them does.
func (c *lintCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	today := calendar.DayOf(env.Now())
	findings := b.located(append(fact.Lint(base, today), answer.New(base).Audit(today)...))
	for _, p := range findings {
		fmt.Fprintln(env.Stdout, p.Error())
	}
	if len(findings) > 0 {
		return fmt.Errorf("findings: %d", len(findings))
	}
	return nil
}
