"""The morning after: which entries an answer belongs to, until when it is asked, and when it counts as recalled.

Sessions and runs need it for their light, brisk walks for the way back to running. Source: RULES, "Words", "Return to
run".
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Run, Session, Walk, is_judged
from coach.domain.records.history import History

ASKED_FOR = timedelta(days=7)
RECALLED_AFTER = timedelta(hours=36)
NIGHT_ENDS = 4
"""The hour at which a new morning begins: one who trains at half past midnight wakes up the same day."""

Slept = Session | Run | Walk
"""What has a morning after."""


CALM = 1
"""A morning up to this is green beside every usual one, so it is told of every entry; a worse one may not be."""


class Night(Struct, frozen=True):
    """The entries that have the same morning after, in order of time."""

    entries: tuple[Slept, ...]

    @property
    def at(self) -> datetime:
        """The time of the last entry."""
        return self.entries[-1].at

    @property
    def bears(self) -> Slept:
        """The entry that a bad morning is recorded for: the last run, which loads most; without one, the last record.

        Without a record, the last walk.
        """
        runs = [entry for entry in self.entries if isinstance(entry, Run)]
        records = [entry for entry in self.entries if is_judged(entry)]
        return (runs or records or self.entries)[-1]

    def ended_today(self, now: datetime) -> bool:
        """Whether its morning is today's."""
        return _morning_of(self.entries[-1], now).date() == now.date()


def open_nights(history: History, now: datetime) -> tuple[Night, ...]:
    """The nights whose morning is to be asked, oldest first: of the last record and the last walk, if unanswered.

    One answer is about all that was done before that night.
    """
    return _unanswered(_latest(history, now), now)


def unanswered_nights(history: History, now: datetime) -> tuple[Night, ...]:
    """Every night of the past seven days whose morning has come and is unanswered, latest first."""
    return _unanswered(reversed(tuple(_with_a_morning(history, now))), now)[::-1]


def last_night(history: History, now: datetime) -> Night | None:
    """The night that an unprompted answer is about: the last one, with its unanswered entries.

    If none is unanswered, or a bad morning was given, with all of them: the answer corrects. None: no entry of the past
    seven days has had its morning.
    """
    latest = _latest(history, now)
    if not latest:
        return None
    of_the_last = tuple(entry for entry in latest if _morning_of(entry, now) == _morning_of(latest[-1], now))
    if _is_borne(of_the_last):
        return Night(of_the_last)
    return Night(tuple(entry for entry in of_the_last if entry.morning is None) or of_the_last)


def is_answered(entry: Slept, history: History, now: datetime) -> bool:
    """Whether the morning after an entry is answered, be it that a bad one is recorded for another of its night."""
    return entry.morning is not None or bearer_beside(entry, history, now) is not None


def bearer_beside(entry: Slept, history: History, now: datetime) -> Slept | None:
    """The other entry of its night that a bad morning is recorded for; None: there is none.

    ``entry`` may be about to be stored.
    """
    near = [other for other in history.entries if abs(other.at - entry.at) <= timedelta(days=1) and other != entry]
    others = [other for other in near if not entry.id or other.id != entry.id]
    slept = [other for other in others if isinstance(other, Walk) or is_judged(other)]
    return _bearer([entry, *(other for other in slept if _morning_of(other, now) == _morning_of(entry, now))], entry)


def calm_mornings(history: History, now: datetime) -> tuple[Entry, ...]:
    """Return the entries up to ``now``, with a morning of 0 where it is to be asked yet, this morning or later.

    An answer that is merely still to come takes nothing from the best case; one that was missed does.
    """
    entries = history.until(now).entries
    return tuple(
        replace(one, morning=0) if isinstance(one, Slept) and _waits(one, history, now) else one for one in entries
    )


def _waits(one: Slept, history: History, now: datetime) -> bool:
    has_one = one.morning is None and (isinstance(one, Walk) or is_judged(one))
    return (
        has_one
        and next_morning(one.at.astimezone(now.tzinfo)).date() >= now.date()
        and not is_answered(one, history, now)
    )


def is_recalled(entry: Slept, now: datetime) -> bool:
    """Whether an answer given ``now`` counts as from memory (``RECALLED_AFTER``)."""
    return now - entry.at > RECALLED_AFTER


def has_come(at: datetime, now: datetime) -> bool:
    """Whether the morning after ``at`` has come, in the zone of ``now``."""
    return next_morning(at.astimezone(now.tzinfo)) <= now


def next_morning(at: datetime) -> datetime:
    """When the next morning after ``at`` begins, in its own zone."""
    night_ends = at.replace(hour=NIGHT_ENDS, minute=0, second=0, microsecond=0)
    return night_ends if night_ends > at else night_ends + timedelta(days=1)


def _unanswered(entries: Iterable[Slept], now: datetime) -> tuple[Night, ...]:
    """The nights of these entries whose morning is unanswered, in their order, with the unanswered entries.

    A bad morning is recorded for one entry of its night (``Night.bears``): the others stay unanswered, and are not
    asked about again.
    """
    nights: dict[datetime, list[Slept]] = {}
    for entry in entries:
        nights.setdefault(_morning_of(entry, now), []).append(entry)
    still_open = (
        tuple(entry for entry in night if entry.morning is None) for night in nights.values() if not _is_borne(night)
    )
    return tuple(map(Night, filter(None, still_open)))


def _latest(history: History, now: datetime) -> tuple[Slept, ...]:
    """All entries of the nights of the last record and the last walk whose morning has come, in order of time."""
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


def _is_borne(night: Sequence[Slept]) -> bool:
    """Whether the morning is answered and above ``CALM``: it may have been recorded for one entry alone."""
    return _bearer(night) is not None


def _bearer(night: Sequence[Slept], but: Slept | None = None) -> Slept | None:
    """The entry of a night whose morning is answered and above ``CALM``; None: there is none, ``but`` aside.

    A walk has no light, so it bears a morning only where there is no record.
    """
    bearing = [entry for entry in night if is_judged(entry)] or night
    return next(
        (each for each in bearing if each is not but and each.morning is not None and each.morning > CALM), None
    )


def _morning_of(entry: Slept, now: datetime) -> datetime:
    return next_morning(entry.at.astimezone(now.tzinfo))
