"""Each exercise's progress on its ladder: its level at first and now, its cuts and when they ended, left against right.

Doses are per side. Left out: the reasons (``changes``).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Dose, Prescription, ladder
from coach.domain.exercises.exercise import Exercise, Sides
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.records.days import day, day_span
from coach.domain.records.entries import Session, StepDone
from coach.domain.statistics.chronicle import Chapter, Chronicle

CUTTING = (9, 10)
"""The rows of the rules whose cuts are temporary."""


class CutSpan(Struct, frozen=True):
    """A temporary reduction, since the first session it was planned in until the session it ended in (None: open).

    ``rule``: its row. ``least``: the lowest dose asked for; None: it was out. ``back``: the dose asked for afterwards.
    ``maybe_older``: the first session of the stretch was cut already, so it may have begun before.
    """

    since: datetime
    until: datetime | None
    rule: int
    least: Dose | None
    back: Dose | None
    maybe_older: bool = False

    @property
    def begun(self) -> str:
        """The day it began, in words: ``6 Nov``, or ``6 Nov or before`` where ``maybe_older``."""
        return f"{day(self.since)}{' or before' if self.maybe_older else ''}"

    @property
    def in_days(self) -> str:
        """Its days in words: ``since 6 Nov``, ``6 to 9 Nov``; where ``maybe_older``: ``6 Nov or before, to 9 Nov``."""
        if self.until is None:
            return f"since {self.begun}"
        return f"{self.begun}, to {day(self.until)}" if self.maybe_older else day_span(self.since, self.until)


class TwoSides(Struct, frozen=True):
    """The rows of both sides in the last session in which each had one."""

    at: datetime
    left: StepDone
    right: StepDone

    @property
    def differ(self) -> bool:
        """Whether one side did more than the other."""
        return _work(self.left) != _work(self.right)


class DoseLine(Struct, frozen=True, kw_only=True):
    """One exercise of one routine. ``slot``: see ``Step``; ``ladder``: all its levels, the start first.

    ``first`` and ``now``: the level before the first session of the stretch, and the present one; ``asked``: the dose
    that a plan would ask for now, None if it is out or there is no plan. ``done``: the number of sessions in which it
    was done. ``last_max_s``, ``best_max_s``: max holds of the shorter side, in seconds.
    """

    routine: str
    exercise: Exercise
    prescription: Prescription
    slot: int
    ladder: tuple[Dose, ...]
    first: int
    now: int
    asked: Dose | None
    done: int
    cuts: tuple[CutSpan, ...] = ()
    sides: TwoSides | None = None
    last_max_s: int | None = None
    best_max_s: int | None = None

    @property
    def is_cut(self) -> bool:
        """Whether it is cut now."""
        return bool(self.cuts) and self.cuts[-1].until is None


PlannedSteps = Mapping[str, Sequence[PlannedStep]]
"""The steps of a plan made now, by the id of their routine."""


def trained_routines(told: Chronicle) -> tuple[str, ...]:
    """Return the ids of the routines trained in the stretch that still exist, the one trained most first."""
    names = [chapter.entry.routine for chapter in told.chapters if chapter.asked and isinstance(chapter.entry, Session)]
    return tuple(sorted(dict.fromkeys(names), key=lambda name: -names.count(name)))


def doses(told: Chronicle, catalogue: Catalogue, plans: PlannedSteps) -> tuple[DoseLine, ...]:
    """Return a line for each exercise of each trained routine, routine by routine, in their order.

    An exercise that ``plans``, made now for these routines, no longer have is left out.
    """
    lines: list[DoseLine] = []
    for routine in trained_routines(told):
        sessions = [chapter for chapter in told.chapters if chapter.asked and _is_of(chapter, routine)]
        first = {(step.exercise.id, step.slot): step for step in sessions[0].asked}
        lines.extend(
            _line(catalogue, routine, step, sessions, now)
            for key, step in first.items()
            if (now := {(each.exercise.id, each.slot): each for each in plans.get(routine, ())}.get(key)) is not None
        )
    return tuple(lines)


def _is_of(chapter: Chapter, routine: str) -> bool:
    return isinstance(chapter.entry, Session) and chapter.entry.routine == routine


def _line(
    catalogue: Catalogue, routine: str, first: PlannedStep, sessions: Sequence[Chapter], now: PlannedStep
) -> DoseLine:
    exercise, slot = replace(first.exercise, name=first.name), first.slot
    rungs = catalogue.caps.of(exercise.id).ladder(ladder(first.prescription))
    places = {dose: number for number, dose in enumerate(rungs)}
    steps = [(chapter, step) for chapter in sessions for step in chapter.asked if _is(step, exercise.id, slot)]
    return DoseLine(
        routine=routine,
        exercise=exercise,
        prescription=first.prescription,
        slot=slot,
        ladder=rungs,
        first=places.get(first.level, 0),
        now=places.get(now.level, 0),
        asked=now.dose,
        done=sum(_was_done(chapter, exercise.id, first.side) for chapter in sessions),
        cuts=tuple(_cuts([(chapter.at, step) for chapter, step in steps], now)),
        sides=None if exercise.sides is Sides.BOTH or first.side else _sides(sessions, exercise.id, slot),
        last_max_s=now.last_max_s,
        best_max_s=now.best_max_s,
    )


def _is(step: PlannedStep, exercise_id: str, slot: int) -> bool:
    return step.exercise.id == exercise_id and step.slot == slot


def _was_done(chapter: Chapter, exercise_id: str, side: str | None) -> bool:
    record = chapter.entry
    rows = [row for row in (record.step or ()) if row.exercise == exercise_id] if isinstance(record, Session) else []
    if rows:
        rows = rows if side is None else [row for row in rows if row.side in (None, side)]
        return any(row.done != 0 and not row.swapped for row in rows)
    return chapter.trained and any(step.exercise.id == exercise_id and step.dose for step in chapter.asked)


# --- cuts -----------------------------------------------------------------------------------------------------------


def _cuts(steps: Sequence[tuple[datetime, PlannedStep]], now: PlannedStep) -> Iterable[CutSpan]:
    """Yield the cuts in the plans of one exercise; one that the plan made ``now`` still has is open."""
    begun: list[tuple[datetime, PlannedStep]] = []
    first = steps[0][0] if steps else None
    for at, step in steps:
        if _is_cut(step):
            begun.append((at, step))
        elif begun:
            yield from _ended(begun, at, step, first)
            begun = []
    if begun and not _is_cut(now):
        yield from _ended(begun, None, now, first)
    elif begun or _is_cut(now):
        cut = [step for _, step in begun] or [now]
        since = begun[0][0] if begun else _since(now)
        yield CutSpan(since, None, cut[-1].rule, _least(cut), None, since == first)


def _since(step: PlannedStep) -> datetime:
    """Return when a cut began that no session was planned with yet: the time of the last record it rests on."""
    return max(step.records)


def _is_cut(step: PlannedStep) -> bool:
    return step.rule in CUTTING and step.change in (Change.DOWN, Change.OUT)


def _ended(
    begun: Sequence[tuple[datetime, PlannedStep]], until: datetime | None, back: PlannedStep, first: datetime | None
) -> Iterable[CutSpan]:
    """Yield the cut that ended; nothing if the reduced dose stayed, as it was a step down then."""
    cut = [step for _, step in begun]
    least = _least(cut)
    if least is None or least != back.dose:
        since = begun[0][0]
        yield CutSpan(since, until or begun[-1][0], cut[0].rule, least, back.dose, since == first)


def _least(steps: Sequence[PlannedStep]) -> Dose | None:
    asked = [step.dose for step in steps]
    present = [dose for dose in asked if dose is not None]
    if len(present) < len(asked):
        return None
    return min(present, key=lambda dose: (dose.rung, dose.sets, dose.reps or 0, dose.hold_s or 0))


# --- sides ----------------------------------------------------------------------------------------------------------


def _sides(sessions: Sequence[Chapter], exercise_id: str, slot: int) -> TwoSides | None:
    for chapter in reversed(sessions):
        rows = (chapter.entry.step or ()) if isinstance(chapter.entry, Session) else ()
        own = [row for row in rows if row.exercise == exercise_id]
        left, right = (_nth([row for row in own if row.side == side], slot) for side in ("left", "right"))
        if left and right:
            return TwoSides(chapter.at, left, right)
    return None


def _nth(rows: Sequence[StepDone], slot: int) -> StepDone | None:
    """Return the row of a slot; None if it was swapped, eased or trimmed, or there is none."""
    row = rows[slot] if slot < len(rows) else None
    return None if row is None or row.swapped or row.eased or row.trimmed else row


def _work(row: StepDone) -> tuple[int, int, int, str]:
    return row.sets or 0, row.reps or 0, row.hold_s or 0, row.resistance or ""
