"""A cell a day, and the weeks."""

from datetime import date, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Event, EventKind, Session, Unreadable
from coach.domain.records.profile import NO_PROFILE, Profile, Weekday
from coach.domain.rules.light import Light
from coach.domain.statistics.calendar import CalendarDay, Rest, calendar, calendar_weeks, monday_of

from ..builders import START, activity, at, flagged, ready_to_run, run, session, unlocked, walk
from .telling import told

FIRST = START.date()
"""A Monday."""


def days(
    entries: list[Entry], count: int = 7, *, today: int = 30, profile: Profile = NO_PROFILE
) -> tuple[CalendarDay, ...]:
    return calendar(
        told(entries),
        FIRST,
        FIRST + timedelta(days=count - 1),
        today=FIRST + timedelta(days=today),
        profile=profile,
    )


def marks(found: tuple[CalendarDay, ...]) -> str:
    """A letter a day: the light's, ``r`` for a rest that was kept, a point for nothing."""
    letters = {Light.GREEN: "G", Light.AMBER: "A", Light.RED: "R", Light.NONE: "."}
    return "".join("r" if day.rest else letters[day.light] for day in found)


RESTS: list[tuple[list[Entry], str, str]] = [
    ([], ".......", "nothing on record"),
    ([session(0)], "Gr.....", "the day after mixed work"),
    ([session(0, name="acute-relief")], "G......", "no day between is asked after recovery work"),
    ([session(0), session(1)], "GGr....", "trained on the day between"),
    ([session(0, "red")], "Rrr....", "48 hours after a red"),
    ([session(0.6, "red")], "Rrr....", "48 hours after the evening of it"),
    ([session(0, done=0.0)], "G......", "nothing of it was done"),
    ([*ready_to_run(), run(5)], "GrGrGGr", "the day after a run; a walk leaves a day of rest what it is"),
    ([session(0), flagged(1, "groin-lump"), unlocked(4)], "Grrrr..", "locked"),
]


@pytest.mark.parametrize(("entries", "wanted", "why"), RESTS, ids=[why for *_, why in RESTS])
def test_light_and_rest_of_each_day(entries: list[Entry], wanted: str, why: str) -> None:
    assert marks(days(entries)) == wanted


def test_the_reasons_of_a_rest() -> None:
    entries = [session(0, "red"), session(3), flagged(4, "groin-lump"), unlocked(5)]
    assert [day.rest for day in days(entries)] == [
        None,
        Rest.AFTER_RED,
        Rest.AFTER_RED,
        None,
        Rest.BETWEEN,
        Rest.LOCKED,
        None,
    ]


def test_a_lock_from_long_before_still_rests() -> None:
    found = calendar(
        told([session(0), flagged(1, "groin-lump")]),
        FIRST + timedelta(days=20),
        FIRST + timedelta(days=22),
        today=FIRST + timedelta(days=40),
    )
    assert [day.rest for day in found] == [Rest.LOCKED] * 3
    assert all(day.locked for day in found)


def test_the_runners_own_week_has_days_of_rest() -> None:
    profile = Profile(training_days=(Weekday.MONDAY, Weekday.THURSDAY), run_days=(Weekday.SATURDAY,))
    found = days([session(0, name="acute-relief")], profile=profile)
    assert [day.rest is Rest.OWN_WEEK for day in found] == [False, True, True, False, True, False, True]


def pause(day: float, until: date | None) -> Event:
    return Event(at=at(day), kind=EventKind.PAUSE, until=until)


PAUSES: list[tuple[list[Entry], str]] = [
    ([session(0, name="acute-relief"), pause(1, FIRST + timedelta(days=4))], "GAAA..."),
    ([session(0, name="acute-relief"), pause(2, None)], "G.AAAAA"),
    ([session(0, name="acute-relief"), pause(1, None), pause(4, FIRST + timedelta(days=4))], "GAAA..."),
    ([session(0, name="acute-relief"), pause(1, None), session(4, name="acute-relief")], "GAAAG.."),
]


@pytest.mark.parametrize(("entries", "wanted"), PAUSES)
def test_days_ill_or_away_are_rest(entries: list[Entry], wanted: str) -> None:
    found = days(entries)
    assert (
        "".join("A" if day.rest is Rest.AWAY else mark for day, mark in zip(found, marks(found), strict=True)) == wanted
    )


def test_a_break_of_a_course_is_counted_and_judged_by_nothing() -> None:
    rested = Session(at=at(0), routine="acute-relief", a_day=True, done=1.0)
    day = days([session(-1), rested])[0]
    assert (day.breaks, day.sessions, day.lights, day.trained) == (1, 0, (), False)
    assert day.rest is Rest.BETWEEN


def test_today_and_later_are_no_rest_yet() -> None:
    profile = Profile(training_days=(Weekday.MONDAY,))
    assert marks(days([session(0)], today=2, profile=profile)) == "Gr....."


def test_what_a_day_holds() -> None:
    entries = [
        session(0.1, "amber", painkiller=True),
        session(0.3),
        walk(0.4, red_flags=("blood-in-urine",)),
        activity(0.5),
        flagged(0.6, "groin-lump", "blood-in-urine"),
    ]
    day = days(entries)[0]
    assert (day.lights, day.light) == ((Light.AMBER, Light.GREEN), Light.AMBER)
    assert (day.sessions, day.runs, day.walks, day.activities) == (2, 0, 1, 1)
    assert day.flags == ("blood-in-urine", "groin-lump")
    assert day.locked
    assert day.painkiller
    assert [entry.at for entry in day.entries] == sorted(entry.at for entry in entries)


PROVISIONAL: list[tuple[dict[str, Any], bool]] = [
    ({}, False),
    ({"morning": None}, True),
    ({"morning": None, "worst": 9}, False),
    ({"before": None, "worst": None, "after": None, "morning": None}, False),
]


@pytest.mark.parametrize(("answers", "wanted"), PROVISIONAL)
def test_a_light_that_may_still_change_says_so(answers: dict[str, Any], wanted: bool) -> None:
    assert days([session(0, **answers)])[0].provisional is wanted


def test_what_cannot_be_read_is_a_red_of_its_day_or_a_lock() -> None:
    unread = [
        Unreadable(at=at(0), id="u1", what="session", why="torn"),
        Unreadable(at=at(1), id="u2", what="event", why="torn"),
    ]
    first, second, *_ = days(unread)
    assert (first.light, first.unread, first.locked) == (Light.RED, 1, False)
    assert (second.light, second.unread, second.locked) == (Light.NONE, 1, True)


def test_a_day_is_that_of_the_offset_that_was_entered() -> None:
    late = replace(session(0), at=START.replace(hour=23, minute=30, tzinfo=timezone(timedelta(hours=-5))))
    assert marks(days([late]))[:2] == "Gr", "the next day already in UTC"


def test_weeks_from_monday_to_sunday_with_their_lights() -> None:
    entries = [session(2), session(4, "amber"), session(6, morning=None, painkiller=True), session(9, "red")]
    found = calendar_weeks(days(entries, count=12))
    assert [week.monday for week in found] == [FIRST, FIRST + timedelta(days=7)]
    assert [len(week.days) for week in found] == [7, 5]
    assert [(found[0].count(light)) for light in Light] == [0, 2, 1, 0]
    assert [(found[1].count(light)) for light in Light] == [0, 0, 0, 1]
    assert [week.painkillers for week in found] == [1, 0]
    assert [week.rests for week in found] == [2, 3]
    assert monday_of(date(2026, 11, 8)) == date(2026, 11, 2)
