package main

import (
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	var out strings.Builder
	in := strings.NewReader("hola\n\n> Ivan in Amigos: /ask@PuenteBot когда?\n@ Mary: moon\n> Nobody: x\n")
	if err := run(t.Context(), "127.0.0.1:0", in, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"endpoint http://127.0.0.1:", "> Ana: hola\n", "> Ivan in Amigos: /ask@PuenteBot когда?\n", "@ Mary: moon\n", `there is no user "Nobody"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output lacks %q:\n%s", want, out.String())
		}
	}
}
