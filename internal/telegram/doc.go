// Package telegram is how Puente talks to the Telegram Bot API.
//
// Client makes calls, Poller fetches updates and hands them to one handler, and
// both are built on github.com/go-telegram-bot-api/telegram-bot-api/v5, which
// only this package imports. The library's request method reaches every part of
// the Bot API, also what came after its last release; its types, its update
// channel and its logging are not used, so what the package hands out are its
// own types with the fields Puente needs.
//
// What the package answers for:
//   - An update is confirmed only after it was handled. A crash at any moment
//     loses none, and repeats at most those whose confirmation had not gone out.
//   - A message is sent once. A send is repeated only when it surely never left
//     or when Telegram said that it did nothing.
//   - All sends keep to Telegram's limits, answers to people before broadcasts.
//   - The token is in no error, log line or panic.
//   - Every error has a Kind on which a caller can branch.
//
// What it does not do: it knows neither facts nor languages nor the store, does
// not render texts, and decides nothing about what to answer.
package telegram
