package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"puente/internal/answer"
	"puente/internal/calendar"
	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/render"
)

// askCommand answers questions on the terminal.
type askCommand struct {
	Question []string      `arg:"" optional:"" help:"The question, in English, Spanish or Russian. Without one, questions are read from standard input."`
	Lang     string        `placeholder:"LANG" enum:",en,es,ru" default:"" help:"The language (en, es or ru) to answer in when that of a question cannot be told."`
	Today    calendar.Span `placeholder:"YYYY-MM-DD" help:"Answer as on this day instead of today."`
	Explain  bool          `help:"Tell first how the question was read, and the score of the answer."`
	JSON     bool          `name:"json" help:"Read and write JSON objects, one a line."`
}

// Help is what --help says beyond the flags.
func (c *askCommand) Help() string {
	return `Without a question, a terminal gets a prompt (ctrl-D ends it); from a pipe or a file every line is a question of one conversation.

    puente ask "Who broke off relations in 1973?"
    puente ask --lang=es < preguntas.txt

With --json every line of standard input is an object. All but text may be left out; the same session is the same conversation:

    {"id": "1", "text": "and in 1947?", "lang": "en", "today": "2026-11-25", "session": "a"}

Every answer is a line with id, outcome (answer, choices, unknown, chat), lang, intent, facts, citations, value, choices, text, html, score and understood. A line that cannot be used is answered by one with id and error. Lines may have up to 1 MB.

The exit status of a question is 0 when it is answered, 1 when it is not (not known, or not clear which of several facts is meant), 2 when the command line is wrong.`
}

// Validate checks the flags that kong cannot check by itself.
func (c *askCommand) Validate() error {
	if !c.Today.IsZero() && !c.Today.Exact() {
		return fmt.Errorf("--today=%s: want a day: YYYY-MM-DD", c.Today)
	}
	return nil
}

// errUnanswered is returned for a question that got an answer other than one: the exit
// status tells it, a message would repeat what was printed.
var errUnanswered = errors.New("not answered")

// Run answers the question of the command line, or those of standard input.
func (c *askCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	a := &asker{
		environment: env, engine: answer.New(base), base: base,
		language: lang.Language(c.Lang), today: c.today(env), explain: c.Explain,
	}
	if len(c.Question) > 0 {
		return c.one(a)
	}
	if c.JSON {
		return a.objects()
	}
	if in, out, ok := terminal(env); ok {
		return a.prompt(in, out)
	}
	return a.lines()
}

// today returns how a day is told: the one of the flag, or the one of the clock.
func (c *askCommand) today(env *environment) func() calendar.Day {
	if !c.Today.IsZero() {
		return func() calendar.Day { return c.Today.First() }
	}
	return func() calendar.Day { return calendar.DayOf(env.Now().In(time.Local)) }
}

func (c *askCommand) one(a *asker) error {
	text := strings.Join(c.Question, " ")
	var talk conversation
	if c.JSON {
		out := newObjectWriter(a.Stdout)
		reply := a.ask(text, a.language, a.today(), &talk)
		if err := out.write(render.JSON(nil, reply, a.base)); err != nil {
			return err
		}
		return status(reply)
	}
	reply, err := a.say(text, &talk)
	if err != nil {
		return err
	}
	return status(reply)
}

func status(a answer.Answer) error {
	if a.Outcome == answer.OutcomeUnknown || a.Outcome == answer.OutcomeChoices {
		return errUnanswered
	}
	return nil
}

// asker puts questions to the engine and prints the answers.
type asker struct {
	*environment
	engine   *answer.Engine
	base     *fact.Base
	language lang.Language // to answer in where the question's own cannot be told
	today    func() calendar.Day
	explain  bool
}

// conversation is what is kept between the questions of one.
type conversation struct {
	context  answer.Context
	language lang.Language // of the last answer
}

// ask answers a question in a conversation. Where neither the question nor the asker
// tells the language, it goes on in the one of the last answer.
func (a *asker) ask(text string, l lang.Language, today calendar.Day, c *conversation) answer.Answer {
	if l == "" {
		l = c.language
	}
	reply, next := a.engine.Answer(answer.Question{Text: text, Language: l, Today: today}, c.context)
	*c = conversation{context: next, language: reply.Language}
	return reply
}

// say prints the answer to a question.
func (a *asker) say(text string, c *conversation) (answer.Answer, error) {
	reply := a.ask(text, a.language, a.today(), c)
	out := render.Text(reply, a.base)
	if a.explain {
		out = render.Reading(reply, a.base) + "\n\n" + out
	}
	_, err := fmt.Fprintln(a.Stdout, out)
	return reply, err
}
