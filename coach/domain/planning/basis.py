"""Which records a move rests on, so that a dose can name them beside its rule.

Left out: the decision (``moves``), and the words for it (``reasons``). Source: RULES, rows 7 to 13.
"""

from collections.abc import Iterator
from datetime import datetime

from coach.domain.exercises.exercise import Exercise
from coach.domain.planning.moves import Move, PlanDay
from coach.domain.planning.plan import Change
from coach.domain.planning.standing import ExerciseStanding, RoutineStanding, SlotStanding, Standing, is_leaving_drill
from coach.domain.rules import numbers as rules

Times = Iterator[datetime | None]


def rests_on(
    standing: Standing, routine: RoutineStanding, position: int, move: Move, day: PlanDay
) -> tuple[datetime, ...]:
    """Times of the records that a move rests on, oldest first; empty if today's check-in alone decides."""
    return tuple(sorted({at for at in _times(standing, routine, position, move, day) if at is not None}))


def amber_behind(standing: Standing, exercise: Exercise, known: ExerciseStanding) -> datetime | None:
    """Time of the last amber that cuts this exercise (row 10). ``known``: the exercise's standing."""
    found = [(known.cut_by_amber, known.amber_at)]
    if exercise.loads_hip_flexors:
        found.append((standing.amber_unnamed, standing.amber_unnamed_at))
    if is_leaving_drill(exercise):
        found.append((standing.amber, standing.amber_at))
    return max(found, key=lambda amber: amber[0])[1]


def _times(standing: Standing, routine: RoutineStanding, position: int, move: Move, day: PlanDay) -> Times:
    slot = routine.slots[position]
    if move.row == 5:
        yield from day.sorer_than
    elif move.row == 7:
        yield standing.phases.began
    elif move.row == 12:
        yield from slot.proofs
    elif move.row == 13:
        yield from _held(routine, slot)
    elif move.row in (9, 10) and (move.reduced or move.change is Change.OUT):
        yield from _cut(standing, slot, move)
        if move.level < slot.level and move.change is not Change.OUT:
            yield from _down(standing, routine, slot, move)
    elif move.row != 2:
        yield from _down(standing, routine, slot, move)


def _held(routine: RoutineStanding, slot: SlotStanding) -> Times:
    """What a hold rests on: the records that proved a level or lacked something for it, else the last record."""
    if slot.level + 1 == len(slot.ladder) or not (slot.proven or slot.shortfalls):
        yield routine.last.at if routine.last else None
        return
    if slot.proven:
        yield from slot.proofs[-slot.proven :]
    if slot.proven < rules.STEP_UP_RECORDS:
        yield from (short.record.at for short in slot.shortfalls if short)


def _cut(standing: Standing, slot: SlotStanding, move: Move) -> Times:
    exercise = slot.exercise
    if move.row == 10:
        yield standing.amber_at if move.change is Change.OUT else amber_behind(standing, exercise, slot.known)
    elif move.change is Change.OUT and slot.known.painful_out:
        yield slot.known.painful_at
    else:
        yield from standing.red_from
        if move.change is Change.OUT and not standing.out_after_red(exercise):
            yield standing.amber_at


def _down(standing: Standing, routine: RoutineStanding, slot: SlotStanding, move: Move) -> Times:
    if move.gap_days is not None:
        yield slot.known.last_done
    elif move.amber_step:
        yield from standing.running_from
    else:
        yield routine.last.at if routine.last else None
