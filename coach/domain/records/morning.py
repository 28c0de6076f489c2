"""The morning after: what an answer belongs to, until when it is asked, and when it is from memory.

Sessions and runs need it for their light, brisk walks for the way back to running. Source: RULES, "Words", "Return to
run".
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.records.entries import History, Run, Session, Walk, is_judged

ASKED_FOR = timedelta(days=7)
RECALLED_AFTER = timedelta(hours=36)
NIGHT_ENDS = 4
"""The hour at which a new morning begins: one who trains at half past midnight wakes up the same day."""

Slept = Session | Run | Walk
"""What has a morning after."""


CALM = 1
"""Such a morning is green by every row of the light, whatever the usual one is; a worse one may be laid to a record."""


class Night(Struct, frozen=True):
    """What has the same morning after; in the order of its time."""

    entries: tuple[Slept, ...]

    @property
    def at(self) -> datetime:
        """When the last of it was."""
        return self.entries[-1].at

    @property
    def bears(self) -> Slept:
        """What a bad morning is laid to: the last run, which loads most; without one, the last record."""
        runs = [entry for entry in self.entries if isinstance(entry, Run)]
        records = [entry for entry in self.entries if is_judged(entry)]
        return (runs or records or self.entries)[-1]


def open_nights(history: History, now: datetime) -> tuple[Night, ...]:
    """The nights whose morning is to be asked, oldest first: that of the last record and of the last walk, if not told.

    One answer is about all that was done before that night.
    """
    nights: dict[datetime, list[Slept]] = {}
    for entry in _latest(history, now):
        if entry.morning is None:
            nights.setdefault(_morning_of(entry, now), []).append(entry)
    return tuple(Night(tuple(entries)) for entries in nights.values())


def unanswered_nights(history: History, now: datetime) -> tuple[Night, ...]:
    """Every night of the past seven days whose morning has come and is not told, latest first.

    What a bad morning was not laid to (``Night.bears``) stays open, and is not asked about again.
    """
    nights: dict[datetime, list[Slept]] = {}
    past = list(_with_a_morning(history, now))
    borne = {_morning_of(entry, now) for entry in past if _is_bad(entry)}
    for entry in past:
        if entry.morning is None and _morning_of(entry, now) not in borne:
            nights.setdefault(_morning_of(entry, now), []).insert(0, entry)
    return tuple(Night(tuple(entries)) for entries in nights.values())


def last_night(history: History, now: datetime) -> Night | None:
    """What an answer given unasked is about: the last night, what of it is not told, or to correct it, all of it.

    None: nothing of the past seven days has had its morning.
    """
    latest = _latest(history, now)
    if not latest:
        return None
    of_the_last = tuple(entry for entry in latest if _morning_of(entry, now) == _morning_of(latest[-1], now))
    if any(_is_bad(entry) for entry in of_the_last):
        return Night(of_the_last)
    return Night(tuple(entry for entry in of_the_last if entry.morning is None) or of_the_last)


def is_recalled(entry: Slept, now: datetime) -> bool:
    """Whether an answer given now is from memory."""
    return now - entry.at > RECALLED_AFTER


def has_come(at: datetime, now: datetime) -> bool:
    """Whether the morning after ``at`` is there, by the calendar of ``now``."""
    return next_morning(at.astimezone(now.tzinfo)) <= now


def next_morning(at: datetime) -> datetime:
    """When the next morning after ``at`` begins, in its own zone."""
    night_ends = at.replace(hour=NIGHT_ENDS, minute=0, second=0, microsecond=0)
    return night_ends if night_ends > at else night_ends + timedelta(days=1)


def _latest(history: History, now: datetime) -> tuple[Slept, ...]:
    """The nights of the last record and the last walk whose morning has come: all before them, in order of time."""
    past = list(_with_a_morning(history, now))
    last = {isinstance(entry, Walk): _morning_of(entry, now) for entry in reversed(past)}
    return tuple(entry for entry in reversed(past) if _morning_of(entry, now) in last.values())


def _with_a_morning(history: History, now: datetime) -> Iterator[Slept]:
    """The past seven days' records and walks whose next morning has come, latest first."""
    for entry in reversed(history.entries):
        if not (isinstance(entry, Walk) or is_judged(entry)) or entry.at > now:
            continue
        if now - entry.at > ASKED_FOR:
            return
        if has_come(entry.at, now):
            yield entry


def _is_bad(entry: Slept) -> bool:
    """Whether its morning is told, and may have been laid to it alone."""
    return entry.morning is not None and entry.morning > CALM


def _morning_of(entry: Slept, now: datetime) -> datetime:
    return next_morning(entry.at.astimezone(now.tzinfo))
