"""What is said before and after a session."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from coach.domain.planning.plan import Change
from coach.domain.planning.planner import plan
from coach.domain.records.entries import Session
from coach.domain.records.history import History
from coach.domain.rules.light import Finding, Light, Verdict
from coach.plain.plan_lines import ago, fitted_lines, light_line, outlook_lines, plan_lines, verdict_lines
from coach.services.today import Outlook

from .talking import LIBRARY

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
FIRST = plan(LIBRARY.catalogue, "psoas-care", History(), at=AT)


def after(morning: int | None) -> History:
    """Two sessions, green but for the last morning."""
    return History.of(
        [
            Session(
                id=str(day), at=AT + timedelta(days=day), routine="psoas-care", before=1, worst=2, after=1,
                morning=1 if day == 0 else morning, effort=5, done=1.0,
            )
            for day in (0, 2)
        ]
    )  # fmt: skip


def test_plan_lines() -> None:
    lines = list(plan_lines(FIRST, 8))
    assert lines[0] == "Psoas care: 5 exercises, about 8 minutes. Phase: recovery."
    assert (
        lines[2]
        == "1. Psoas stretch: 2 × 20 s each side. From the start of its range: 3 steps lie above. Rule 13, coach."
    )
    assert lines[-1].startswith("5. Plank: 1 × 30 s. ")


def test_a_plan_that_asks_for_nothing_says_so() -> None:
    out = replace(FIRST, steps=tuple(replace(step, dose=None, change=Change.OUT) for step in FIRST.steps))
    assert next(iter(plan_lines(out, 0))) == "Psoas care: every exercise of it is out today. Phase: recovery."


def test_plan_lines_say_what_grows() -> None:
    grown = plan(LIBRARY.catalogue, "psoas-care", after(1), at=AT + timedelta(days=5))
    assert list(plan_lines(grown, 8))[2].startswith(
        "1. Psoas stretch: 2 × 25 s each side. More than last time. Two green"
    )


def test_nothing_is_left_out_of_a_whole_plan() -> None:
    assert list(fitted_lines(FIRST, FIRST)) == []


def test_outlook_tells_what_a_good_morning_adds() -> None:
    at = AT + timedelta(days=5)
    outlook = Outlook(
        plan(LIBRARY.catalogue, "psoas-care", after(None), at=at),
        plan(LIBRARY.catalogue, "psoas-care", after(1), at=at),
    )
    lines = list(outlook_lines(outlook, FIRST))
    assert lines[0] == "Your next Psoas care: the same as today."
    assert lines[1].startswith("After a good morning, Psoas stretch: 2 × 25 s each side. ")


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (Verdict(Light.RED, True, (Finding(Light.RED, "Because.", "S3"),)), "Light: red. Because."),
        (Verdict(Light.AMBER, True), "Light: amber so far."),
        (Verdict(Light.GREEN, False), "Light: green."),
    ],
)
def test_light_line(verdict: Verdict, line: str) -> None:
    assert light_line(verdict) == line
    assert next(iter(verdict_lines(verdict))) == line


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.5, "just now"),
        (1, "1 minute ago"),
        (12, "12 minutes ago"),
        (60, "1 hour ago"),
        (239, "3 hours ago"),
        (-5, "just now"),
    ],
)
def test_ago(minutes: float, words: str) -> None:
    assert ago(AT, AT + timedelta(minutes=minutes)) == words
