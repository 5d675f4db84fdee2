package daily

import (
	"context"
	"database/sql"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/store"
	"puente/internal/storetest"
)

// subscriber is one of the subscriptions of the simulated years.
type subscriber struct {
	zone   string
	minute int
}

// subscribers have their minutes where the clocks of their zones skip or repeat some: one
// for each zone, and more for the long test.
var subscribers = []subscriber{
	{"America/Santiago", 30},         // skipped in spring: midnight becomes 01:00
	{"America/Punta_Arenas", 9 * 60}, // no changes since 2016
	{"Pacific/Easter", 22*60 + 15},   // skipped in spring
	{"Europe/Moscow", 23*60 + 59},    // the last minute of the day
	{"Asia/Kamchatka", 2*60 + 30},    // 2010 to 2014: three changes of the zone
	{"America/Santiago", 23*60 + 30}, // twice in autumn
	{"Pacific/Easter", 21*60 + 15},   // twice in autumn
	{"Europe/Moscow", 2*60 + 30},     // skipped in the springs until 2011
	{"Asia/Kamchatka", 0},            // the first minute of the day
}

// TestYears lives through three years with the planner, the database, the worker and the
// client on a simulated clock: every subscription gets one post on every local day, at
// its minute or, where that is skipped, at the first valid one. The years are those to
// come; the long test has more subscribers, and the years in which Russia changed its
// zones.
func TestYears(t *testing.T) {
	t.Parallel()
	years, who := []int{2027}, subscribers[:5]
	if long() {
		years, who = []int{2027, 2010}, subscribers
	}
	for _, year := range years {
		t.Run(strconv.Itoa(year), func(t *testing.T) {
			address := storetest.SQLite(t)
			synctest.Test(t, func(t *testing.T) { liveYears(t, address, year, who) })
		})
	}
}

func liveYears(t *testing.T, address string, year int, who []subscriber) {
	begin := time.Date(year, 1, 1, 12, 0, 0, 0, time.UTC)
	o := newOffice(t, address, miniBase(t), time.Until(begin), botapitest.Options{Memory: true})
	o.look = 24 * time.Hour
	chats := make([]*botapitest.Chat, len(who))
	for i, s := range who {
		chats[i] = o.person()
		o.subscribe(t, chats[i], 0, s.zone, s.minute, store.FactOfTheDay)
	}
	ctx, stop := context.WithCancel(t.Context())
	planned := make(chan error, 1)
	go func() { planned <- o.Plan(ctx) }()
	jobs := openJobs(t, address)
	end := begin.AddDate(3, 0, 0)
	if racing {
		end = begin.AddDate(0, 4, 0)
	}
	for o.now().Before(end) {
		synctest.Wait()
		jobs.work(t, o)
		at, _, err := o.db.NextDue(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(max(time.Unix(at, 0).Sub(o.now()), time.Millisecond))
	}
	stop()
	if err := <-planned; err != nil {
		t.Error(err)
	}
	jobs.db.Close()
	for i, s := range who {
		checkDays(t, s, o.server.Sent(chats[i]), begin, end)
	}
	o.client.Close()
	o.db.Close()
	o.server.Close()
}

// jobTable works River's jobs by hand: its own loops look for jobs every few seconds,
// which takes long for three years.
type jobTable struct {
	db   *sql.DB
	take *sql.Stmt
}

func openJobs(t *testing.T, address string) jobTable {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+address+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	take, err := db.Prepare(`DELETE FROM river_job WHERE state = 'available' RETURNING kind, json(args)`)
	if err != nil {
		t.Fatal(err)
	}
	return jobTable{db, take}
}

// work does the jobs that are there, which are deleted in the statement that finds them.
func (j jobTable) work(t *testing.T, o *office) {
	t.Helper()
	rows, err := j.take.Query()
	if err != nil {
		t.Fatal(err)
	}
	for _, job := range scanJobs(t, rows) {
		if err := (&postWorker{service: o.Service}).Work(t.Context(), decodePost(t, job)); err != nil {
			t.Fatal(err)
		}
	}
}

// checkDays wants one post on every local day from begin to end, at its minute.
func checkDays(t *testing.T, s subscriber, sent []botapitest.Message, begin, end time.Time) {
	t.Helper()
	loc := zone(t, s.zone)
	day := calendar.DayOf(begin.In(loc))
	if first := time.Unix(sent[0].Date, 0).In(loc); calendar.DayOf(first) == day+1 {
		day++ // its minute had passed
	}
	for _, m := range sent {
		at := time.Unix(m.Date, 0).In(loc)
		y, month, d := day.Civil()
		want := time.Date(y, time.Month(month), d, 0, s.minute, 0, 0, loc)
		if exists := want.Hour()*60+want.Minute() == s.minute; exists {
			if got := at.Hour()*60 + at.Minute(); got != s.minute || calendar.DayOf(at) != day {
				t.Errorf("%s: the post of %s came at %v, want minute %d", s.zone, day, at, s.minute)
			}
		} else if _, offset := at.Add(-time.Minute).Zone(); calendar.DayOf(at) != day || at.Second() > 1 || offset == zoneOffset(at) {
			t.Errorf("%s: the post of %s came at %v, want the first minute after the skipped one", s.zone, day, at)
		}
		day++
	}
	if last := calendar.DayOf(end.In(loc)); day < last {
		t.Errorf("%s: posts until %s, want until %s", s.zone, day, last)
	}
}

func zoneOffset(t time.Time) int {
	_, n := t.Zone()
	return n
}
