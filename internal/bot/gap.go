package bot

import (
	"context"
	"strings"
	"time"
	"unicode"

	"puente/internal/answer"
	"puente/internal/lang"
	"puente/internal/store"
)

// The outcomes with which questions are kept for the curators.
const (
	gapUnknown = "unknown" // the base does not hold it
	gapWrong   = "wrong"   // "not what I asked"
)

// maxGap is how much of a question is kept, in characters.
const maxGap = 200

// noteGap keeps the question of a request that was not answered for the curators. Only
// what was put to the bot for sure is kept.
func (b *Bot) noteGap(ctx context.Context, r *request, out reply) {
	if out.outcome == answer.OutcomeUnknown && r.isQuestion() && r.approach != byReply {
		b.keep(ctx, r.place(), r.args, out.language, gapUnknown, r.now)
	}
}

// keep notes a question for the curators, without who asked it or where. Of one person
// only some in an hour are kept. That it fails is no reason not to answer.
func (b *Bot) keep(ctx context.Context, at place, question string, l lang.Language, outcome string, now time.Time) {
	text := impersonal(question)
	if !b.keepQuestions || text == "" {
		return
	}
	if b.gaps.spend(now, map[place]allowance{{person: at.person}: gapAllowance}) != spentOne {
		return
	}
	q := store.Question{Text: text, Language: string(l), Outcome: outcome, Day: now.UTC().Format(time.DateOnly)}
	if err := b.store.AddQuestion(ctx, q); err != nil {
		b.log.Error("a question for the curators is lost", "error", err)
	}
}

// impersonal returns a question on one line and without what may name people or places on
// the net: user names, addresses and long numbers.
func impersonal(text string) string {
	var words []string
	for _, w := range strings.Fields(strings.ToValidUTF8(text, "")) {
		if !strings.ContainsAny(w, "@") && !strings.Contains(w, "://") && digits(w) < 6 {
			words = append(words, w)
		}
	}
	letters := []rune(strings.Join(words, " "))
	return string(letters[:min(len(letters), maxGap)])
}

func digits(w string) int {
	n := 0
	for _, r := range w {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
