"""What the days ahead promise is what Home says then: when nothing happens, and when all that was promised is done.

The mornings that are still to be asked are taken to be calm, as the days ahead take them.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import zip_longest

from msgspec.structs import replace

from coach.domain.courses.diary import Suggestion
from coach.domain.courses.measuring import invented
from coach.domain.records.entries import Answered, Entry
from coach.domain.records.history import Start
from coach.domain.records.morning import calm_mornings
from coach.domain.rules.numbers import RED_REST
from coach.domain.today.ahead import InventedDay
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

from .box import Machine, whole_history
from .surfaces import _without_prompt

_APART = timedelta(minutes=40)
_WALKED_THROUGH = 4
"""The days of which each suggestion is compared; of the others the first is."""


def broken_promises(here: Machine, ahead: list[InventedDay]) -> Iterator[str]:
    """The first days on which nothing is done are tried with the clock alone, the others with what is done in them."""
    training, now = here.training, here.clock.now()
    history = training.history()
    if training.standing().lock.is_on or history.unreadable or any(entry.at > now for entry in history.entries):
        return
    quiet = next((number for number, day in enumerate(ahead) if day.records or day.due), len(ahead))
    calm = list(calm_mornings(whole_history(training), now))
    for number, day in enumerate(ahead[: quiet + 1]):
        if number:
            due = _at(training, history.start, calm, _begins(training, now, number)).today.suggestion()
            yield from _differ(day.day, day.first, due, "when nothing happens")
    yield from _followed(training, history.start, calm, ahead)


def _followed(training: Training, start: Start, entries: list[Entry], ahead: list[InventedDay]) -> Iterator[str]:
    now = training.clock.now()
    for number, day in enumerate(ahead):
        at, of_today = _begins(training, now, number), list[Entry]()
        for said, record in zip_longest(day.suggestions, day.records):
            if said is not None and number and (number < _WALKED_THROUGH or not of_today):
                due = _at(training, start, [*entries, *of_today], at).today.suggestion()
                yield from _differ(
                    day.day, said, due, f"when all is done as promised ({number} days ahead, {at:%H:%M})"
                )
            if record is not None:
                of_today.append(replace(record, morning=None) if isinstance(record, Answered) else record)
                at = record.at + _APART
        entries = [*entries, *day.records]
        last = max([_begins(training, now, number), *(record.at + _APART for record in day.records)])
        entries += invented(_at(training, start, entries, last).standing(), last)


def _at(training: Training, start: Start, entries: list[Entry], at: datetime) -> Training:
    """The same runner at another time, with these entries on record."""
    store = MemoryStore()
    store.set_start(start)
    store.add(entries)
    other = Training(training.library, store, FixedClock(at), training.settings)
    other.remember(training.profile())
    return other


def _begins(training: Training, now: datetime, number: int) -> datetime:
    """A day begins at eight, or when a red has settled, if that is before the evening."""
    morning = min(now, now.replace(hour=8, minute=0, second=0, microsecond=0))
    at = (morning if number else now) + timedelta(days=number)
    red = training.standing().red_record
    until = (red.at + RED_REST).astimezone(at.tzinfo) if red else at
    return until if until > at and until.date() == at.date() and until.hour < 20 else at


def _differ(day: date, said: Suggestion, due: Suggestion, how: str) -> Iterator[str]:
    if _without_prompt(due) != said:
        yield f"{day}, {how}: promised was {said}, and Home says {due}"
