"""The fifteen days of Home's strip: the last seven with their lights and rest days, today, and the next seven.

The days ahead are the best case (``ahead``), computed afresh each time, so that a missed or red day moves them.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Run
from coach.domain.rules.light import Light
from coach.domain.today.ahead import InventedDay

DAYS_BEHIND = DAYS_AHEAD = 7


class DayMark(StrEnum):
    """The mark of a day in the strip."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"
    """Something was done, but no pain question was answered."""
    REST = "rest"
    """A past day of rest, which counts as kept; or a coming day with nothing planned."""
    BEFORE = "before"
    """A day before the history begins."""
    TRAINING = "training"
    RUN = "run"
    BOTH = "both"
    """A day with a run and a training."""


class StripDay(Struct, frozen=True):
    """One day of the strip. ``open``: an answer about it is still missing."""

    day: date
    mark: DayMark
    is_today: bool = False
    open: bool = False


def strip(
    catalogue: Catalogue, standing: Standing, now: datetime, first_day: date | None, ahead: Sequence[InventedDay]
) -> tuple[StripDay, ...]:
    """Return the fifteen days, oldest first.

    ``first_day``: that of the history, None while it is empty. ``ahead``: the invented days, beginning with today.
    """
    behind = [
        _behind(standing, now, now.date() - timedelta(days=back), first_day) for back in range(DAYS_BEHIND, 0, -1)
    ]
    done_today = _behind(standing, now, now.date(), first_day)
    today = done_today if done_today.mark not in (DayMark.REST, DayMark.BEFORE) else _ahead(catalogue, ahead[0])
    coming = [_ahead(catalogue, each) for each in ahead[1 : DAYS_AHEAD + 1]]
    return (*behind, StripDay(today.day, today.mark, is_today=True, open=today.open), *coming)


def _behind(standing: Standing, now: datetime, day: date, first_day: date | None) -> StripDay:
    if any(row.at.astimezone(now.tzinfo).date() == day for row in standing.unread):
        return StripDay(day, DayMark.RED)  # what cannot be read counts as a red of its day
    of_day = [one for one in standing.recent if one.at.astimezone(now.tzinfo).date() == day]
    done = [one for one in of_day if one.trained or one.light in _NOT_KEPT]
    if not done:
        return StripDay(day, DayMark.BEFORE if first_day is None or day < first_day else DayMark.REST)
    worst = max((one.light for one in done), key=lambda light: light.rank)
    return StripDay(day, _MARKS[worst], open=any(one.provisional for one in done))


def _ahead(catalogue: Catalogue, invented: InventedDay) -> StripDay:
    runs = any(isinstance(record, Run) for record in invented.records)
    due = [one for one in invented.suggestions if one.kind in _TRAINS]
    if runs:
        return StripDay(invented.day, DayMark.BOTH if due else DayMark.RUN)
    return StripDay(invented.day, DayMark.TRAINING if due else DayMark.REST)


_NOT_KEPT = (Light.AMBER, Light.RED)
"""Lights that a day has even where it was stopped before anything was done: no such day was a kept rest."""
_TRAINS = frozenset({DayKind.TRAINING, DayKind.BLOCK_DONE, DayKind.BACK})
_MARKS = {Light.GREEN: DayMark.GREEN, Light.AMBER: DayMark.AMBER, Light.RED: DayMark.RED, Light.NONE: DayMark.NONE}
