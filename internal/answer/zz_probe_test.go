package answer

import (
	"os"
	"testing"
	"time"

	"puente/internal/calendar"
	"puente/internal/fact"
)

func TestZZProbe(t *testing.T) {
	s := time.Now()
	base, err := fact.Load(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	t.Log("load", time.Since(s))
	s = time.Now()
	e := New(base)
	t.Log("new", time.Since(s))
	s = time.Now()
	for _, p := range e.Audit(calendar.NewDay(2026, 11, 25)) {
		t.Error(p)
	}
	t.Log("audit", time.Since(s))
}
