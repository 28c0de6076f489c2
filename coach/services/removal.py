"""Removes a record from the history, and restores it within 30 days: which records, and the texts around it.

A plan is derived from the history each time, so every plan follows at once. Left out: how it is asked (the front ends).
"""

from coach.domain.planning.reasons import day
from coach.domain.records.entries import Answered, Measure
from coach.domain.records.renamings import Renamings
from coach.services.training import Training
from coach.store import ledger, renamings

Removable = Answered | Measure
OFFERED = 30
"""How many of the latest records are offered."""
UNDONE = f"For {ledger.RESTORABLE.days} days it can be brought back:"
SURE = "Take it out of your history? Every plan is then made without it."


def records(training: Training) -> tuple[Removable, ...]:
    """What may be removed, oldest first. Events may not: a lock is lifted and a phase is set by other commands."""
    return tuple(entry for entry in training.history().entries if isinstance(entry, Removable))


def last_logged_entry(training: Training) -> Removable | None:
    """The entry that was logged last, of those that still exist, or None."""
    there = {entry.id: entry for entry in records(training)}
    return next((there[found] for found in reversed(ledger.logged(training.store)) if found in there), None)


def record_in_words(training: Training, entry: Removable) -> str:
    """``Run, stage 3, 10 min running (3 Nov, 07:30)``, in the time zone in which it was entered."""
    return f"{training.records.in_full(entry)} ({day(entry.at)}, {entry.at:%H:%M})"


def removal_question(training: Training, entry: Removable) -> str:
    """The question before it is removed."""
    locked = training.standing().lock.is_on
    lock = " Training is locked now; it may be open again without it." if locked else ""
    return f"{record_in_words(training, entry)}. {SURE}{lock}"


def remove_record(training: Training, entry: Removable, back: str) -> str:
    """Remove it; returns the sentences that report it. ``back``: how to restore it, in the front end's own words."""
    words = record_in_words(training, entry)
    ledger.remove_entry(training.store, entry.id, training.clock.now())
    training.forget()
    return f"Removed: {words}. {UNDONE} {back}"


def restorable_records(training: Training) -> tuple[Removable, ...]:
    """What can be restored, the last removed first."""
    found = ledger.restorable(training.store, training.clock.now())
    now = Renamings(renamings.stored_renamings(training.store))
    entries = (now.entry(each.entry) for each in found)
    return tuple(entry for entry in entries if isinstance(entry, Removable))


def restore_record(training: Training, entry: Removable) -> str:
    """Restore it as it was; returns the sentence that reports it. Raises NoSuchEntryError where it is too late."""
    ledger.restore_entry(training.store, entry.id, training.clock.now())
    training.forget()
    return f"Back in your history: {record_in_words(training, entry)}."
