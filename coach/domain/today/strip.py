"""The fifteen days of Home's strip: seven behind with their lights and rest kept, today, seven ahead as planned.

What is ahead is the best case (``ahead``), worked out anew each time: a day that was missed or red moves it by itself.
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
    """What a day of the strip shows."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"
    """Something was done, without an answer about pain."""
    REST = "rest"
    """Behind: rest, which counts as kept; ahead: nothing is planned."""
    BEFORE = "before"
    """Before the history begins."""
    TRAINING = "training"
    RUN = "run"
    BOTH = "both"
    """A run and a training."""


class StripDay(Struct, frozen=True):
    """One day. ``open``: an answer about it is still missing."""

    day: date
    mark: DayMark
    is_today: bool = False
    open: bool = False


def strip(
    catalogue: Catalogue, standing: Standing, now: datetime, first_day: date | None, ahead: Sequence[InventedDay]
) -> tuple[StripDay, ...]:
    """The days, oldest first. ``first_day`` of the history, None while it is empty; ``ahead`` begins with today."""
    behind = [
        _behind(standing, now, now.date() - timedelta(days=back), first_day) for back in range(DAYS_BEHIND, 0, -1)
    ]
    done_today = _behind(standing, now, now.date(), first_day)
    today = done_today if done_today.mark not in (DayMark.REST, DayMark.BEFORE) else _ahead(catalogue, ahead[0])
    coming = [_ahead(catalogue, each) for each in ahead[1 : DAYS_AHEAD + 1]]
    return (*behind, StripDay(today.day, today.mark, is_today=True, open=today.open), *coming)


def _behind(standing: Standing, now: datetime, day: date, first_day: date | None) -> StripDay:
    done = [one for one in standing.recent if one.at.astimezone(now.tzinfo).date() == day and one.trained]
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


_TRAINS = frozenset({DayKind.TRAINING, DayKind.BLOCK_DONE, DayKind.BACK})
_MARKS = {Light.GREEN: DayMark.GREEN, Light.AMBER: DayMark.AMBER, Light.RED: DayMark.RED, Light.NONE: DayMark.NONE}
