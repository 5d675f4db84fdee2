package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"puente/internal/fact"
)

type formatCommand struct {
	Check bool   `help:"Write nothing: name the files that are not canonical, and fail if there are any."`
	Dir   string `arg:"" help:"The folder of the base."`
}

// Run rewrites each file of the folder that is not canonical and names it.
func (c *formatCommand) Run(env *environment) error {
	names, err := fact.Files(os.DirFS(c.Dir))
	if err != nil {
		return fmt.Errorf("%s: %w", c.Dir, err)
	}
	var errs []error
	changed := 0
	for _, name := range names {
		different, err := c.format(name)
		if err != nil {
			errs = append(errs, err)
		}
		if different {
			changed++
			fmt.Fprintln(env.Stdout, filepath.Join(c.Dir, name))
		}
	}
	if c.Check && changed > 0 {
		errs = append(errs, fmt.Errorf("not canonical: %d of %d files; run puente knowledge fmt %s", changed, len(names), c.Dir))
	}
	return errors.Join(errs...)
}

// format brings one file into canonical form. It reports whether the file was different.
func (c *formatCommand) format(name string) (different bool, err error) {
	file := filepath.Join(c.Dir, name)
	src, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	out, err := fact.Format(name, src)
	var problems fact.Problems
	if errors.As(err, &problems) {
		return false, (&baseFlags{Folder: c.Dir}).located(problems)
	}
	if err != nil || bytes.Equal(src, out) {
		return false, err
	}
	if c.Check {
		return true, nil
	}
	return true, os.WriteFile(file, out, 0o644)
}
