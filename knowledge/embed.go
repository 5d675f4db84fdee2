// Package knowledge is the fact base as data: YAML files that README.md beside them
// describes. It only embeds them; package fact reads them.
package knowledge

import "embed"

// FS holds the files of the base.
//
//go:embed facts/*.yaml sources.yaml entities.yaml periods.yaml lexicon.yaml
var FS embed.FS
