"""The weeks of one runner: told once, told anew when something changed, and nothing from the future."""

from datetime import timedelta, timezone
from itertools import pairwise

import pytest
from domain.builders import at, house, programme, run, session
from msgspec.structs import replace

from coach.domain.records.entries import Event, EventKind, StepDone
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.in_use import Library
from coach.services.training import Training
from coach.services.weeks.days import days_of_week, entries_of, step_line
from coach.services.weeks.tables import running_lines
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

_HOUSE = Library(house(programme()), ())


def training(*days: float, now: float = 60) -> Training:
    store = MemoryStore()
    store.add([replace(session(day), id=f"s{day}") for day in days])
    return Training(_HOUSE, store, FixedClock(at(now)), Settings())


def test_a_stretch_ends_today_and_leaves_the_future_out() -> None:
    some = training(0, 30, 59, 61)
    first, last = some.weeks.chronicles.span(28)
    assert (last - first).days == 27
    assert [chapter.entry.id for chapter in some.weeks.chronicles.stretch(28).chapters] == ["s59"]
    assert [chapter.entry.id for chapter in some.weeks.chronicles.stretch(84).chapters] == ["s0", "s30", "s59"]
    assert [chapter.entry.id for chapter in some.weeks.chronicles.stretch(28, back=28).chapters] == ["s30"]


def test_what_was_of_the_future_is_told_once_its_time_has_come() -> None:
    some = training(59, 60.2)
    assert [chapter.entry.id for chapter in some.weeks.chronicles.stretch(28).chapters] == ["s59"]
    some.clock.move(6 * 3600)  # type: ignore[attr-defined]
    assert [chapter.entry.id for chapter in some.weeks.chronicles.stretch(28).chapters] == ["s59", "s60.2"]
    assert some.weeks.report(28).sessions == 2


def test_what_was_recorded_further_east_counts_though_it_is_of_tomorrow_there() -> None:
    some = training(30, now=60.5)
    east = timezone(timedelta(hours=13))
    flag = Event(at=(at(60.5) - timedelta(hours=1)).astimezone(east), kind=EventKind.RED_FLAG, flags=("groin-lump",))
    some.store.add([flag])
    some.forget()
    assert flag.at.date() > some.weeks.chronicles.span()[1]
    assert some.standing().lock.is_on
    assert some.weeks.report().locked


@pytest.mark.parametrize("hours", [-12, -3.5, 0, 5.75, 14])
def test_a_day_holds_what_was_entered_on_it_by_its_own_clock(hours: float) -> None:
    some, zone = training(now=60), timezone(timedelta(hours=hours))
    day = at(30).date()
    first = at(30).replace(hour=0, minute=0, tzinfo=zone)
    moments = {"before": -1, "first": 0, "noon": 12 * 60, "last": 24 * 60 - 1, "after": 24 * 60}
    some.store.add([replace(run(30), id=name, at=first + timedelta(minutes=each)) for name, each in moments.items()])
    assert [entry.id for entry in entries_of(some, day)] == ["first", "noon", "last"]
    week = dict(days_of_week(some, day))
    assert len(week[day]) == 3
    assert sum(map(len, week.values())) == (5 if day.weekday() not in (0, 6) else 4)


def test_it_is_told_once_until_something_changes() -> None:
    some = training(0, 30)
    first, _ = some.weeks.chronicles.span()
    told = some.weeks.chronicles.told(first)
    assert some.weeks.chronicles.told(first) is told
    some.store.add([replace(session(40), id="new")])
    some.forget()
    assert [chapter.entry.id for chapter in some.weeks.chronicles.told(first).chapters] == ["s0", "s30", "new"]


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


def test_a_day_stands_in_its_week_which_ends_today() -> None:
    some = training(0, 2, 9, now=10.5)
    today = some.clock.now().date()
    week = days_of_week(some, today)
    days = [day for day, _ in week]
    assert (days[0].weekday(), days[-1]) == (0, today)
    assert [(b - a).days for a, b in pairwise(days)] == [1] * (len(days) - 1)
    assert sum(len(lines) for _, lines in week) == sum(entry.at.date() in days for entry in some.history().entries) > 0
    whole = days_of_week(some, days[0] - timedelta(days=3))
    assert len(whole) == 7
    assert all(line[0] in "●▲■○?" for _, lines in (*week, *whole) for line in lines)


@pytest.mark.parametrize("width", [36, 38, 50, 76, 156])
def test_a_week_of_running_is_one_line(width: int) -> None:
    runs = [replace(run(day, stage=12), id=f"r{day}") for day in (0, 2, 4, 6, 8)]
    store = MemoryStore()
    store.add(runs)
    some = Training(_HOUSE, store, FixedClock(at(20)), Settings())
    weeks = [line for line in running_lines(some.weeks.running(), width) if "┃" in line or "█" in line][1:]
    assert any("runs" in line for line in weeks)
    assert max(map(len, weeks)) <= width
    assert any("st. 12" in line for line in weeks) is (width >= 50)


def test_runs_that_were_stopped_before_the_first_step_of_running() -> None:
    store = MemoryStore()
    store.add([replace(run(day, run_s=0), id=f"r{day}") for day in (10, 17)])
    lines = [*running_lines(Training(_HOUSE, store, FixedClock(at(20)), Settings()).weeks.running())]
    assert lines[-1] == "In all: 2 runs, 0 min."
    assert sum("1 run" in line for line in lines) == 2
    assert not any("█" in line for line in lines)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (StepDone(exercise="plank", side="left", sets=2, hold_s=30, done=1.0), "plank, left: 2 × 30 s"),
        (StepDone(exercise="bridge", sets=1, reps=1, done=0.1, pain=3), "bridge: 1 × 1 rep; pain 3"),
        (StepDone(exercise="bridge", reps=12, done=1.0), "bridge: 12 reps"),
        (StepDone(exercise="bridge", swapped="plank", done=1.0), "bridge: 100 %; done as another"),
        (StepDone(exercise="gone", sets=0, done=0.0, stopped_for_pain=True), "gone: nothing done; stopped for pain"),
        (StepDone(exercise="gone"), "gone: nothing done"),
    ],
)
def test_a_step_as_it_was_done(row: StepDone, words: str) -> None:
    assert step_line(training(), row) == words
