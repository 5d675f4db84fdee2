package match

import (
	"puente/internal/ask"
	"puente/internal/lang"
)

// asking are the folded question words after which the thing asked for is named.
var asking = map[string]bool{
	"which": true, "what": true, "whose": true, "how": true,
	"que": true, "cual": true, "cuales": true, "cuanto": true, "cuanta": true, "cuantos": true, "cuantas": true,
	"какой": true, "какая": true, "какое": true, "какие": true, "каких": true, "какого": true, "какую": true, "каком": true,
	"каким": true, "какими": true, "какому": true, "какова": true, "каков": true, "сколько": true, "чей": true, "чья": true, "чье": true,
}

// focusReach is how many tokens after its question word the thing asked for may stand.
const focusReach = 3

// markFocus marks the word that names what is asked for: the first content word closely
// after a question word.
func (q *Query) markFocus(u lang.Utterance, asked ask.Reading) {
	for i, t := range u.Tokens {
		if !asking[t.Fold] || asked.Formal(i) {
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
