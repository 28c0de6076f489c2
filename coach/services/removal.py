"""A record that should not be there, taken out of the history, and for 30 days brought back: which it is, what is said.

A plan is derived from the history each time, so every plan follows at once. Left out: how it is asked (the front ends).
"""

from coach.domain.planning.reasons import day
from coach.domain.records.entries import Answered, Measure
from coach.domain.records.renamings import Renamings
from coach.services.training import Training
from coach.store import ledger, renamings

Removable = Answered | Measure
LATEST = 30
"""So many of the latest records are offered."""
UNDONE = f"For {ledger.RESTORABLE.days} days it can be brought back:"
SURE = "Take it out of your history? Every plan is then made without it."


def records(training: Training) -> tuple[Removable, ...]:
    """What may be taken out, oldest first. Events are not among them: a lock is lifted and a phase set by their own."""
    return tuple(entry for entry in training.history().entries if isinstance(entry, Removable))


def last_logged(training: Training) -> Removable | None:
    """What was logged last, of what is still there."""
    there = {entry.id: entry for entry in records(training)}
    return next((there[found] for found in reversed(ledger.logged(training.store)) if found in there), None)


def in_words(training: Training, entry: Removable) -> str:
    """``Run, stage 3, 10 min running (3 Nov, 07:30)``, by the clock of the zone that it was entered in."""
    return f"{training.records.in_full(entry)} ({day(entry.at)}, {entry.at:%H:%M})"


def question(training: Training, entry: Removable) -> str:
    """What is asked before it goes."""
    locked = training.standing().lock.is_on
    lock = " Training is locked now; it may be open again without it." if locked else ""
    return f"{in_words(training, entry)}. {SURE}{lock}"


def remove(training: Training, entry: Removable, back: str) -> str:
    """Take it out; the sentences that say so. ``back``: how it is brought back, in the front end's own words."""
    words = in_words(training, entry)
    ledger.remove(training.store, entry.id, training.clock.now())
    training.forget()
    return f"Removed: {words}. {UNDONE} {back}"


def removed(training: Training) -> tuple[Removable, ...]:
    """What can be brought back, the last that was taken out first."""
    found = ledger.restorable(training.store, training.clock.now())
    now = Renamings(renamings.kept(training.store))
    entries = (now.entry(each.entry) for each in found)
    return tuple(entry for entry in entries if isinstance(entry, Removable))


def bring_back(training: Training, entry: Removable) -> str:
    """Put it back as it was; the sentence that says so. Raises NoSuchEntryError where that is too late."""
    ledger.restore(training.store, entry.id, training.clock.now())
    training.forget()
    return f"Back in your history: {in_words(training, entry)}."
