"""Histories that were judged wrong once, each one of a kind: what the plan after them must say.

The files are in ``tests/cases/rules``, with the routines that they name.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Run

CASES = Path(__file__).parents[2] / "cases" / "rules"

HOLDS = {"same"}
RIGHT: dict[str, dict[str, Any]] = {
    "D1": {"light": "amber", "phase": "acute", "stage": 8},
    "D2": {"light": "green", "provisional": True, "phase": "maintenance", "allowed": True},
    "E1": {"light": "amber", "phase": "recovery", "changes": HOLDS},
    "E2": {"light": "amber", "phase": "recovery", "changes": HOLDS},
    "E3": {"light": "amber", "locked": False, "phase": "recovery"},
    "E4": {"light": "amber", "locked": False, "phase": "recovery"},
    "E5": {"light": "amber", "changes": {"same", "up"}},
    "E6": {"light": "amber", "changes": {"same", "up"}},
    "E7a": {"allowed": False, "instead": "acute-relief", "phase": "acute"},
    "E7b": {"light": "red", "phase": "acute"},
    "R1": {"light": "green", "changes": HOLDS},
    "c03": {"see_clinician": True, "locked": False},
    "c05": {"see_clinician": True, "locked": False},
    "c08": {"see_clinician": True, "locked": False},
    "c16": {"light": "green", "see_clinician": False},
}


def simulate(coach: Run, name: str, *words: str) -> Any:
    """The plan of the first routine that a case names, after it."""
    (history,) = CASES.glob(f"{name}-*.toml")
    named = re.search(r'^routine *= *"(.+)"', history.read_text(), re.MULTILINE)
    routine = named[1] if named else "psoas-care"
    said = coach("simulate", routine, "--history", str(history), "--json", *words)
    assert (said.code, said.err) == (0, "")
    return said.json


@pytest.fixture
def own_routines() -> tuple[str, str]:
    return "--routines", str(CASES / "routines")


def test_every_case_is_there() -> None:
    assert {path.stem.partition("-")[0] for path in CASES.glob("*.toml")} == RIGHT.keys() | {"D3"}


@pytest.mark.parametrize("name", RIGHT)
def test_a_case_is_judged_right(coach: Run, own_routines: tuple[str, str], name: str) -> None:
    made = simulate(coach, name, *own_routines)
    said = {**made, "stage": made["run"]["stage"], "changes": {step["change"] for step in made["steps"]}}
    assert {key: said[key] for key in RIGHT[name]} == RIGHT[name]


def whys(plan: Any) -> dict[str, str]:
    return {step["exercise"]: step["why"] for step in plan["steps"]}


def test_a_stretch_that_was_out_commits_no_step_up(coach: Run, own_routines: tuple[str, str]) -> None:
    """D3: with sharp pain its stretch was out. Ice, which was asked for, took its step, where its range has one."""
    made = {step["exercise"]: step["hold_s"] for step in simulate(coach, "D3", *own_routines)["steps"]}
    assert made == {"gentle-kneeling": 15, "ice": 600}
    shipped = {step["exercise"]: step for step in simulate(coach, "D3")["steps"]}
    assert shipped["ice"]["hold_s"] > 600
    assert {step["change"] for name, step in shipped.items() if name != "ice"} == {"same"}


def test_a_missing_effort_is_named_where_it_holds(coach: Run, own_routines: tuple[str, str]) -> None:
    assert all("effort was not answered" in why for why in whys(simulate(coach, "R1", *own_routines)).values())


def test_who_answers_only_the_worst_is_told_what_goes_on_and_why(coach: Run, own_routines: tuple[str, str]) -> None:
    said = whys(simulate(coach, "c08", *own_routines))
    assert "On 25 Jul the light was amber; on 23 Jul only the worst pain was answered" in said["plank"]
    for cut in ("knee-drive", "bridge-march", "band-march"):
        assert "Your green on 23 Jul did not end it: only the worst pain was answered." in said[cut]


def test_runs_with_a_little_pain_cut_no_strength_and_ask_for_a_clinician_in_the_end(
    coach: Run, own_routines: tuple[str, str]
) -> None:
    assert {step["change"] for step in simulate(coach, "c05", *own_routines)["steps"]} == HOLDS
