"""How the coach is called where it runs: ``coach next``, or by a guest of a shared box ``ssh this-host next``.

A guest has the app and the fixed verbs of ``host.verbs``, and no command line; the host says who is one.
"""

import os

GUEST = "COACH_GUEST"
"""The variable that a host sets for its guests' coaches."""


def is_guest() -> bool:
    """Whether this coach runs for a guest of a shared box."""
    return GUEST in os.environ


def call(words: str) -> str:
    """The command that does it; for words that are a verb, too."""
    return f"ssh this-host {words}" if is_guest() else f"coach {words}"


def call_to_play(routine: str = "") -> str:
    """The command for a session as lines. A guest names the routine when they are asked what to do."""
    if is_guest():
        return ", then ".join(filter(None, (call("plain"), routine)))
    return " ".join(filter(None, ("coach play", routine, "--plain")))


def unless_guest(hint: str) -> str:
    """A hint at a command that a guest does not have, to stand behind another sentence; for them, nothing."""
    return "" if is_guest() else f" {hint}"
