"""What a session's record says of each exercise: done, done whole, left out for time, or done as something else.

An exercise without detail was done as the record as a whole was. Source: RULES, "Doses" and rows 8 and 12.
"""

from dataclasses import dataclass

from coach.domain.record import Session, StepDone
from coach.domain.rules import STEP_UP_DONE_FROM


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise's part in a session.

    ``done``: it was trained, itself. ``whole``: at least 90 % of it, neither swapped nor eased. ``trimmed``: left out
    or cut short for time. ``hold_s``: the longest hold in seconds, of the shorter side.
    """

    done: bool
    whole: bool
    trimmed: bool = False
    hold_s: int | None = None

    @property
    def kept(self) -> bool:
        """Done as far as a break is concerned (row 8): what was trimmed counts as done."""
        return self.done or self.trimmed


def part_of(record: Session, exercise_id: str, *, asked: bool) -> Part:
    """The part of an exercise in a session; ``asked``: the plan of that day held it."""
    rows = [row for row in record.step or () if row.exercise == exercise_id]
    if not rows:
        done = asked and (record.done is None or record.done > 0)
        return Part(done=done, whole=done)
    trimmed = any(row.trimmed for row in rows)
    done = any(_was_done(row) for row in rows)
    whole = all(_was_done(row) and (row.done is None or row.done >= STEP_UP_DONE_FROM) for row in rows)
    holds = [row.hold_s for row in rows if row.hold_s is not None and not row.swapped]
    return Part(done=done, whole=whole, trimmed=trimmed, hold_s=min(holds, default=None))


def substitutes(record: Session) -> frozenset[str]:
    """The ids of the exercises that were done in place of others."""
    named = (name for row in record.step or () for name in (row.swapped, row.eased))
    return frozenset(name for name in named if isinstance(name, str))


def swapped_in(record: Session) -> frozenset[str]:
    """The ids of the exercises that were swapped in for others, and done."""
    rows = (row for row in record.step or () if row.done != 0)
    return frozenset(row.swapped for row in rows if isinstance(row.swapped, str))


def _was_done(row: StepDone) -> bool:
    if row.swapped or row.eased:
        return False
    if row.done is None:
        return not row.trimmed and row.sets != 0
    return row.done > 0
