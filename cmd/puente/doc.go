// Command puente answers questions about the relations between Chile and Russia, with
// sources: from the terminal, and as a Telegram bot. Its other commands keep the fact base
// in order.
//
// # A tour of the code, bottom up
//
// Every package imports from floors below its own only, which internal/importtest checks.
// Floors 0 to 5 are the core: a question, a day and a conversation go in, an answer comes
// out, and nothing else in the world is read or changed.
//
// Floor 0. internal/calendar has dates that are as exact as their sources (calendar.Date,
// calendar.Span) and counts between them (calendar.Between). internal/lang makes of any
// text an utterance of tokens (lang.Analyse) and finds the word that a damaged one was
// meant to be (lang.Vocabulary).
//
// Floor 1. internal/fact reads the YAML of the folder knowledge into an immutable base
// (fact.Load), says what it lacks (fact.Lint), and writes the files in one form
// (fact.Format). A fact.Fact is dated, told in three languages, and cited. Where sources
// disagree is computed from what they say (Fact.Disagreements).
//
// Floor 2. internal/when finds the expressions of time in a question (when.Parser),
// internal/ask its form: when, how long, which came first (ask.Read). internal/locale is
// what the program says in its own voice (locale.Printer).
//
// Floor 3. internal/match has an index of all facts (match.Index). It reads a question into
// a match.Query and ranks the facts that have something of it (match.Hit), with an estimate
// whether the best one answers it. match.Trainer fits the two models behind that.
//
// Floor 4. internal/answer is the engine. Engine.Answer puts a question through the list of
// intents in engine.go, each in a file of its own; the first that knows what to do answers.
// An answer.Answer holds cited facts and computed values, no sentences. A conversation is an
// answer.Context, which goes in and comes out. Engine.Audit asks the base its own example
// questions.
//
// Floor 5. internal/render puts an answer into words: render.Text for the terminal,
// render.HTML for Telegram, render.FactArticle for inline mode, render.JSON for programs.
//
// Floor 6. internal/telegram makes calls (telegram.Client), sends no faster than Telegram
// allows, and fetches updates, each confirmed when it was handled (telegram.Poller).
// internal/store keeps settings, subscriptions, posts under way and unanswered questions in
// SQLite or PostgreSQL (store.DB), and says which of several replicas leads (DB.Lead).
//
// Floor 7. internal/bot does what an update asks for (Bot.Handle): messages, commands,
// buttons, inline queries, settings. internal/daily finds out who is due for the daily post
// (Service.Plan), chooses its fact (daily.Choose) and sends it (Service.Work).
//
// Floor 8 is this package, which wires. A command is a field of commands and a file of its
// own, in which the field's type has a method Run. It may ask for an *environment and a
// *baseFlags. serve.go puts the bot together; ask.go, ask_prompt.go, ask_lines.go and
// ask_json.go are the ways to ask without Telegram.
//
// A message's way: telegram.Poller – service.handle – bot.Bot – answer.Engine (lang, when,
// ask, match) – render – telegram.Client.
//
// Beside the floors stand knowledge, the facts themselves, and what only tests import:
// internal/botapitest, a Telegram to test against, internal/storetest, databases, and
// internal/importtest.
package main
