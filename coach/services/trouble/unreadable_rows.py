"""Records that cannot be read, settled by their runner: answered again, removed, or left aside; and the texts for that.

Until then each counts as a red on its day, or as a lock. Left out: how it is asked (the front ends).
"""

from enum import StrEnum

from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.exercises.routine import Phase
from coach.domain.planning.unreadable_rows import line_of, name_of
from coach.domain.records.entries import Event, EventKind, Unreadable
from coach.services.training import Training
from coach.store import ledger
from coach.store.protocol import Settled

_THINGS = {
    "session": LoggedKind(LogKind.SESSION),
    "run": LoggedKind(LogKind.RUN),
    "walk": LoggedKind(LogKind.WALK),
    "activity": LoggedKind(LogKind.ACTIVITY),
}


class Meant(StrEnum):
    """What an unreadable row may have been that was no training, in the runner's words."""

    SIGN = "A warning sign that I ticked"
    UNLOCKED = "My word that training may go on"
    PHASE = "A phase that was set by hand"
    TRAINING = "Training, a run or a walk"


def unread(training: Training) -> tuple[Unreadable, ...]:
    """The rows that count because they cannot be read, those that lock first."""
    return tuple(sorted(training.recent().unreadable, key=lambda row: not row.locks))


def lines(training: Training) -> tuple[str, ...]:
    """A sentence or two for each of them."""
    return tuple(line_of(row) for row in unread(training))


def row_named(training: Training, wanted: str) -> Unreadable | None:
    """The row whose id is ``wanted``, or the only one whose id begins with it; else None."""
    rows = unread(training)
    exact = [row for row in rows if row.id == wanted]
    close = exact or [row for row in rows if row.id.startswith(wanted)]
    return close[0] if len(close) == 1 else None


def settle_question(row: Unreadable, how: Settled) -> str:
    """The question before it no longer counts."""
    does = "Take it out of your history" if how is Settled.REMOVED else "Leave it aside"
    if row.locks:
        return f"{line_of(row)} If it was a warning sign, see somebody first. {does}, and let training go on?"
    return f"{line_of(row)} {does}? Every plan is then made without it."


def settle_row(training: Training, row: Unreadable, how: Settled) -> str:
    """Settle a row; returns the sentence that says so. If removed or answered again, no import brings it back."""
    if how is not Settled.KEPT_ASIDE and not is_of_the_profile(row):
        ledger.keep_out(training.store, row.id)
    training.store.settle(row.id, how)
    training.forget()
    if how is Settled.KEPT_ASIDE:
        return f"Left aside: {name_of(row)}. It no longer counts, and is still on record."
    return f"{'Removed' if how is Settled.REMOVED else 'Answered anew'}: {name_of(row)}."


# --- answered anew ----------------------------------------------------------------------------------------------------


def thing_to_log(row: Unreadable) -> LoggedKind | None:
    """What should be logged in its place; None: it was no training, or that is unknown."""
    return _THINGS.get(row.what)


def is_of_the_profile(row: Unreadable) -> bool:
    """Whether it is the start or the profile: those are settled by saying them again."""
    return row.what in ("start", "profile")


def last_logged_id(training: Training) -> str:
    """The id of what was logged last; if it changes, the runner has logged the answer."""
    return next(reversed(ledger.logged(training.store)), "")


def answer_sign(training: Training, row: Unreadable, flags: tuple[str, ...]) -> str:
    """Settle it as this warning sign, on its day."""
    return _answer(training, row, Event(at=row.at, kind=EventKind.RED_FLAG, flags=tuple(sorted(flags))))


def answer_unlocked(training: Training, row: Unreadable, outcome: str) -> str:
    """Settle it as the runner's word that the lock may end, on its day."""
    return _answer(training, row, Event(at=row.at, kind=EventKind.UNLOCKED, note=outcome))


def answer_phase(training: Training, row: Unreadable, phase: Phase) -> str:
    """Settle it as this phase, set by hand on its day."""
    return _answer(training, row, Event(at=row.at, kind=EventKind.PHASE, phase=phase))


def _answer(training: Training, row: Unreadable, event: Event) -> str:
    training.store.add([event])
    return settle_row(training, row, Settled.ANSWERED)
