//go:build race

package main

// racing tells that the race detector is on, under which times say nothing.
const racing = true
