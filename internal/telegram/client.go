package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// DefaultEndpoint is the address of Telegram's own Bot API server.
const DefaultEndpoint = "https://api.telegram.org"

// callTimeout bounds one request, besides the context. Near its limits Telegram
// holds a connection for many seconds before it answers.
const callTimeout = 30 * time.Second

// Config sets up a Client.
type Config struct {
	Token    Token
	Endpoint string            // base address; empty is DefaultEndpoint
	HTTP     http.RoundTripper // nil is a transport of the client's own
	Log      *slog.Logger      // nil logs nothing
	// Migrated is told once for each send that found a group to have become a
	// supergroup, before the message is sent to the new chat.
	Migrated func(from, to int64)
}

// Client calls the Bot API. It may be used by several goroutines.
type Client struct {
	api      tgbotapi.BotAPI
	http     *http.Client
	token    Token
	log      *slog.Logger
	pacer    *pacer
	migrated func(from, to int64)
}

// The library's logger is a global that prints to standard error.
func init() { tgbotapi.SetLogger(silent{}) }

type silent struct{}

func (silent) Println(...any)        {}
func (silent) Printf(string, ...any) {}

// NewClient makes a client. It makes no request: GetMe tells whether the token
// and the address are right.
func NewClient(cfg Config) (*Client, error) {
	if cfg.Token.IsZero() {
		return nil, errors.New("telegram: there is no token")
	}
	endpoint := strings.TrimRight(cmp.Or(cfg.Endpoint, DefaultEndpoint), "/")
	if u, err := url.Parse(endpoint); err != nil || u.Host == "" || strings.ContainsAny(endpoint, "%?#") {
		return nil, errors.New("telegram: the endpoint must be a base address such as " + DefaultEndpoint)
	}
	base := cfg.HTTP
	if base == nil {
		base = newTransport()
	}
	c := &Client{
		api: tgbotapi.BotAPI{Token: placeholder},
		http: &http.Client{
			Transport:     &tokenTransport{cfg.Token, base},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		token: cfg.Token, log: cfg.Log, migrated: cfg.Migrated, pacer: newPacer(telegramRates),
	}
	c.api.SetAPIEndpoint(endpoint + "/bot%s/%s")
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.migrated == nil {
		c.migrated = func(int64, int64) {}
	}
	return c, nil
}

// Close closes the connections that are not in use.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// call makes one request and decodes its result. Every error is an *Error.
func (c *Client) call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	return c.do(&doer{ctx: ctx, http: c.http}, method, params, result)
}

func (c *Client) do(d *doer, method string, params tgbotapi.Params, result any) error {
	api := c.api // holds no lock; the copy carries this call's context
	api.Client = d
	resp, err := api.MakeRequest(method, params)
	if err != nil {
		return c.failure(method, d, err)
	}
	if result == nil {
		return nil
	}
	if err := json.Unmarshal(resp.Result, result); err != nil {
		return &Error{Method: method, Kind: MaybeSent, Code: d.status, Err: fmt.Errorf("decode the result: %w", err)}
	}
	return nil
}

// failure turns an error of the library into one of ours.
func (c *Client) failure(method string, d *doer, err error) error {
	var answer *tgbotapi.Error
	if errors.As(err, &answer) {
		code := cmp.Or(answer.Code, d.status)
		return &Error{
			Method: method, Kind: classify(code, answer.Message, answer.MigrateToChatID), Code: code,
			Description: c.token.hide(answer.Message),
			RetryAfter:  time.Duration(answer.RetryAfter) * time.Second, MigrateTo: answer.MigrateToChatID,
		}
	}
	e := &Error{Method: method, Kind: MaybeSent, Code: d.status, Err: err}
	var foreign *foreignAnswer
	switch {
	case errors.As(err, &foreign) && foreign.status == http.StatusTooManyRequests:
		e.Kind, e.RetryAfter = Flood, foreign.retryAfter
	case errors.As(err, &foreign):
		e.Kind = NotJSON
	case !d.connected.Load(), d.leaving != nil && !d.left.Load():
		e.Kind = Unsent
	}
	return e
}

// request is call with the time limit of ordinary requests.
func (c *Client) request(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return c.call(ctx, method, params, result)
}

// setJSON adds a parameter as JSON. The values are ours and always marshal.
func setJSON(p tgbotapi.Params, name string, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("telegram: marshal %s: %v", name, err))
	}
	p[name] = string(raw)
}
