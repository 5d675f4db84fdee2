package main

import (
	"context"
	"fmt"
	"os"

	"puente/internal/store"
)

// databaseFlag says where the bot keeps what it learns at run time.
type databaseFlag struct {
	DB string `name:"db" placeholder:"DB" default:"puente.db" env:"PUENTE_DB" help:"The bot's database of settings and subscriptions: an SQLite file, or the postgres:// address of a PostgreSQL database (${default})."`
}

// openExisting opens the database to look into it, and makes none.
func (d *databaseFlag) openExisting(ctx context.Context) (*store.DB, error) {
	if store.IsFile(d.DB) {
		if _, err := os.Stat(d.DB); os.IsNotExist(err) {
			return nil, fmt.Errorf("there is no database %s: name the bot's with --db or PUENTE_DB; puente serve makes it", d.DB)
		}
	}
	return store.Open(ctx, d.DB)
}
