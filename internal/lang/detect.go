package lang

// evidence is how much a word speaks for each language.
type evidence [3]float32

func weigh(w *word) (e evidence) {
	for i := range e {
		if w.stop.has(i) || w.local.has(i) {
			e[i] += 3
		}
		if w.filler.has(i) {
			e[i] += 2
		}
	}
	switch w.script {
	case Cyrillic:
		e[2] += 2
	}
	return e
}

func (s *scanner) detect() (Language, float64) {
	var sum evidence
	for _, w := range s.words {
		for i, v := range w.evidence {
			sum[i] += v
		}
	}
	best := 0
	var total float32
	for i, v := range sum {
		total += v
		if v > sum[best] {
			best = i
		}
	}
	if sum[best] == 0 {
		return "", 0
	}
	return Languages()[best], float64(sum[best] / total)
}
