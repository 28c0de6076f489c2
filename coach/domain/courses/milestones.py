"""Milestones that get a warm word once: a new phase, a new block, the first run, the top of an exercise's range.

They follow from the standings before and after a record. None counts days in a row, so a day off loses nothing.
"""

from collections.abc import Iterator

from coach.domain.exercises.routine import Phase
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Run, Session


def milestones(before: Standing, after: Standing) -> tuple[str, ...]:
    """Return the milestones of the last record as sentences; ``before`` and ``after`` are the standings around it."""
    return tuple(_milestones(before, after))


def _milestones(before: Standing, after: Standing) -> Iterator[str]:
    if after.phases.rose is not None and after.phases.rose != before.phases.rose:
        yield _RISEN[after.phase]
    block, earlier = after.course.block, before.course.block
    if block is not None and earlier is not None and block is not earlier and after.course.sessions == 1:
        yield f"A new block begins: {block.name}."
    if isinstance(after.last, Run) and not before.run.runs:
        yield "Your first run on record. Tomorrow morning's digit tells how it went."
    if isinstance(after.last, Session) and after.last is not before.last:
        yield from _tops(before, after, after.last)


def _tops(before: Standing, after: Standing, record: Session) -> Iterator[str]:
    was, now = before.routines.get(record.routine), after.routines.get(record.routine)
    if was is None or now is None:
        return
    reached = [
        slot.exercise.name
        for old, slot in zip(was.slots, now.slots, strict=False)
        if len(slot.ladder) > 1
        and old.level < slot.level == len(slot.ladder) - 1
        and _was_done(record, slot.exercise.id)
    ]
    if reached:
        yield f"The top of its range: {', '.join(reached)}."


def _was_done(record: Session, exercise_id: str) -> bool:
    """Whether anything of an exercise was done; its step up counts even where the session was left before it."""
    rows = [row for row in record.step or () if row.exercise == exercise_id]
    if not rows:
        return record.done != 0
    return any(row.done != 0 and row.swapped is None for row in rows)


_RISEN = {
    Phase.RECOVERY: "The acute phase is behind you: recovery begins.",
    Phase.MAINTENANCE: "Recovery is behind you: from here on it is about staying well.",
}
