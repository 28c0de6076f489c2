"""What is measured: when it is asked, what it delays, and that it never opens or raises anything."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.courses.measuring import due_checks, invented, no_check_today, scale_is_due
from coach.domain.courses.progress import needs
from coach.domain.exercises.course import Check, Unit, Until
from coach.domain.exercises.routine import Phase
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import fold
from coach.domain.planning.standing_copy import copy_of
from coach.domain.records.entries import Entry, Event, EventKind, Measure
from coach.domain.records.history import NO_START
from coach.domain.records.rated import Rated

from ..builders import at, session
from .small import COURSE, EASY, FIRST, SECOND, known, stands

BRIDGE = Check(id="bridge", name="Bridges", unit=Unit.REPS)
CHECKED = replace(
    COURSE,
    checks=(BRIDGE,),
    blocks=(replace(FIRST, until=Until(sessions=2, checks={"bridge": 12})), SECOND),
)


def done(*days: float, **answers: object) -> list[Entry]:
    return [session(day, name=EASY, **answers) for day in days]


def rated(day: float, *values: int) -> Measure:
    return Measure(at=at(day), activity=tuple(Rated(f"thing {n}", value) for n, value in enumerate(values)))


def bridge(day: float, left: int | None, right: int | None, **more: Any) -> Measure:
    return Measure(at=at(day), check="bridge", unit=Unit.REPS, left=left, right=right, **more)


@pytest.mark.parametrize(
    ("entries", "day", "asked"),
    [
        ([], 0, False),
        (done(0), 1, False),
        (done(0, 2), 3, True),
        ([*done(0, 2), rated(3, 5)], 16, False),
        ([*done(0, 2), rated(3, 5)], 17, True),
        ([*done(0, 2), Event(at=at(3), kind=EventKind.RED_FLAG, flags=("groin-lump",))], 4, False),
        ([*done(0, 2), Event(at=at(3), kind=EventKind.PAUSE)], 4, False),
    ],
)
def test_the_scale_is_asked_after_the_second_training_and_then_every_two_weeks(
    entries: list[Entry], day: float, asked: bool
) -> None:
    assert scale_is_due(stands(*entries), at(day)) is asked


@pytest.mark.parametrize(
    ("entries", "day", "words"),
    [
        (done(0, 2), 3, ""),
        ([*done(0), session(2, "red", name=EASY)], 3.9, "is red"),
        ([*done(0), session(2, "red", name=EASY)], 4, ""),
        ([*done(0), session(2, name=EASY, worst=7)], 9, "acute"),
    ],
)
def test_no_check_in_acute_nor_soon_after_a_red(entries: list[Entry], day: float, words: str) -> None:
    standing = stands(*entries, course=CHECKED)
    said = no_check_today(standing, at(day))
    assert ("was red" if words == "is red" else words) in said
    assert bool(due_checks(standing, at(day))) is (not words) is (said == "")


def test_no_check_while_training_is_locked() -> None:
    locked = [*done(0, 2), Event(at=at(3), kind=EventKind.RED_FLAG, flags=("groin-lump",))]
    standing = stands(*locked, course=CHECKED)
    assert no_check_today(standing, at(9)) == "Training is locked, and so is measuring."
    assert due_checks(standing, at(9)) == ()


@pytest.mark.parametrize(
    ("measures", "is_over"),
    [
        ([], False),
        ([bridge(3, 12, 12)], True),
        ([bridge(3, 12, 11)], False),
        ([bridge(3, 12, None)], False),
        ([bridge(3, 30, 30, pain=4)], False),
        ([bridge(3, 30, 30, pain=3)], True),
        ([bridge(3, 30, 30), bridge(4, 5, 5)], False),
        ([replace(bridge(3, 30, 30), unit=Unit.SECONDS)], False),
    ],
)
def test_a_check_delays_a_block_until_both_sides_reach_it(measures: list[Entry], is_over: bool) -> None:
    assert stands(*done(0, 2), *measures, course=CHECKED).course.is_over(at(5)) is is_over


@pytest.mark.parametrize(
    ("askings", "day", "waits", "prompts"),
    [
        ([rated(3, 8, 6)], 4, False, False),
        ([rated(3, 8, 6), rated(17, 6, 6)], 18, False, False),
        ([rated(3, 8, 6), rated(17, 6, 4)], 18, True, False),
        ([rated(3, 8, 6), rated(17, 6, 4)], 31, False, False),
        ([rated(3, 8, 6), rated(17, 6, 4), rated(31, 8, 6)], 32, False, False),
        ([rated(3, 8, 6), rated(17, 6, 4), rated(31, 6, 4)], 32, True, True),
        ([rated(3, 8, 6), rated(17, 6), rated(31, 5)], 32, True, True),
    ],
)
def test_an_average_down_by_two_delays_and_twice_running_asks_for_a_clinician(
    askings: list[Entry], day: float, waits: bool, prompts: bool
) -> None:
    standing = stands(*done(0, 2, 4, 6), *askings)
    assert standing.course.is_over(at(day)) is not waits
    assert standing.asks_for_clinician(at(day)) is prompts
    assert any("what matters to you" in need.words for need in needs(standing, at(day))) is waits


def test_the_best_case_ahead_reaches_what_the_block_asks() -> None:
    standing = stands(*done(0, 2), course=CHECKED)
    (measure,) = invented(standing, at(3))
    fold(standing, measure, NO_START)
    assert standing.course.is_over(at(3))
    assert invented(standing, at(4)) == ()


measures = st.one_of(
    st.builds(
        lambda day, values: rated(day, *values),
        st.integers(0, 60),
        st.lists(st.integers(0, 10), min_size=1, max_size=3),
    ),
    st.builds(
        lambda day, left, right, pain: bridge(day, left, right, pain=pain),
        st.integers(0, 60),
        st.none() | st.integers(0, 30),
        st.none() | st.integers(0, 30),
        st.none() | st.integers(0, 10),
    ),
)


@given(st.lists(measures, min_size=1, max_size=4), st.lists(st.sampled_from(["green", "amber", "red"]), max_size=6))
def test_no_measure_opens_or_raises_anything(some: list[Measure], lights: list[str]) -> None:
    """Against the same history without them: the same doses, phase, lock and stage; a block over only where it was."""
    free = replace(CHECKED, blocks=(replace(FIRST, until=Until(sessions=2)), SECOND))
    trained: list[Entry] = [session(3 * n, light, name=EASY) for n, light in enumerate(lights)]
    without, beside = stands(*trained, course=free), stands(*trained, *some, course=CHECKED)
    now = at(61)
    assert (beside.phase, beside.lock.is_on, beside.run.stage) == (without.phase, without.lock.is_on, without.run.stage)
    assert beside.course.is_over(now) <= without.course.is_over(now)
    assert beside.asks_for_clinician(now) >= without.asks_for_clinician(now)
    ours, theirs = (
        plan_from(known(of), copy_of(each), EASY, at=now) for each, of in ((beside, CHECKED), (without, free))
    )
    assert (ours.allowed, [step.dose for step in ours.steps]) == (theirs.allowed, [step.dose for step in theirs.steps])


def test_a_measure_is_no_history_and_moves_no_phase() -> None:
    assert stands(rated(0, 3), start=Phase.RECOVERY).began is None
