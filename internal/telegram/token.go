package telegram

import (
	"errors"
	"log/slog"
	"regexp"
	"strings"
)

// Token is a bot's secret, as BotFather gives it. However it is printed, logged
// or marshalled it reads "[token]". The zero Token is no token.
type Token struct {
	// A closure, because fmt prints the fields of an unexported field without
	// asking its methods, and a closure prints as an address.
	reveal func() string
}

const redacted = "[token]"

var tokenPattern = regexp.MustCompile(`^[0-9]{1,20}:[A-Za-z0-9_-]{3,}$`)

// ParseToken reads a token, leaving out the white space around it. The error
// does not repeat what was read.
func ParseToken(s string) (Token, error) {
	s = strings.TrimSpace(s)
	if !tokenPattern.MatchString(s) {
		return Token{}, errors.New("telegram: that is not a bot token: it must look like 123456:ABC-DEF, as BotFather gave it")
	}
	return Token{func() string { return s }}, nil
}

// IsZero tells whether there is no token.
func (t Token) IsZero() bool { return t.reveal == nil }

// String implements fmt.Stringer without telling the token.
func (t Token) String() string { return redacted }

// GoString implements fmt.GoStringer without telling the token.
func (t Token) GoString() string { return redacted }

// LogValue implements slog.LogValuer without telling the token.
func (t Token) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText implements encoding.TextMarshaler without telling the token.
func (t Token) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// UnmarshalText implements encoding.TextUnmarshaler with ParseToken, so that a
// Token can be a setting.
func (t *Token) UnmarshalText(text []byte) error {
	parsed, err := ParseToken(string(text))
	if err == nil {
		*t = parsed
	}
	return err
}

// hide replaces the token in a text that came from outside.
func (t Token) hide(s string) string {
	if t.IsZero() {
		return s
	}
	return strings.ReplaceAll(s, t.reveal(), redacted)
}
