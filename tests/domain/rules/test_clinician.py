"""The prompts to see a clinician for what lasts: painkillers, weeks without a move, runs at one stage."""

from typing import Any

import pytest

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Entry
from coach.domain.records.history import Start

from ..builders import house, planned, ready_to_run, run, session, set_phase, walk

SECOND = 1 / 86_400
HURT: dict[str, Any] = {"before": 1, "worst": 2, "after": 1, "morning": 1}
FREE: dict[str, Any] = {"before": 1, "worst": 1, "after": 1, "morning": 1}


def asked(records: list[Entry], start: Start = Start(phase=Phase.RECOVERY)) -> bool:  # noqa: B008
    return planned(house(), records, "acute-relief", day=_last_day(records), start=start).see_clinician


def _last_day(records: list[Entry]) -> float:
    first = session(0).at
    return (records[-1].at - first).total_seconds() / 86_400


def dulled(*days: float, **more: Any) -> list[Entry]:
    return [session(day, painkiller=True, **{**FREE, **more}) for day in days]


PAINKILLERS: dict[str, tuple[list[Entry], bool]] = {
    "five over 14 days": (dulled(0, 4, 8, 12, 14), True),
    "five over 14 days less a second": (dulled(0, 4, 8, 12, 14 - SECOND), False),
    "four over 14 days": (dulled(0, 5, 10, 14), False),
    "more than five": (dulled(0, 3, 6, 9, 12, 15), True),
    "one between without": ([*dulled(0, 4, 8), session(10, **FREE), *dulled(12, 16, 20, 24)], False),
    "one between unanswered": ([*dulled(0, 4, 8), session(10, painkiller=None, **FREE), *dulled(12, 16, 20)], False),
    "a run among them": ([*dulled(0, 4, 8), run(11, painkiller=True), *dulled(14)], True),
    "a walk without is a note": ([*dulled(0, 4, 8), walk(11, painkiller=False), *dulled(12, 14)], True),
    "then one without": ([*dulled(0, 4, 8, 12), session(14, **FREE)], False),
}


@pytest.mark.parametrize(("records", "expected"), PAINKILLERS.values(), ids=PAINKILLERS)
def test_a_painkiller_with_each_of_the_last_records(records: list[Entry], expected: bool) -> None:
    assert asked(records) == expected


def weekly(until: int, last: float, **answers: Any) -> list[Entry]:
    """A session every second day up to a day, and one on the last, with these answers."""
    return [session(day, **answers) for day in (*range(0, until, 2), last)]


WEEKS: dict[str, tuple[list[Entry], bool]] = {
    "42 days in recovery, worst 2": (weekly(42, 42, **HURT), True),
    "42 days less a second": (weekly(42, 42 - SECOND, **HURT), False),
    "worst 1": (weekly(42, 42, **FREE), False),
    "mornings of 2 alone": (weekly(42, 42, before=2, worst=1, after=1, morning=2), True),
    "once in each of the last three weeks": (
        [*weekly(20, 20, **FREE), session(22, **HURT), session(29, **HURT), session(41, **HURT), session(42, **FREE)],
        True,
    ),
    "not in the week before the last": (
        [*weekly(20, 20, **FREE), session(22, **HURT), session(27, **HURT), session(41, **HURT), session(42, **FREE)],
        False,
    ),
    "not in the last week": ([*weekly(34, 34, **HURT), session(42, **FREE)], False),
    "a phase set by hand begins it anew": (
        [*weekly(20, 20, **HURT), set_phase(20.5, Phase.RECOVERY), *[session(day, **HURT) for day in range(22, 62, 2)]],
        False,
    ),
    "and 42 days later it is so again": (
        [
            *weekly(20, 20, **HURT),
            set_phase(20.5, Phase.RECOVERY),
            *[session(day, **HURT) for day in (*range(22, 62, 2), 62.5)],
        ],
        True,
    ),
    "in maintenance never": ([set_phase(-1, Phase.MAINTENANCE), *weekly(60, 60, **HURT)], False),
    "21 days in acute": (
        [
            set_phase(0, Phase.ACUTE),
            *[session(day, **{**HURT, "worst": 3, "morning": 2}) for day in (*range(1, 20, 2), 21)],
        ],
        True,
    ),
    "21 days less a second": (
        [
            set_phase(0, Phase.ACUTE),
            *[session(day, **{**HURT, "worst": 3, "morning": 2}) for day in (*range(1, 20, 2), 21 - SECOND)],
        ],
        False,
    ),
}


@pytest.mark.parametrize(("records", "expected"), WEEKS.values(), ids=WEEKS)
def test_weeks_in_a_phase_without_a_move(records: list[Entry], expected: bool) -> None:
    assert asked(records) == expected


def runs(*days: float, light: str = "steady", stage: int | None = 3) -> list[Entry]:
    return [*ready_to_run(), *(run(day, light, stage=stage) for day in days)]


RUNS: dict[str, tuple[list[Entry], bool]] = {
    "four steady runs at one stage over 28 days": (runs(6, 16, 26, 34), True),
    "28 days less a second": (runs(6, 16, 26, 34 - SECOND), False),
    "three": (runs(6, 20, 34), False),
    "a green between": ([*runs(6, 12, 18), run(24, stage=3), run(30, "steady"), run(34, "steady")], False),
    "another stage between": ([*runs(6, 12, 18), run(24, "steady", stage=2), run(34, "steady", stage=3)], False),
    "sessions between are no runs": ([*runs(6, 16, 26), session(30), run(34, "steady")], True),
    "asked at a run, not at a session": ([*runs(6, 16, 26), session(34)], False),
}


@pytest.mark.parametrize(("records", "expected"), RUNS.values(), ids=RUNS)
def test_runs_that_stay_at_one_stage(records: list[Entry], expected: bool) -> None:
    assert asked(records, Start()) == expected


OWN_RUNS: dict[str, tuple[list[Entry], bool]] = {
    "all of them": (runs(6, 16, 26, 34, stage=None), True),
    "then one of the stages": ([*runs(6, 16, 24, stage=None), run(25, "red"), run(34, "steady")], False),
    "told to be of a stage": ([*runs(6, 16, 24, stage=1), run(25, "red", stage=1), run(34, "steady", stage=1)], True),
}


@pytest.mark.parametrize(("records", "expected"), OWN_RUNS.values(), ids=OWN_RUNS)
def test_runs_of_ones_own_are_at_no_stage(records: list[Entry], expected: bool) -> None:
    assert asked(records, Start(own_runs=True)) == expected
