package fact

import (
	"errors"
	"fmt"
	"io/fs"

	"puente/internal/fact/yamltree"
)

// Load reads the base in a folder: facts/<topic>.yaml, sources.yaml, entities.yaml,
// periods.yaml and lexicon.yaml. At least one file of facts must be there.
//
// It is strict: unknown keys, values of the wrong kind, bad ids, dates and enumerated
// values, ids used twice and references to nothing are errors. The error is a [Problems]
// with all of them, unless a file could not be read.
func Load(fsys fs.FS) (*Base, error) {
	names, err := files(fsys)
	if err != nil {
		return nil, fmt.Errorf("load facts: %w", err)
	}
	d := newDecoder()
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("load facts: %w", err)
		}
		d.decodeFile(name, src)
	}
	d.resolve()
	if len(d.problems) > 0 {
		sortProblems(d.problems)
		return nil, d.problems
	}
	return newBase(&d.records), nil
}

// files returns the paths of the files of the base in a folder. A YAML file that a base
// does not have is an error: its name is likely misspelt.
func files(fsys fs.FS) ([]string, error) {
	names, err := fs.Glob(fsys, factsFolder+"/*.yaml")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("no files facts/*.yaml in the folder")
	}
	others, err := fs.Glob(fsys, "*.y*ml")
	if err != nil {
		return nil, err
	}
	for _, name := range others {
		if _, ok := schemaOf(name); !ok {
			return nil, Problem{File: name, Message: "no file of the base has this name"}
		}
	}
	return append(others, names...), nil
}

// problemAt turns an error of the YAML parser into a problem of a file.
func problemAt(name string, err error) Problem {
	var e *yamltree.Error
	if errors.As(err, &e) {
		return Problem{File: name, Line: e.At.Line, Column: e.At.Column, Message: e.Message}
	}
	return Problem{File: name, Message: err.Error()}
}

// Files returns the paths of the files of the base in a folder, those of facts last.
func Files(fsys fs.FS) ([]string, error) {
	names, err := files(fsys)
	if err != nil {
		return nil, fmt.Errorf("list facts: %w", err)
	}
	return names, nil
}
