package bot

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"puente/internal/answer"
	"puente/internal/botapitest"
	"puente/internal/storetest"
)

// The long run: so many people and groups, and what happens there.
const (
	runPeople  = 200
	runGroups  = 20
	runUpdates = 5000
	runStep    = 125 * time.Millisecond // between two updates
)

// runFaults befall one request in fifty. After the first two nobody can know whether the
// request was carried out, and it was not.
var runFaults = []botapitest.Fault{
	{Kind: botapitest.BadGateway, Probability: 0.002},
	{Kind: botapitest.CutBefore, Probability: 0.003},
	{Kind: botapitest.CutAfter, Probability: 0.003},
	{Kind: botapitest.TooMany, Probability: 0.005, RetryAfter: 1},
	{Kind: botapitest.ServerError, Probability: 0.005},
	{Kind: botapitest.Slow, Probability: 0.002, Delay: 2 * time.Second},
}

// TestLongRun plays ten minutes of everything in 20 groups and with 200 people, while one
// request in fifty fails. No update is lost, nothing is answered twice, the order of each
// chat is kept, the limits hold on the server's clock, and what is remembered stays
// bounded.
func TestLongRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	storetest.Both(t, func(t *testing.T, db string) {
		synctest.Test(t, func(t *testing.T) { longRun(t, db) })
	})
}

func longRun(t *testing.T, db string) {
	s := newStage(t, stageOptions{Options: botapitest.Options{Memory: true, Limits: botapitest.TelegramLimits, Seed: 7}, db: db})
	r := newRun(s)
	s.settle()
	s.server.Inject(runFaults...)
	for n := 0; n < runUpdates; {
		if r.step() {
			n++
		}
		time.Sleep(runStep)
		s.server.ClearTranscript()
	}
	s.settle()
	synctest.Wait()
	r.check(t)
}

// run is a long run.
type run struct {
	*stage
	random *rand.Rand
	people []*botapitest.User
	groups []*botapitest.Chat
	topics map[*botapitest.Chat]int // of the forums among them
	turn   int
	asked  []asked // messages that are to be answered
	silent []asked // those that are not
	press  []string
	inline []string
}

type asked struct {
	chat    *botapitest.Chat
	message int
}

func newRun(s *stage) *run {
	r := &run{stage: s, random: rand.New(rand.NewPCG(1, 2)), topics: map[*botapitest.Chat]int{}}
	for i := range runPeople {
		r.people = append(r.people, s.server.NewUser(fmt.Sprint("P", i), []string{"en", "es", "ru", "th"}[i%4]))
	}
	for i := range runGroups {
		members := r.people[i*runPeople/runGroups : (i+1)*runPeople/runGroups]
		g := s.server.NewSupergroup(fmt.Sprint("G", i), members...)
		if i%4 == 0 {
			g = s.server.NewForum(fmt.Sprint("F", i), members...)
			r.topics[g] = s.server.NewTopic(g, "Historia")
		}
		s.server.AddBot(g, members[0])
		r.groups = append(r.groups, g)
	}
	return r
}

var runQuestions = []string{
	"What was Chile's first satellite?", "¿Cuál fue el primer satélite chileno?", "Почему FASat-Alfa не заработал?",
	"Who scored into the empty net against the USSR?", "Есть ли астероид в честь Виктора Хары?", "¿Qué pasó en 1973?",
	"Сколько времени не было отношений после 1947 года?", "lagos moscow official visit", "Do I need a visa for Peru?",
}

var runCommands = []string{"/today", "/year 1973", "/who Allende", "/topics", "/privacy", "/day 21 November", "/fact fasat-alfa-1995"}

// step lets one thing happen. People and groups take turns, so that nobody asks more than
// is answered. It is false when nothing happened after all.
func (r *run) step() bool {
	r.turn++
	person := r.people[r.turn%runPeople]
	group := r.groups[r.turn%runGroups]
	member := r.people[(r.turn%runGroups)*runPeople/runGroups+r.turn/runGroups%(runPeople/runGroups)]
	switch kind := r.random.IntN(100); {
	case kind < 30:
		r.say(r.server.PrivateChat(person), botapitest.Post{From: person, Text: r.pick(runQuestions)})
	case kind < 40:
		r.say(r.server.PrivateChat(person), botapitest.Post{From: person, Text: r.pick(runCommands)})
	case kind < 62:
		r.say(group, botapitest.Post{From: member, Chat: group, Topic: r.topics[group], Text: "/ask@PuenteBot " + r.pick(runQuestions)})
	case kind < 66:
		return r.reply(member, group)
	case kind < 75:
		r.beSilent(member, group)
	case kind < 85:
		return r.pressAny(person, r.server.PrivateChat(person))
	case kind < 90:
		return r.pressAny(member, group)
	case kind < 95:
		r.inline = append(r.inline, r.server.Ask(person, r.pick(runQuestions)[:12], ""))
	case kind < 98:
		n := len(r.asked)
		if n == 0 || r.asked[n-1].chat.Type != botapitest.Private {
			return false
		}
		r.server.Edit(r.asked[n-1].chat, r.asked[n-1].message, r.pick(runQuestions)+" ")
	default:
		r.server.PushPoison()
	}
	return true
}

// reply replies to the last message of the bot in a group, which may be answered.
func (r *run) reply(by *botapitest.User, c *botapitest.Chat) bool {
	sent := r.server.Sent(c)
	if len(sent) == 0 {
		return false
	}
	last := sent[len(sent)-1]
	r.server.Post(botapitest.Post{From: by, Chat: c, Topic: r.topics[c], ReplyTo: last.ID, Text: r.pick([]string{"источник?", "thanks!", "¿y antes?"})})
	return true
}

// beSilent does in a group what the bot sees and says nothing to.
func (r *run) beSilent(by *botapitest.User, c *botapitest.Chat) {
	p := botapitest.Post{From: by, Chat: c, Topic: r.topics[c], Text: "/nothing@PuenteBot"}
	if r.random.IntN(2) == 0 {
		p.Text, p.Forwarded = "/ask@PuenteBot "+r.pick(runQuestions), true
	}
	r.silent = append(r.silent, asked{c, r.server.Post(p)})
}

func (r *run) pick(list []string) string { return list[r.random.IntN(len(list))] }

func (r *run) say(c *botapitest.Chat, p botapitest.Post) {
	r.asked = append(r.asked, asked{c, r.server.Post(p)})
}

// pressAny presses a button under the last message in a chat, if there is one.
func (r *run) pressAny(by *botapitest.User, c *botapitest.Chat) bool {
	sent := r.server.Sent(c)
	if len(sent) == 0 || sent[len(sent)-1].Keyboard == nil {
		return false
	}
	last := sent[len(sent)-1]
	buttons := slices.Concat(last.Keyboard.Rows...)
	b := buttons[r.random.IntN(len(buttons))]
	if b.Data == "" {
		return false
	}
	r.press = append(r.press, r.server.Press(by, c, last.ID, b.Text))
	return true
}

func (r *run) check(t *testing.T) {
	missing := r.checkAnswers(t)
	unsure := r.server.Faults(botapitest.BadGateway) + r.server.Faults(botapitest.CutBefore)
	all := unsure
	for _, kind := range []botapitest.FaultKind{botapitest.CutAfter, botapitest.TooMany, botapitest.ServerError, botapitest.Slow} {
		all += r.server.Faults(kind)
	}
	if missing > unsure {
		t.Errorf("%d answers are missing, but only %d requests were lost", missing, unsure)
	}
	late := r.unansweredQueries()
	if late > all {
		t.Errorf("%d presses and inline queries are not answered, with %d faults", late, all)
	}
	if n := r.server.Floods(); n != 0 {
		t.Errorf("the limits were exceeded %d times", n)
	}
	t.Logf("%d to be answered, %d presses, %d inline queries; %d faults, %d answers lost to them, %d queries",
		len(r.asked), len(r.press), len(r.inline), all, missing, late)
	r.checkMemory(t)
}

// checkAnswers wants no message answered twice and those of a chat in order, and returns
// how many were not answered.
func (r *run) checkAnswers(t *testing.T) (missing int) {
	replies := map[asked]int{}
	for _, c := range r.chats() {
		last := 0
		for _, m := range r.server.Sent(c) {
			if m.ReplyTo == nil {
				continue // the hello
			}
			replies[asked{c, m.ReplyTo.ID}]++
			if m.ReplyTo.ID <= last {
				t.Errorf("%s%s: the answer to %d came after that to %d", c.Title, c.FirstName, m.ReplyTo.ID, last)
			}
			last = m.ReplyTo.ID
		}
	}
	for a, n := range replies {
		if n > 1 {
			t.Errorf("%+v was answered %d times", a, n)
		}
	}
	for _, a := range r.silent {
		if replies[a] > 0 {
			t.Errorf("%+v was answered", a)
		}
	}
	for _, a := range r.asked {
		if replies[a] == 0 {
			missing++
		}
	}
	return missing
}

func (r *run) unansweredQueries() (n int) {
	for _, q := range r.press {
		if r.server.CallbackAnswer(q) == nil {
			n++
		}
	}
	for _, q := range r.inline {
		if r.server.InlineAnswer(q) == nil {
			n++
		}
	}
	return n
}

func (r *run) chats() []*botapitest.Chat {
	chats := slices.Clone(r.groups)
	for _, p := range r.people {
		chats = append(chats, r.server.PrivateChat(p))
	}
	return chats
}

// checkMemory wants that nothing is remembered for longer than it should be.
func (r *run) checkMemory(t *testing.T) {
	b := r.bot
	if n := len(b.conversations.young) + len(b.conversations.old); n > 2*(runPeople+runPeople) {
		t.Errorf("%d conversations are remembered", n)
	}
	time.Sleep(2 * editTime)
	for range 2 {
		b.recent.put(messageID{}, exchange{}, b.now())
		b.repeats.put(repeat{}, exchange{}, b.now())
		b.conversations.put(place{}, answer.Context{}, b.now())
		time.Sleep(2 * editTime)
	}
	if n := len(b.recent.young) + len(b.recent.old) + len(b.repeats.young) + len(b.repeats.old) + len(b.conversations.young) + len(b.conversations.old); n > 6 {
		t.Errorf("%d things are remembered for good", n)
	}
}
