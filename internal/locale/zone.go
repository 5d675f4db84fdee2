package locale

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"puente/internal/lang"
)

var (
	//go:embed cities.txt
	citiesText string
	// zones.txt holds the names of the IANA zones of places.
	//
	//go:embed zones.txt
	zonesText string
)

// offered is how many zones of cities.txt are offered by buttons: Chile's three and
// Russia's eleven.
const offered = 14

// city is a zone with the names under which it is found.
type city struct {
	zone  string
	names []string // as people write them; the first three are labels
	folds []string
}

var cities = mustCities(citiesText)

func mustCities(text string) []city {
	var out []city
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		zone, list, ok := strings.Cut(line, ": ")
		if !ok {
			panic(fmt.Sprintf("locale: cities.txt: %q has no zone", line))
		}
		c := city{zone: zone, names: strings.Split(list, ", ")}
		for _, name := range c.names {
			c.folds = append(c.folds, placeFold(name))
		}
		out = append(out, c)
	}
	return out
}

// zones are the names of all zones.
var zones = strings.Fields(zonesText)

// Zones returns the IANA names of the time zones of places.
func Zones() []string { return slices.Clone(zones) }

// OfferedZones returns the time zones to choose from: Chile's from the mainland westward and
// Russia's from west to east.
func OfferedZones() []string {
	var out []string
	for _, c := range cities[:offered] {
		out = append(out, c.zone)
	}
	return out
}

// Zone returns the name of a time zone for people: its best-known city, or the last part of
// its IANA name.
func (p *Printer) Zone(name string) string {
	i := slices.IndexFunc(cities, func(c city) bool { return c.zone == name })
	if i < 0 {
		return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
	}
	return cities[i].names[slices.Index(lang.Languages(), p.language)]
}

// maxFound bounds what FindZones returns.
const maxFound = 8

// FindZones returns the time zones that a text names: an IANA name, or a city in any of the
// three languages. Whole names win over beginnings; it is empty when none fits.
func FindZones(text string) []string {
	want := placeFold(text)
	if want == "" {
		return nil
	}
	if found := matchZones(func(name string) bool { return name == want }); len(found) > 0 {
		return found
	}
	if len([]rune(want)) < 3 {
		return nil
	}
	return matchZones(func(name string) bool { return strings.HasPrefix(name, want) })
}

func matchZones(fits func(folded string) bool) []string {
	var out []string
	add := func(zone string) {
		if len(out) < maxFound && !slices.Contains(out, zone) {
			out = append(out, zone)
		}
	}
	for _, c := range cities {
		if slices.ContainsFunc(c.folds, fits) {
			add(c.zone)
		}
	}
	for _, zone := range zones {
		if fits(placeFold(zone)) || fits(placeFold(zone[strings.LastIndexByte(zone, '/')+1:])) {
			add(zone)
		}
	}
	return out
}

// placeFold brings the name of a place into the form in which names are compared.
func placeFold(name string) string {
	name = strings.NewReplacer("-", " ", "_", " ", ".", " ", "'", "").Replace(lang.Fold(name))
	return strings.Join(strings.Fields(name), " ")
}
