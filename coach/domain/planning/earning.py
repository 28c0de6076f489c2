"""What a record lacks to earn an exercise its next step: the first condition of row 12 that it does not meet.

A record counts toward a step if and only if it lacks nothing here: so the reason given for a hold is always the true
one. Left out: counting (``replay``), and the words (``hold_reasons``). Source: RULES, row 12.
"""

from enum import IntEnum

from msgspec import Struct

from coach.domain.planning.performed import Performed
from coach.domain.records.entries import Session
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import GREEN, Light, Verdict


class Lack(IntEnum):
    """The conditions of row 12 in their order, each as what a record lacks."""

    NOT_GREEN = 1
    UNANSWERED = 2
    REFUSED = 3
    OUT = 4
    REDUCED = 5
    NOT_DONE = 6
    EFFORT_UNANSWERED = 7
    EFFORT_HIGH = 8
    PAINKILLER = 9
    PAINFUL = 10
    INSTEAD = 11
    NOT_WHOLE = 12


class Shortfall(Struct, frozen=True):
    """The first condition that a record lacked for one exercise, the record, and its light."""

    lack: Lack
    record: Session
    light: Light


class Shortcomings(Struct, frozen=True):
    """What a record lacks for all exercises alike. ``light``: by its light or plan; ``work``: by how it was done."""

    record: Session
    verdict: Verdict
    light: Shortfall | None
    work: Lack | None

    def shortfall(self, part: Performed, *, out: bool, reduced: bool, painful: bool) -> Shortfall | None:
        """The first condition that the record lacks for one exercise; None: it meets all.

        ``part``: what was done of it; it may have been ``out``, ``reduced`` (less than its full dose) or ``painful``.
        """
        if self.light is not None:
            return self.light
        if self.work is None and part.whole and not (out or reduced or painful):
            return None
        if out or reduced:
            lack = Lack.OUT if out else Lack.REDUCED
        elif self.work is not None:
            lack = self.work
        elif painful:
            lack = Lack.PAINFUL
        else:
            lack = Lack.INSTEAD if part.instead else Lack.NOT_WHOLE
        return Shortfall(lack, self.record, self.verdict.light)


def told_by(record: Session, verdict: Verdict, *, refused: bool) -> Shortcomings:
    """What a record lacks for all exercises alike. ``refused``: its own plan did not allow it."""
    light = work = None
    if verdict.light is not GREEN:
        light = Lack.NOT_GREEN
    elif verdict.provisional:
        light = Lack.UNANSWERED
    elif refused:
        light = Lack.REFUSED
    if record.done is None or record.done < rules.STEP_UP_DONE_FROM:
        work = Lack.NOT_DONE
    elif record.effort is None:
        work = Lack.EFFORT_UNANSWERED
    elif record.effort > rules.STEP_UP_EFFORT_TO:
        work = Lack.EFFORT_HIGH
    elif record.painkiller:
        work = Lack.PAINKILLER
    return Shortcomings(record, verdict, None if light is None else Shortfall(light, record, verdict.light), work)
