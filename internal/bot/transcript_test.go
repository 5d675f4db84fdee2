package bot

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"puente/internal/botapitest"
	"puente/internal/calendar"
	"puente/internal/storetest"
)

var update = flag.Bool("update", false, "rewrite the transcripts in testdata")

// TestTranscripts plays the conversations in testdata/*.txtar over HTTP and compares what
// is said. A file begins with what it shows. Its section "people" sets the scene, a line
// each:
//
//	person Ana es               a person and the language of their Telegram
//	group Amigos Ana Boris      a supergroup that the bot is in; the first owns it
//	basic Amigos Ana            a basic group
//	forum Foro Ana              a supergroup with topics
//	topic Foro Historia
//	channel Noticias Ana
//	reads-all, forget-questions
//
// Its section "talk" is a transcript as botapitest writes it. Its lines "> …", "@ …" and
// "% …" are played one by one, and what the bot does then is compared with what follows.
// The last do what a transcript has no line for; see scene.direct.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			storetest.Both(t, func(t *testing.T, db string) {
				synctest.Test(t, func(t *testing.T) { playArchive(t, file, db, archive) })
			})
		})
	}
}

func playArchive(t *testing.T, file, db string, archive *txtar.Archive) {
	people, talk := section(t, archive, "people"), section(t, archive, "talk")
	s := newScene(t, db, strings.Split(string(people.Data), "\n"))
	var got strings.Builder
	gap := false
	for _, line := range strings.Split(string(talk.Data), "\n") {
		if line == "" || !strings.Contains(">@%", line[:1]) {
			continue
		}
		if gap {
			got.WriteByte('\n')
		}
		gap = true
		got.WriteString(s.play(line))
	}
	want := string(talk.Data)
	if diff := cmp.Diff(want, got.String()); diff != "" {
		if *update {
			talk.Data = []byte(got.String())
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("transcript (-want +got):\n%s", diff)
	}
}

func section(t *testing.T, a *txtar.Archive, name string) *txtar.File {
	t.Helper()
	for i := range a.Files {
		if a.Files[i].Name == name {
			return &a.Files[i]
		}
	}
	t.Fatalf("there is no section %q", name)
	return nil
}

// scene is a stage with people on it.
type scene struct {
	*stage
	users map[string]*botapitest.User
	chats map[string]*botapitest.Chat
	said  map[string]int // the last message of a person, by "Ana" or "Ana in Amigos"
	query string         // the last inline query
}

func newScene(t *testing.T, db string, lines []string) *scene {
	t.Helper()
	o := stageOptions{Options: botapitest.Options{Memory: true}, db: db}
	for _, line := range lines {
		switch line {
		case "reads-all":
			o.ReadsAll = true
		case "forget-questions":
			o.forgetQuestions = true
		}
	}
	s := &scene{stage: newStage(t, o), users: map[string]*botapitest.User{}, chats: map[string]*botapitest.Chat{}, said: map[string]int{}}
	s.users["bot"] = s.server.Bot()
	for _, line := range lines {
		s.enter(strings.Fields(line))
	}
	s.settle()
	time.Sleep(time.Minute) // the hello in the groups is over, and the menus are there
	synctest.Wait()
	s.server.ClearTranscript()
	return s
}

// enter brings a person or a chat on the scene.
func (s *scene) enter(words []string) {
	if len(words) < 2 {
		return
	}
	var members []*botapitest.User
	for _, name := range words[2:] {
		members = append(members, s.users[name])
	}
	name := words[1]
	switch words[0] {
	case "person":
		s.users[name] = s.server.NewUser(name, strings.Join(words[2:], ""))
		return
	case "bot":
		s.users[name] = s.server.AddUser(&botapitest.User{FirstName: name, IsBot: true, Username: name + "Bot"})
		return
	case "topic":
		s.server.NewTopic(s.chats[name], words[2])
		return
	case "group":
		s.chats[name] = s.server.NewSupergroup(name, members...)
	case "basic":
		s.chats[name] = s.server.NewGroup(name, members...)
	case "forum":
		s.chats[name] = s.server.NewForum(name, members...)
	case "channel":
		s.chats[name] = s.server.NewChannel(name, members...)
		return
	case "empty": // a group that the bot is not in yet
		s.chats[name] = s.server.NewSupergroup(name, members...)
		return
	}
	s.server.AddBot(s.chats[name], members[0])
}

// play does what a line says and returns the transcript of it.
func (s *scene) play(line string) string {
	s.t.Helper()
	out := ""
	switch {
	case line[0] == '%':
		out = line + "\n"
		s.direct(strings.TrimSpace(line[1:]))
	default:
		if err := s.remember(line); err != nil {
			s.t.Fatal(err)
		}
	}
	s.settle()
	synctest.Wait()
	happened := s.server.Transcript()
	if line[0] == '%' {
		happened = dropSaid.ReplaceAllString(happened, "") // the line itself tells it
	}
	out += happened
	s.server.ClearTranscript()
	time.Sleep(5 * time.Second) // people do not type faster
	return out
}

var presses = regexp.MustCompile(`^> \S+(?: in \S+)? \[.+\]$`)

var dropSaid = regexp.MustCompile(`(?m)^[~]?[>@] .*\n`)

var personSays = regexp.MustCompile(`^> (\S+)(?: in ([^/:]+)(/[^:]+)?)?: (.*)$`)

// remember plays a line, keeping the message's id for those that go back to it.
func (s *scene) remember(line string) error {
	if m := personSays.FindStringSubmatch(line); m != nil && m[3] == "" && !presses.MatchString(line) {
		s.post(botapitest.Post{From: s.users[m[1]], Chat: s.chats[m[2]], Text: m[4]})
		return nil
	}
	if name, query, ok := strings.Cut(strings.TrimPrefix(line, "@ "), ": "); ok && line[0] == '@' {
		s.query = s.server.Ask(s.users[name], query, "")
		return nil
	}
	return s.server.Play(line)
}

func (s *scene) post(p botapitest.Post) {
	key := p.From.FirstName
	if p.Chat != nil {
		key += " in " + p.Chat.Title
	}
	s.said[key] = s.server.Post(p)
}

var (
	somebody  = `(\S+)(?: in (\S+))?`
	waits     = regexp.MustCompile(`^wait (\S+)$`)
	says      = regexp.MustCompile(`^say(?: (\d+) times)? ` + somebody + `: (.*)$`)
	edits     = regexp.MustCompile(`^edit ` + somebody + `: (.*)$`)
	repliesTo = regexp.MustCompile(`^reply ` + somebody + ` to (\S+): (.*)$`) // to "bot", or somebody's last message
	forwards  = regexp.MustCompile(`^forward ` + somebody + `: (.*)$`)
	via       = regexp.MustCompile(`^via ` + somebody + `: (.*)$`)
	photos    = regexp.MustCompile(`^photo ` + somebody + `: ?(.*)$`)
	speaksAs  = regexp.MustCompile(`^as (\S+) ` + somebody + `: (.*)$`)
	copies    = regexp.MustCompile(`^copied from (\S+) in (\S+): (.*)$`) // a channel's post in its group
	pins      = regexp.MustCompile(`^pin ` + somebody + `$`)             // the bot's last message
	statuses  = regexp.MustCompile(`^(admin|anonymous|left|add|remove|block|unblock|migrate) ` + somebody + `$`)
	scrolls   = regexp.MustCompile(`^scroll (\S+): (.*) from (\S+)$`)
	posts     = regexp.MustCompile(`^post (\S+)$`)
	chooses   = regexp.MustCompile(`^choose (\S+): (\S+)$`)
)

// direct does what a transcript has no line for.
func (s *scene) direct(line string) {
	s.t.Helper()
	if line == "restart" {
		s.restart()
		return
	}
	for pattern, do := range map[*regexp.Regexp]func([]string){
		waits: func(m []string) {
			d, err := time.ParseDuration(m[1])
			if err != nil {
				s.t.Fatal(err)
			}
			time.Sleep(d)
		},
		says: func(m []string) {
			n, _ := strconv.Atoi(m[1])
			for range max(n, 1) {
				s.post(botapitest.Post{From: s.users[m[2]], Chat: s.chats[m[3]], Text: m[4]})
			}
		},
		edits: func(m []string) {
			key := m[1]
			if m[2] != "" {
				key += " in " + m[2]
			}
			s.server.Edit(s.chat(m[1], m[2]), s.said[key], m[3])
		},
		repliesTo: func(m []string) { s.reply(m[1], m[2], m[3], m[4]) },
		forwards: func(m []string) {
			s.post(botapitest.Post{From: s.users[m[1]], Chat: s.chats[m[2]], Text: m[3], Forwarded: true})
		},
		via: func(m []string) {
			s.post(botapitest.Post{From: s.users[m[1]], Chat: s.chats[m[2]], Text: m[3], Via: &botapitest.User{ID: 77, IsBot: true, FirstName: "Gif", Username: "GifBot"}})
		},
		photos: func(m []string) {
			s.post(botapitest.Post{From: s.users[m[1]], Chat: s.chats[m[2]], Text: m[3], Photo: true})
		},
		speaksAs: func(m []string) {
			s.post(botapitest.Post{From: s.users[m[2]], Chat: s.chats[m[3]], Text: m[4], As: s.chats[m[1]]})
		},
		copies: func(m []string) {
			s.server.Post(botapitest.Post{Chat: s.chats[m[2]], Text: m[3], As: s.chats[m[1]], AutoForward: true})
		},
		pins: func(m []string) {
			chat := s.chat(m[1], m[2])
			sent := s.server.Sent(chat)
			s.server.Pin(s.users[m[1]], chat, sent[len(sent)-1].ID)
		},
		statuses: func(m []string) { s.status(m[1], m[2], m[3]) },
		posts:    func(m []string) { s.deliver(m[1]) },
		scrolls:  func(m []string) { s.query = s.server.Ask(s.users[m[1]], m[2], m[3]) },
		chooses: func(m []string) {
			s.server.Choose(s.query, m[2], s.server.PrivateChat(s.users[m[1]]))
		},
	} {
		if m := pattern.FindStringSubmatch(line); m != nil {
			do(m)
			return
		}
	}
	s.t.Fatalf("cannot do %q", line)
}

// chat returns the group of that name, or else somebody's private chat.
func (s *scene) chat(name, place string) *botapitest.Chat {
	if place == "" {
		return s.server.PrivateChat(s.users[name])
	}
	return s.chats[place]
}

// deliver sends the daily post of a person or a chat, as its worker would.
func (s *scene) deliver(name string) {
	s.t.Helper()
	chat := s.chats[name]
	if chat == nil {
		chat = s.server.PrivateChat(s.users[name])
	}
	ctx := context.Background()
	sub, ok, err := s.store.Subscription(ctx, chat.ID, 0)
	if err != nil || !ok {
		s.t.Fatalf("%s has no subscription: %v", name, err)
	}
	settings, err := s.store.Chat(ctx, chat.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	day := calendar.DayOf(time.Unix(sub.DueAt, 0).In(zone(sub.Zone)))
	post, _, ok, err := s.posts.Preview(ctx, sub, settings, day, day)
	if err != nil || !ok {
		s.t.Fatalf("%s gets no post: %v", name, err)
	}
	if _, err := s.client.SendMessage(ctx, post); err != nil {
		s.t.Fatal(err)
	}
}

// reply posts a reply to the last message of the bot, or of a person, in a chat.
func (s *scene) reply(name, place, to, text string) {
	s.t.Helper()
	chat := s.chat(name, place)
	target := s.said[to+" in "+place]
	if sent := s.server.Sent(chat); to == "bot" && len(sent) > 0 {
		target = sent[len(sent)-1].ID
	}
	if target == 0 {
		s.t.Fatalf("%s has nothing to reply to", name)
	}
	s.post(botapitest.Post{From: s.users[name], Chat: chat, Text: text, ReplyTo: target})
}

// status changes somebody's standing. For add, remove and migrate the first name is the
// chat's.
func (s *scene) status(what, name, place string) {
	switch what {
	case "admin":
		s.server.SetStatus(s.chats[place], s.users[name], botapitest.Administrator)
	case "anonymous":
		s.server.SetStatus(s.chats[place], s.users[name], botapitest.Administrator)
		s.server.SetAnonymous(s.chats[place], s.users[name], true)
	case "add":
		s.server.AddBot(s.chats[place], s.users[name])
	case "remove":
		s.server.RemoveBot(s.chats[place], s.users[name])
	case "block":
		s.server.Block(s.users[name])
	case "unblock":
		s.server.Unblock(s.users[name])
	case "migrate":
		s.chats[name] = s.server.Migrate(s.chats[name])
	default:
		panic(fmt.Sprintf("no %s", what))
	}
}
