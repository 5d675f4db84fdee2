package bot

import (
	"crypto/sha256"
	"encoding/base64"

	"puente/internal/answer"
	"puente/internal/fact"
	"puente/internal/when"
)

// library is an engine with what the bot looks up in its base. It does not change.
type library struct {
	engine   *answer.Engine
	base     *fact.Base
	facts    map[ref]fact.ID
	entities map[ref]fact.EntityID
	titles   titles
	times    *when.Parser
}

func newLibrary(e *answer.Engine) *library {
	l := &library{engine: e, base: e.Base(), facts: map[ref]fact.ID{}, entities: map[ref]fact.EntityID{}}
	for _, f := range l.base.Facts() {
		l.facts[refTo(f.ID)] = f.ID
	}
	for _, en := range l.base.Entities() {
		l.entities[refTo(en.ID)] = en.ID
	}
	l.titles, l.times = newTitles(l.base), when.NewParser(l.base.Periods())
	return l
}

// ref stands for the id of a fact or entity in the data of a button, of which Telegram
// takes 64 bytes: the first 48 bits of its SHA-256. Since ids are never renamed or used
// again, it stays valid for good. Within one base two ids with one ref are as likely as
// one in ten thousand million; a test looks for them.
type ref string

const refLength = 8 // base64 of 48 bits

func refTo[ID ~string](id ID) ref {
	sum := sha256.Sum256([]byte(id))
	return ref(base64.RawURLEncoding.EncodeToString(sum[:6]))
}

// find returns the facts that refs stand for; one that the base lacks is left out.
func (l *library) find(refs []ref) []fact.ID {
	var ids []fact.ID
	for _, r := range refs {
		if id, ok := l.facts[r]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}
