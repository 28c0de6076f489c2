"""How a command is written where the coach runs: ``coach next``, or ``ssh this-host next``.

A guest of a shared box has the app and the fixed verbs of ``host.guests.verbs``, and no command line.
"""

from coach.system.guest import is_guest


def call(words: str) -> str:
    """The command line for these words, which must also be a verb for guests."""
    return f"ssh this-host {words}" if is_guest() else f"coach {words}"


def call_to_play(routine: str = "") -> str:
    """The command line for a session in plain mode. A guest names the routine when they are asked what to do."""
    if is_guest():
        return ", then ".join(filter(None, (call("plain"), routine)))
    return " ".join(filter(None, ("coach play", routine, "--plain")))


def unless_guest(hint: str) -> str:
    """A hint that names a command guests do not have, to append to a sentence; empty for guests."""
    return "" if is_guest() else f" {hint}"
