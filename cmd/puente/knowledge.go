package main

// knowledgeCommand is the curators' tool.
type knowledgeCommand struct {
	Lint  lintCommand   `cmd:"" help:"Report everything that is wrong with the base."`
	Fmt   formatCommand `cmd:"" help:"Write the files of a base in their canonical form."`
	Show  showCommand   `cmd:"" help:"Show a fact in all languages, with its sources."`
	Stats statsCommand  `cmd:"" help:"Count what the base holds."`
	Links linksCommand  `cmd:"" help:"Look whether the addresses of the sources still answer. Uses the network."`
	Fit   fitCommand    `cmd:"" help:"Fit the matcher and the thresholds of the engine to the base."`
	Gaps  gapsCommand   `cmd:"" help:"Show what people asked in vain."`
}
