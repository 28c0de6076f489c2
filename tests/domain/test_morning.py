"""Which record a morning's answer belongs to (RULES, "Words")."""

from datetime import UTC, datetime

import pytest

from coach.domain.morning import awaiting_morning, is_recalled, next_morning
from coach.domain.record import History, Session


def at(day: str) -> datetime:
    """``02T07:00`` of November 2026."""
    return datetime.fromisoformat(f"2026-11-{day}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("trained", "morning"),
    [("01T07:00", "02T04:00"), ("01T23:50", "02T04:00"), ("01T00:30", "01T04:00"), ("01T04:00", "02T04:00")],
)
def test_next_morning(trained: str, morning: str) -> None:
    assert next_morning(at(trained)) == at(morning)


@pytest.mark.parametrize(
    ("now", "whose", "from_memory"),
    [("03T08:00", "02T07:00", False), ("03T03:00", "01T07:00", True), ("03T20:00", "02T07:00", True)],
)
def test_which_record_waits_for_its_morning(now: str, whose: str, from_memory: bool) -> None:
    history = History.of([Session(at=at(day), routine="rescue") for day in ("01T07:00", "02T07:00", "03T21:00")])
    record = awaiting_morning(history, at(now))
    assert record is not None
    assert record.at == at(whose)
    assert is_recalled(record, at(now)) is from_memory


def test_the_seventh_day_counts_and_no_more() -> None:
    history = History.of([Session(at=at("01T07:00"), routine="rescue")])
    assert awaiting_morning(history, at("08T07:00")) == history.entries[0]
    assert awaiting_morning(history, at("08T07:01")) is None
