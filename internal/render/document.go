// Package render puts answers into words: as plain text for a terminal, as Telegram HTML
// cut to what a message may hold, as a title with a snippet for inline results, and as a
// JSON object for programs.
//
// Every statement carries the numbers of its sources, and a statement without a source
// that the base knows is left out. The package decides nothing about what is answered;
// the bot's own words come from package locale, and escaping happens here and nowhere
// else.
package render

import (
	"slices"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/locale"
)

// document is an answer in words, before any markup.
type document struct {
	blocks  []block
	sources references
	printer *locale.Printer
}

// block is what must not be torn apart: a statement with its notes, or a sentence of the
// bot's own.
type block struct {
	paragraphs []paragraph
	cites      []int // the numbers of the sources that the block cites
}

// paragraph is a line of text.
type paragraph struct {
	runs  []run
	quote bool // a note, set apart from the text
	tight bool // no empty line before it
}

// run is a piece of text in one style.
type run struct {
	text   string
	bold   bool
	href   string // the address that the text links to, empty for none
	source int    // the source whose number the text is, 0 for none
}

func say(text string) paragraph { return paragraph{runs: []run{{text: text}}} }

func (d *document) add(ps ...paragraph) {
	d.blocks = append(d.blocks, block{paragraphs: ps})
}

// composer writes one document.
type composer struct {
	document
	answer answer.Answer
	facts  []*fact.Fact // those of the statements
	base   *fact.Base
}

// stated returns the facts of the statements of an answer.
func stated(a answer.Answer) []*fact.Fact {
	out := make([]*fact.Fact, 0, len(a.Statements))
	for _, s := range a.Statements {
		if f := s.Fact(); f != nil {
			out = append(out, f)
		}
	}
	return out
}

// compose words an answer that states facts.
func compose(a answer.Answer, facts []*fact.Fact, base *fact.Base) document {
	p := locale.For(a.Language)
	c := composer{answer: a, base: base}
	c.printer = p
	c.sources.base = base
	c.facts = slices.DeleteFunc(slices.Clone(facts), func(f *fact.Fact) bool {
		return !slices.ContainsFunc(f.Citations, c.sources.known)
	})
	switch a.Outcome {
	case answer.OutcomeChat:
		c.chat()
	case answer.OutcomeChoices:
		c.choices("choices")
	case answer.OutcomeUnknown:
		c.unknown()
	default:
		c.answered()
	}
	return c.document
}

func (c *composer) answered() {
	if lead := c.lead(); lead != "" {
		c.add(say(lead))
	}
	brief := len(c.facts) > fullTexts
	for i, f := range c.facts {
		b := c.statement(f, brief, len(c.facts) > 1)
		b.paragraphs[0].tight = brief && i > 0
		c.blocks = append(c.blocks, b)
	}
	if c.answer.More > 0 {
		c.add(say(c.printer.Count("answer.more", c.answer.More)))
	}
}

// fullTexts is the number of statements up to which an answer has their whole texts; a
// longer one has their titles.
const fullTexts = 4

func (c *composer) unknown() {
	lead := c.lead()
	if lead == "" {
		lead = c.printer.Text("unknown")
	}
	c.add(say(lead))
	if len(c.answer.Choices) > 0 {
		c.choices("unknown.near")
	}
}

// choices asks with the words of a key which of the facts is meant.
func (c *composer) choices(key string) {
	ps := []paragraph{say(c.printer.Count(key, len(c.answer.Choices)))}
	for _, f := range c.answer.Choices {
		ps = append(ps, item(f.Title[c.printer.Language()]))
	}
	c.add(ps...)
}

// item is a line of a list in the bot's own voice.
func item(text string) paragraph {
	return paragraph{runs: []run{{text: "• " + text}}, tight: true}
}

func (c *composer) chat() {
	p := c.printer
	switch c.answer.Intent {
	case answer.IntentThanks:
		c.add(say(p.Text("chat.thanks")))
	case answer.IntentFarewell:
		c.add(say(p.Text("chat.farewell")))
	case answer.IntentAbout:
		c.add(say(p.Text("chat.about")))
	case answer.IntentHelp:
		c.help()
		c.add(say(p.Text("help.more")))
	default:
		c.add(say(p.Text("chat.greeting")))
		c.help()
	}
}

func (c *composer) help() {
	p := c.printer
	c.add(say(p.Text("chat.help")),
		item(p.Text("help.example.1")), item(p.Text("help.example.2")), item(p.Text("help.example.3")))
}
