"""How the coach is called where it runs: ``coach next``, or ``ssh this-host next``.

A guest of a shared box has the app and the fixed verbs of ``host.verbs``, and no command line.
"""

from coach.system.guest import is_guest


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
