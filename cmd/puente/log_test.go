package main

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// lockedLog is what a process writes, for reading while it goes on.
type lockedLog struct {
	mu      sync.Mutex
	text    strings.Builder
	changed chan struct{}
}

// Write implements io.Writer.
func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.changed != nil {
		close(l.changed)
		l.changed = nil
	}
	return l.text.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// await waits until a text is in the log.
func (l *lockedLog) await(t *testing.T, text string) {
	t.Helper()
	late := time.After(time.Minute)
	for {
		l.mu.Lock()
		if strings.Contains(l.text.String(), text) {
			l.mu.Unlock()
			return
		}
		if l.changed == nil {
			l.changed = make(chan struct{})
		}
		changed := l.changed
		l.mu.Unlock()
		select {
		case <-changed:
		case <-late:
			t.Fatalf("%q is not in the log:\n%s", text, l)
		}
	}
}
