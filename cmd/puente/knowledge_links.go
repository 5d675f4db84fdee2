package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"puente/internal/fact"
)

type linksCommand struct {
	Parallel int           `default:"8" help:"How many hosts are asked at once. A host gets one request at a time."`
	Delay    time.Duration `default:"1s" help:"How long a host is left alone after a request."`
	Timeout  time.Duration `default:"20s" help:"How long one request may take."`
}

// Run asks every address and names those that do not answer or have moved for good.
func (c *linksCommand) Run(env *environment, b *baseFlags) error {
	base, err := b.load()
	if err != nil {
		return err
	}
	n := make(map[linkState]int)
	for _, l := range c.check(env.Context, base.Sources()) {
		n[l.state]++
		if l.state == linkFine || l.state == "" {
			continue
		}
		place := b.located([]fact.Problem{{
			File: l.source.File, Line: l.source.Line, ID: string(l.source.ID), Field: string(l.state), Message: l.message,
		}})
		fmt.Fprintln(env.Stdout, place.Error())
	}
	fmt.Fprintf(env.Stdout, "fine %d, moved %d, refused %d, broken %d\n",
		n[linkFine], n[linkMoved], n[linkRefused], n[linkBroken])
	if err := env.Context.Err(); err != nil {
		return fmt.Errorf("%d addresses not asked: %w", n[""], err)
	}
	if n[linkBroken] > 0 {
		return fmt.Errorf("broken links: %d", n[linkBroken])
	}
	return nil
}

// linkState is what became of an address; empty when it was not asked.
type linkState string

const (
	linkFine    linkState = "fine"
	linkMoved   linkState = "moved"   // for good, to another address
	linkRefused linkState = "refused" // there, but not for programs like this one
	linkBroken  linkState = "broken"
)

// link is an address that was asked.
type link struct {
	source  *fact.Source
	state   linkState
	message string // what went wrong, or where the page is now
}

// check asks the addresses of the sources and returns the answers in their order, without
// those of sources that have no address. Hosts are asked side by side, the addresses of a
// host one after the other with a delay between.
func (c *linksCommand) check(ctx context.Context, sources []*fact.Source) []link {
	var links []link
	byHost := make(map[string][]int)
	for _, s := range sources {
		if s.URL != "" {
			byHost[hostOf(s.URL)] = append(byHost[hostOf(s.URL)], len(links))
			links = append(links, link{source: s})
		}
	}
	client := c.client()
	var hosts errgroup.Group
	hosts.SetLimit(max(1, c.Parallel))
	for _, places := range byHost {
		hosts.Go(func() error {
			for i, place := range places {
				if i > 0 && !pause(ctx, c.Delay) {
					return nil
				}
				links[place].state, links[place].message = c.ask(ctx, client, links[place].source.URL)
			}
			return nil
		})
	}
	_ = hosts.Wait() // no host returns an error
	return links
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// pause waits; it reports false when ctx ends first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// maxRedirects is how often an address may send us on.
const maxRedirects = 5

func (c *linksCommand) client() *http.Client {
	return &http.Client{CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("redirected more than %d times", maxRedirects)
		}
		return nil
	}}
}

// ask asks for the head of a page, and for the page itself where that is no use: many
// servers know no HEAD.
func (c *linksCommand) ask(ctx context.Context, client *http.Client, address string) (linkState, string) {
	response, err := c.request(ctx, client, http.MethodHead, address)
	if err != nil || response.StatusCode >= http.StatusBadRequest {
		if !pause(ctx, c.Delay) {
			return "", ""
		}
		response, err = c.request(ctx, client, http.MethodGet, address)
	}
	switch {
	case ctx.Err() != nil:
		return "", ""
	case err != nil:
		return linkBroken, err.Error()
	case slices.Contains(refusals, response.StatusCode):
		return linkRefused, fmt.Sprintf("%s: %s", address, response.Status)
	case response.StatusCode >= http.StatusBadRequest:
		return linkBroken, fmt.Sprintf("%s: %s", address, response.Status)
	case movedForGood(response):
		return linkMoved, fmt.Sprintf("%s: is now %s", address, response.Request.URL)
	}
	return linkFine, ""
}

// refusals are the answers of servers to programs that they do not want.
var refusals = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests,
	http.StatusServiceUnavailable}

// request makes one request and drops the body of the answer.
func (c *linksCommand) request(ctx context.Context, client *http.Client, method, address string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "puente-links (checks that cited pages still exist)")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	return response, response.Body.Close()
}

// movedForGood reports whether the answer came by redirects that are all permanent.
func movedForGood(response *http.Response) bool {
	by := response.Request.Response
	if by == nil {
		return false
	}
	for ; by != nil; by = by.Request.Response {
		if by.StatusCode != http.StatusMovedPermanently && by.StatusCode != http.StatusPermanentRedirect {
			return false
		}
	}
	return true
}
