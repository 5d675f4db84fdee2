package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/match"
)

// fitCommand fits the matcher's weights and the engine's thresholds to a base.
type fitCommand struct {
	Weights []string      `help:"Questions to fit the weights on, beside the base's own examples: files with a JSON object a line, {\"text\", \"facts\"}." default:"internal/answer/testdata/fit/weights.jsonl,internal/answer/testdata/fit/outside-weights.jsonl" placeholder:"FILE"`
	Limits  []string      `help:"Questions to set the thresholds on; others than the weights'." default:"internal/answer/testdata/fit/limits.jsonl,internal/answer/testdata/fit/outside-limits.jsonl" placeholder:"FILE"`
	Seed    uint64        `help:"Seed of the random choices." default:"1"`
	Today   calendar.Span `help:"The day on which the questions are asked." default:"2026-11-23" placeholder:"YYYY-MM-DD"`
	Out     string        `help:"Where the fit is written." default:"internal/answer/fit.json" placeholder:"FILE"`
	Report  bool          `help:"Only report how the fit would fare; write nothing."`
}

// Help is what --help says beyond the flags.
func (c *fitCommand) Help() string {
	return "Run from the root of the repository. The example questions of the base are asked as if it did not have them; " +
		"spoilt by another year, country or name or by an attribute that no fact records, they teach when to stay silent."
}

// Validate checks the flags that kong cannot check by itself.
func (c *fitCommand) Validate() error {
	if !c.Today.Exact() {
		return fmt.Errorf("--today=%s: want a day: YYYY-MM-DD", c.Today)
	}
	return nil
}

// Run fits, prints the report and writes the fit.
func (c *fitCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	fitting := answer.Fitting{Base: base, Today: c.Today.First(), Seed: c.Seed}
	if fitting.Weights, err = readAsked(c.Weights); err != nil {
		return err
	}
	if fitting.Limits, err = readAsked(c.Limits); err != nil {
		return err
	}
	fit, report := fitting.Fit()
	printFit(env.Stdout, fit, report)
	if c.Report {
		return nil
	}
	data, err := json.MarshalIndent(fit, "", "  ")
	if err != nil {
		return fmt.Errorf("encode the fit: %w", err)
	}
	if err := os.WriteFile(c.Out, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("write the fit: %w", err)
	}
	return nil
}

// readAsked reads files of questions whose right answers are known.
func readAsked(paths []string) ([]match.Asked, error) {
	var out []match.Asked
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read questions: %w", err)
		}
		d := json.NewDecoder(bytes.NewReader(data))
		for d.More() {
			var a match.Asked
			if err := d.Decode(&a); err != nil {
				return nil, fmt.Errorf("read questions: %s: %w", path, err)
			}
			out = append(out, a)
		}
	}
	return out, nil
}

func printFit(w io.Writer, fit answer.Fit, r answer.FitReport) {
	fmt.Fprintf(w, "Limits: answer %.2f, naming one country or none %.2f, choices %.2f, groups %.2f\n",
		fit.Limits.Answer, fit.Limits.Lone, fit.Limits.Choices, fit.Limits.Group)
	fmt.Fprintln(w, "\nExamples of the base, each left out: right fact first")
	for _, l := range lang.Languages() {
		printShare(w, string(l), r.Validation.Examples[l])
	}
	fmt.Fprintln(w, "\nThe same spoilt: answered all the same")
	for _, name := range spoilt(r.Validation) {
		printShare(w, name, r.Validation.Spoilt[name])
	}
	printSet(w, "Questions of the weights", r.Weights)
	printSet(w, "Questions of the limits", r.Limits)
}

func spoilt(v match.Validation) []string {
	var names []string
	for name := range v.Spoilt {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func printSet(w io.Writer, title string, r answer.SetReport) {
	fmt.Fprintf(w, "\n%s\n", title)
	printShare(w, "right fact first", r.First)
	printShare(w, "answered with it", r.Right)
	printShare(w, "unanswerable, answered", r.Unanswerable)
}

func printShare(w io.Writer, name string, s match.Share) {
	percent := 0.0
	if s.Of > 0 {
		percent = 100 * float64(s.N) / float64(s.Of)
	}
	fmt.Fprintf(w, "  %-24s %5.1f %%  %d of %d\n", name, percent, s.N, s.Of)
}
