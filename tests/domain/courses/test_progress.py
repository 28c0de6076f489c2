"""Where a runner stands, and what a block still asks, in words."""

from datetime import date

import pytest
from msgspec.structs import replace

from coach.domain.courses.progress import CLINICIAN, asks_for_yes, done_in_words, label, needs, overlong
from coach.domain.exercises.course import Check, Course, Unit, Until
from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Entry, Event, EventKind, Measure

from ..builders import at, session
from .small import COURSE, EASY, FIRST, SECOND, THIRD, choice, stands, stay


def done(*days: float, **answers: object) -> list[Entry]:
    return [session(day, name=EASY, **answers) for day in days]


def only(until: Until | None, *following: object, **more: object) -> Course:
    return replace(COURSE, blocks=(replace(FIRST, until=until, **more), SECOND))


@pytest.mark.parametrize(
    ("entries", "start", "day", "words"),
    [
        ([], Phase.RECOVERY, 0, "Own way · One"),
        (done(0), Phase.RECOVERY, 0, "Own way · One, week 1"),
        (done(0), Phase.RECOVERY, 6.9, "Own way · One, week 2"),
        (done(0), Phase.RECOVERY, 6, "Own way · One, week 1"),
        (done(0), Phase.RECOVERY, 28, "Own way · One, week 5"),
        ([*done(0), choice(None, 1)], Phase.RECOVERY, 2, ""),
        ([], Phase.ACUTE, 0, "Own way · Settle"),
    ],
)
def test_where_they_stand(entries: list[Entry], start: Phase, day: float, words: str) -> None:
    assert label(stands(*entries, start=start), at(day)) == words


def test_acute_says_that_the_rest_waits() -> None:
    hurt = [*done(0), session(2, name=EASY, before=1, worst=7, after=5, morning=2)]
    assert label(stands(*hurt), at(2)) == "Own way · Settle; the rest waits"
    assert label(stands(*hurt, course=replace(COURSE, blocks=(FIRST, SECOND))), at(2)) == (
        "Own way · Relief first; the rest waits"
    )


@pytest.mark.parametrize(
    ("until", "entries", "day", "listed"),
    [
        (Until(days=1), done(0), 0.5, [("1 day (1 so far)", True)]),
        (Until(sessions=2), done(0), 1, [("2 trainings (1 so far)", False)]),
        (Until(sessions=1, days=3), done(0), 1, [("1 training (1 so far)", True), ("3 days (1 so far)", False)]),
        (Until(green=2), done(0, 2), 3, [("the last 2 green", True)]),
        (Until(green=2), done(0), 3, [("the last 2 green", False)]),
        (Until(green=2), [*done(0), *done(2, morning=None)], 2,
         [("the last 2 green; 1 still waits for an answer", False)]),
        (Until(green=2), done(0, 2, morning=None), 2, [("the last 2 green; 2 still wait for an answer", False)]),
        (Until(green=1, worst=1), done(0), 1, [("the last 1 green", True), ("none of these above pain 1", False)]),
        (Until(not_before=date(2026, 12, 9)), done(0), 1, [("not before 9 Dec", False)]),
        (Until(sessions=1, clinician=True), done(0), 1, [("1 training (1 so far)", True), (CLINICIAN, False)]),
        (Until(sessions=1), [*done(0), stay(1)], 2,
         [("1 training (1 so far)", True), ("not before 10 Nov: you stay so long", False)]),
        (Until(sessions=1), [*done(0), stay(1)], 9, [("1 training (1 so far)", True)]),
        (None, done(0), 1, []),
    ],
)  # fmt: skip
def test_what_a_block_still_asks(
    until: Until | None, entries: list[Entry], day: float, listed: list[tuple[str, bool]]
) -> None:
    found = needs(stands(*entries, course=only(until)), at(day))
    assert [(need.words, need.met) for need in found] == listed


CHECKED = replace(
    only(Until(checks={"bridge": 12})), checks=(Check(id="bridge", name="Single-leg bridges", unit=Unit.REPS),)
)


def bridge(day: float, left: int | None, right: int | None, pain: int | None = None) -> Measure:
    return Measure(at=at(day), check="bridge", unit=Unit.REPS, left=left, right=right, pain=pain)


@pytest.mark.parametrize(
    ("measures", "words", "met"),
    [
        ([], "Single-leg bridges: 12 reps on each side (not measured yet)", False),
        ([bridge(1, 12, 9)], "Single-leg bridges: 12 reps on each side (left 12, right 9)", False),
        ([bridge(1, 12, None)], "Single-leg bridges: 12 reps on each side (left 12, right –)", False),
        ([bridge(1, 12, 9), bridge(2, 12, 13)], "Single-leg bridges: 12 reps on each side (left 12, right 13)", True),
        (
            [bridge(1, 14, 14, pain=4)],
            "Single-leg bridges: 12 reps on each side (left 14, right 14, stopped for pain)",
            False,
        ),
    ],
)
def test_a_check_that_a_block_waits_for_says_how_far_each_side_is(measures: list[Entry], words: str, met: bool) -> None:
    (need,) = needs(stands(*done(0), *measures, course=CHECKED), at(3))
    assert (need.words, need.met) == (words, met)


def test_one_is_one_rep_and_one_week() -> None:
    course = replace(CHECKED, blocks=only(Until(checks={"bridge": 1}), at_most_weeks=1).blocks)
    standing = stands(*done(0), course=course)
    assert needs(standing, at(1))[0].words == "Single-leg bridges: 1 rep on each side (not measured yet)"
    assert overlong(standing, at(7)).startswith("One has taken 1 week: ")


def test_a_check_in_points_has_no_unit_and_one_that_is_no_more_goes_by_its_id() -> None:
    points = replace(CHECKED, checks=(Check(id="bridge", name="Ease", unit=Unit.SCORE),))
    gone = replace(CHECKED, checks=())
    told = [needs(stands(*done(0), course=course), at(1))[0].words for course in (points, gone)]
    assert told == ["Ease: 12 on each side (not measured yet)", "bridge: 12 on each side (not measured yet)"]


def test_a_phase_that_is_wanting_is_named() -> None:
    course = replace(COURSE, blocks=(FIRST, THIRD))
    assert needs(stands(*done(0), course=course), at(1))[-1].words == "the maintenance phase"
    assert needs(stands(chosen=False), at(1)) == ()


def test_done_in_words() -> None:
    course = only(Until(sessions=2, green=2))
    assert done_in_words(stands(*done(0, 2), course=course).course, at(3)) == (
        "One is done: 2 trainings, 3 days, the last 2 green."
    )
    assert done_in_words(stands(*done(0), course=only(Until(sessions=1))).course, at(1)) == (
        "One is done: 1 training, 1 day."
    )


def test_only_a_clinicians_yes_is_missing() -> None:
    course = only(Until(sessions=1, clinician=True))
    assert asks_for_yes(stands(course=course), at(1)) is None
    assert asks_for_yes(stands(*done(0), course=course), at(1)) == SECOND
    assert asks_for_yes(stands(*done(0), course=only(Until(sessions=1))), at(1)) is None


def pause(day: float, until: int | None = None) -> Event:
    """Ill or away from a day on."""
    return Event(at=at(day), kind=EventKind.PAUSE, until=None if until is None else at(until).date())


@pytest.mark.parametrize(
    ("entries", "day", "says"),
    [
        ([], 30, False),
        (done(0), 13.9, False),
        (done(0), 14, True),
        ([*done(0), stay(14)], 15, False),
        (done(0, 2, 4, 6), 20, False),
        ([*done(0), pause(3)], 30, False),
        ([*done(0), pause(3, until=13)], 20, False),
        ([*done(0), pause(3, until=13)], 24, True),
        ([*done(0), pause(3), *done(14)], 20, False),
        ([*done(0), pause(3), *done(14)], 26, True),
        ([pause(-9), *done(0)], 14, True),
    ],
)
def test_a_block_that_takes_too_long_pauses_left_out(entries: list[Entry], day: float, says: bool) -> None:
    course = only(Until(sessions=4), at_most_weeks=2)
    assert bool(overlong(stands(*entries, course=course), at(day))) is says
