package match

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// notForeign are the regions whose names are no sign of another country: the two
// themselves, Antarctica (and a part of it), where both have bases, and those whose names
// are common words ("reunión", «того»).
var notForeign = map[string]bool{"CL": true, "RU": true, "SU": true, "AQ": true, "NQ": true, "RE": true, "TG": true, "EU": true, "UN": true}

// country is another country.
type country struct {
	code  string
	names [3]string // in the order of the languages
}

// otherCountries returns all other countries, with the names that the Unicode CLDR gives
// them.
func otherCountries() []country {
	namers := [...]display.Namer{display.English.Regions(), display.Spanish.Regions(), display.Russian.Regions()}
	var out []country
	for a := 'A'; a <= 'Z'; a++ {
		for z := 'A'; z <= 'Z'; z++ {
			code := string([]rune{a, z})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || notForeign[code] {
				continue
			}
			c := country{code: code}
			for i, n := range namers {
				c.names[i] = n.Name(region)
			}
			out = append(out, c)
		}
	}
	return out
}

// country makes the names of c a foreign feature.
func (b *builder) country(c country) {
	f := b.v.intern(kindConcept, "country-"+c.code)
	b.v.traits[f] |= foreign
	for _, name := range c.names {
		b.name(name, f)
		b.v.countries = append(b.v.countries, name)
	}
}
