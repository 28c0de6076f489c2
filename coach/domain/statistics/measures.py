"""What was measured in a stretch of history: ratings of what matters to the runner, and checks of each side.

Left out: how it is shown, and its consequences (``planning.consequences``).
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from coach.domain.exercises.course import Unit
from coach.domain.listing import or_dash
from coach.domain.records.entries import Measure
from coach.domain.rules.function import average
from coach.domain.rules.numbers import CHECK_STOPS_AT_PAIN
from coach.domain.statistics.chronicle import Chronicle

AVERAGE = "average"
MOST_CHECKS, MOST_MEASURES, LONGEST = 2, 6, 24
"""The room on the page for a clinician: the most checks, the most items in all, the most characters of a name."""


class Rating(Struct, frozen=True):
    """How well something went on a day: 0–10, more is better."""

    at: date
    value: float


class Scale(Struct, frozen=True):
    """The ratings of one thing that matters to the runner, or the average of all, oldest first."""

    name: str
    ratings: tuple[Rating, ...]


class CheckDone(Struct, frozen=True):
    """The result of a check on a day. ``pain`` 0–10: the worst during it."""

    at: date
    left: int | None
    right: int | None
    pain: int | None


class CheckLine(Struct, frozen=True):
    """The results of one check, oldest first. ``unit`` is that of the last one."""

    name: str
    unit: Unit
    done: tuple[CheckDone, ...]


def scales(told: Chronicle) -> tuple[Scale, ...]:
    """Return each thing's ratings, in the order it was first named; for more than one thing, the average comes last."""
    found: dict[str, list[Rating]] = {}
    averages = []
    for measure in _measures(told):
        for each in measure.activity or ():
            found.setdefault(each.name, []).append(Rating(measure.at.date(), each.value))
        if measure.activity:
            averages.append(Rating(measure.at.date(), average(measure.activity)))
    own = tuple(Scale(name, tuple(ratings)) for name, ratings in found.items())
    return (*own, Scale(AVERAGE, tuple(averages))) if len(own) > 1 else own


def checks(told: Chronicle) -> tuple[CheckLine, ...]:
    """Return each check's results, in the order in which checks were first done."""
    found: dict[str, list[Measure]] = {}
    for measure in _measures(told):
        if measure.check is not None:
            found.setdefault(measure.check, []).append(measure)
    return tuple(
        CheckLine(
            some[-1].name or name,
            some[-1].unit or Unit.SCORE,
            tuple(CheckDone(each.at.date(), each.left, each.right, each.pain) for each in some),
        )
        for name, some in found.items()
    )


def _measures(told: Chronicle) -> Iterator[Measure]:
    return (chapter.entry for chapter in told.chapters if isinstance(chapter.entry, Measure))


def measures_in_short(told: Chronicle) -> tuple[str, ...]:
    """Say for a page what each was at first and is now: ``Stairs 4 → 7``; ``Bridges L 9, R 7 → L 12, R 11 reps``."""
    some = [f"{_cut(each.name)} {_ends([f'{rating.value:.3g}' for rating in each.ratings])}" for each in scales(told)]
    for check in checks(told)[-MOST_CHECKS:]:
        sides = [_sides(done) for done in check.done]
        unit = check.unit.after(check.done[-1].right)
        some.append(f"{_cut(check.name)} {_ends(sides)} {unit}".rstrip())
    return tuple(some[:MOST_MEASURES])


def _ends(told: list[str]) -> str:
    return told[0] if len(told) == 1 else f"{told[0]} → {told[-1]}"


def _sides(done: CheckDone) -> str:
    """Say what both sides reached, and at what pain the check was stopped, if it was: then it does not count."""
    stopped = f" (stopped at pain {done.pain})" if (done.pain or 0) >= CHECK_STOPS_AT_PAIN else ""
    return f"L {or_dash(done.left)}, R {or_dash(done.right)}{stopped}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
