package bot

import (
	"strconv"
	"strings"
	"testing"

	"puente/internal/botapitest"
	"puente/internal/telegram"
)

func TestChannelNamed(t *testing.T) {
	tests := []struct {
		text string
		want telegram.ChatName // empty for no channel
	}{
		{"@noticias", "@noticias"},
		{"https://t.me/noticias", "@noticias"},
		{"t.me/noticias/12", "@noticias"},
		{"https://t.me/c/1234567890/5", "-1001234567890"},
		{"https://t.me/c/5001", "-1000000005001"},
		{"-1001234567890", "-1001234567890"},
		{"-5", ""},
		{"@x", ""},
		{"noticias", ""},
		{"Santiago", ""},
		{"08:30", ""},
		{"https://example.org/noticias", ""},
	}
	for _, tt := range tests {
		if got, ok := channelNamed(tt.text); ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%q: got %q, %v, want %q", tt.text, got, ok, tt.want)
		}
	}
}

func TestDailyArgument(t *testing.T) {
	tests := []struct{ text, name, value string }{
		{"on", "power", "on"}, {"OFF", "power", "off"}, {"нет", "power", "off"}, {"sí", "power", "on"},
		{"8", "time", "480"}, {"08:30", "time", "510"}, {"8.30", "time", "510"}, {"23h59", "time", "1439"}, {"0:00", "time", "0"},
		{"24:00", "", ""}, {"8:60", "", ""}, {"830", "", ""}, {"Madrid", "", ""}, {"", "", ""},
	}
	for _, tt := range tests {
		if name, value := dailyArgument(tt.text); name != tt.name || value != tt.value {
			t.Errorf("%q: got %q %q, want %q %q", tt.text, name, value, tt.name, tt.value)
		}
	}
}

// TestPublicChannel sets up a channel by its public name.
func TestPublicChannel(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ana := s.server.NewUser("Ana", "es")
		channel := s.server.NewChannel("Noticias", ana)
		channel.Username = "noticias"
		s.server.AddBot(channel, ana)
		s.server.SetStatus(channel, s.server.Bot(), botapitest.Administrator)
		s.server.Say(ana, "/daily @Noticias 18:45")
		if got := s.last(s.server.PrivateChat(ana)).Text; !strings.Contains(got, "a las 18:45 (Santiago) publico en «Noticias»") {
			t.Errorf("the bot says %q", got)
		}
		sub, ok, err := s.store.Subscription(t.Context(), channel.ID, 0)
		if err != nil || !ok || !sub.Active || sub.Minute != 18*60+45 {
			t.Errorf("the subscription is %+v, %v, %v", sub, ok, err)
		}
		s.server.Say(ana, "/daily https://t.me/noticias off")
		s.last(s.server.PrivateChat(ana))
		if sub, _, err = s.store.Subscription(t.Context(), channel.ID, 0); err != nil || sub.Active {
			t.Errorf("the subscription is %+v, %v", sub, err)
		}
	})
}

// FuzzDailyArguments proves that whatever follows /daily is at most one of a channel, a
// state or a minute of the day.
func FuzzDailyArguments(f *testing.F) {
	for _, text := range []string{"on", "8:05", "@noticias", "https://t.me/c/1234567890/5", "-1001234567890", "24:00", "сан", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		channel, isChannel := channelNamed(text)
		name, value := dailyArgument(text)
		if isChannel && (name != "" || !strings.HasPrefix(string(channel), "@") && !strings.HasPrefix(string(channel), "-100")) {
			t.Errorf("%q is the channel %q and the %s %q", text, channel, name, value)
		}
		if n, err := strconv.Atoi(value); name == "time" && (err != nil || n < 0 || n >= 24*60) {
			t.Errorf("%q is the minute %q", text, value)
		}
	})
}
