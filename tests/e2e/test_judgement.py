"""The coach's judgement in a real terminal: the check-in's signs, the hurts key, the lock, a guided run."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from e2e.test_session import begin

SLOW = ("play", "desk-break", "--speed", "6", "--record")


def test_a_red_pain_in_a_session_ends_it_kindly(start, run):
    terminal = start(*SLOW)
    begin(terminal)
    terminal.wait_for("HOLD")
    terminal.press("h")
    terminal.wait_for("What hurts in Standing hip opener?")
    for key in ("7", "3", "1"):  # seven, sharp, left
        terminal.press(key)
    terminal.wait_for("That is red")
    terminal.press("enter")
    terminal.wait_for("How was it?")
    terminal.press("escape")
    terminal.wait_for("Answer the pain check")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert (record["stopped"], record["worst"], record["quality"]) == ("pain", 7, "sharp")
    assert record["painful"] == ["standing-hip-opener:left"]
    (step,) = [step for step in record["step"] if step.get("pain")]
    assert (step["exercise"], step["side"], step["pain"], step["stopped_for_pain"]) == (
        "standing-hip-opener",
        "left",
        7,
        True,
    )


def test_limping_today_leads_to_relief_and_a_warning_sign_locks(start, run):
    terminal = start("play", "psoas-care")
    terminal.wait_for("Pain now")
    terminal.wait_for("None of these")
    terminal.press("f")
    terminal.wait_for("Is any of these true today?")
    terminal.press("2")
    terminal.press("enter")
    terminal.wait_for("NOT TODAY")
    terminal.wait_for("Acute relief")
    terminal.wait_gone("Is any of these true today?")
    terminal.press("f")
    terminal.wait_for("Is any of these true today?")
    terminal.press("5")  # the first of the emergencies
    terminal.press("enter")
    terminal.wait_for("local emergency number")
    terminal.wait_for("GET HELP NOW")
    terminal.press("escape")
    terminal.wait_for("TRAINING IS LOCKED")
    terminal.press("enter")
    terminal.wait_for("What came of it?")
    terminal.press("1")
    terminal.wait_gone("TRAINING IS LOCKED")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert [event["kind"] for event in json.loads(run("history", "--json").stdout)["event"]] == ["red-flag", "unlocked"]


def test_a_guided_run_from_its_checklist_on(start, run, home: Path):
    kept = home / "ready.toml"
    now = datetime.now(UTC).replace(microsecond=0)
    whole = 'before = 1\nworst = 1\nafter = 1\nmorning = 1\ndone = 1.0\nquality = "none"\ndaily_life_pain_free = true\n'
    records = [
        f'[[session]]\nroutine = "rescue"\nat = {(now - timedelta(days=days)).isoformat()}\n{whole}'
        for days in (9, 7, 5)
    ]
    records += [
        f"[[walk]]\nat = {(now - timedelta(days=days)).isoformat()}\n"
        "minutes = 35\nlimp = false\nbefore = 1\nmorning = 1\n"
        for days in (4, 2)
    ]
    kept.write_text("\n".join(records), encoding="utf-8")
    assert run("import", str(kept)).returncode == 0
    terminal = start("play", "return-to-run", "--speed", "900", "--record")
    begin(terminal)
    terminal.wait_for("How was it?")
    for key in ("0", "0", "4"):
        terminal.press(key)
        terminal.settle(0.2)
    terminal.wait_for("GREEN")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    (made,) = json.loads(run("history", "--json").stdout)["run"]
    assert (made["stage"], made["run_s"], made["done"]) == (1, 360, 1.0)
    assert re.search(r"Not today\.\n\(rule 14 · ", run("show", "return-to-run").stdout)
