"""What a record lacks to earn an exercise its next step: the first condition of row 12 that it does not meet.

A record counts toward a step exactly where it lacks nothing, so that what is said of a hold cannot differ from what
held. Left out: counting (``replay``), and the words (``holding``). Source: RULES, row 12.
"""

from enum import IntEnum
from typing import NamedTuple

from coach.domain import rules
from coach.domain.pain import GREEN, Light, Verdict
from coach.domain.parts import Part
from coach.domain.record import Session


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


class Shortfall(NamedTuple):
    """What a record lacked for one exercise; the record, and its light."""

    lack: Lack
    record: Session
    light: Light


class Told(NamedTuple):
    """What a record as a whole lacks: of its light, and of how it was done. None: nothing."""

    light: Lack | None
    work: Lack | None


def told_by(record: Session, verdict: Verdict, *, refused: bool) -> Told:
    """What a record lacks, whatever the exercise. ``refused``: its own plan would have been."""
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
    return Told(light, work)


def lack_of(told: Told, part: Part, *, out: bool, reduced: bool, painful: bool) -> Lack | None:
    """What a record lacks for one exercise: it may be out, at less than its full dose, painful, or not done itself."""
    if told.light is not None:
        return told.light
    if out or reduced:
        return Lack.OUT if out else Lack.REDUCED
    if told.work is not None:
        return told.work
    if painful:
        return Lack.PAINFUL
    if part.whole:
        return None
    return Lack.INSTEAD if part.instead else Lack.NOT_WHOLE
