"""How later plans change when a record is corrected: the chronicles before and after the correction are compared.

Left out: whether the record should be corrected, and storing that (``services.weeks.corrections``).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.gate import rests_until
from coach.domain.planning.plan import PlannedStep
from coach.domain.planning.planner import steps_from
from coach.domain.planning.reasons import dose_in_words
from coach.domain.planning.standing import Standing
from coach.domain.records.days import day, near_moment
from coach.domain.records.entries import Entry
from coach.domain.records.history import Start
from coach.domain.statistics.chronicle import Chronicle, RunnerState, chronicle

SAID = 3
"""The most changes said in words; the others are only counted."""
_LATELY = timedelta(days=84)
"""How far back a routine may have been trained for its present plan to be compared."""


class PlanChange(Struct, frozen=True):
    """The first change of an exercise, or of running: the time of the plan, and what it was and will be, in words."""

    since: datetime
    what: str
    before: str
    after: str

    @property
    def in_words(self) -> str:
        """The change in words: ``Plank 1 × 35 s → 1 × 30 s from 14 Nov``."""
        return f"{self.what} {self.before} → {self.after} from {day(self.since)}"


class LaterPlans(Struct, frozen=True):
    """How many later plans change, present ones included, and the first change of each thing, oldest first."""

    count: int
    changes: tuple[PlanChange, ...] = ()
    state: tuple[str, ...] = ()
    """What else differs in the end, in words: the phase, the lock, the stage of running, the rest after a red."""

    @property
    def in_words(self) -> str:
        """All of it in words: ``7 later plans change: Plank 1 × 35 s → 1 × 30 s from 14 Nov; …``."""
        ends = "".join(f" {words}." for words in self.state)
        if not self.count:
            return f"No later plan changes.{ends}"
        plans = "1 later plan changes" if self.count == 1 else f"{self.count} later plans change"
        said = "; ".join(change.in_words for change in self.changes[:SAID])
        more = len(self.changes) - SAID
        return f"{plans}: {said}{f'; and {more} more' if more > 0 else ''}.{ends}"


class Plans(Struct, frozen=True):
    """A stretch of history as it is or would be: its chronicle with plans, and the present plan of each routine.

    ``rests_until``: the end of the rest after a red; None if there is none.
    """

    told: Chronicle
    now: dict[str, tuple[PlannedStep, ...]]
    rests_until: datetime | None = None


def plans_changed(
    catalogue: Catalogue,
    standing: Standing,
    old: Plans,
    after: Sequence[Entry],
    start: Start,
    *,
    now: datetime,
    corrected: str = "",
) -> LaterPlans:
    """Compare the plans ``old`` with those that the entries ``after`` would give.

    Both are of the same stretch, begin from the same ``standing`` (which is changed here) and do not go beyond ``now``.
    An entry that is in only one of them has no plan to compare. ``corrected``: the id of the corrected entry, whose own
    plan is not counted as a later one.
    """
    new = plans_of(catalogue, standing, after, start, now, old.now)
    others = {chapter.entry.id: chapter for chapter in new.told.chapters}
    count, found = 0, dict[str, PlanChange]()
    for chapter in old.told.chapters:
        other = others.get(chapter.entry.id)
        if other is None or chapter.entry.id == corrected:
            continue
        changes = list(_changes(chapter.at, chapter.asked, other.asked))
        changes += _of_running(chapter.at, chapter.before, other.before) if chapter.run and other.run else ()
        count += bool(changes)
        for change in changes:
            found.setdefault(change.what, change)
    for routine in old.now:
        changes = list(_changes(now, old.now[routine], new.now[routine]))
        count += bool(changes)
        for change in changes:
            found.setdefault(change.what, change)
    ordered = sorted(found.values(), key=lambda change: (change.since, change.what))
    return LaterPlans(count, tuple(ordered), tuple(_of_state(old, new, now)))


def plans_of(
    catalogue: Catalogue,
    standing: Standing,
    entries: Sequence[Entry],
    start: Start,
    now: datetime,
    routines: Iterable[str] | None = None,
) -> Plans:
    """Replay the entries up to ``now`` with their plans. ``standing``: that before the first entry; it is changed.

    ``routines``: those whose present plans are made; None: those trained lately (``_LATELY``).
    """
    told = chronicle(catalogue, standing, [entry for entry in entries if entry.at <= now], start)
    return as_of_now(catalogue, standing, told, now, routines)


def as_of_now(
    catalogue: Catalogue, standing: Standing, told: Chronicle, now: datetime, routines: Iterable[str] | None = None
) -> Plans:
    """Add present plans to a chronicle. ``standing``: that after its last entry; ``routines``: as in ``plans_of``."""
    names = _lately(standing, now) if routines is None else routines
    plans = {name: steps_from(catalogue, standing, name, at=now) for name in names}
    return Plans(told, plans, rests_until(standing, now))


def _lately(standing: Standing, now: datetime) -> tuple[str, ...]:
    """Return all routines trained in the last weeks: a correction may change the plans of all, not only of its own."""
    return tuple(
        name
        for name, each in standing.routines.items()
        if each.last is not None and now - each.last.at <= _LATELY and each.routine.kind is not RoutineKind.RUN
    )


def _changes(at: datetime, before: Sequence[PlannedStep], after: Sequence[PlannedStep]) -> Iterator[PlanChange]:
    others = {(step.exercise.id, step.slot): step for step in after}
    for step in before:
        other = others.get((step.exercise.id, step.slot))
        if other is not None and other.dose != step.dose:
            yield PlanChange(at, step.name, _dose(step), _dose(other))


def _dose(step: PlannedStep) -> str:
    return "out" if step.dose is None else dose_in_words(step.prescription, step.dose)


def _of_running(at: datetime, before: RunnerState, after: RunnerState) -> Iterator[PlanChange]:
    if before.has_moved_to(after):
        yield PlanChange(at, "Running", before.stage_in_words, after.stage_in_words)


def _of_state(old: Plans, new: Plans, now: datetime) -> Iterator[str]:
    before, after = old.told.now, new.told.now
    if before.phase != after.phase:
        yield f"The phase becomes {after.phase}"
    if before.locked != after.locked:
        yield "Training is locked then" if after.locked else "Training is open then"
    if old.rests_until != new.rests_until:
        rest = new.rests_until
        yield f"Training rests until {near_moment(rest, now)}" if rest else "Training need not rest any more"
    if before.has_moved_to(after):
        yield f"The stage of running becomes {after.stage_in_words.removeprefix('stage ')}"
