package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// allowance is how many answers somebody may have: so many at once, and one more each
// interval.
type allowance struct {
	burst    int
	interval time.Duration
}

// The allowances keep what is answered within what the pacer can send before a handler's
// time is over. A group's is below its 20 messages a minute (core.telegram.org/bots/faq),
// so that a person's notice still fits.
var (
	personAllowance = allowance{20, 3 * time.Second}
	memberAllowance = allowance{6, 10 * time.Second} // a person in a group
	groupAllowance  = allowance{8, 5 * time.Second}
	gapAllowance    = allowance{10, 6 * time.Minute} // questions for the curators, by person
)

// budgets hold what is left of allowances.
type budgets struct {
	mu   sync.Mutex
	left *expiring[place, *budget]
}

type budget struct {
	limiter *rate.Limiter
	told    bool // the person was told that it is used up
}

// When an idle budget is certainly full again.
const (
	budgetTime = time.Minute
	gapTime    = time.Hour
)

// newBudgets makes budgets, of which an idle one is full after a time and then forgotten.
func newBudgets(full time.Duration) *budgets {
	return &budgets{left: newExpiring[place, *budget](full, remembered)}
}

// spent tells what became of an attempt to spend from a budget.
type spent string

const (
	spentOne    spent = "spent"
	firstRefuse spent = "used up" // for the first time since it was last spent from
	againRefuse spent = "still used up"
)

// spend takes one from each budget, or none when one of them is used up. Person 0 stands
// for the chat as a whole.
func (b *budgets) spend(now time.Time, costs map[place]allowance) spent {
	b.mu.Lock()
	defer b.mu.Unlock()
	result := spentOne
	var empty []*budget
	for at, a := range costs {
		if left := b.at(at, a, now); left.limiter.TokensAt(now) < 1 {
			empty = append(empty, left)
		}
	}
	for _, left := range empty {
		if left.told {
			result = againRefuse
		} else if result == spentOne {
			result = firstRefuse
		}
		left.told = true
	}
	if result != spentOne {
		return result
	}
	for at, a := range costs {
		left := b.at(at, a, now)
		left.limiter.AllowN(now, 1)
		left.told = false
	}
	return spentOne
}

func (b *budgets) at(at place, a allowance, now time.Time) *budget {
	left, ok := b.left.get(at, now)
	if !ok {
		left = &budget{limiter: rate.NewLimiter(rate.Every(a.interval), a.burst)}
	}
	b.left.put(at, left, now)
	return left
}
