"""Where a runner stands in a course, folded from the history: tables of what begins, counts, stays and falls."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from coach.domain.exercises.course import Course, Until
from coach.domain.exercises.routine import Phase
from coach.domain.planning.course_standing import CourseStanding
from coach.domain.records.entries import Entry, Event, EventKind

from ..builders import at, session
from .small import COURSE, EASY, FIRST, HARD, LATER, SECOND, block, choice, stands, stay


def phase_set(day: float, phase: Phase) -> Event:
    return Event(at=at(day), kind=EventKind.PHASE, phase=phase)


def easy(*days: float, light: str = "green", **answers: object) -> list[Entry]:
    return [session(day, light, EASY, **answers) for day in days]


def where(*entries: Entry, course: Course = COURSE, start: Phase = Phase.RECOVERY) -> tuple[str | None, int]:
    """The present block and the trainings counted in it."""
    standing = stands(*entries, course=course, start=start).course
    return standing.block.id if standing.block else None, standing.sessions


@pytest.mark.parametrize(
    ("start", "block_id"), [(Phase.ACUTE, "settle"), (Phase.RECOVERY, "one"), (Phase.MAINTENANCE, "one")]
)
def test_it_begins_at_its_first_open_block(start: Phase, block_id: str) -> None:
    assert where(start=start) == (block_id, 0)


@pytest.mark.parametrize(
    ("entries", "block_id", "sessions"),
    [
        (easy(0, 2), "one", 2),
        (easy(0, 2, done=0.0), "one", 0),
        ([session(0, name=LATER), session(2, name="gone")], "one", 0),
        (easy(0, 2, 4, 6), "one", 4),
        ([*easy(0, 2, 4, 6), session(8, name=EASY)], "one", 5),
        ([*easy(0, 2, 4, 6), session(8, name=HARD)], "two", 1),
        ([*easy(0, 2, 4), session(6, name=HARD), session(8, name=HARD)], "two", 1),
        ([*easy(0, 2, 4, 6), *(session(day, name=HARD) for day in (8, 10, 12))], "two", 3),
        ([*easy(0), choice(None, 1), *easy(2)], None, 0),
        ([*easy(0), choice("gone", 1), *easy(2)], None, 0),
        ([*easy(0), choice("own", 1), *easy(2)], "one", 1),
        ([*easy(0), choice("own", 1, block="two"), session(2, name=HARD)], "two", 1),
        ([*easy(0), choice("own", 1, block="gone"), *easy(2)], "one", 1),
    ],
)
def test_what_is_counted(entries: list[Entry], block_id: str | None, sessions: int) -> None:
    assert where(*entries) == (block_id, sessions)


@pytest.mark.parametrize(
    ("until", "days", "light", "over"),
    [
        (Until(sessions=2), (0, 2), "green", True),
        (Until(sessions=3), (0, 2), "green", False),
        (Until(days=2), (0, 2), "green", True),
        (Until(days=4), (0, 2), "green", False),
        (Until(green=2), (0, 2), "green", True),
        (Until(green=2), (0, 2), "amber", False),
        (Until(green=3), (0, 2), "green", False),
        (Until(sessions=2, worst=2), (0, 2), "green", True),
        (Until(sessions=2, worst=1), (0, 2), "green", False),
        (Until(sessions=2, green=1, worst=1), (0, 2), "green", False),
        (Until(worst=2), (0, 2), "amber", False),
        (Until(not_before=date(2026, 11, 4)), (0,), "green", True),
        (Until(not_before=date(2026, 11, 5)), (0,), "green", False),
        (Until(not_before=date(2026, 11, 3)), (0,), "green", True),
        (Until(sessions=1, clinician=True), (0, 2), "green", False),
        (Until(sessions=1), (), "green", False),
    ],
)
def test_when_a_block_is_over(until: Until, days: tuple[float, ...], light: str, over: bool) -> None:
    course = replace(COURSE, blocks=(replace(FIRST, until=until), SECOND))
    standing = stands(*easy(*days, light=light), course=course).course
    assert standing.is_over(at(2.1)) is over


def test_a_green_without_its_morning_is_no_green_yet() -> None:
    course = replace(COURSE, blocks=(replace(FIRST, until=Until(green=1)), SECOND))
    assert not stands(*easy(0, morning=None), course=course).course.is_over(at(1))
    assert stands(*easy(0, morning=None), course=course).course.latest[-1].open
    assert stands(*easy(0), course=course).course.is_over(at(1))


def test_one_more_week_keeps_block_and_counts() -> None:
    done = easy(0, 2, 4, 6)
    stays = [*done, stay(7), session(8, name=HARD), session(10, name=EASY)]
    assert where(*stays) == ("one", 6)
    assert where(*stays, session(15, name=HARD)) == ("two", 1)
    assert not stands(*done, stay(7)).course.is_over(at(13))
    assert stands(*done, stay(7)).course.is_over(at(14))
    assert where(*done, stay(7, course="other"), session(8, name=HARD)) == (None, 0)


def test_a_clinicians_yes_is_waited_for_and_begins_the_next() -> None:
    course = replace(COURSE, blocks=(replace(FIRST, until=Until(sessions=1, clinician=True)), SECOND))
    waiting = [*easy(0), session(2, name=HARD)]
    assert where(*waiting, course=course) == ("one", 2)
    assert where(*waiting, choice("own", 3, block="two"), session(4, name=HARD), course=course) == ("two", 1)


def test_the_next_block_waits_for_its_phase() -> None:
    last = [*easy(0, 2, 4, 6), *(session(day, name=HARD) for day in (8, 10)), session(12, name=LATER)]
    assert where(*last) == ("two", 3)
    assert where(*last, phase_set(13, Phase.MAINTENANCE), session(14, name=LATER)) == ("three", 1)


def test_acute_pauses_a_course_and_keeps_its_counts() -> None:
    acute = [*easy(0, 2), phase_set(3, Phase.ACUTE), session(4, name="acute-relief"), session(5, name=EASY)]
    standing = stands(*acute)
    assert (standing.course.block, standing.course.sessions) == (FIRST, 2)
    planned_by = standing.course.block_for(standing.phase)
    assert planned_by is not None
    assert planned_by.id == "settle"
    assert where(*acute, phase_set(6, Phase.RECOVERY), *easy(7)) == ("one", 3)


def test_a_course_without_a_block_for_acute_leaves_it_to_relief() -> None:
    standing = stands(phase_set(0, Phase.ACUTE), course=replace(COURSE, blocks=(FIRST, SECOND)))
    assert standing.course.block_for(standing.phase) is None


@pytest.mark.parametrize("through_acute", [True, False])
def test_a_phase_that_fell_leads_to_the_last_open_block_counted_anew(through_acute: bool) -> None:
    up = [*easy(0, 2, 4, 6), session(8, name=HARD), session(10, name=HARD), phase_set(11, Phase.MAINTENANCE),
          session(12, name=LATER), session(14, name=LATER)]  # fmt: skip
    assert where(*up) == ("three", 2)
    fall = [phase_set(15, Phase.ACUTE)] if through_acute else []
    assert where(*up, *fall, phase_set(16, Phase.RECOVERY)) == ("two", 0)


def test_never_to_a_block_after_the_present_one() -> None:
    course = replace(COURSE, blocks=(block("top", (LATER,), phases=(Phase.MAINTENANCE,)), FIRST, SECOND))
    assert where(start=Phase.MAINTENANCE, course=course) == ("top", 0)
    assert where(phase_set(1, Phase.RECOVERY), start=Phase.MAINTENANCE, course=course) == ("one", 0)


@pytest.mark.parametrize(
    ("events", "on", "off"),
    [
        ([(1, None)], (1, 30), ()),
        ([(1, 4)], (1, 3), (4, 5)),
        ([(1, None), (5, 5)], (), (5,)),
        ([(1, 9), (5, None)], (5, 40), ()),
        ([(5, 5)], (), (5,)),
    ],
)
def test_a_pause(events: list[tuple[float, int | None]], on: tuple[int, ...], off: tuple[int, ...]) -> None:
    said = [
        Event(at=at(day), kind=EventKind.PAUSE, until=at(until).date() if until is not None else None)
        for day, until in events
    ]
    pause = stands(*said).course.pause
    for day in on:
        assert pause is not None
        assert pause.is_on(at(day).date())
    for day in off:
        assert pause is None or not pause.is_on(at(day).date())


def test_training_ends_a_pause() -> None:
    assert stands(Event(at=at(1), kind=EventKind.PAUSE), *easy(3)).course.pause is None
    assert stands(Event(at=at(1), kind=EventKind.PAUSE), *easy(3, done=0.0)).course.pause is not None


def test_days_are_those_of_a_calendar() -> None:
    standing = CourseStanding(first=at(0.5))
    assert [standing.days(at(0.5) + timedelta(hours=hours)) for hours in (0, 11, 12, 36, 60)] == [0, 0, 1, 2, 3]
