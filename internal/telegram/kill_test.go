package telegram

func runChild() bool { return false }
