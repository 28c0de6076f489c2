"""What the days ahead promise is what Home says then: when nothing happens, and when all that was promised is done."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coach.domain.courses.diary import Suggestion
from coach.domain.courses.measuring import invented
from coach.domain.rules.numbers import RED_REST
from coach.domain.today.ahead import InventedDay
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

from .box import Machine, whole_history
from .surfaces import _without_prompt

_DAYS = 8


def broken_promises(here: Machine, ahead: list[InventedDay]) -> Iterator[str]:
    """The first days on which nothing is done are tried with the clock alone, the others with what is done in them."""
    training, now = here.training, here.clock.now()
    history = training.history()
    if training.standing().lock.is_on or history.unreadable or any(entry.at > now for entry in history.entries):
        return
    quiet = next((number for number, day in enumerate(ahead) if day.records or day.due), len(ahead))
    for number, day in enumerate(ahead[: quiet + 1]):
        if number:
            with here.at(_begins(training, now, number)):
                yield from _differ(day, training.today.suggestion(), "when nothing happens")
    yield from _followed(training, now, ahead)


def _followed(training: Training, now: datetime, ahead: list[InventedDay]) -> Iterator[str]:
    store = MemoryStore()
    history = whole_history(training)
    store.set_start(history.start)
    store.add(history.entries)
    for number, day in enumerate(ahead):
        at = _begins(training, now, number)
        other = Training(training.library, store, FixedClock(at), training.settings)
        other.remember(training.profile())
        if number:
            yield from _differ(day, other.today.suggestion(), f"when all is done as promised ({number} days ahead)")
        store.add(day.records)
        last = max([at, *(record.at + timedelta(minutes=40) for record in day.records)])
        then = Training(training.library, store, FixedClock(last), training.settings)
        store.add(invented(then.standing(), last))


def _begins(training: Training, now: datetime, number: int) -> datetime:
    """A day begins at eight, or when a red has settled, if that is before the evening."""
    morning = min(now, now.replace(hour=8, minute=0, second=0, microsecond=0))
    at = (morning if number else now) + timedelta(days=number)
    red = training.standing().red_record
    until = (red.at + RED_REST).astimezone(at.tzinfo) if red else at
    return until if until > at and until.date() == at.date() and until.hour < 20 else at


def _differ(day: InventedDay, due: Suggestion, how: str) -> Iterator[str]:
    if _without_prompt(due) != day.first:
        yield f"{day.day}, {how}: promised was {day.first}, and Home says {due}"
