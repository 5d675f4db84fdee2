package locale

import (
	"slices"
	"testing"

	"puente/internal/lang"
)

func TestFindZones(t *testing.T) {
	tests := []struct {
		text string
		want string // the first
	}{
		{"Santiago", "America/Santiago"},
		{"valparaiso", "America/Santiago"},
		{"Пунта-Аренас", "America/Punta_Arenas"},
		{"rapa nui", "Pacific/Easter"},
		{"  ПЕТЕРБУРГ ", "Europe/Moscow"},
		{"san petersburgo", "Europe/Moscow"},
		{"новосиб", "Asia/Novosibirsk"},
		{"Asia/Tokyo", "Asia/Tokyo"},
		{"asia/tokyo", "Asia/Tokyo"},
		{"Addis Ababa", "Africa/Addis_Ababa"},
		{"Petropavlovsk-Kamchatsky", "Asia/Kamchatka"},
		{"UTC", "UTC"},
		{"ab", ""},
		{"", ""},
		{"Atlantis", ""},
	}
	for _, tt := range tests {
		got := FindZones(tt.text)
		if tt.want == "" && len(got) > 0 || tt.want != "" && (len(got) == 0 || got[0] != tt.want) {
			t.Errorf("FindZones(%q) = %v, want %q first", tt.text, got, tt.want)
		}
	}
}

func TestZone(t *testing.T) {
	for _, tt := range []struct{ zone, en, es, ru string }{
		{"Europe/Moscow", "Moscow", "Moscú", "Москва"},
		{"Pacific/Easter", "Easter Island", "Isla de Pascua", "Остров Пасхи"},
		{"Africa/Addis_Ababa", "Addis Ababa", "Addis Ababa", "Addis Ababa"},
	} {
		for i, l := range lang.Languages() {
			if got, want := For(l).Zone(tt.zone), []string{tt.en, tt.es, tt.ru}[i]; got != want {
				t.Errorf("%s in %s: got %q, want %q", tt.zone, l, got, want)
			}
		}
	}
}

func TestOfferedZones(t *testing.T) {
	if got := OfferedZones(); len(got) != 14 || got[0] != "America/Santiago" || got[13] != "Asia/Kamchatka" {
		t.Errorf("offered: %v", got)
	}
	for _, c := range cities {
		if !slices.Contains(zones, c.zone) {
			t.Errorf("%s is no zone", c.zone)
		}
		if len(c.names) < 3 {
			t.Errorf("%s has no labels", c.zone)
		}
	}
}
