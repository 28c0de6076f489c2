"""When something logged was: by one's own clock and its zone of that day, or with a zone; shown as it was entered."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from coach.system.clock import SystemClock

from ..conftest import Run

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    monkeypatch.setattr(SystemClock, "now", lambda self: NOW)
    yield
    monkeypatch.undo()
    time.tzset()


TIMES = [
    ("2026-11-20 07:30", "2026-11-20T07:30:00+01:00"),
    ("2026-11-20T07:30:15", "2026-11-20T07:30:15+01:00"),
    ("2026-07-20 07:30", "2026-07-20T07:30:00+02:00"),
    ("yesterday 18:00", "2026-11-27T18:00:00+01:00"),
    ("Yesterday 6.05", "2026-11-27T06:05:00+01:00"),
    ("today 7:30", "2026-11-28T07:30:00+01:00"),
    ("7:30", "2026-11-28T07:30:00+01:00"),
    ("2026-11-20T07:30:00-05:00", "2026-11-20T07:30:00-05:00"),
    ("2026-11-20 07:30Z", "2026-11-20T07:30:00+00:00"),
]


@pytest.mark.parametrize(("said", "at"), TIMES)
def test_as_it_was_said(coach: Run, said: str, at: str) -> None:
    assert coach("log", "walk", "--minutes", "30", "--at", said).code == 0
    assert [walk["at"] for walk in coach("history", "--json").json["walk"]] == [at]


CHANGES = [
    ("2026-03-29 01:59", "2026-03-29T01:59:00+01:00", ""),
    (
        "2026-03-29 02:30",
        "2026-03-29T03:30:00+02:00",
        "02:30 on 29 Mar was skipped, as the clocks went forward; 03:30 was taken.",
    ),
    ("2026-03-29 03:00", "2026-03-29T03:00:00+02:00", ""),
    (
        "2026-10-25 02:30",
        "2026-10-25T02:30:00+02:00",
        "02:30 on 25 Oct came twice, as the clocks went back; the first was taken. The second: "
        "--at 2026-10-25T02:30:00+01:00",
    ),
    ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00", ""),
    ("2026-10-25 03:00", "2026-10-25T03:00:00+01:00", ""),
]


@pytest.mark.parametrize(("said", "at", "told"), CHANGES)
def test_of_an_hour_that_a_clock_skips_or_has_twice_it_is_said_what_was_taken(
    coach: Run, said: str, at: str, told: str
) -> None:
    logged = coach("log", "walk", "--minutes", "30", "--at", said, "--json")
    assert (logged.code, logged.err) == (0, f"coach: {told}\n" if told else "")
    assert logged.json["record"]["at"] == at


def test_days_ago_is_by_the_clock_of_that_day(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 10, 25, 18, tzinfo=BERLIN))
    for days_ago in ("1", "0"):
        coach("log", "walk", "--minutes", "30", "--days-ago", days_ago)
    assert [walk["at"] for walk in coach("history", "--json").json["walk"]] == [
        "2026-10-24T18:00:00+02:00",
        "2026-10-25T18:00:00+01:00",
    ]


SHOWN = [("yesterday 18:00", "27 Nov, 18:00)"), ("2026-11-20T07:30:00-05:00", "20 Nov, 07:30 -0500)")]


@pytest.mark.parametrize(("said", "shown"), SHOWN)
def test_it_is_shown_in_the_zone_it_was_entered_in(coach: Run, said: str, shown: str) -> None:
    assert shown in coach("log", "walk", "--minutes", "30", "--at", said).out
    assert shown.partition(", ")[2][:5] in coach("history").out


def test_the_future_is_refused_by_ones_own_clock_too(coach: Run) -> None:
    said = coach("log", "walk", "--minutes", "30", "--at", "10:00")
    assert (said.code, "--at lies in the future" in said.err) == (2, True)


def test_minutes_of_a_run_are_seconds_of_running(coach: Run) -> None:
    assert coach("log", "run", "--minutes", "31", "--at", "yesterday 18:00").code == 0
    assert [run["run_s"] for run in coach("history", "--json").json["run"]] == [1860]


def test_as_data(coach: Run) -> None:
    said = coach("log", "run", "--minutes", "31", "--before", "0", "--worst", "5", "--after", "0", "--json").json
    assert (said["record"]["type"], said["record"]["run_s"], said["record"]["at"]) == ("run", 1860, NOW.isoformat())
    assert (said["light"], said["provisional"], said["locked"]) == ("red", True, False)
    assert any("Worst pain 5" in why for why in said["why"])
    walk = coach("log", "walk", "--minutes", "31", "--json").json
    assert (walk["light"], walk["why"]) == (None, [])


def test_rules_as_data(coach: Run) -> None:
    (card,) = coach("rules", "12", "--json").json
    assert (card["rule"], card["source"]) == ("12", "2-for-2 rule, S4")
    assert card["says"]
    cards = coach("rules", "--json").json
    assert {"1", "15", "light", "phases", "clinician", "safety"} <= {each["rule"] for each in cards}
    assert coach("rules", "99", "--json").code == 2
