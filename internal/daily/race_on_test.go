//go:build race

package daily

// racing tells that the race detector is on, under which SQLite takes fifty times as long.
// Tests that measure, or that live through years, do less then.
const racing = true
