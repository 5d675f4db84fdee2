package main

import (
	"fmt"

	"puente/internal/calendar"
	"puente/internal/fact"
)

type lintCommand struct{}

// Run prints what is wrong with the base, a finding a line.
func (c *lintCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	findings := b.located(fact.Lint(base, calendar.DayOf(env.Now())))
	for _, p := range findings {
		fmt.Fprintln(env.Stdout, p.Error())
	}
	if len(findings) > 0 {
		return fmt.Errorf("findings: %d", len(findings))
	}
	return nil
}
