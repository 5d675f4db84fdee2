package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"puente/internal/calendar"
	"puente/internal/lang"
	"puente/internal/render"
)

// questionObject is a line of input.
type questionObject struct {
	ID      json.RawMessage `json:"id"` // given back as it is
	Text    *string         `json:"text"`
	Lang    string          `json:"lang"`
	Today   string          `json:"today"`
	Session json.RawMessage `json:"session"`
}

// errorObject is the line of output for a line of input that cannot be used.
type errorObject struct {
	ID    any    `json:"id,omitempty"`
	Error string `json:"error"`
}

// objects answers every object of standard input. The conversations of all sessions are
// kept until the input ends.
func (a *asker) objects() error {
	out := newObjectWriter(a.Stdout)
	sessions := make(map[string]*conversation)
	return a.each(lineReader(a.Stdin), func(l line) error {
		if !l.tooLong && strings.TrimSpace(l.text) == "" {
			return nil
		}
		q, err := readObject(l)
		var reply render.Reply
		if err == nil {
			reply, err = a.object(q, sessions)
		}
		if err != nil {
			return out.write(errorObject{ID: q.id(), Error: err.Error()})
		}
		return out.write(reply)
	})
}

// readObject reads a line of input. The id is filled in, as far as it can be read, also
// where it returns an error.
func readObject(l line) (q questionObject, err error) {
	if l.tooLong {
		return q, errTooLong
	}
	err = json.Unmarshal([]byte(l.text), &q)
	wrong := (*json.UnmarshalTypeError)(nil)
	switch {
	case errors.As(err, &wrong) && wrong.Field == "":
		return q, fmt.Errorf("not a question: want an object, not this %s", wrong.Value)
	case errors.As(err, &wrong):
		return q, fmt.Errorf("not a question: %s is a %s, want a string", wrong.Field, wrong.Value)
	case err != nil:
		return q, fmt.Errorf("not a question: %w", err)
	case q.Text == nil:
		return q, errors.New("not a question: no text")
	}
	return q, nil
}

func (q questionObject) id() any {
	if q.ID == nil {
		return nil
	}
	return q.ID
}

// object answers one object.
func (a *asker) object(q questionObject, sessions map[string]*conversation) (render.Reply, error) {
	l, today := a.language, a.today()
	if q.Lang != "" {
		l = lang.Language(q.Lang)
		if !l.Valid() {
			return render.Reply{}, fmt.Errorf("lang %q: want en, es or ru", q.Lang)
		}
	}
	if q.Today != "" {
		span, err := calendar.Parse(q.Today)
		if err != nil || !span.Exact() {
			return render.Reply{}, fmt.Errorf("today %q: want a day: YYYY-MM-DD", q.Today)
		}
		today = span.First()
	}
	talk := &conversation{}
	if session := string(q.Session); session != "" && session != "null" && session != `""` {
		if sessions[session] == nil {
			sessions[session] = talk
		}
		talk = sessions[session]
	}
	return render.JSON(q.id(), a.ask(*q.Text, l, today, talk), a.base), nil
}

// objectWriter writes JSON objects, each on a line and at once.
type objectWriter struct{ encoder *json.Encoder }

func newObjectWriter(w io.Writer) objectWriter {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return objectWriter{e}
}

func (w objectWriter) write(v any) error {
	if err := w.encoder.Encode(v); err != nil {
		return fmt.Errorf("write an answer: %w", err)
	}
	return nil
}
