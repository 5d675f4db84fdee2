// Package importtest holds the test that keeps the packages of the module on their floors:
// which package may import which, what the pure core does without, and that the core
// builds for the browser. It has no code of its own.
package importtest
