"""The weeks of one runner: told once, told anew when something changed, and nothing from the future."""

from datetime import timedelta

import pytest
from domain.builders import at, house, programme, run, session
from msgspec.structs import replace

from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.in_use import Library
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

_HOUSE = Library(house(programme()), ())


def training(*days: float, now: float = 60) -> Training:
    store = MemoryStore()
    store.add([replace(session(day), id=f"s{day}") for day in days])
    return Training(_HOUSE, store, FixedClock(at(now)), Settings())


def test_a_stretch_ends_today_and_leaves_the_future_out() -> None:
    some = training(0, 30, 59, 61)
    first, last = some.weeks.span(28)
    assert (last - first).days == 27
    assert [chapter.entry.id for chapter in some.weeks.stretch(28).chapters] == ["s59"]
    assert [chapter.entry.id for chapter in some.weeks.stretch(84).chapters] == ["s0", "s30", "s59"]
    assert [chapter.entry.id for chapter in some.weeks.stretch(28, back=28).chapters] == ["s30"]


def test_it_is_told_once_until_something_changes() -> None:
    some = training(0, 30)
    first, _ = some.weeks.span()
    told = some.weeks.told(first)
    assert some.weeks.told(first) is told
    some.store.add([replace(session(40), id="new")])
    some.forget()
    assert [chapter.entry.id for chapter in some.weeks.told(first).chapters] == ["s0", "s30", "new"]


def test_the_weeks_before_a_stretch_count_for_its_line_of_running() -> None:
    some = training(0)
    some.store.add([replace(run(20, run_s=600), id="r1"), replace(run(38, run_s=600), id="r2")])
    some.forget()
    assert some.weeks.running(28).weeks[0].most_s == 1140


@pytest.mark.parametrize("days", [28, 84])
def test_every_answer_can_be_had(days: int) -> None:
    weeks = training(*range(36, 60, 3)).weeks
    assert len(weeks.calendar(days)) == days
    assert weeks.points(days)
    assert weeks.bands(days)
    assert {line.exercise.id for line in weeks.doses(days)} == {"bridge", "plank"}
    assert weeks.changes(days)
    assert weeks.associations(days)
    assert weeks.painful(days) == ()
    page = weeks.report(days)
    assert page.last - page.first == timedelta(days=days - 1)


def test_nobody_has_trained_yet() -> None:
    weeks = training().weeks
    assert weeks.doses() == ()
    assert weeks.report().sessions == 0
