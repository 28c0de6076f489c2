"""What a screen shows of a lock: an emergency looks like one, and no key is shown that does nothing.

Left out: whether there is a lock (``domain.rules.lock``); the heavy box around it is coach.tcss's ``-locked``.
"""

from textual.content import Content

from coach.domain.records.red_flags import Urgency
from coach.domain.rules.lock import Lock

UNLOCKS = "say what came of it, to unlock training"
SETTLES = "Say what it was that cannot be read, or leave it aside"
_NOTHING = "There is nothing to do here."


def lock_said(lock: Lock) -> Content:
    """Return what is wrong, what to do, and what was ticked; without a key, for a screen that has none for it."""
    style = "bold" if lock.urgency is Urgency.EMERGENCY else ""
    lines = [Content.assemble((f"■ {lock.heading}", "bold $error")), Content.assemble((lock.notice(), style))]
    return Content("\n").join([*lines, *([Content(lock.ticked)] if lock.ticked else [])])


def lock_lines(lock: Lock) -> Content:
    """Return what is wrong, what to do, what was ticked, and the one key that is for later."""
    emergency = lock.urgency is Urgency.EMERGENCY
    when = "Later, once seen: " if emergency else "Once you were seen: "
    todo = f"{when}{UNLOCKS}." if lock.may_be_lifted else f"{SETTLES}."
    lines = [
        lock_said(lock),
        *([Content(_NOTHING)] if emergency else []),
        Content(""),
        Content.assemble(("u ", "bold $accent"), (todo, "dim")),
    ]
    return Content("\n").join(lines)
