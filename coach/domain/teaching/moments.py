"""When a card is offered unasked: at most one, at the moment it helps, and none while training is locked.

The whole rule: of the moments that are true now, in the order of ``CardMoment``, the first one counts whose card was
neither read nor passed before.

    painkiller     the last record, of the last two days, had a painkiller
    amber-run      that record is a run, and amber
    first-amber    that record is amber, and no record before it was
    running-opens  the entry to running is open, and nothing was run yet
    first-drill    what is due holds a drill, and no drill was ever done
    stiff-morning  the morning after that record was 2 or more, and worse than before it

Source: ours. Left out: what a card says (``lessons``).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from coach.domain.records.entries import Record, Run
from coach.domain.rules.light import Light
from coach.domain.teaching.lessons import Card, CardMoment, Learned, Lessons

FRESH = timedelta(days=2)
"""An older record no longer gives rise to a card."""
STIFF_FROM = 2
"""The least morning pain (0–10) of a stiff morning."""


class Situation(Protocol):
    """What has to be known of the present moment. A property is read only if it matters, so it may be computed then."""

    @property
    def is_locked(self) -> bool:
        """Whether training is locked, or a notice is shown."""

    @property
    def last(self) -> Record | None:
        """The last session or run if it is fresh (``is_fresh``), else None."""

    @property
    def light(self) -> Light:
        """The light of ``last``."""

    @property
    def is_first_amber(self) -> bool:
        """Whether no record before ``last`` was amber."""

    @property
    def running_opens(self) -> bool:
        """Whether the entry to running is open and there was no run yet."""

    @property
    def drill_is_new(self) -> bool:
        """Whether what is due today has a drill and none was ever done."""


def is_fresh(record: Record, now: datetime) -> bool:
    """Whether a record is from the last two days."""
    return timedelta(0) <= now - record.at <= FRESH


def _painkiller(now: Situation) -> bool:
    return now.last is not None and now.last.painkiller is True


def _amber_run(now: Situation) -> bool:
    return isinstance(now.last, Run) and now.light is Light.AMBER


def _first_amber(now: Situation) -> bool:
    return now.last is not None and now.light is Light.AMBER and now.is_first_amber


def _stiff_morning(now: Situation) -> bool:
    last = now.last
    if last is None or last.morning is None or last.morning < STIFF_FROM:
        return False
    return last.before is None or last.morning > last.before


_IS_NOW: Mapping[CardMoment, Callable[[Situation], bool]] = {
    CardMoment.PAINKILLER: _painkiller,
    CardMoment.AMBER_RUN: _amber_run,
    CardMoment.FIRST_AMBER: _first_amber,
    CardMoment.RUNNING_OPENS: lambda now: now.running_opens,
    CardMoment.FIRST_DRILL: lambda now: now.drill_is_new,
    CardMoment.STIFF_MORNING: _stiff_morning,
}


def card_to_offer(now: Situation, learned: Learned, lessons: Callable[[], Lessons]) -> Card | None:
    """Return the card to offer now, or None. ``lessons`` is only called if some moment is true."""
    if now.is_locked:
        return None
    known = {*learned.read, *learned.passed}
    for moment in CardMoment:
        if _IS_NOW[moment](now):
            card = lessons().at(moment)
            if card is not None and card.id not in known:
                return card
    return None
