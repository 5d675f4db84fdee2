package botapitest

import (
	"encoding/json"
	"regexp"
	"unicode/utf8"
)

// Command is an entry of the bot's command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// profile is what the bot says about itself.
type profile struct {
	commands map[string][]Command // by scope as JSON and language
	texts    map[string]string    // by field and language
}

func newProfile() profile {
	return profile{map[string][]Command{}, map[string]string{}}
}

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageName = regexp.MustCompile(`^[a-z]{2}$`)
)

// Commands returns the menu set for a scope type (such as "default") and a
// two-letter language ("" is every other language).
func (s *Server) Commands(scope, language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile.commands[commandKey(map[string]any{"type": scope}, language)]
}

// ProfileText returns the bot's "name", "description" or "short_description" in
// a language.
func (s *Server) ProfileText(field, language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile.texts[field+"/"+language]
}

func commandKey(scope map[string]any, language string) string {
	raw, _ := json.Marshal(scope) // the keys of a map are sorted
	return string(raw) + "/" + language
}

// commandScope reads the scope and language of a request.
func commandScope(c *call) (string, *Refusal) {
	scope := map[string]any{"type": "default"}
	if r := c.object("scope", &scope); r != nil {
		return "", r
	}
	language := c.params["language_code"]
	if language != "" && !languageName.MatchString(language) {
		return "", badRequest("invalid language code specified")
	}
	return commandKey(scope, language), nil
}

func (s *Server) setMyCommands(c *call) (any, *Refusal) {
	key, r := commandScope(c)
	if r != nil {
		return nil, r
	}
	var commands []Command
	if r := c.object("commands", &commands); r != nil {
		return nil, r
	}
	if len(commands) > 100 {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for _, command := range commands {
		if !commandName.MatchString(command.Command) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(command.Description); n < 1 || n > 256 {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.profile.commands[key] = commands
	return true, nil
}

func (s *Server) getMyCommands(c *call) (any, *Refusal) {
	key, r := commandScope(c)
	if r != nil {
		return nil, r
	}
	return append([]Command{}, s.profile.commands[key]...), nil
}

func (s *Server) deleteMyCommands(c *call) (any, *Refusal) {
	key, r := commandScope(c)
	if r != nil {
		return nil, r
	}
	delete(s.profile.commands, key)
	return true, nil
}

func (s *Server) setMyName(c *call) (any, *Refusal) { return s.setText(c, "name", 64) }

func (s *Server) setMyDescription(c *call) (any, *Refusal) { return s.setText(c, "description", 512) }

func (s *Server) setMyShortDescription(c *call) (any, *Refusal) {
	return s.setText(c, "short_description", 120)
}

func (s *Server) setText(c *call, field string, limit int) (any, *Refusal) {
	text, language := c.params[field], c.params["language_code"]
	if language != "" && !languageName.MatchString(language) {
		return nil, badRequest("invalid language code specified")
	}
	if utf8.RuneCountInString(text) > limit {
		return nil, badRequest("%s is too long", field)
	}
	s.profile.texts[field+"/"+language] = text
	return true, nil
}
