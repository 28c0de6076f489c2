"""A lock as lines, for plain mode and the commands: what is wrong, what to do, and how training is unlocked."""

from collections.abc import Iterator

from coach.domain.rules.lock import Lock
from coach.system.guest import is_guest
from coach.system.invocation import call


def locked_lines(lock: Lock) -> Iterator[str]:
    """Yield what is said of a lock before anything else; nothing while training is open."""
    if not lock.is_on:
        return
    yield f"{lock.in_words()} Training is locked."
    if lock.may_be_lifted:
        lines = call("plain") if is_guest() else "coach --plain"
        yield f"When it is settled, say what came of it, to unlock: in the app, or in {lines}."
