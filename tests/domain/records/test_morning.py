"""Whose morning is asked, and what an answer given unasked is about (RULES, "Words", "Return to run")."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Activity, Entry, Run, Session, Walk
from coach.domain.records.history import History
from coach.domain.records.morning import (
    Night,
    bearer_beside,
    calm_mornings,
    has_come,
    is_answered,
    is_recalled,
    last_night,
    next_morning,
    open_nights,
    unanswered_nights,
)


def at(day: str) -> datetime:
    """``02T07:00`` of November 2026."""
    return datetime.fromisoformat(f"2026-11-{day}").replace(tzinfo=UTC)


def session(day: str, morning: int | None = None) -> Session:
    return Session(at=at(day), routine="rescue", morning=morning)


def run(day: str, morning: int | None = None) -> Run:
    return Run(at=at(day), morning=morning)


def walk(day: str, morning: int | None = None) -> Walk:
    return Walk(at=at(day), morning=morning)


def days(nights: Iterable[Night]) -> list[list[str]]:
    """What the nights are about: ``session 01``."""
    return [[f"{type(entry).__name__.lower()} {entry.at:%d}" for entry in night.entries] for night in nights]


@pytest.mark.parametrize(
    ("trained", "morning"),
    [("01T07:00", "02T04:00"), ("01T23:50", "02T04:00"), ("01T00:30", "01T04:00"), ("01T04:00", "02T04:00")],
)
def test_next_morning(trained: str, morning: str) -> None:
    assert next_morning(at(trained)) == at(morning)
    assert has_come(at(trained), at(morning))
    assert not has_come(at(trained), at(trained))


@pytest.mark.parametrize(
    ("now", "whose", "from_memory"),
    [("03T08:00", "02T07:00", False), ("03T03:00", "01T07:00", True), ("03T20:00", "02T07:00", True)],
)
def test_the_last_night(now: str, whose: str, from_memory: bool) -> None:
    history = History.of([session("01T07:00"), session("02T07:00"), session("03T21:00")])
    night = last_night(history, at(now))
    assert night is not None
    assert night.at == at(whose)
    assert is_recalled(night.entries[0], at(now)) is from_memory


def test_the_seventh_day_counts_and_no_more() -> None:
    history = History.of([session("01T07:00")])
    assert days(open_nights(history, at("08T07:00"))) == [["session 01"]]
    assert last_night(history, at("08T07:00")) is not None
    assert open_nights(history, at("08T07:01")) == ()
    assert last_night(history, at("08T07:01")) is None


ASKED: dict[str, tuple[list[Entry], list[list[str]]]] = {
    "nothing": ([], []),
    "a session": ([session("04T07:00")], [["session 04"]]),
    "a run": ([run("04T07:00")], [["run 04"]]),
    "a walk": ([walk("04T07:00")], [["walk 04"]]),
    "a session and a walk of one night": ([session("04T07:00"), walk("04T18:00")], [["session 04", "walk 04"]]),
    "of two nights": ([walk("03T18:00"), session("04T07:00")], [["walk 03"], ["session 04"]]),
    "only the last record": ([session("02T07:00"), run("04T07:00")], [["run 04"]]),
    "all that was done on the day of a run": (
        [session("04T07:00"), walk("04T08:00"), run("04T17:00"), session("04T18:00")],
        [["session 04", "walk 04", "run 04", "session 04"]],
    ),
    "only the last walk": ([walk("02T07:00"), walk("04T07:00")], [["walk 04"]]),
    "an earlier one that was missed is not asked": ([session("02T07:00"), session("04T07:00", 1)], []),
    "a walk that is told does not hide the session": ([session("03T07:00"), walk("04T07:00", 1)], [["session 03"]]),
    "not before the morning": ([session("03T07:00"), session("05T06:00")], [["session 03"]]),
    "cross-training has none": ([Activity(at=at("04T07:00"), kind="swim")], []),
    "the future is not looked at": ([walk("04T07:00"), walk("06T07:00")], [["walk 04"]]),
}


@pytest.mark.parametrize(("entries", "asked"), ASKED.values(), ids=ASKED)
def test_whose_morning_is_asked(entries: list[Entry], asked: list[list[str]]) -> None:
    assert days(open_nights(History.of(entries), at("05T08:00"))) == asked


UNASKED: dict[str, tuple[list[Entry], list[str]]] = {
    "both of the night": ([session("04T07:00"), walk("04T18:00")], ["session 04", "walk 04"]),
    "the last night only": ([session("03T07:00"), walk("04T18:00")], ["walk 04"]),
    "what is not told of it": ([session("04T07:00", 1), walk("04T18:00")], ["walk 04"]),
    "all told: all of it, to correct it": ([session("04T07:00", 1), walk("04T18:00", 1)], ["session 04", "walk 04"]),
    "a bad one is told: all of it, to correct it, for what it was not laid to is not open": (
        [session("04T07:00"), run("04T17:00", 5)], ["session 04", "run 04"],
    ),
    "never an older night": ([session("03T07:00"), session("04T18:00", 1)], ["session 04"]),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "about"), UNASKED.values(), ids=UNASKED)
def test_what_an_answer_given_unasked_is_about(entries: list[Entry], about: list[str]) -> None:
    night = last_night(History.of(entries), at("05T08:00"))
    assert night is not None
    assert days([night]) == [about]


BEARS: dict[str, tuple[list[Entry], str]] = {
    "a walk alone": ([walk("04T08:00")], "walk 08"),
    "a session beside a walk": ([session("04T07:00"), walk("04T08:00")], "session 07"),
    "the last of two sessions": ([session("04T07:00"), session("04T18:00")], "session 18"),
    "a run before all else": ([session("04T07:00"), run("04T17:00"), session("04T18:00"), walk("04T19:00")], "run 17"),
}


@pytest.mark.parametrize(("entries", "bears"), BEARS.values(), ids=BEARS)
def test_what_a_bad_morning_is_laid_to(entries: list[Entry], bears: str) -> None:
    night = last_night(History.of(entries), at("05T08:00"))
    assert night is not None
    assert f"{type(night.bears).__name__.lower()} {night.bears.at:%H}" == bears


@pytest.mark.parametrize(("morning", "asked"), [(0, [["session 04"]]), (1, [["session 04"]]), (2, []), (9, [])])
def test_a_bad_morning_is_not_asked_about_again(morning: int, asked: list[list[str]]) -> None:
    entries = [session("04T07:00"), run("04T17:00", morning)]
    assert days(unanswered_nights(History.of(entries), at("05T08:00"))) == asked


@pytest.mark.parametrize(("morning", "answered"), [(None, False), (1, False), (2, True), (6, True)])
def test_a_morning_that_another_record_of_the_night_bears_is_answered(morning: int | None, answered: bool) -> None:
    spared = session("04T18:00")
    history = History.of(
        [
            session("03T07:00", 6),
            run("04T17:00", morning),
            spared,
            Activity(at=at("04T19:00"), kind="swim"),
            session("05T07:00", 6),
        ]
    )
    assert is_answered(spared, history, at("06T08:00")) is answered
    assert is_answered(session("05T07:00", 6), history, at("06T08:00"))


def test_a_bad_morning_of_a_walk_leaves_the_record_of_its_day_open() -> None:
    """Nothing is judged by a walk: the record beside it is asked about."""
    history = History.of([session("04T07:00"), walk("04T18:00", 6)])
    assert (
        days(unanswered_nights(history, at("05T08:00")))
        == days(open_nights(history, at("05T08:00")))
        == [["session 04"]]
    )
    alone = History.of([walk("04T07:00"), walk("04T18:00", 6)])
    assert not unanswered_nights(alone, at("05T08:00"))


def test_every_night_of_a_week_that_is_not_told_can_be_answered_latest_first() -> None:
    entries = [session("01T07:00"), session("02T07:00"), walk("02T09:00"), run("03T07:00", 1), session("04T07:00")]
    assert days(unanswered_nights(History.of(entries), at("05T08:00"))) == [
        ["session 04"],
        ["session 02", "walk 02"],
        ["session 01"],
    ]


@pytest.mark.parametrize(
    ("trained", "now", "is_todays"),
    [("01T19:00", "02T08:00", True), ("02T00:30", "02T08:00", True), ("01T19:00", "03T08:00", False)],
)
def test_whether_the_morning_is_today_s(trained: str, now: str, is_todays: bool) -> None:
    """One who trained at half past midnight is asked about this morning, not about the morning after today."""
    (night,) = open_nights(History.of([session(trained)]), at(now))
    assert night.ended_today(at(now)) is is_todays


@pytest.mark.parametrize(
    ("beside", "bearer"),
    [
        ([], None),
        ([session("04T07:00", 6)], "session 04"),
        ([session("04T07:00", 1)], None),
        ([session("04T07:00")], None),
        ([session("03T07:00", 6), session("05T07:00", 6)], None),
        ([walk("04T07:00", 6)], None),
        ([walk("04T07:00", 6), run("04T09:00", 2)], "run 04"),
    ],
)
def test_what_bears_the_bad_morning_of_a_session_that_is_logged_late(
    beside: list[Session | Run | Walk], bearer: str | None
) -> None:
    found = bearer_beside(session("04T18:00", 6), History.of(beside), at("06T08:00"))
    assert (days([Night((found,))])[0][0] if found else None) == bearer


def test_a_bad_morning_of_a_walk_is_borne_by_it_beside_another_walk() -> None:
    first = walk("04T07:00", 6)
    assert bearer_beside(walk("04T18:00"), History.of([first]), at("05T08:00")) is not None
    assert bearer_beside(first, History.of([first]), at("05T08:00")) is None
    kept = replace(first, id="kept")
    assert bearer_beside(replace(kept, before=1), History.of([kept]), at("05T08:00")) is None


@pytest.mark.parametrize(
    ("morning", "hours", "calm"),
    [(None, 2, 0), (None, 23, 0), (None, 47, None), (3, 23, 3)],
    ids=["tonight", "this morning", "missed", "answered"],
)
def test_a_morning_still_to_be_asked_is_taken_to_be_calm(morning: int | None, hours: int, calm: int | None) -> None:
    record = session("02T07:00", morning)
    (told,) = calm_mornings(History.of([record]), record.at + timedelta(hours=hours))
    assert isinstance(told, Session)
    assert told.morning == calm
