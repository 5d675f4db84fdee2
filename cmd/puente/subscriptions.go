package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"puente/internal/store"
)

// subscriptionsCommand shows operators who gets the daily post.
type subscriptionsCommand struct {
	databaseFlag
}

// Help is what --help says beyond the flags.
func (c *subscriptionsCommand) Help() string {
	return `Counts the subscriptions to the daily post: how many are active, were switched off, or ended by themselves because the bot was blocked or the chat is gone; the active ones by time zone and language; and the posts of the next hour by minute, in UTC. About 20 posts leave in a second, so 1,200 in one minute are done when it ends. The bot may be running.`
}

// Run prints the counts.
func (c *subscriptionsCommand) Run(env *environment) error {
	db, err := c.openExisting(env.Context)
	if err != nil {
		return err
	}
	defer db.Close()
	now := env.Now()
	stats, err := db.SubscriptionStats(env.Context, now.Unix())
	if err != nil {
		return err
	}
	printSubscriptions(env.Stdout, stats, now)
	return nil
}

func printSubscriptions(w io.Writer, s store.SubscriptionStats, now time.Time) {
	fmt.Fprintf(w, "%d active, %d switched off, %d ended\n", s.Active, s.Off, s.Ended)
	printLoads(w, "Time zones", s.Zones)
	printLoads(w, "Languages", s.Languages)
	printLoads(w, "Posts of the next hour (UTC)", minuteLoads(s.Minutes, now))
}

func printLoads(w io.Writer, title string, loads []store.Load) {
	if len(loads) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	for _, l := range loads {
		fmt.Fprintf(w, "%7d  %s\n", l.Count, l.Key)
	}
}

// minuteLoads names the minutes, with what is due already in one, and adds the sum and the
// fullest minute.
func minuteLoads(minutes []store.Load, now time.Time) []store.Load {
	if len(minutes) == 0 {
		return nil
	}
	overdue, total := store.Load{Key: "due already"}, store.Load{Key: "in all"}
	var named []store.Load
	for _, m := range minutes {
		total.Count += m.Count
		at, _ := strconv.ParseInt(m.Key, 10, 64)
		if at < now.Unix() {
			overdue.Count += m.Count
			continue
		}
		named = append(named, store.Load{Key: time.Unix(at, 0).UTC().Format("15:04"), Count: m.Count})
	}
	if overdue.Count > 0 {
		named = slices.Insert(named, 0, overdue)
	}
	fullest := slices.MaxFunc(named, func(a, b store.Load) int { return cmp.Compare(a.Count, b.Count) })
	return append(named, total, store.Load{Key: "at most in a minute, at " + fullest.Key, Count: fullest.Count})
}
