package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"puente/internal/fact"
)

// reloadOnHangup reads the base again on every SIGHUP, until the context ends.
func (s *service) reloadOnHangup(ctx context.Context) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	for {
		select {
		case <-hangups:
			s.reload()
		case <-ctx.Done():
			return
		}
	}
}

// reload answers from the base as it is now in its folder. When something is wrong with
// that, all findings are logged and the base in use stays.
func (s *service) reload() {
	if s.base.Folder == "" {
		s.log.Warn("nothing is reloaded: the facts are built in, --knowledge reads a folder")
		return
	}
	engine, err := s.engine()
	var problems fact.Problems
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			s.log.Error("the facts are refused", "problem", p.Error())
		}
	case err != nil:
		s.log.Error("the facts are refused", "error", err)
	default:
		s.bot.SetEngine(engine)
		s.daily.SetBase(engine.Base())
		s.settle()
		s.log.Info("the facts are reloaded", "facts", len(engine.Base().Facts()))
	}
}
