package locale

import (
	"embed"
	"fmt"
	"strings"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es_CL"
	"github.com/go-playground/locales/ru"
	"github.com/goccy/go-yaml"

	"puente/internal/lang"
)

//go:embed catalogue/*.yaml
var catalogues embed.FS

// The CLDR names of the plural forms that the three languages have. A message without
// plural forms is kept as its other form.
const (
	formOne   = "one"
	formFew   = "few"
	formMany  = "many"
	formOther = "other"
)

var formOf = map[locales.PluralRule]string{
	locales.PluralRuleOne:   formOne,
	locales.PluralRuleFew:   formFew,
	locales.PluralRuleMany:  formMany,
	locales.PluralRuleOther: formOther,
}

// message is one entry of a catalogue: a text, or a text for each plural form.
type message struct {
	forms  map[string]string
	plural bool
}

// newMessage makes a message of what a catalogue has for a key: a string, or a mapping from
// plural forms to strings.
func newMessage(entry any) (message, error) {
	switch entry := entry.(type) {
	case string:
		return message{forms: map[string]string{formOther: entry}}, nil
	case map[string]any:
		m := message{forms: make(map[string]string, len(entry)), plural: true}
		for form, text := range entry {
			s, ok := text.(string)
			if !ok {
				return message{}, fmt.Errorf("%s: %v is no text", form, text)
			}
			m.forms[form] = s
		}
		return m, nil
	}
	return message{}, fmt.Errorf("%v is no text", entry)
}

var printers = map[lang.Language]*Printer{
	lang.En: newPrinter(lang.En, en.New(), english{}),
	lang.Es: newPrinter(lang.Es, es_CL.New(), spanish{}),
	lang.Ru: newPrinter(lang.Ru, ru.New(), russian{}),
}

func newPrinter(l lang.Language, rules locales.Translator, dates dateWords) *Printer {
	name := "catalogue/" + string(l) + ".yaml"
	src, err := catalogues.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("locale: %v", err)) // embedded: a test reads all of them
	}
	// Decoded as a whole, since a decoder of their own for the messages takes ten times as
	// long, at every start of the program.
	var entries map[string]any
	if err := yaml.UnmarshalWithOptions(src, &entries, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("locale: %s: %v", name, err))
	}
	p := &Printer{language: l, rules: rules, dates: dates, messages: make(map[string]message, len(entries))}
	for key, entry := range entries {
		if p.messages[key], err = newMessage(entry); err != nil {
			panic(fmt.Sprintf("locale: %s: %s: %v", name, key, err))
		}
	}
	return p
}

// fill puts the values of args in the place of their placeholders: {name}. Text that was
// filled in is not looked at again.
func fill(text string, args []Args) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		size := strings.IndexByte(text[open:], '}')
		if size < 0 {
			break
		}
		name := text[open+1 : open+size]
		out.WriteString(text[:open])
		out.WriteString(lookUp(name, args))
		text = text[open+size+1:]
	}
	return out.String() + text
}

func lookUp(name string, args []Args) string {
	for _, a := range args {
		if v, ok := a[name]; ok {
			return v
		}
	}
	return "{" + name + "}"
}
