package lang

// Reader reads the tokens of many texts, one after the other: it remembers every word
// that it has met, and uses the memory of one text for the next. It is for building an
// index; what people type is for Analyse. It is not safe for concurrent use.
type Reader struct {
	words  *wordTable
	memory []Token
	tokens []Token // of the last text
	met    []*word // of the tokens
}

// NewReader returns a Reader that has room for this many different words.
func NewReader(words int) *Reader {
	return &Reader{words: newWordTable(words)}
}

// Tokens returns the tokens of a text as Analyse does, but that Proper and Romanised are
// not set. They are valid until the next call.
func (r *Reader) Tokens(text string) []Token {
	r.memory = r.Append(r.memory[:0], text)
	return r.memory
}

// Append appends the tokens of a text to dst. They are those of Tokens, but theirs is the
// memory of dst.
func (r *Reader) Append(dst []Token, text string) []Token {
	s := scanner{u: Utterance{Tokens: dst[len(dst):]}, words: r.met[:0], met: r.words}
	s.text, _ = beginning(text)
	s.u.Text = s.text
	s.scan()
	if s.depends() {
		s.markProper()
		s.u.Language, s.u.Confidence = s.detect()
	}
	s.judge()
	r.tokens, r.met = s.u.Tokens, s.words
	for i := range r.tokens {
		r.tokens[i].Proper, r.tokens[i].Romanised = false, false
	}
	if n := len(dst) + len(r.tokens); n <= cap(dst) {
		return dst[:n] // they stand there already
	}
	return append(dst, r.tokens...)
}

// depends reports whether the reading of a word depends on the language of the text,
// which takes longer to detect than all else.
func (s *scanner) depends() bool {
	for i, w := range s.words {
		if w.long != nil || w.local != 0 {
			return true
		}
		if t := &s.u.Tokens[i]; t.Kind == Number {
			if lists[t.Fold].long != nil {
				return true // 4to may be что
			}
		}
	}
	return false
}

// Number numbers the words of the last text from 0, in the order in which the Reader has
// met them: tokens that are written alike have the same. It is -1 for a token that is not
// what is written: an abbreviation that is spelled out, a numeral with an ending.
func (r *Reader) Number(token int) int {
	if t := &r.tokens[token]; t.Expanded || t.Suffix != "" {
		return -1
	}
	return int(r.met[token].number)
}
