package lang

// maxCompared is the longest word, in letters, whose spelling is compared.
const maxCompared = 32

// distance is the optimal string alignment distance of a and b (insertions,
// deletions, substitutions and swaps of neighbours cost one each; the
// restricted Damerau-Levenshtein distance), or limit+1 when it is above limit.
// Neither may be longer than maxCompared.
func distance(a, b []rune, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > limit {
		return limit + 1
	}
	if len(b) == 0 {
		return len(a)
	}
	var rows [3][maxCompared + 1]uint8
	for j := range rows[0][:len(b)+1] {
		rows[0][j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		before, last, row := &rows[(i+1)%3], &rows[(i+2)%3], &rows[i%3]
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := last[j-1]
			if a[i-1] != b[j-1] {
				cost = min(cost, last[j], row[j-1]) + 1
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					cost = min(cost, before[j-2]+1)
				}
			}
			row[j] = cost
			least = min(least, cost)
		}
		if int(least) > limit {
			return limit + 1
		}
	}
	return min(int(rows[len(a)%3][len(b)]), limit+1)
}
