"""Caches that last from one start to the next, so that a long history is not folded each time; and reading the rest."""
