"""A date, or a moment, as runners say it on another day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.weekday import Weekday
from coach.domain.records.days import day_span, near_day, near_moment

TODAY = date(2026, 11, 2)
"""A Monday."""
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "Wednesday"),
        (6, "Sunday"),
        (-6, "Tuesday"),
        (7, "Monday, 9 Nov"),
        (-7, "Monday, 26 Oct"),
    ],
)
def test_a_day_as_it_is_said_today(days: int, said: str) -> None:
    assert near_day(TODAY + timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 2, 8, 30, tzinfo=UTC), "08:30 today"),
        (datetime(2026, 11, 3, 7, 0, tzinfo=UTC), "07:00 tomorrow"),
        (datetime(2026, 11, 6, 7, 30, tzinfo=UTC), "Friday 07:30"),
        (datetime(2026, 11, 13, 7, 30, tzinfo=UTC), "Friday, 13 Nov, 07:30"),
    ],
)
def test_a_moment_as_it_is_said_now(at: datetime, said: str) -> None:
    assert near_moment(at, datetime(2026, 11, 2, 6, 0, tzinfo=UTC)) == said


def test_a_moment_is_told_by_the_clock_of_now() -> None:
    here = timezone(timedelta(hours=3))
    now = datetime(2026, 11, 2, 20, 0, tzinfo=here)
    assert near_moment(datetime(2026, 11, 2, 22, 30, tzinfo=UTC), now) == "01:30 tomorrow"


@given(DAYS, DAYS)
def test_a_weekday_alone_is_said_of_one_day_only_and_never_of_today(at: date, today: date) -> None:
    said = near_day(at, today)
    if said == Weekday.of(at).full:
        assert 1 < abs((at - today).days) < 7
    assert (said == "today") == (at == today)


SPANS = {
    "one day": (date(2026, 11, 8), date(2026, 11, 8), "8 Nov"),
    "within a month": (date(2026, 11, 8), date(2026, 11, 11), "8 to 11 Nov"),
    "over the end of one": (date(2026, 10, 30), date(2026, 11, 2), "30 Oct to 2 Nov"),
    "the same month of two years": (date(2025, 11, 8), date(2026, 11, 8), "8 Nov to 8 Nov"),
}


@pytest.mark.parametrize(("first", "last", "words"), SPANS.values(), ids=SPANS)
def test_from_day_to_day(first: date, last: date, words: str) -> None:
    assert day_span(first, last) == words
