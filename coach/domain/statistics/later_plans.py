"""What becomes of the plans after a record when it is another: what was told of it, and it told anew, compared.

Left out: whether the record should be changed, and how that is kept (``services.weeks.corrections``).
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
from coach.domain.records.entries import Entry, Start
from coach.domain.statistics.chronicle import Chronicle, RunnerState, chronicle

SAID = 3
"""So many of the changes are told; the others are counted."""
_LATELY = timedelta(days=84)
"""What was trained since then is compared, as it would be now."""


class PlanChange(Struct, frozen=True):
    """What changes first of an exercise, or of running: from which plan on, as it was and as it will be, in words."""

    since: datetime
    what: str
    before: str
    after: str

    @property
    def in_words(self) -> str:
        """``Plank 1 × 35 s → 1 × 30 s from 14 Nov``."""
        return f"{self.what} {self.before} → {self.after} from {day(self.since)}"


class LaterPlans(Struct, frozen=True):
    """How many later plans change, the present ones of the routines included; and what does first, oldest first."""

    count: int
    changes: tuple[PlanChange, ...] = ()
    state: tuple[str, ...] = ()
    """What else is another at the end: the phase, the lock, the rest after a red."""

    @property
    def in_words(self) -> str:
        """``7 later plans change: Plank 1 × 35 s → 1 × 30 s from 14 Nov; …``."""
        ends = "".join(f" {words}." for words in self.state)
        if not self.count:
            return f"No later plan changes.{ends}"
        plans = "1 later plan changes" if self.count == 1 else f"{self.count} later plans change"
        said = "; ".join(change.in_words for change in self.changes[:SAID])
        more = len(self.changes) - SAID
        return f"{plans}: {said}{f'; and {more} more' if more > 0 else ''}.{ends}"


class Plans(Struct, frozen=True):
    """A stretch of history as it is, or would be: its chronicle with each record's plan, those of now by routine."""

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
    """What changes from what is, to the entries ``after``. ``standing``: where both begin; it moves on.

    ``old`` is of the same stretch. Neither goes beyond ``now``. An entry that is in only one has no plan to compare;
    nor is the plan of the one that is ``corrected`` (its id) a later one.
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
    """These entries told, none of them after ``now``. ``standing``: before the first of them; it moves on.

    ``routines``: whose plans of now are made; None: of those that were trained lately.
    """
    told = chronicle(catalogue, standing, [entry for entry in entries if entry.at <= now], start)
    return as_of_now(catalogue, standing, told, now, routines)


def as_of_now(
    catalogue: Catalogue, standing: Standing, told: Chronicle, now: datetime, routines: Iterable[str] | None = None
) -> Plans:
    """What was told, and what follows from its end, the ``standing``; ``routines`` as of ``plans_of``."""
    names = _lately(standing, now) if routines is None else routines
    plans = {name: steps_from(catalogue, standing, name, at=now) for name in names}
    return Plans(told, plans, rests_until(standing, now))


def _lately(standing: Standing, now: datetime) -> tuple[str, ...]:
    """The routines trained in the last weeks: what is corrected may change the plans of all, not of its own alone."""
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
