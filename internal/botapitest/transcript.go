package botapitest

import (
	"fmt"
	"strings"
)

// transcript is what was said, in order, a line an entry.
type transcript struct{ lines []string }

// Transcript returns everything that people and the bot did so far, for a
// comparison with a file:
//
//	> Ana: when were relations restored?    what a person writes in private
//	> Ana in Amigos: /ask@PuenteBot …       and in a group
//	~> Ana: …                               and edits
//	> Ana [Sources]                         a button pressed
//	@ Ana: moon                             an inline query
//	  = Title — description                 and its results
//	< bot: On 11 March 1990 …               what the bot sends
//	  [Sources] [More]                      with its keyboard, a line a row
//	~ bot: …                                and edits
//	< (Done)                                and shows after a button
//	* bot is kicked in Amigos               the bot's own standing
//	! sendMessage: 403 Forbidden: …         a request refused
//
// The further lines of a text are indented by two spaces.
func (s *Server) Transcript() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.log.lines) == 0 {
		return ""
	}
	return strings.Join(s.log.lines, "\n") + "\n"
}

// ClearTranscript forgets what was said so far.
func (s *Server) ClearTranscript() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.lines = nil
}

// record adds an entry. Lines after the first are indented.
func (s *Server) record(format string, args ...any) {
	entry := fmt.Sprintf(format, args...)
	s.log.lines = append(s.log.lines, strings.ReplaceAll(entry, "\n", "\n  "))
	s.wake()
}

func (s *Server) recordBot(mark string, m *Message) {
	s.record("%s bot%s: %s", mark, s.where(m), m.Text)
	if m.Keyboard == nil {
		return
	}
	for _, row := range m.Keyboard.Rows {
		var labels []string
		for _, b := range row {
			labels = append(labels, "["+b.Text+"]")
		}
		s.record("  %s", strings.Join(labels, " "))
	}
}

// where names the place of a message unless it is a private chat.
func (s *Server) where(m *Message) string {
	if m.Chat.Type == Private {
		return ""
	}
	place := " in " + m.Chat.Title
	if t := m.Chat.topics[m.Thread]; t != nil {
		place += "/" + t.name
	}
	return place
}

func (s *Server) chatName(c *Chat) string {
	if c.Type == Private {
		return "the chat with " + c.FirstName
	}
	return c.Title
}
