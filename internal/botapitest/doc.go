// Package botapitest is an in-memory Telegram Bot API server for tests and for
// trying the bot by hand.
//
// It speaks the real protocol over HTTP (on a TCP port, or on an in-memory
// network that also works inside a testing/synctest bubble) and keeps a small
// world behind it: users, private chats, groups, supergroups, forums with
// topics, channels, members and the bot itself. A test acts as the people of
// that world (Say, Press, Ask, Block, Migrate …) and looks at what the bot did
// (Sent, Sends, Transcript, InlineAnswer).
//
// It is strict where Telegram is strict, because a test double that forgives
// more than the real server hides exactly the mistakes that matter: markup,
// lengths, thread ids, callback data, expired queries, flood limits, webhook
// and polling conflicts are refused with Telegram's own codes and wording.
// Every request is also checked against a machine-readable copy of the part of
// the Bot API that the bot uses (testdata/contract.json), and violations are
// reported to the test.
//
// Faults happen on a schedule (Inject): floods, server errors, gateway pages,
// cut connections before or after the work was done, slow answers, updates
// that cannot be decoded.
//
// TestConsole plays it in a terminal, for trying the bot by hand.
//
// What it does not do: media, payments, stickers and the other parts of the
// Bot API that the bot never calls; a method outside its repertoire is refused
// and reported. It keeps everything in memory and forgets it when closed.
package botapitest
