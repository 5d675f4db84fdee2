package match

import (
	"puente/internal/ask"
	"puente/internal/lang"
)

// asks reports whether the thing asked for is named after a folded word.
func asks(fold string) bool {
	switch fold {
	case "which", "what", "whose", "how",
		"que", "cual", "cuales", "cuanto", "cuanta", "cuantos", "cuantas",
		"какой", "какая", "какое", "какие", "каких", "какого", "какую", "каком", "каким",
		"какими", "какому", "какова", "каков", "сколько", "чей", "чья", "чье":
		return true
	}
	return false
}

// focusReach is how many tokens after its question word the thing asked for may stand.
const focusReach = 3

// markFocus marks the word that names what is asked for: the first content word closely
// after a question word.
func (q *Query) markFocus(u lang.Utterance, asked ask.Reading) {
	for i := range u.Tokens {
		if !asks(u.Tokens[i].Fold) || asked.Formal(i) {
			continue
		}
		for j := range q.terms {
			w := &q.terms[j]
			if w.token > i && w.token <= i+focusReach && !w.stop {
				w.focus = true
				break
			}
		}
	}
}
