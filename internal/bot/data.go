package bot

import (
	"strconv"
	"strings"

	"puente/internal/fact"
	"puente/internal/lang"
	"puente/internal/telegram"
)

// verb is what a button does.
type verb byte

const (
	showFact   verb = 'f' // refs: the facts to show in place
	showBefore verb = 'b' // refs: the fact whose neighbour to show
	showAfter  verb = 'a'
	expand     verb = 's' // refs: the facts shown; list the sources
	collapse   verb = 'c' // refs: the facts shown; list them no more
	turnPage   verb = 'p' // refs: the facts shown; arg: the number of the page
	wrong      verb = 'n' // not what was asked
	showTopic  verb = 't' // arg: topic:page, empty for all topics
	showEntity verb = 'e' // refs: the person or place to list the facts of
	setOption  verb = 'o' // arg: name=value, empty for the menu
	setDaily   verb = 'd' // arg: name=value of the daily post, and ;channel
	showDay    verb = 'y' // arg: the month and day, MMDD
)

// carriers are the verbs whose refs are the facts that a message shows.
const carriers = "bascp"

// data is what a button brings back: a verb, the language of the message, refs and an
// argument. Its text is at most telegram.MaxCallbackData bytes long:
//
//	verb, last letter of the language's code, argument [, ":", refs without separators]
type data struct {
	verb     verb
	language lang.Language
	arg      string
	refs     []ref
}

// maxRefs is how many refs fit with an argument of up to three bytes.
const maxRefs = (telegram.MaxCallbackData - 6) / refLength

func (d data) String() string {
	var out strings.Builder
	out.WriteByte(byte(d.verb))
	out.WriteByte(d.language[1])
	out.WriteString(d.arg)
	if len(d.refs) > 0 {
		out.WriteByte(':')
	}
	for _, r := range d.refs[:min(len(d.refs), maxRefs)] {
		out.WriteString(string(r))
	}
	return out.String()
}

// parseData reads the data of a button; ok is false for what was never the data of one of
// ours.
func parseData(s string) (d data, ok bool) {
	if len(s) < 2 {
		return data{}, false
	}
	d.verb = verb(s[0])
	for _, l := range lang.Languages() {
		if l[1] == s[1] {
			d.language = l
		}
	}
	d.arg = s[2:]
	if arg, refs, found := strings.Cut(d.arg, ":"); found && d.verb != showTopic {
		d.arg = arg
		if refs == "" || len(refs)%refLength != 0 {
			return data{}, false
		}
		for ; refs != ""; refs = refs[refLength:] {
			d.refs = append(d.refs, ref(refs[:refLength]))
		}
	}
	return d, d.language != ""
}

func refsTo(ids []fact.ID) []ref {
	refs := make([]ref, len(ids))
	for i, id := range ids {
		refs[i] = refTo(id)
	}
	return refs
}

// carried returns the facts that a message of the bot shows, as its buttons tell.
func (l *library) carried(m *telegram.Message) []fact.ID {
	if m == nil || m.ReplyMarkup == nil {
		return nil
	}
	for _, row := range m.ReplyMarkup.Keyboard {
		for _, button := range row {
			if d, ok := parseData(button.Data); ok && strings.IndexByte(carriers, byte(d.verb)) >= 0 && len(d.refs) > 0 {
				return l.find(d.refs)
			}
		}
	}
	return nil
}

func page(d data) int {
	n, err := strconv.Atoi(d.arg)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
