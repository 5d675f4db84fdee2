package bot

import (
	"context"
	"strings"

	"puente/internal/lang"
	"puente/internal/locale"
	"puente/internal/render"
	"puente/internal/store"
	"puente/internal/telegram"
)

// languageNames are the languages in their own words, which need no translation.
var languageNames = map[lang.Language]string{lang.En: "English", lang.Es: "Español", lang.Ru: "Русский"}

// settingsCommand shows the menu of settings to whoever may change them.
func (b *Bot) settingsCommand(ctx context.Context, r *request) (reply, error) {
	if refusal, ok, err := b.mayChange(ctx, r); !ok || err != nil {
		return refusal, err
	}
	return reply{language: r.language, views: []view{settingsMenu(r.chat, r.language)}}, nil
}

// languageCommand sets the chat's language to the one named, or offers the languages.
func (b *Bot) languageCommand(ctx context.Context, r *request) (reply, error) {
	if refusal, ok, err := b.mayChange(ctx, r); !ok || err != nil {
		return refusal, err
	}
	if r.args == "" {
		return reply{language: r.language, views: []view{languageMenu(r.chat, r.language)}}, nil
	}
	l, ok := languageNamed(r.args)
	if !ok {
		return example(r, "language"), nil
	}
	r.chat.Language = string(l)
	if err := b.store.SaveChat(ctx, r.chat); err != nil {
		return silence, err
	}
	r.language = fallback(r.chat, r.message.From)
	return reply{language: r.language, views: []view{languageMenu(r.chat, r.language)}}, nil
}

// languageNamed finds a language by its code or name in any of the languages; "auto" is
// the empty one.
func languageNamed(name string) (l lang.Language, ok bool) {
	name = lang.Fold(strings.TrimSpace(name))
	for _, in := range lang.Languages() {
		if name == lang.Fold(locale.For(in).Text("language.auto")) {
			return "", true
		}
		for _, l := range lang.Languages() {
			if name == string(l) || name == lang.Fold(languageNames[l]) || name == lang.Fold(locale.For(in).Text("language."+string(l))) {
				return l, true
			}
		}
	}
	return "", name == "auto"
}

// mayChange tells whether the sender of a request may change the chat's settings: in a
// group its administrators, of whom those who speak as the group need no proof, while
// somebody who speaks as a channel cannot be told.
func (b *Bot) mayChange(ctx context.Context, r *request) (refusal reply, ok bool, err error) {
	p := locale.For(r.language)
	switch {
	case !r.inGroup() || r.message.IsAnonymousAdmin():
		return silence, true, nil
	case r.message.SenderChat != nil:
		return say(r.language, p.Text("bot.admins-as-channel")), false, nil
	}
	admin, err := b.isAdmin(ctx, r.message.Chat.ID, r.message.SenderID())
	if err != nil || admin {
		return silence, admin, err
	}
	return say(r.language, p.Text("bot.admins-only")), false, nil
}

func (b *Bot) isAdmin(ctx context.Context, chat, person int64) (bool, error) {
	member, err := b.client.GetChatMember(ctx, chat, person)
	if err != nil {
		return false, err
	}
	return member.IsAdmin(), nil
}

// option is a setting as its button sets it.
type option struct {
	name   string
	groups bool // only in groups
	set    func(c *store.Chat, value string) bool
}

// options are the settings in the order of the menu. What is no value of a setting changes
// nothing.
var options = []option{
	{"language", false, func(c *store.Chat, v string) bool {
		c.Language = v
		return v == "" || lang.Language(v).Valid()
	}},
	{"verbosity", false, func(c *store.Chat, v string) bool {
		c.Verbosity = v
		return v == string(render.Short) || v == string(render.Full)
	}},
	{"mentions", true, func(c *store.Chat, v string) bool { return setFlag(&c.Mentions, v) }},
	{"quiet", false, func(c *store.Chat, v string) bool { return setFlag(&c.Quiet, v) }},
}

func setFlag(flag *bool, value string) bool {
	*flag = value == "on"
	return value == "on" || value == "off"
}

// settingsMenu shows the settings of a chat; a button changes one.
func settingsMenu(c store.Chat, l lang.Language) view {
	p := locale.For(l)
	toggle := func(name, state, next string) []telegram.Button {
		d := data{verb: setOption, language: l, arg: name + "=" + next}
		return []telegram.Button{{Text: p.Text("setting."+name) + ": " + state, Data: d.String()}}
	}
	verbose := map[render.Verbosity][2]string{
		render.Short: {p.Text("state.short"), string(render.Full)},
		render.Full:  {p.Text("state.full"), string(render.Short)},
	}[render.VerbosityOf(c.Verbosity, c.IsGroup())]
	menu := telegram.Keyboard{toggle("language", languageState(c, p), "menu"), toggle("verbosity", verbose[0], verbose[1])}
	flag := func(name string, on bool) {
		state, next := p.Text("state.off"), "on"
		if on {
			state, next = p.Text("state.on"), "off"
		}
		menu = append(menu, toggle(name, state, next))
	}
	if c.ID < 0 {
		flag("mentions", c.Mentions)
	}
	flag("quiet", c.Quiet)
	return view{plain: p.Text("bot.settings"), keyboard: menu}
}

func languageState(c store.Chat, p *locale.Printer) string {
	if c.Language == "" {
		return p.Text("language.auto")
	}
	return languageNames[lang.Language(c.Language)]
}

// languageMenu offers the languages.
func languageMenu(c store.Chat, l lang.Language) view {
	p := locale.For(l)
	choice := func(value, label string) telegram.Button {
		if value == c.Language {
			label = "✓ " + label
		}
		return telegram.Button{Text: label, Data: data{verb: setOption, language: l, arg: "language=" + value}.String()}
	}
	v := view{plain: p.Text("bot.language")}
	for _, to := range lang.Languages() {
		v.keyboard = append(v.keyboard, []telegram.Button{choice(string(to), languageNames[to])})
	}
	v.keyboard = append(v.keyboard,
		[]telegram.Button{choice("", p.Text("language.auto"))},
		[]telegram.Button{{Text: p.Text("button.settings"), Data: data{verb: setOption, language: l}.String()}})
	return v
}

// pressOption changes a setting by its button and shows the menu anew, if whoever presses
// may. Somebody else sees a note.
func (b *Bot) pressOption(ctx context.Context, q *telegram.CallbackQuery, r *request, d data) error {
	if q.Message == nil {
		b.note(ctx, q, "", false)
		return nil
	}
	if r.inGroup() {
		admin, err := b.isAdmin(ctx, r.chat.ID, q.From.ID)
		if err != nil || !admin {
			b.note(ctx, q, locale.For(d.language).Text("bot.admins-only"), true)
			return err
		}
	}
	b.note(ctx, q, "", false)
	name, value, _ := strings.Cut(d.arg, "=")
	if value == "menu" {
		return b.show(ctx, b.messageRef(q), languageMenu(r.chat, d.language))
	}
	l := d.language
	for _, o := range options {
		changed := r.chat
		if o.name != name || o.groups && !r.inGroup() || !o.set(&changed, value) {
			continue
		}
		if err := b.store.SaveChat(ctx, changed); err != nil {
			return err
		}
		r.chat = changed
		if name == "language" {
			l = fallback(changed, &q.From)
		}
	}
	return b.show(ctx, b.messageRef(q), settingsMenu(r.chat, l))
}
