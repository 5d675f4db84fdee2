package render

import "testing"

func TestHighlight(t *testing.T) {
	tests := []struct {
		text string
		bold [][2]int
		want string
	}{
		{"", nil, ""},
		{"a<b", nil, "a&lt;b"},
		{"Lagos & Putin", [][2]int{{0, 3}, {6, 7}}, "<b>Lag</b>os <b>&amp;</b> Putin"},
		{"Мир", [][2]int{{0, 6}}, "<b>Мир</b>"},
	}
	for _, tt := range tests {
		if got := Highlight(tt.text, tt.bold); got != tt.want {
			t.Errorf("Highlight(%q, %v) = %q, want %q", tt.text, tt.bold, got, tt.want)
		}
	}
}
