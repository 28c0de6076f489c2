"""What a process of the coach says by its exit code."""

DONE = 0
BROKEN = 1
"""Problems were found, or what was asked could not be done."""
USAGE = 2
"""Wrong usage: an unknown name, an impossible option, no terminal."""
REST = 3
"""``coach next``: rest today."""
INTERRUPTED = 130
"""Ended by SIGINT, SIGTERM or SIGHUP, as shells report it."""
