"""The commands that hand files over: pack several into one, take them in, put one away, give one another id."""
