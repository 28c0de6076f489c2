"""Pain over time: before, worst, after and morning of each record, with the bands that they were judged by.

All pains are 0–10. Left out: how it is drawn, and what it goes together with (``associations``).
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.routine import ACUTE, DEFAULT_ADAPT, Adapt, Phase
from coach.domain.records.entries import Answered, Moment, Run, Session, Walk, is_judged
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Light
from coach.domain.statistics.calendar import monday_of
from coach.domain.statistics.chronicle import Chronicle


class PainLine(StrEnum):
    """A line of the chart, by the answer that it shows."""

    BEFORE = "before"
    WORST = "worst"
    AFTER = "after"
    MORNING = "morning"


class PainPoint(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pains of one record; None: not answered. ``amber_from``, ``red_from``: the bands that judged its worst.

    A walk has no light and no bands. ``is_run``: it was a run, which has stricter bands.
    """

    at: Moment
    id: str
    before: int | None = None
    worst: int | None = None
    after: int | None = None
    morning: int | None = None
    light: Light = Light.NONE
    provisional: bool = False
    amber_from: int | None = None
    red_from: int | None = None
    is_run: bool = False
    painkiller: bool = False

    def of(self, line: PainLine) -> int | None:
        """Return the pain that it has on a line; None if that was not answered."""
        pain: int | None = getattr(self, line.value)
        return pain


class Band(Struct, frozen=True, forbid_unknown_fields=True):
    """The pains from which on sessions were judged amber and red, since a day."""

    since: date
    amber_from: int
    red_from: int


class PainWeek(Struct, frozen=True):
    """A week from Monday on: the median of each answer (the higher of two middle ones), and how many there were."""

    monday: date
    medians: dict[PainLine, int | None]
    counts: dict[PainLine, int]
    worst: int | None
    """The highest ``worst`` of the week."""


def points(told: Chronicle, *, walks: bool = True) -> tuple[PainPoint, ...]:
    """Return a point for every session, run and (``walks``) brisk walk with an answer about pain, oldest first."""
    found = []
    for chapter in told.chapters:
        entry = chapter.entry
        if not isinstance(entry, Session | Run | Walk) or (isinstance(entry, Walk) and not walks):
            continue
        if (entry.before, entry.worst, entry.after, entry.morning) == (None,) * 4:
            continue
        amber_from, red_from = chapter.bands or (None, None)
        found.append(
            PainPoint(
                at=entry.at,
                id=entry.id,
                before=entry.before,
                worst=entry.worst,
                after=entry.after,
                morning=entry.morning,
                light=chapter.light,
                provisional=chapter.provisional,
                amber_from=amber_from,
                red_from=red_from,
                is_run=chapter.run is not None,
                painkiller=bool(entry.painkiller),
            )
        )
    return tuple(found)


def session_bands(told: Chronicle, first: date, adapt: Adapt = DEFAULT_ADAPT) -> tuple[Band, ...]:
    """Return the bands of sessions from ``first`` on: those of running in the acute phase, else ``adapt``.

    Each holds until the next begins. A band begins on the day whose records brought the phase, the last one of a day
    counting, although these records themselves were still judged by the bands before.
    """
    told_from = told.since(first)
    found = [_band(first, told_from.state.phase, adapt)]
    for chapter in told_from.chapters:
        band = _band(chapter.date, chapter.after.phase, adapt)
        if (band.amber_from, band.red_from) != (found[-1].amber_from, found[-1].red_from):
            if band.since == found[-1].since:
                found.pop()
            found.append(band)
    return tuple(found)


def _band(since: date, phase: Phase, adapt: Adapt) -> Band:
    if phase is ACUTE:
        return Band(since, rules.RUNNING_AMBER_FROM, rules.RUNNING_RED_FROM)
    return Band(since, adapt.amber_from, adapt.red_from)


def by_week(found: Sequence[PainPoint]) -> tuple[PainWeek, ...]:
    """Group points into weeks; weeks without any are left out."""
    of: dict[date, list[PainPoint]] = {}
    for point in found:
        of.setdefault(monday_of(point.at.date()), []).append(point)
    return tuple(_week(monday, some) for monday, some in of.items())


def _week(monday: date, some: Sequence[PainPoint]) -> PainWeek:
    answers = {line: [pain for point in some if (pain := point.of(line)) is not None] for line in PainLine}
    return PainWeek(
        monday,
        {line: median(pains) for line, pains in answers.items()},
        {line: len(pains) for line, pains in answers.items()},
        max(answers[PainLine.WORST], default=None),
    )


def median(pains: Sequence[int]) -> int | None:
    """Return the median, the higher of two middle ones (RULES, "Words"); None for no pains."""
    return sorted(pains)[len(pains) // 2] if pains else None


def count_unanswered(told: Chronicle) -> int:
    """Count the unanswered pain questions of sessions and runs: before, worst, after and morning of each."""
    records = [chapter.entry for chapter in told.chapters if is_judged(chapter.entry)]
    return sum(_open(record) for record in records)


def _open(record: Answered) -> int:
    return (record.before, record.worst, record.after, record.morning).count(None)
