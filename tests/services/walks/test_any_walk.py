"""On any walk through weeks, the laws of RULES hold after each step, and whoever is asked says the same."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples

from coach.domain.records.entries import Event, EventKind
from coach.domain.records.history import Start
from coach.domain.rules.lock import Lock
from coach.library.formats.settings.settings_file import Settings
from tests.states import State

from .box import Machine, machine_of
from .by_reference import differences
from .laws import broken_laws, known_of, levels, risen_too_far
from .promises import broken_promises
from .steps import NextMorning, Step, lives, weeks
from .surfaces import (
    of_a_fresh_coach,
    of_taking_out_and_back,
    of_the_app,
    of_the_commands,
    of_the_history_file,
    said_by,
    within,
)

EVERY = 4
"""After so many steps all is asked but the commands, which are asked at the end."""


def problems(here: Machine, *, asks_commands: bool) -> Iterator[str]:
    """What is wrong at this moment."""
    known, said = known_of(here.training), said_by(here.training)
    yield from broken_laws(known)
    yield from within(known, said)
    yield from of_a_fresh_coach(here, said)
    yield from of_the_app(here, said)
    yield from broken_promises(here, said["ahead"])
    if asks_commands:
        yield from differences(here, known)
        yield from of_the_commands(here, known, said)
        yield from of_the_history_file(here, known, said)
        yield from of_taking_out_and_back(here, said)


def walk(state: State, steps: list[Step]) -> None:
    """Walk these steps from a state. Raises AssertionError with what does not hold, and after which steps."""
    with machine_of(state) as here:
        here.training.sessions.interrupted()
        for number, step in enumerate([None, *steps]):
            before, risen = known_of(here.training), levels(here.training)
            if step is not None:
                step.happen(here)
            here.clock.move(60)  # nothing happens at the very instant at which it is looked
            if step is not None:
                here.look()
                here.training.sessions.interrupted()
            last = number == len(steps)
            found = [*problems(here, asks_commands=last)] if last or number % EVERY == 0 else []
            if step is not None and step.only_adds:
                found += risen_too_far(before, risen, known_of(here.training))
            if found:
                told = "\n\n".join(each[:1500] for each in found[:4])
                raise AssertionError(f"{told}\n\non {here.clock.now()}, after {step}")
        here.close()


@given(lives(), weeks(3))
@examples(max_examples=4, derandomize=True, suppress_health_check=[*HealthCheck])  # chance is for the soak
def test_some_walks(state: State, steps: list[Step]) -> None:
    walk(state, steps)


def test_a_lock_that_is_forgotten_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
    flag = Event(at=now, id="flag", kind=EventKind.RED_FLAG, flags=("groin-lump",))
    nobody = State(
        now=now, start=Start(), profile=None, settings=Settings(), entries=(flag,), unreadable=(), left=None, facts={}
    )
    walk(nobody, [NextMorning()])
    monkeypatch.setattr(Lock, "with_flags", lambda lock, *_: lock)
    with pytest.raises(AssertionError, match="the records say locked: True"):
        walk(nobody, [NextMorning()])


@pytest.mark.soak
@given(lives(), weeks(10))
@examples(max_examples=150, suppress_health_check=[*HealthCheck])
def test_walks_through_weeks(state: State, steps: list[Step]) -> None:
    walk(state, steps)
