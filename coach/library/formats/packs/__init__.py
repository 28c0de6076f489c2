"""A pack: several files in one, for somebody to take in; its keys, how one is told, and its text."""
