"""What cannot be read counts as a red of its day, or as a lock; no plan is harder for it (RULES, fourth law)."""

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase
from coach.domain.planning.planner import plan
from coach.domain.planning.replay import replay
from coach.domain.planning.unreadable_rows import line_of
from coach.domain.records.entries import Event, EventKind, Unreadable
from coach.domain.records.history import History, Start
from coach.domain.rules.light import Light

from ..builders import START, catalogue, reps, routine, session
from ..strategies import STARTS, catalogues, histories
from .test_laws import LATER, is_harder

KNOWN = catalogue(routine("a", [("bridge", reps(8, 12))]))


def row(days: float, what: str = "session", name: str = "x") -> Unreadable:
    return Unreadable(at=START + timedelta(days=days), id=name, what=what, why="its text is damaged")


def _plan(*entries: object, days: float):  # type: ignore[no-untyped-def]
    return plan(KNOWN, "a", History.of(list(entries)), at=START + timedelta(days=days))  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["session", "run", "walk", "activity"])
def test_a_record_counts_as_a_red_of_its_day(what: str) -> None:
    before = session(0, name="a")
    soon, later = (_plan(before, row(4, what), days=days) for days in (5, 7))
    assert (soon.allowed, soon.rule, soon.light) == (False, 3, Light.RED)
    assert soon.earliest == START + timedelta(days=6)
    assert any("cannot be read" in reason for reason in soon.reasons)
    assert later.allowed
    assert [step.rule for step in later.steps] == [9]


@pytest.mark.parametrize("what", ["event", "", "blood-test", "start", "profile"])
def test_anything_else_counts_as_a_lock_that_no_word_about_another_lifts(what: str) -> None:
    unlocked = Event(at=START + timedelta(days=5), kind=EventKind.UNLOCKED)
    found = _plan(session(0, name="a"), row(4, what), unlocked, days=60)
    assert (found.allowed, found.locked, found.rule, found.see_clinician) == (False, True, 1, True)
    assert "cannot be read" in found.reasons[0]


def test_its_day_is_that_of_the_runners_calendar() -> None:
    """What is read of it is an instant; in the evening, west of Greenwich, that is of tomorrow."""
    west = timezone(-timedelta(hours=11))
    found = replace(History.of([]), unreadable=(row(0.1),)).placed((START + timedelta(days=0.2)).astimezone(west))
    assert [(each.at, each.at.date()) for each in found.entries] == [(row(0.1).at, (START - timedelta(days=1)).date())]


def test_three_of_them_in_two_weeks_lock_as_three_reds() -> None:
    assert _plan(row(1), row(2, name="y"), row(3, name="z"), days=30).locked
    assert replay(KNOWN, History.of([row(1), row(2, name="y")])).phase is Phase.ACUTE


def test_it_does_not_stand_for_the_first_record_of_all() -> None:
    painful = session(1, name="a", before=4, worst=0, after=0)
    assert replay(KNOWN, History.of([row(0), painful])).phase is Phase.ACUTE


def test_a_run_takes_a_stage_back_and_ends_runs_of_ones_own() -> None:
    own = replay(KNOWN, History.of([session(0, name="a"), row(1, "run")], Start(own_runs=True)))
    assert not own.run.own
    said = Start(run_minutes=30, runs_per_week=3)
    before, after = (
        replay(KNOWN, History.of([session(0, name="a", before=0), *more], said)) for more in ([], [row(1, "run")])
    )
    assert after.run.stage == before.run.stage - 1


def test_a_session_may_have_been_the_strength_work_that_a_first_run_asks_for() -> None:
    assert replay(KNOWN, History.of([row(1)])).run.strength[-1] is False
    assert not replay(KNOWN, History.of([row(1, "walk")])).run.strength


def test_it_is_named_with_its_day_and_its_reason() -> None:
    assert line_of(row(0)).startswith("A session of 2 Nov cannot be read (its text is damaged). It counts as a red")
    assert "no known day" in line_of(replace(row(0), dated=False))


@given(
    catalogues(), st.data(), STARTS, LATER, st.sampled_from(["session", "run", "walk", "event", ""]), st.integers(0, 50)
)
def test_it_never_makes_a_plan_harder(
    known: Catalogue, data: st.DataObject, start: Start, later: timedelta, what: str, hours: int
) -> None:
    records = data.draw(histories())
    last = records[-1].at if records else START
    unread = Unreadable(at=last + timedelta(hours=hours), id="unread", what=what, why="?")
    moment = unread.at + later
    for name in known.routines:
        with_it, without = (
            plan(known, name, History.of(entries, start), at=moment) for entries in ([*records, unread], records)
        )
        assert not (with_it.allowed and not without.allowed)
        pairs = zip(with_it.steps, without.steps, strict=False) if without.allowed else ()
        assert not [step.exercise.id for step, other in pairs if is_harder(step, other)]
        assert with_it.run is not None
        assert without.run is not None
        assert not (with_it.run.allowed and not without.run.allowed)
