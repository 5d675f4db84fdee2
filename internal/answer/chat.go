package answer

import (
	_ "embed"
	"fmt"
	"strings"

	"puente/internal/ask"
	"puente/internal/lang"
)

//go:embed chats.txt
var chatsText string

// chatOrder is the order in which the kinds of small talk win: "hi, who are you?" asks
// who the bot is.
var chatOrder = []Intent{IntentAbout, IntentHelp, IntentThanks, IntentFarewell, IntentGreeting}

// chatForms are the phrases of small talk by their first word.
var chatForms = mustChatForms(chatsText)

type chatForm struct {
	words  []string
	intent Intent
}

func mustChatForms(text string) map[string][]chatForm {
	out := make(map[string][]chatForm)
	var intent Intent
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			intent = Intent(strings.Trim(line, "[]"))
			if !isChat(intent) {
				panic(fmt.Sprintf("answer: chats.txt: unknown section %q", intent))
			}
		default:
			for _, s := range strings.Split(line, ",") {
				words := strings.Fields(s)
				out[words[0]] = append(out[words[0]], chatForm{words, intent})
			}
		}
	}
	return out
}

func isChat(i Intent) bool {
	for _, c := range chatOrder {
		if c == i {
			return true
		}
	}
	return false
}

// chat answers greetings, thanks and questions about the bot: utterances that hold
// nothing else, or next to nothing.
func (e *Engine) chat(r *reading) (Answer, bool) {
	found, left := smallTalk(r.utterance)
	if len(found) == 0 {
		return Answer{}, false
	}
	if left > 0 && (left > looseTalk || len(r.times) > 0 || len(r.query.Mentions) > 0 || r.asked.Any(ask.Question) && !found[IntentAbout] && !found[IntentHelp]) {
		return Answer{}, false
	}
	if left > 0 && e.probability(r) >= e.limits.Choices {
		return Answer{}, false
	}
	for _, i := range chatOrder {
		if found[i] {
			return Answer{Outcome: OutcomeChat, Intent: i, Score: 1}, true
		}
	}
	return Answer{}, false
}

// looseTalk is the number of words beyond small talk that it may hold ("thanks, that
// saved my grade").
const looseTalk = 3

// smallTalk finds the phrases of small talk in u and counts the other words that weigh
// something.
func smallTalk(u lang.Utterance) (found map[Intent]bool, left int) {
	found = make(map[Intent]bool)
	covered := make([]bool, len(u.Tokens))
	for i := range u.Tokens {
		for _, f := range chatForms[u.Tokens[i].Fold] {
			if !hasWords(u.Tokens, i, f.words) {
				continue
			}
			found[f.intent] = true
			for j := range f.words {
				covered[i+j] = true
			}
		}
	}
	for i, t := range u.Tokens {
		if !covered[i] && !t.Weightless() {
			left++
		}
	}
	return found, left
}

func hasWords(tokens []lang.Token, at int, words []string) bool {
	if at+len(words) > len(tokens) {
		return false
	}
	for i, w := range words {
		if tokens[at+i].Fold != w {
			return false
		}
	}
	return true
}
