package botapitest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// DefaultToken is the bot's token when Options names none.
const DefaultToken = "123456:AAE-botapitest-token-0123456789abcd"

// Options set up a server. The zero value is a bot called PuenteBot with
// privacy mode on, inline mode on, no limits and no faults.
type Options struct {
	Token    string
	Username string // of the bot
	ReadsAll bool   // privacy mode is off
	NoInline bool   // inline mode is off
	Limits   Limits
	// Memory puts the server on an in-memory network, which is reached only
	// through Transport and works inside a testing/synctest bubble.
	Memory bool
	Addr   string           // TCP address to listen on; empty is a free local port
	Now    func() time.Time // the server's clock; nil is time.Now
	Seed   uint64           // for faults with a probability
	// FirstUpdate is the id of the first update; 0 is 1000.
	FirstUpdate int64
}

// Server is a Bot API server for one bot. Its methods may be called from
// several goroutines.
type Server struct {
	token    string
	readsAll bool
	inline   bool
	now      func() time.Time
	contract *Contract
	http     http.Server
	listener net.Listener
	memory   *memoryListener
	done     chan struct{}

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced at every change
	bot      *User
	users    map[int64]*User
	chats    map[int64]*Chat
	lastUser int64
	lastChat int64
	lastWord int64 // the last id given to a query or an inline message
	queue    queue
	queries  queries
	profile  profile
	flood    flood
	faults   faults
	log      transcript
	calls    map[string]int
	breaches []string
}

// New starts a server for a test, closes it when the test ends, and fails the
// test when a request broke the contract.
func New(tb testing.TB, opts Options) *Server {
	tb.Helper()
	s, err := Start(opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		s.Close()
		for _, v := range s.Violations() {
			tb.Errorf("Bot API contract: %s", v)
		}
	})
	return s
}

// Start starts a server. The caller closes it.
func Start(opts Options) (*Server, error) {
	contract, err := loadContract()
	if err != nil {
		return nil, err
	}
	s := &Server{
		token: cmp.Or(opts.Token, DefaultToken), readsAll: opts.ReadsAll, inline: !opts.NoInline,
		now: opts.Now, contract: contract, done: make(chan struct{}), changed: make(chan struct{}),
		bot:   &User{ID: 123456, IsBot: true, FirstName: "Puente", Username: cmp.Or(opts.Username, "PuenteBot")},
		users: map[int64]*User{}, chats: map[int64]*Chat{}, lastUser: 1000, lastChat: 5000,
		queue:   queue{nextID: cmp.Or(opts.FirstUpdate, 1000)},
		queries: newQueries(), profile: newProfile(), flood: newFlood(opts.Limits),
		faults: faults{random: rand.New(rand.NewPCG(opts.Seed, 1)), seen: map[string]int{}},
		calls:  map[string]int{},
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.users[s.bot.ID] = s.bot
	if err := s.listen(opts); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Server) listen(opts Options) error {
	s.http.Handler = http.HandlerFunc(s.serve)
	s.http.ErrorLog = log.New(io.Discard, "", 0)
	if opts.Memory {
		s.memory = newMemoryListener()
		s.listener = s.memory
	} else {
		l, err := net.Listen("tcp", cmp.Or(opts.Addr, "127.0.0.1:0"))
		if err != nil {
			return fmt.Errorf("botapitest: %w", err)
		}
		s.listener = l
	}
	go func() {
		defer close(s.done)
		s.http.Serve(s.listener)
	}()
	return nil
}

// Close stops the server and ends the requests it has under way.
func (s *Server) Close() {
	s.http.Close()
	<-s.done
}

// URL returns the base address, to which "/bot<token>/<method>" is added.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Token returns the token the server accepts.
func (s *Server) Token() string { return s.token }

// Transport returns a new HTTP transport that reaches the server. The caller
// closes its idle connections.
func (s *Server) Transport() *http.Transport {
	if s.memory == nil {
		return &http.Transport{MaxIdleConnsPerHost: 32}
	}
	return &http.Transport{MaxIdleConnsPerHost: 32, DialContext: s.memory.dial}
}

// Violations returns what requests did that the Bot API does not allow or
// quietly ignores: unknown methods and fields, missing or wrongly typed ones,
// markup that is dropped.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.breaches)
}

// Calls returns how many requests for a method arrived, those refused or cut
// included.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// Sent returns the messages the bot has in a chat, in the order of sending, as
// they read now.
func (s *Server) Sent(c *Chat) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var sent []Message
	for _, id := range c.sent {
		if m := c.messages[id]; m != nil {
			sent = append(sent, *m)
		}
	}
	return sent
}

// Sends returns how many messages the bot put into a chat.
func (s *Server) Sends(c *Chat) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(c.sent)
}

// Await waits until cond holds. It is asked again after every change of the
// server's state, and may call the server's methods.
func (s *Server) Await(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("botapitest: await: %w", context.Cause(ctx))
		}
	}
}

// Settle waits until the bot has confirmed every update, that is, until it is
// done with everything that happened so far.
func (s *Server) Settle(ctx context.Context) error {
	return s.Await(ctx, func() bool { return len(s.Pending()) == 0 })
}

// wake tells everybody who waits that something changed.
func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// word returns a fresh id for a query or an inline message.
func (s *Server) word(kind string) string {
	s.lastWord++
	return fmt.Sprintf("%s-%d", kind, s.lastWord)
}

func (s *Server) breach(format string, args ...any) {
	s.breaches = append(s.breaches, fmt.Sprintf(format, args...))
}
