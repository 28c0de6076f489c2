"""simulate: the worked examples of the rules, through the command line; times, check-in, and broken histories."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Run
from .test_browse import PLAN_KEYS

CARE = """
format = 1
id = "care"
name = "Care"
kind = "mixed"
phases = ["acute", "recovery", "maintenance"]
[[step]]
exercise = "plank"
hold = { from = 30, to = 60, step = 5 }
[[step]]
exercise = "bridge"
reps = { from = 10, to = 20 }
sets = 3
[[step]]
exercise = "side-plank"
hold = { from = 30, to = 60, step = 5 }
"""
START = datetime.fromisoformat("2026-11-01T07:30:00+00:00")


@pytest.fixture(autouse=True)
def _care(home: Path) -> None:
    (home / "work" / "care").mkdir()
    (home / "work" / "care" / "care.toml").write_text(CARE)


def session(after_days: float, before: int, worst: int, after: int, morning: int | None, more: str = "") -> str:
    at = (START + timedelta(days=after_days)).isoformat()
    text = f'[[session]]\nroutine = "care"\nat = {at}\nbefore = {before}\nworst = {worst}\nafter = {after}\n'
    text += 'quality = "dull"\ndone = 1.0\neffort = 5\n'
    return text + (f"morning = {morning}\n" if morning is not None else "") + more


def simulate(coach: Run, history: str, *words: str) -> Any:
    Path("h.toml").write_text(history)
    said = coach("simulate", "care", "--routines", "care", "--history", "h.toml", "--json", *words)
    assert (said.code, said.err) == (0, "")
    return said.json


def doses(plan: Any) -> dict[str, tuple[int, int | None, str]]:
    return {step["exercise"]: (step["sets"], step["hold_s"] or step["reps"], step["change"]) for step in plan["steps"]}


GOOD = (1, 2, 1, 1)


def test_example_1_two_green_sessions_earn_a_step(coach: Run) -> None:
    plan = simulate(coach, session(0, *GOOD) + session(2, *GOOD))
    assert plan.keys() == PLAN_KEYS
    assert (plan["light"], plan["provisional"], plan["rule"]) == ("green", False, 12)
    assert doses(plan) == {"plank": (1, 35, "up"), "bridge": (3, 12, "up"), "side-plank": (1, 30, "same")}


def test_example_2_one_green_session_holds(coach: Run) -> None:
    plan = simulate(coach, session(0, *GOOD))
    assert (plan["light"], plan["rule"]) == ("green", 13)
    assert {change for _, _, change in doses(plan).values()} == {"same"}


def test_example_3_amber_cuts_what_hurt(coach: Run) -> None:
    plan = simulate(coach, session(0, 2, 4, 3, 2, 'painful = ["bridge"]\n'))
    assert plan["light"] == "amber"
    assert doses(plan) == {"plank": (1, 30, "same"), "bridge": (3, 8, "down"), "side-plank": (1, 30, "same")}


def test_example_4_the_morning_turns_green_into_red(coach: Run) -> None:
    plan = simulate(coach, session(0, 1, 2, 1, 4))
    assert plan["light"] == "red"
    assert doses(plan)["bridge"] == (1, 7, "down")


def test_example_12_an_unanswered_morning_holds(coach: Run) -> None:
    plan = simulate(coach, session(0, *GOOD) + session(2, 1, 2, 1, None))
    assert (plan["light"], plan["provisional"]) == ("green", True)
    assert {change for _, _, change in doses(plan).values()} == {"same"}


def test_example_12_two_levels_up_and_away_for_18_days(coach: Run) -> None:
    # The first pair steps up after the second session, the rest after the third, the first pair again, and so on.
    history = "".join(session(2 * number, *GOOD) for number in range(6))
    up = doses(simulate(coach, history))["plank"]
    last = START + timedelta(days=10)
    away = simulate(coach, history, "--at", (last + timedelta(days=18)).isoformat())
    assert up[1] >= 40
    levels = [30, 35, 40, 45, 50]
    held = levels.index(up[1]) - (1 if up[2] == "up" else 0)
    assert held >= 2
    assert doses(away)["plank"][:2] == (1, levels[held - 2])
    assert away["steps"][0]["rule"] == 8


def test_at_defaults_to_72_hours_after_the_last_record(coach: Run) -> None:
    walk = f"[[walk]]\nat = {(START + timedelta(days=1)).isoformat()}\nminutes = 30\n"
    plan = simulate(coach, session(0, *GOOD) + walk)
    assert datetime.fromisoformat(plan["at"]) == START + timedelta(hours=72)


def test_records_after_at_are_ignored(coach: Run) -> None:
    at = (START + timedelta(days=1)).isoformat()
    assert simulate(coach, session(0, *GOOD) + session(2, 2, 6, 6, 6), "--at", at)["light"] == "green"


def test_the_check_in_is_heard(coach: Run) -> None:
    plan = simulate(coach, session(0, *GOOD) + session(2, *GOOD) + "[check_in]\npainkiller = true\n")
    assert {change for _, _, change in doses(plan).values()} == {"same"}
    assert any("painkiller" in reason for reason in plan["reasons"])


def test_each_is_a_line_a_record(coach: Run) -> None:
    history = session(0, *GOOD) + session(2, *GOOD) + session(4, 2, 4, 3, 2)
    alone = simulate(coach, history)
    said = coach("simulate", "care", "--routines", "care", "--history", "h.toml", "--each")
    plans = [json.loads(line) for line in said.out.splitlines()]
    assert [plan["light"] for plan in plans] == ["green", "green", "amber"]
    assert [plan["rule"] for plan in plans[:2]] == [13, 12]
    assert plans[-1] == alone


def test_an_empty_history_is_a_beginning(coach: Run) -> None:
    plan = simulate(coach, "", "--at", "2026-11-01T07:30:00Z")
    assert (plan["light"], plan["provisional"]) == ("none", False)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[session]\n", "h.toml:1:"),
        ('[[session]]\nroutine = "care"\nat = 2026-11-01T07:30:00Z\nbefore = 11\n', "h.toml:4:1: error:"),
        ('[[session]]\nroutine = "care"\nat = 2026-11-01\n', "h.toml:3:1: error:"),
    ],
)
def test_a_broken_history_is_1_with_its_place(coach: Run, text: str, where: str) -> None:
    Path("h.toml").write_text(text)
    said = coach("simulate", "care", "--routines", "care", "--history", "h.toml", "--json")
    assert (said.code, said.out) == (1, "")
    assert where in said.err


def test_no_history_file_is_1(coach: Run) -> None:
    said = coach("simulate", "care", "--routines", "care", "--history", "nowhere.toml")
    assert said.code == 1
    assert "there is no such file" in said.err


def test_without_json_people_can_read_it(coach: Run) -> None:
    Path("h.toml").write_text(session(0, *GOOD) + session(2, *GOOD))
    said = coach("simulate", "care", "--routines", "care", "--history", "h.toml")
    assert "1 × 35 s" in said.out
    assert "+ up" in said.out
