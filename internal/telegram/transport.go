package telegram

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// placeholder stands for the token everywhere above tokenTransport.
const placeholder = "TOKEN"

// maxAnswer bounds what is read of an answer; the server caps a batch of
// updates at about 4 MiB.
const maxAnswer = 16 << 20

// newTransport returns the connections to Telegram. A dead connection under a
// long poll is noticed by HTTP/2 pings.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		HTTP2:               &http.HTTP2Config{SendPingTimeout: 15 * time.Second},
		MaxIdleConns:        64,
		MaxIdleConnsPerHost: 32,
		IdleConnTimeout:     90 * time.Second,
	}
}

// tokenTransport puts the real token into the path of a request. It sits below
// http.Client, whose errors quote the address, so that these show only the
// placeholder.
type tokenTransport struct {
	token Token
	base  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t *tokenTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	out := r.Clone(r.Context())
	out.URL.Path = strings.Replace(r.URL.Path, "/bot"+placeholder+"/", "/bot"+t.token.reveal()+"/", 1)
	out.URL.RawPath = ""
	resp, err := t.base.RoundTrip(out)
	if err != nil {
		return nil, t.clean(err)
	}
	resp.Request = r
	return resp, nil
}

// CloseIdleConnections lets http.Client close those of the transport below.
func (t *tokenTransport) CloseIdleConnections() {
	if base, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		base.CloseIdleConnections()
	}
}

// clean takes an error apart that quotes the token, as a foreign transport may.
func (t *tokenTransport) clean(err error) error {
	text := err.Error()
	hidden := t.token.hide(text)
	if hidden == text {
		return err
	}
	for _, cause := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, cause) {
			return fmt.Errorf("%s: %w", hidden, cause)
		}
	}
	return errors.New(hidden)
}

// doer is the library's HTTP client for one call. The library knows no contexts,
// so the doer carries the call's and adds it to the request.
type doer struct {
	ctx       context.Context
	http      *http.Client
	connected atomic.Bool // the request got a connection, so that it may have left
	status    int
	leaving   func(context.Context) error // called right before the request leaves; nil for nothing
	left      atomic.Bool                 // leaving had no objection
}

// Do implements the library's HTTPClient. An answer that is not JSON, such as a
// gateway's page, becomes a typed error.
func (d *doer) Do(r *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { d.connected.Store(true) }}
	r = r.WithContext(httptrace.WithClientTrace(d.ctx, trace))
	if d.leaving != nil {
		d.announce(r)
	}
	resp, err := d.http.Do(r)
	if err != nil {
		return nil, err
	}
	d.status = resp.StatusCode
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != "application/json" {
		io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // lets the connection be used again
		resp.Body.Close()
		return nil, &foreignAnswer{resp.StatusCode, retryAfter(resp.Header)}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxAnswer), resp.Body}
	return resp, nil
}

// announce makes a request call leaving when its body is first read. By then there is a
// connection, and nothing has left that the server could act on: the headers at most.
func (d *doer) announce(r *http.Request) {
	r.Body = &announced{ReadCloser: r.Body, doer: d}
	again := r.GetBody
	r.GetBody = func() (io.ReadCloser, error) {
		body, err := again()
		return &announced{ReadCloser: body, doer: d}, err
	}
}

// announced is the body of a request that is announced.
type announced struct {
	io.ReadCloser
	doer *doer
	read bool
}

// Read implements io.Reader.
func (a *announced) Read(p []byte) (int, error) {
	if !a.read {
		a.read = true
		if err := a.doer.leaving(a.doer.ctx); err != nil {
			return 0, err
		}
		a.doer.left.Store(true)
	}
	return a.ReadCloser.Read(p)
}

// foreignAnswer is an answer that does not come from the Bot API.
type foreignAnswer struct {
	status     int
	retryAfter time.Duration
}

func (e *foreignAnswer) Error() string {
	return fmt.Sprintf("the answer is not JSON, its status is %d %s", e.status, http.StatusText(e.status))
}

func retryAfter(h http.Header) time.Duration {
	seconds, _ := strconv.Atoi(h.Get("Retry-After"))
	return time.Duration(cmp.Or(max(seconds, 0), 5)) * time.Second
}
