package botapitest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// FaultKind is what goes wrong with a request.
type FaultKind string

// The kinds of faults. Except for CutAfter, Slow and Poison the request is not
// carried out.
const (
	TooMany     FaultKind = "too many requests" // 429 with RetryAfter
	ServerError FaultKind = "server error"      // 500 as JSON
	BadGateway  FaultKind = "bad gateway"       // 502 with a page of HTML
	Refuse      FaultKind = "forbidden"         // 403, the bot was blocked
	CutBefore   FaultKind = "cut before"        // the connection ends, nothing was done
	CutAfter    FaultKind = "cut after"         // the connection ends, the work was done
	Slow        FaultKind = "slow"              // the answer takes Delay longer
	Poison      FaultKind = "poison"            // an update that cannot be decoded joins the queue
)

// Fault is one entry of the schedule: what goes wrong, and when.
type Fault struct {
	Kind   FaultKind
	Method string // "" is every method
	Chat   int64  // only requests for this chat; 0 is any
	// Call is the number of the request, counted from 1 among those that the
	// method and chat of this entry fit. 0 leaves it to Probability.
	Call        int
	Probability float64       // of befalling any one request
	RetryAfter  int           // seconds, for TooMany; 0 is 1
	Delay       time.Duration // for Slow

	fitting int
}

// faults is the schedule and what happened of it.
type faults struct {
	schedule []*Fault
	random   *rand.Rand
	seen     map[string]int
}

// Inject adds entries to the schedule of faults. When several befall the same
// request, the first wins.
func (s *Server) Inject(schedule ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range schedule {
		s.faults.schedule = append(s.faults.schedule, &f)
	}
}

// Heal empties the schedule of faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.schedule = nil
}

// Faults returns how many faults of a kind happened.
func (s *Server) Faults(kind FaultKind) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.seen[string(kind)]
}

// next returns the fault that befalls a request. Every fitting entry counts the
// request, also when another entry comes first.
func (f *faults) next(c *call) *Fault {
	var hit *Fault
	for _, entry := range f.schedule {
		if entry.Method != "" && !strings.EqualFold(entry.Method, c.method) || entry.Chat != 0 && entry.Chat != c.int("chat_id", 0) {
			continue
		}
		entry.fitting++
		now := entry.Call == entry.fitting || entry.Call == 0 && f.random.Float64() < entry.Probability
		if now && hit == nil {
			hit = entry
		}
	}
	if hit != nil {
		f.seen[string(hit.Kind)]++
	}
	return hit
}

// before plays the part of a fault that comes before the work and tells whether
// the work is still to be done.
func (f *Fault) before(ctx context.Context, w http.ResponseWriter) bool {
	switch f.Kind {
	case TooMany:
		after := max(f.RetryAfter, 1)
		writeAnswer(w, nil, tooMany(after))
	case ServerError:
		writeAnswer(w, nil, &Refusal{Code: 500, Description: "Internal Server Error"})
	case BadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>")
	case Refuse:
		writeAnswer(w, nil, forbidden("bot was blocked by the user"))
	case CutBefore:
		panic(http.ErrAbortHandler)
	case Slow:
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		return true
	default:
		return true
	}
	return false
}

func tooMany(after int) *Refusal {
	return &Refusal{Code: 429, Description: "Too Many Requests: retry after " + strconv.Itoa(after), RetryAfter: after}
}
