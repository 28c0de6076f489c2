"""How the coach is called where it runs, ``coach next`` or ``ssh this-host next``, and how files are named there.

A guest of a shared box has the app and the fixed verbs of ``host.verbs``, no command line, and no use for the box's
paths. The host says who is one.
"""

import os
from dataclasses import replace

from coach.library.diagnostics import Diagnostic

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


def where(path: str) -> str:
    """A file as messages name it: by its path, to a guest by its own name."""
    return path.rpartition("/")[2] if is_guest() else path


def told(problem: Diagnostic) -> str:
    """One problem of a file, with where it is."""
    return str(replace(problem, path=where(problem.path)))
