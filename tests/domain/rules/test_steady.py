"""Steady runs: amber by their low pain alone (RULES, "The light of a record"). They hold their stage, and no more."""

from typing import Any

import pytest

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Entry, Quality
from coach.domain.records.history import Start
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Light, Setting

from ..builders import doses, house, planned, ready_to_run, run, session
from .test_light import knowing, record

IS_STEADY: dict[str, tuple[str, dict[str, Any], bool]] = {
    "worst 1": ("B0 D1 A0 M0", {}, True),
    "worst and after 3, no rise": ("B3 D3 A3 M3", {}, True),
    "a rise of 1": ("B2 D3 A2 M2", {}, True),
    "a rise of 2": ("B1 D3 A1 M1", {}, False),
    "after above before": ("B0 D1 A1 M0", {}, False),
    "after alone hurts, not above before": ("B2 D0 A2 M2", {}, True),
    "a morning that is amber": ("B2 D2 A2 M3", {}, False),
    "morning unanswered": ("B1 D1 A1", {}, False),
    "before unanswered": ("D1 A1 M1", {}, False),
    "after unanswered": ("B1 D1 M1", {}, False),
    "quality tight": ("B1 D1 A1 M1", {"quality": Quality.TIGHT}, True),
    "gait unchanged": ("B1 D1 A1 M1", {"gait_changed": False}, True),
}


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize(("answers", "more", "steady"), IS_STEADY.values(), ids=IS_STEADY)
def test_which_amber_runs_are_steady(answers: str, more: dict[str, Any], steady: bool, phase: Phase) -> None:
    verdict = judge(record(answers, run=True, **more), Setting(phase=phase))
    assert (verdict.light, verdict.steady, verdict.alarms) == (Light.AMBER, steady, not steady)


def test_a_session_a_green_and_a_red_run_are_never_steady() -> None:
    assert not judge(record("B0 D1 A0 M0"), Setting(phase=Phase.ACUTE)).steady
    assert not judge(record("B0 D0 A0 M0", run=True), Setting()).steady
    for red in ({"gait_changed": True}, {"quality": Quality.SHARP}):
        verdict = judge(record("B1 D1 A0 M0", run=True, **red), Setting())
        assert (verdict.light, verdict.steady) == (Light.RED, False)


def test_mornings_that_are_worse_than_the_week_before_are_not_steady() -> None:
    setting = knowing(0, 0, 0, 1, 1, 1, 1, 1)
    assert judge(record("B1 D1 A1 M2", run=True), setting).light is Light.AMBER
    assert not judge(record("B2 D2 A2 M2", run=True), setting).steady


STEADY = {"before": 1, "worst": 2, "after": 1, "morning": 1}


def after(*records: Entry, start: Start = Start()) -> tuple[dict[str, str], Phase]:  # noqa: B008
    made = planned(house(), [*ready_to_run(), *records], start=start, day=20)
    return doses(made), made.phase


def test_steady_runs_cut_nothing_and_step_nothing_down() -> None:
    calm, _ = after(session(14))
    assert after(run(6, **STEADY), run(8, **STEADY), run(10, **STEADY), session(14))[0] == calm


def test_they_count_in_no_run_of_ambers_and_break_none() -> None:
    amber = {"painful": ("skips",)}
    ambers = [session(6, "amber", **amber), session(12, "amber", **amber)]
    between = [ambers[0], run(9, **STEADY), ambers[1]]
    assert after(*between) == after(*ambers), "they break none"
    alone = [ambers[1]]
    assert after(run(6, **STEADY), run(9, **STEADY), *alone) == after(*alone), "and count in none"
    started = Start(phase=Phase.MAINTENANCE)
    assert after(run(6, **STEADY), run(9, **STEADY), start=started)[1] is Phase.MAINTENANCE
    assert after(run(6, "amber"), run(9, "amber"), start=started)[1] is Phase.RECOVERY
