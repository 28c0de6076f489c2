"""What a session's record says of each exercise: done, done whole, left out for time, or done as something else.

An exercise without detail was done as the record as a whole was. Source: RULES, "Doses" and rows 8 and 12.
"""

from collections.abc import Iterable

from msgspec import Struct

from coach.domain.records.entries import Session, StepDone
from coach.domain.rules.numbers import STEP_UP_DONE_FROM


class Performed(Struct, frozen=True):
    """One exercise's part in a session.

    ``done``: it was trained, itself. ``whole``: at least 90 % of it, neither swapped nor eased. ``trimmed``: left out
    or cut short for time. ``hold_s``: the longest hold in seconds, of the shorter side. ``instead``: something else was
    done in its place.
    """

    done: bool
    whole: bool
    trimmed: bool = False
    hold_s: int | None = None
    instead: bool = False

    @property
    def kept(self) -> bool:
        """Done as far as a break is concerned (row 8): what was trimmed counts as done."""
        return self.done or self.trimmed


def performed_of(record: Session, asked: Iterable[tuple[str, bool]]) -> list[Performed]:
    """The part of each exercise in a session; with its id, whether the plan of that day held it."""
    rows: dict[str, list[StepDone]] = {}
    for row in record.step or ():
        rows.setdefault(row.exercise, []).append(row)
    done = record.done is None or record.done > 0
    return [
        _part(rows[exercise_id], held) if exercise_id in rows else Performed(done=held and done, whole=held and done)
        for exercise_id, held in asked
    ]


def _part(rows: list[StepDone], held: bool) -> Performed:
    """What these rows say of one exercise; ``held``: the plan did. What was out cannot have been trimmed."""
    done, whole, trimmed, hold_s, instead = False, True, False, None, False
    for row in rows:
        share = row.done
        if row.swapped or row.eased:
            instead, whole = True, False
        elif (share > 0) if share is not None else (not row.trimmed and row.sets != 0):
            done = True
            whole = whole and (share is None or share >= STEP_UP_DONE_FROM)
        else:
            whole = False
        trimmed = trimmed or (held and bool(row.trimmed))
        if row.hold_s is not None and not row.swapped:
            hold_s = row.hold_s if hold_s is None else min(hold_s, row.hold_s)
    return Performed(done, whole, trimmed, hold_s, instead)


def substitutes(record: Session) -> frozenset[str]:
    """The ids of the exercises that were done in place of others."""
    rows = [row for row in record.step or () if row.swapped or row.eased]
    return frozenset(name for row in rows for name in (row.swapped, row.eased) if isinstance(name, str))


def swapped_in(record: Session) -> frozenset[str]:
    """The ids of the exercises that were swapped in for others, and done."""
    rows = (row for row in record.step or () if row.done != 0)
    return frozenset(row.swapped for row in rows if isinstance(row.swapped, str))
