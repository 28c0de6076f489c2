"""The calendar: for each day its light, kept rest, runs and walks, and warning signs; and the same for each week.

A day is a calendar day in the UTC offset that its records were entered with (RULES, "Words"). Left out: drawing it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.routine import BUILDING, Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.entries import (
    Activity,
    Answered,
    Entry,
    Event,
    EventKind,
    Session,
    Unreadable,
    Walk,
    is_judged,
)
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Light
from coach.domain.statistics.chronicle import Chapter, Chronicle, RunnerState

_DAY = timedelta(days=1)


class Rest(StrEnum):
    """Why a day without training counts as kept rest."""

    LOCKED = "locked"
    AWAY = "away"
    """Ill or away, as the runner said."""
    AFTER_RED = "after-red"
    BETWEEN = "between"
    """The day after strength, mixed work or a run."""
    OWN_WEEK = "own-week"
    """A day on which the runner's own week has no training."""


class CalendarDay(Struct, frozen=True, kw_only=True):
    """One day. ``lights``: those of its sessions and runs in order of time; ``NONE`` for one without answers.

    ``provisional``: a missing answer may still change the worst light. ``sessions``, ``runs``, ``walks``,
    ``activities`` and ``breaks`` count what was done, a session of kind run as a run. ``flags``: the warning signs
    that were ticked. ``locked``: training was locked at the end of the day. ``unread``: the number of unreadable
    entries, each of which counts as a red or a lock. ``rest``: why it was kept rest; None: it was not.
    ``entries``: all entries in order of time.
    """

    date: date
    phase: Phase
    lights: tuple[Light, ...] = ()
    provisional: bool = False
    sessions: int = 0
    runs: int = 0
    walks: int = 0
    activities: int = 0
    breaks: int = 0
    flags: tuple[str, ...] = ()
    locked: bool = False
    painkiller: bool = False
    unread: int = 0
    rest: Rest | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def light(self) -> Light:
        """The worst of its lights; ``NONE`` without any."""
        return max(self.lights, key=lambda light: light.rank, default=Light.NONE)

    @property
    def trained(self) -> bool:
        """Whether there was a session or a run."""
        return self.sessions + self.runs > 0


class CalendarWeek(Struct, frozen=True):
    """The days of a week from Monday on; the first and the last week of a stretch may have fewer than seven."""

    monday: date
    days: tuple[CalendarDay, ...]

    def count(self, light: Light) -> int:
        """Count the sessions and runs with this light."""
        return sum(day.lights.count(light) for day in self.days)

    @property
    def rests(self) -> int:
        """The number of days of kept rest."""
        return sum(day.rest is not None for day in self.days)

    @property
    def painkillers(self) -> int:
        """The number of days with a painkiller."""
        return sum(day.painkiller for day in self.days)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def calendar(
    told: Chronicle, first: date, last: date, *, today: date, profile: Profile = NO_PROFILE
) -> tuple[CalendarDay, ...]:
    """Return every day from ``first`` to ``last``, both included.

    ``told`` should begin at least two days before ``first``: what was done then may make the first days kept rest.
    """
    by_day: dict[date, list[Chapter]] = {}
    for chapter in told.chapters:
        by_day.setdefault(chapter.date, []).append(chapter)
    state, days = told.state, []
    begun = told.chapters[0].date if told.chapters else None
    day = min(first, begun or first)
    while day <= last:
        chapters = by_day.get(day, [])
        state_then = chapters[-1].after if chapters else state
        if day >= first:
            rests = begun is not None and begun < day < today and not any(each.trained for each in chapters)
            rest = _rest(day, state, state_then, by_day, profile) if rests else None
            days.append(_day(day, state_then, chapters, rest))
        state = state_then
        day += _DAY
    return tuple(days)


def calendar_weeks(days: Sequence[CalendarDay]) -> tuple[CalendarWeek, ...]:
    """Group days into weeks, Monday to Sunday."""
    found: dict[date, list[CalendarDay]] = {}
    for day in days:
        found.setdefault(monday_of(day.date), []).append(day)
    return tuple(CalendarWeek(monday, tuple(of)) for monday, of in found.items())


def _day(day: date, state: RunnerState, chapters: Sequence[Chapter], rest: Rest | None) -> CalendarDay:
    entries = tuple(chapter.entry for chapter in chapters)
    lights = tuple(light for chapter in chapters if (light := _light(chapter)) is not None)
    worst = max(lights, key=lambda light: light.rank, default=Light.NONE)
    as_bad = [chapter for chapter in chapters if _light(chapter) is worst]
    done = [chapter for chapter in chapters if isinstance(chapter.entry, Session) and chapter.run is None]
    return CalendarDay(
        date=day,
        phase=state.phase,
        lights=lights,
        provisional=worst in _MAY_CHANGE and all(chapter.provisional for chapter in as_bad),
        sessions=sum(chapter.trained for chapter in done),
        runs=sum(chapter.run is not None and chapter.trained for chapter in chapters),
        walks=sum(isinstance(entry, Walk) for entry in entries),
        activities=sum(isinstance(entry, Activity) for entry in entries),
        breaks=sum(isinstance(entry, Session) and entry.is_break for entry in entries),
        flags=tuple(dict.fromkeys(_flags(entries))),
        locked=state.locked,
        painkiller=any(isinstance(entry, Answered) and entry.painkiller for entry in entries),
        unread=sum(isinstance(entry, Unreadable) for entry in entries),
        rest=rest,
        entries=entries,
    )


_MAY_CHANGE = (Light.GREEN, Light.AMBER)
"""The lights that a later answer can still change: it can only make them worse, so a red stays."""


def _light(chapter: Chapter) -> Light | None:
    """Return the light of a session or run, or red for an unreadable entry that does not lock; None for all others."""
    if isinstance(chapter.entry, Unreadable):
        return None if chapter.entry.locks else Light.RED
    return chapter.light if is_judged(chapter.entry) else None


def _flags(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Answered):
            yield from entry.red_flags or ()
        elif isinstance(entry, Event) and entry.kind is EventKind.RED_FLAG:
            yield from entry.flags or ()


def _rest(
    day: date, before: RunnerState, after: RunnerState, by_day: Mapping[date, Sequence[Chapter]], profile: Profile
) -> Rest | None:
    """Return why a day without training was kept rest; None if nothing asked for rest."""
    if before.locked:
        return Rest.LOCKED
    if after.pause is not None and after.pause.is_on(day):
        return Rest.AWAY
    begins = datetime.combine(day, time(0))
    for back in (1, 2):
        for chapter in by_day.get(day - back * _DAY, ()):
            if _light(chapter) is Light.RED and chapter.at.replace(tzinfo=None) + rules.RED_REST > begins:
                return Rest.AFTER_RED
    yesterday = by_day.get(day - _DAY, ())
    if any(chapter.trained and (chapter.kind in BUILDING or chapter.run) for chapter in yesterday):
        return Rest.BETWEEN
    own = (*profile.training_days, *profile.run_days)
    return Rest.OWN_WEEK if own and Weekday.of(day) not in own else None
