"""An invented day (see ``ahead``) in words: ``Hip-flexor loading``, ``Before a run, run, stage 1``, ``rest``."""

from collections.abc import Iterator

from msgspec import Struct

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Plan
from coach.domain.records.entries import Walk
from coach.domain.today.ahead import InventedDay

_WITHOUT_TRAINING = {DayKind.PAUSED: "pause: kept", DayKind.DONE: "done for today"}
"""The words for a day on which nothing is due although it is no rest day."""


class DayPart(Struct, frozen=True):
    """One thing done on a day. ``plan`` None: a walk, or a run of the runner's own. ``optional``: offered, not due."""

    words: str
    plan: Plan | None = None
    optional: bool = False


def parts_of(day: InventedDay) -> tuple[DayPart, ...]:
    """Return what is done on a day, in order; empty on a day of rest."""
    return tuple(_parts(day))


def _parts(day: InventedDay) -> Iterator[DayPart]:
    plans = iter(day.plans)
    for due, record in zip(day.suggestions, day.records, strict=False):
        if isinstance(record, Walk):
            yield DayPart("a brisk walk", optional=True)
            continue
        if due.runs:
            yield DayPart("your run")
            continue
        plan = next(plans, None)
        if plan is None:
            return
        words = _run(plan) if plan.kind is RoutineKind.RUN else plan.name
        yield DayPart(words, plan, optional=due.routine is None)


def _run(plan: Plan) -> str:
    return f"run, stage {plan.run.stage}" if plan.run and not plan.run.own else "your run"


def idle_words(day: InventedDay) -> str:
    """Say what a day is on which nothing is due: ``rest``, ``pause: kept``, ``done for today``."""
    return _WITHOUT_TRAINING.get(day.first.kind, "rest")


def day_in_words(day: InventedDay) -> str:
    """Say in one line what is done on a day, with what is only offered in brackets."""
    parts = parts_of(day)
    due = ", ".join(part.words for part in parts if not part.optional)
    offered = ", ".join(part.words for part in parts if part.optional)
    what = due or idle_words(day)
    return f"{what} (if you like: {offered})" if offered else what
