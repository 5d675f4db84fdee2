package match

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// notForeign are the regions whose names are no sign of another country: the two
// themselves, Antarctica (and a part of it), where both have bases, and those whose names
// are common words ("reunión", «того»).
var notForeign = map[string]bool{"CL": true, "RU": true, "SU": true, "AQ": true, "NQ": true, "RE": true, "TG": true, "EU": true, "UN": true}

// countries makes the names of all other countries in the three languages foreign
// features. The names are those of the Unicode CLDR.
func (b *builder) countries() {
	namers := []display.Namer{display.English.Regions(), display.Spanish.Regions(), display.Russian.Regions()}
	for a := 'A'; a <= 'Z'; a++ {
		for z := 'A'; z <= 'Z'; z++ {
			code := string([]rune{a, z})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || notForeign[code] {
				continue
			}
			f := b.v.intern(kindConcept, "country-"+code)
			b.v.traits[f] |= foreign
			for _, n := range namers {
				name := n.Name(region)
				b.name(name, f)
				b.v.countries = append(b.v.countries, name)
			}
		}
	}
}
