"""simulate --course and --invent: where a course leads, with what is answered, by chance or from a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Run

AT = ("--at", "2026-11-02T07:30:00Z")


def followed(coach: Run, *words: str) -> list[dict[str, Any]]:
    said = coach("simulate", "--course", "steady-hips", "--json", *AT, *words)
    assert (said.code, said.err) == (0, "")
    return [json.loads(line) for line in said.out.splitlines()]


def test_a_line_a_day(coach: Run) -> None:
    said = coach("simulate", "--course", "steady-hips", "--days", "5", *AT)
    assert said.code == 0
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines[:2] == [
        "2026-11-02 Mon green recovery foundation no runs yet rehab-foundation",
        "2026-11-03 Tue - recovery foundation no runs yet walk?",
    ]
    assert lines[4] == (
        "2026-11-06 Fri green recovery foundation no runs yet rehab-foundation (clam-shell up, dead-bug up)"
    )
    assert len(lines) == 5


def test_twelve_weeks_unless_told_otherwise_and_they_lead_somewhere(coach: Run) -> None:
    days = followed(coach)
    assert len(days) == 84
    assert days[0].keys() == {
        "day", "kind", "proposed", "why", "light", "phase", "block", "stage", "steps",
    }  # fmt: skip
    assert days[0]["block"] == "foundation"
    assert days[-1]["phase"] == "maintenance"
    assert days[-1]["stage"] > 1
    assert {day["light"] for day in days} == {"green", "none"}


def test_chance_is_the_same_for_a_seed(coach: Run) -> None:
    some = ("--days", "30", "--answers", "amber:0.3,red:0.05,missed:0.1")
    first = followed(coach, *some, "--seed", "7")
    assert followed(coach, *some, "--seed", "7") == first
    assert followed(coach, *some) == followed(coach, *some, "--seed", "1")
    assert followed(coach, *some, "--seed", "8") != first
    assert "amber" in {day["light"] for day in first}


def test_answers_from_a_file_a_line_a_day(coach: Run) -> None:
    text = "# of mine\ngreen\n\tamber # after skating\n\ngreen\n \n0/6/5/5\nmissed\n\n"
    Path("answers.txt").write_text(text)
    days = followed(coach, "--days", "7", "--answers", "answers.txt")
    trained = {day["day"][-2:]: day["light"] for day in days}
    assert trained["02"] == "green"
    missed = days[4]
    assert (missed["day"], missed["light"]) == ("2026-11-06", "none")
    Path("red.txt").write_text("1/7/6/6\n")
    red = followed(coach, "--days", "3", "--answers", "red.txt")
    assert (red[0]["light"], red[1]["kind"]) == ("red", "settling")


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("green\nblue\n", "answers.txt:2", "'blue'"),
        ("green\n\n # one\nrod\n\n", "answers.txt:4", "'rod'"),
        ("1/2/3\n", "answers.txt:1", "'1/2/3'"),
        ("green\ngreen\n1/2/11/1\n", "answers.txt:3", "'1/2/11/1'"),
        ("1/2/-1/1\n", "answers.txt:1", "'1/2/-1/1'"),
        ("٣/2/1/1\n", "answers.txt:1", "'٣/2/1/1'"),
    ],
)
def test_a_line_that_is_no_answer_is_told_by_its_number(coach: Run, text: str, place: str, what: str) -> None:
    Path("answers.txt").write_text(text, encoding="utf-8")
    said = coach("simulate", "--course", "steady-hips", "--answers", "answers.txt", *AT)
    assert (said.code, said.out) == (1, "")
    wanted = "green, amber, red, missed, or before/worst/after/morning such as 1/2/1/1"
    assert said.err == f"coach: {place}: {what} should be {wanted}\n"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("amber:x", "--answers: 'amber:x' should be a light and a share, such as amber:0.2"),
        ("amber:1.5", "the shares should be from 0 to 1, and no more than 1 together"),
        ("amber:-0.1", "the shares should be from 0 to 1"),
        ("amber:nan", "the shares should be from 0 to 1"),
        ("amber:0.6,red:0.6", "no more than 1 together"),
        ("nowhere.txt", "'nowhere.txt' is no light (green, amber:0.2, red:0.1, missed:0.1), and no file: No such file"),
        (".", "and no file: Is a directory"),
    ],
)
def test_answers_that_are_none(coach: Run, answers: str, said: str) -> None:
    refused = coach("simulate", "--course", "steady-hips", "--answers", answers, *AT)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_a_file_that_is_no_text(coach: Run) -> None:
    Path("answers.txt").write_bytes(b"\xff\xfe\x00")
    refused = coach("simulate", "--course", "steady-hips", "--answers", "answers.txt", *AT)
    assert refused.code == 2
    assert "and no file: it is no text" in refused.err


def test_on_from_a_history(coach: Run) -> None:
    Path("h.toml").write_text(
        '[start]\nphase = "maintenance"\nown_runs = true\n'
        '[[session]]\nroutine = "psoas-care"\nat = 2026-11-01T07:30:00Z\nworst = 1\nafter = 0\n'
    )
    said = coach("simulate", "--course", "strong-stride", "--history", "h.toml", "--days", "2", "--json")
    days = [json.loads(line) for line in said.out.splitlines()]
    assert [day["day"] for day in days] == ["2026-11-02", "2026-11-03"]
    assert days[0]["phase"] == "maintenance"
    Path("h.toml").write_text('[[session]]\nroutine = "psoas-care"\nat = "soon"\n')
    broken = coach("simulate", "--course", "strong-stride", "--history", "h.toml")
    assert (broken.code, broken.out) == (1, "")
    assert "h.toml:3:" in broken.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name either a routine or, with --course, a course"),
        (("psoas-care", "--course", "steady-hips"), "name either a routine or, with --course, a course"),
        (("psoas-care",), "give either --history FILE or --invent LIST"),
        (("psoas-care", "--history", "h.toml", "--invent", "1 green"), "give either --history FILE or --invent LIST"),
        (("psoas-care", "--invent", "1 green", "--days", "3"), "--days is for a course"),
        (("psoas-care", "--invent", "1 green", "--answers", "red"), "--answers is for a course"),
        (("psoas-care", "--invent", "1 green", "--seed", "1"), "--seed is for a course"),
        (("--course", "steady-hips", "--invent", "1 green"), "--invent is for a routine"),
        (("--course", "steady-hips", "--each"), "--each is for a routine"),
        (("--course", "stedy-hips"), 'there is no course "stedy-hips". Did you mean steady-hips?'),
        (("psoas-car", "--invent", "1 green"), 'there is no routine "psoas-car". Did you mean psoas-care?'),
        (("--course", "steady-hips", "--days", "367"), "should be a whole number from 1 to 366"),
        (("--course", "steady-hips", "--seed", "x"), "should be a whole number from 0 to"),
        (("psoas-care", "--invent", "6 grin"), "'6 grin' should be a count and a light, as in \"6 green, 1 amber\""),
        (("psoas-care", "--invent", "green"), "'green' should be a count and a light"),
        (("psoas-care", "--invent", "0 green"), "'0 green' should be a count and a light"),
        (("psoas-care", "--invent", "401 green"), "'401 green' should be a count and a light"),
        (("psoas-care", "--invent", "400 green, 1 red"), "400 in all"),
        (("psoas-care", "--invent", ""), "should be a count and a light"),
    ],
)
def test_what_does_not_go_together(coach: Run, words: tuple[str, ...], said: str) -> None:
    refused = coach("simulate", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_sessions_that_are_invented(coach: Run) -> None:
    def plan(told: str) -> Any:
        said = coach("simulate", "psoas-care", "--invent", told, "--json", *AT)
        assert said.code == 0
        return said.json

    changes = {step["exercise"]: step["change"] for step in plan("2 green")["steps"]}
    assert "up" in changes.values()
    assert plan("6 green, 1 amber")["light"] == "amber"
    assert (plan("1 red")["light"], plan("1 red")["allowed"]) == ("red", False)
    assert plan("2 green") == plan(" 1 green,1  green ")


def test_a_course_is_simulated_without_the_runners_own_history(coach: Run) -> None:
    before = followed(coach, "--days", "3")
    coach("log", "rehab-foundation", "--worst", "9", "--after", "8", "--quality", "sharp", "--no-gait-changed")
    assert followed(coach, "--days", "3") == before
    assert coach("history", "--json").json["event"] == []
