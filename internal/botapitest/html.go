package botapitest

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entity is a formatted part of a text (MessageEntity). Offset and Length are
// in UTF-16 code units.
type Entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
	User   *User  `json:"user,omitempty"`
	Lang   string `json:"language,omitempty"`
	Emoji  string `json:"custom_emoji_id,omitempty"`
	Unix   int64  `json:"unix_time,omitempty"`
}

// entityOfTag maps each tag of the HTML parse mode to its entity type. Tags
// whose type depends on an attribute are completed in tagEntity.
// Source: the HTML style of the Bot API's formatting options and TDLib's
// parse_html.
var entityOfTag = map[string]string{
	"a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
	"u": "underline", "ins": "underline", "s": "strikethrough", "strike": "strikethrough",
	"del": "strikethrough", "code": "code", "pre": "pre", "blockquote": "blockquote",
	"span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
}

// ParseHTML reads a text in Telegram's HTML parse mode and returns the plain
// text with its entities, as the server does before it measures the length.
// The error is worded as Telegram words it after "can't parse entities: ",
// with the byte offset of the offending tag.
func ParseHTML(src string) (string, []Entity, error) {
	p := htmlParser{src: src}
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == '<':
			if err := p.tag(); err != nil {
				return "", nil, err
			}
		case c == '&':
			r, n := decodeReference(p.src[p.pos:])
			p.emit(r, n)
		default:
			r, n := utf8.DecodeRuneInString(p.src[p.pos:])
			p.emit(r, n)
		}
	}
	if len(p.open) > 0 {
		last := p.open[len(p.open)-1]
		return "", nil, markupErrorf("Can't find end tag corresponding to start tag %q", last.name)
	}
	slices.SortStableFunc(p.entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	return p.out.String(), p.entities, nil
}

type htmlParser struct {
	src      string
	pos      int
	out      strings.Builder
	units    int // UTF-16 code units written so far
	open     []openTag
	entities []Entity
}

type openTag struct {
	name  string
	attrs map[string]string
	units int // where the tag's text begins, in UTF-16 code units
	begin int // the same in bytes of the output
}

func (p *htmlParser) emit(r rune, size int) {
	p.out.WriteRune(r)
	p.units += utf16Len(r)
	p.pos += size
}

// at returns the byte i places on, or 0 past the end, the way TDLib sees the
// terminating zero.
func (p *htmlParser) at(i int) byte {
	if i < len(p.src) {
		return p.src[i]
	}
	return 0
}

func (p *htmlParser) skipSpace(i int) int {
	for isSpace(p.at(i)) {
		i++
	}
	return i
}

func (p *htmlParser) tag() error {
	if p.at(p.pos+1) == '/' {
		return p.endTag()
	}
	return p.startTag()
}

func (p *htmlParser) startTag() error {
	begin := p.pos
	i := begin + 1
	for i < len(p.src) && !isSpace(p.src[i]) && p.src[i] != '>' {
		i++
	}
	if i >= len(p.src) {
		return markupErrorf("Unclosed start tag at byte offset %d", begin)
	}
	name := strings.ToLower(p.src[begin+1 : i])
	if entityOfTag[name] == "" {
		return markupErrorf("Unsupported start tag %q at byte offset %d", name, begin)
	}
	attrs, end, err := p.attributes(name, begin, i)
	if err != nil {
		return err
	}
	if name == "span" && attrs["class"] != "tg-spoiler" {
		return markupErrorf("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, openTag{name, attrs, p.units, p.out.Len()})
	p.pos = end
	return nil
}

// attributes reads the attributes of a start tag from i and returns them with
// the position behind the closing bracket.
func (p *htmlParser) attributes(tag string, begin, i int) (map[string]string, int, error) {
	attrs := map[string]string{}
	for {
		i = p.skipSpace(i)
		if p.at(i) == '>' {
			return attrs, i + 1, nil
		}
		start := i
		for i < len(p.src) && !isSpace(p.src[i]) && !strings.ContainsRune("=>/\"'", rune(p.src[i])) {
			i++
		}
		name := p.src[start:i]
		i = p.skipSpace(i)
		switch {
		case i >= len(p.src):
			return nil, 0, markupErrorf("Unclosed start tag %q at byte offset %d", tag, begin)
		case name == "":
			return nil, 0, markupErrorf("Empty attribute name in the tag %q at byte offset %d", tag, begin)
		case p.src[i] != '=':
			attrs[name] = ""
			continue
		}
		value, next, err := p.attributeValue(tag, begin, p.skipSpace(i+1))
		if err != nil {
			return nil, 0, err
		}
		attrs[name], i = value, next
	}
}

func (p *htmlParser) attributeValue(tag string, begin, i int) (string, int, error) {
	quote := p.at(i)
	if quote != '"' && quote != '\'' {
		start := i
		for isToken(p.at(i)) {
			i++
		}
		if c := p.at(i); c != 0 && !isSpace(c) && c != '>' {
			return "", 0, markupErrorf("Unexpected end of name token at byte offset %d", start)
		}
		if i >= len(p.src) {
			return "", 0, markupErrorf("Unclosed start tag %q at byte offset %d", tag, begin)
		}
		return strings.ToLower(p.src[start:i]), i, nil
	}
	var value strings.Builder
	for i++; i < len(p.src) && p.src[i] != quote; {
		if p.src[i] == '&' {
			r, n := decodeReference(p.src[i:])
			value.WriteRune(r)
			i += n
			continue
		}
		value.WriteByte(p.src[i])
		i++
	}
	if i+1 >= len(p.src) {
		return "", 0, markupErrorf("Unclosed start tag at byte offset %d", begin)
	}
	return value.String(), i + 1, nil
}

func (p *htmlParser) endTag() error {
	begin := p.pos
	if len(p.open) == 0 {
		return markupErrorf("Unexpected end tag at byte offset %d", begin)
	}
	i := begin + 2
	for i < len(p.src) && !isSpace(p.src[i]) && p.src[i] != '>' {
		i++
	}
	name := strings.ToLower(p.src[begin+2 : i])
	i = p.skipSpace(i)
	if p.at(i) != '>' {
		return markupErrorf("Unclosed end tag at byte offset %d", begin)
	}
	last := p.open[len(p.open)-1]
	if name != "" && name != last.name {
		return markupErrorf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, last.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	p.pos = i + 1
	if p.units == last.units {
		return nil
	}
	e, err := tagEntity(last, p.out.String()[last.begin:])
	if err != nil {
		return err
	}
	if e.Type != "" {
		e.Offset, e.Length = last.units, p.units-last.units
		p.entities = append(p.entities, e)
	}
	return nil
}

// tagEntity returns the entity of a closed tag, without its place; no type
// means that the tag leaves none (a link to nowhere).
func tagEntity(tag openTag, text string) (Entity, error) {
	e := Entity{Type: entityOfTag[tag.name]}
	switch tag.name {
	case "a":
		e.URL = cmp.Or(tag.attrs["href"], text)
		if u, err := url.Parse(e.URL); err != nil || u.Host == "" && u.Scheme != "tg" && !strings.Contains(e.URL, ".") {
			return Entity{}, nil
		}
	case "blockquote":
		if _, ok := tag.attrs["expandable"]; ok {
			e.Type = "expandable_blockquote"
		}
	case "code":
		e.Lang = strings.TrimPrefix(tag.attrs["class"], "language-")
	case "tg-emoji":
		if n, err := strconv.ParseInt(tag.attrs["emoji-id"], 10, 64); err != nil || n == 0 {
			return Entity{}, markupErrorf("Invalid custom emoji identifier specified")
		}
		e.Emoji = tag.attrs["emoji-id"]
	case "tg-time":
		n, err := strconv.ParseInt(tag.attrs["unix"], 10, 64)
		if err != nil {
			return Entity{}, markupErrorf("Invalid date specified")
		}
		e.Unix = n
	}
	return e, nil
}

// decodeReference reads the character reference at the start of s and returns
// its character and length. What is not a reference Telegram knows (only lt,
// gt, amp, quot and numbers) stands for itself: an ampersand.
func decodeReference(s string) (rune, int) {
	var r rune
	var end int
	switch {
	case strings.HasPrefix(s, "&#x"):
		end = 3 + run(s[3:], func(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' })
		r = number(s[3:end], 16)
	case strings.HasPrefix(s, "&#"):
		end = 2 + run(s[2:], isDigit)
		r = number(s[2:end], 10)
	default:
		end = 1 + run(s[1:], isLetter)
		r = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}[s[1:end]]
	}
	if r == 0 || end >= 10 {
		return '&', 1
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return r, end
}

// number returns the character with that number, or 0 when there is none.
func number(digits string, base int) rune {
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n >= 0x10ffff {
		return 0
	}
	return rune(n)
}

// run returns how many bytes at the start of s satisfy is.
func run(s string, is func(byte) bool) int {
	n := 0
	for n < len(s) && is(s[n]) {
		n++
	}
	return n
}

// lintNesting names the nestings that Telegram silently drops or splits: a
// quotation in a quotation, and anything inside code.
func lintNesting(entities []Entity) []string {
	var findings []string
	for i, outer := range entities {
		for _, inner := range entities[i+1:] {
			if inner.Offset >= outer.Offset+outer.Length {
				break
			}
			quote := strings.HasSuffix(outer.Type, "blockquote") && strings.HasSuffix(inner.Type, "blockquote")
			mono := (outer.Type == "code" || outer.Type == "pre") && inner.Type != "code" && inner.Type != "pre"
			if quote || mono {
				findings = append(findings, fmt.Sprintf("%s at %d inside %s at %d is dropped", inner.Type, inner.Offset, outer.Type, outer.Offset))
			}
		}
	}
	return findings
}

// trimText removes the white space around a text as Telegram does before it
// measures it, and moves the entities along.
func trimText(text string, entities []Entity) (string, []Entity) {
	body := strings.TrimLeftFunc(text, unicode.IsSpace)
	shift := utf16Count(text[:len(text)-len(body)])
	body = strings.TrimRightFunc(body, unicode.IsSpace)
	size := utf16Count(body)
	var kept []Entity
	for _, e := range entities {
		from, to := max(e.Offset-shift, 0), min(e.Offset+e.Length-shift, size)
		if to > from {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	return body, kept
}

func utf16Len(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

func utf16Count(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Len(r)
	}
	return n
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isToken(c byte) bool { return isDigit(c) || isLetter(c) || c == '.' || c == '-' }

// markupErrorf words a refusal of markup. The capital letter is Telegram's.
func markupErrorf(format string, args ...any) error { return markupError(fmt.Sprintf(format, args...)) }

type markupError string

func (e markupError) Error() string { return string(e) }
