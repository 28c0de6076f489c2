"""What a session's record says of each exercise: done, done whole, left out for time, or done as something else.

An exercise without rows of its own was done as the session as a whole was. Source: RULES, "Doses", rows 8 and 12.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.exercises.routine import COMPLAINT, Step
from coach.domain.records.entries import Session, StepDone
from coach.domain.rules.numbers import STEP_UP_DONE_FROM


class Performed(Struct, frozen=True):
    """One exercise's part in a session.

    ``done``: it was trained itself, not only a substitute. ``whole``: at least 90 % of it, neither swapped nor eased.
    ``trimmed``: left out or cut short for time. ``hold_s``: the longest hold in seconds, of the shorter side.
    ``instead``: something else was done in its place.
    """

    done: bool
    whole: bool
    trimmed: bool = False
    hold_s: int | None = None
    instead: bool = False

    @property
    def kept(self) -> bool:
        """Whether it counts as done for a break (row 8): what was trimmed does."""
        return self.done or self.trimmed


NOTHING = Performed(done=False, whole=False)


def performed_of(record: Session, asked: Iterable[tuple[Step, bool]]) -> list[Performed]:
    """What was done of each step in a session, in order. ``asked``: each step, and whether that day's plan held it.

    A one-sided step looks at the rows of its side, and at rows without a side, which are for both.
    """
    rows: dict[str, list[StepDone]] = {}
    for row in record.step or ():
        rows.setdefault(row.exercise, []).append(row)
    done = record.done is None or record.done > 0
    return [
        _part(_of_side(rows[step.exercise], step.side), held)
        if step.exercise in rows
        else Performed(done=held and done, whole=held and done)
        for step, held in asked
    ]


def _of_side(rows: list[StepDone], side: str | None) -> list[StepDone]:
    return rows if side is None else [row for row in rows if row.side in (None, side)]


def other_sides(
    record: Session, held: Sequence[tuple[Step, Performed]], sided: Mapping[str, Sequence[str]]
) -> dict[str, Performed]:
    """What a session did under keys that its own steps lack: a side of a two-sided step, or both of two one-sided ones.

    ``held``: the steps that its plan held, with their parts; ``sided``: the keys with a side, by exercise.
    """
    found: dict[str, Performed] = {}
    own = {step.key for step, _ in held}
    for exercise_id in {step.exercise for step, _ in held if step.exercise in sided}:
        parts = [(step, part) for step, part in held if step.exercise == exercise_id]
        left, right = (_on_side(record, exercise_id, side, parts) for side in Side)
        either = Performed(done=left.done or right.done, whole=left.whole or right.whole)
        both = Performed(done=left.done and right.done, whole=left.whole and right.whole)
        if left.kept and right.kept:  # where a side was only trimmed, both are still kept
            both = replace(both, trimmed=True)
        of = {Side.LEFT: left, Side.RIGHT: right, COMPLAINT: either, "": both}
        found |= {key: of[key.partition(":")[2]] for key in {exercise_id, *sided[exercise_id]} - own}
    return found


def _on_side(record: Session, exercise_id: str, side: Side, parts: Sequence[tuple[Step, Performed]]) -> Performed:
    """What was done of an exercise on one side: by its rows, or if it has none, by the steps."""
    rows = [row for row in record.step or () if row.exercise == exercise_id]
    if rows:
        return _part(_of_side(rows, side), held=True)
    return next((part for step, part in parts if part.done and step.side in (None, side)), NOTHING)


def keys_held(steps: Sequence[Step], sided: Mapping[str, Sequence[str]]) -> set[str]:
    """The keys of all that these steps train: a two-sided step trains each side, two one-sided steps train both."""
    keys = {step.key for step in steps}
    for exercise_id in {step.exercise for step in steps if step.exercise in sided}:
        sides = {step.side for step in steps if step.exercise == exercise_id}
        if None in sides:
            keys.update((exercise_id, *sided[exercise_id]))
        elif len(sides) == len(Side):
            keys.add(exercise_id)
    return keys


def keys_touched(names: Iterable[str], sided: Mapping[str, Sequence[str]], *, both: bool) -> frozenset[str]:
    """The keys that these names (``plank``, ``plank:left``) touch; ``sided``: the keys with a side, by exercise.

    A name without a side touches the exercise and all its sides; one with a side, the exercise, that side and the
    complaint's, and with ``both`` the other side, too.
    """
    touched: set[str] = set()
    for name in names:
        exercise_id, _, side = name.partition(":")
        touched.add(exercise_id)
        for key in sided.get(exercise_id, ()):
            if both or not side or key.rpartition(":")[2] in (side, COMPLAINT):
                touched.add(key)
    return frozenset(touched)


def _part(rows: list[StepDone], held: bool) -> Performed:
    """What these rows say of one exercise. ``held``: the plan held it; what was out cannot have been trimmed."""
    if not rows:
        return NOTHING
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
