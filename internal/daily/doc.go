// Package daily is the on-this-day post: who gets what, and when.
//
// A [Schedule] says at which minute of the local day a chat gets its post; [Choose] picks
// the fact and [Words] puts it into words; [Service.Plan] finds the subscriptions that are
// due and turns each into a job of its local day; [Service.Work] sends the posts of those
// jobs. Every chat and topic gets one post a local day: at the first valid minute when
// its minute is skipped by a change of the clock, once when the minute comes twice, and
// within the catch-up window when the program was not running.
//
// The package does not talk to people: commands and buttons are the bot's. It keeps
// nothing itself: subscriptions, deliveries and jobs are package store's.
package daily
