//go:build !unix

package store

import "os"

// lockFile makes the file only: where there is no flock, nothing keeps a second process
// away.
func lockFile(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}
