package botapitest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	saidLine  = regexp.MustCompile(`^> (.+?)(?: in (.+?))?: (.*)$`)
	pressLine = regexp.MustCompile(`^> (.+?)(?: in (.+?))? \[(.+)\]$`)
	askLine   = regexp.MustCompile(`^@ (.+?): ?(.*)$`)
)

// Play does what a line of a transcript says a person does: "> Ana: text",
// "> Ana in Amigos/Topic: text", "> Ana [label]" or "@ Ana: query". The people
// and chats must exist. The button is looked for in the newest of the bot's
// messages that has it.
func (s *Server) Play(line string) error {
	if m := askLine.FindStringSubmatch(line); m != nil {
		u, err := s.person(m[1])
		if err == nil {
			s.Ask(u, m[2], "")
		}
		return err
	}
	match := pressLine.FindStringSubmatch(line)
	press := match != nil
	if !press {
		match = saidLine.FindStringSubmatch(line)
	}
	if match == nil {
		return fmt.Errorf("botapitest: cannot play %q", line)
	}
	u, err := s.person(match[1])
	if err != nil {
		return err
	}
	chat, topic, err := s.place(u, match[2])
	if err != nil {
		return err
	}
	if !press {
		s.Post(Post{From: u, Chat: chat, Topic: topic, Text: match[3]})
		return nil
	}
	sent := s.Sent(chat)
	for _, m := range slices.Backward(sent) {
		if m.Keyboard != nil && slices.ContainsFunc(slices.Concat(m.Keyboard.Rows...), func(b Button) bool { return b.Text == match[3] && b.Data != "" }) {
			s.Press(u, chat, m.ID, match[3])
			return nil
		}
	}
	return fmt.Errorf("botapitest: no message in the chat has a button %q", match[3])
}

// person finds a user by first name.
func (s *Server) person(name string) (*User, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.users {
		if u.FirstName == name {
			return u, nil
		}
	}
	return nil, fmt.Errorf("botapitest: there is no user %q", name)
}

// place finds a chat by its title, with a topic's name behind a slash; "" is
// the private chat.
func (s *Server) place(u *User, name string) (*Chat, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if name == "" {
		return s.chats[u.ID], 0, nil
	}
	title, topicName, _ := strings.Cut(name, "/")
	for _, c := range s.chats {
		if c.Title != title || c.migratedTo != 0 {
			continue
		}
		if topicName == "" {
			return c, 0, nil
		}
		for id, t := range c.topics {
			if t.name == topicName {
				return c, id, nil
			}
		}
	}
	return nil, 0, fmt.Errorf("botapitest: there is no chat %q", name)
}
