"""Courses on the command line: show, new, edit, add, publish, check."""

import json
from pathlib import Path

import pytest

from coach.library.disk.layers import shipped_folder

from ..conftest import Run

LITTLE = """format = 1
id = "my-weeks"
name = "My weeks"
about = "[b]Bold[/b] weeks."
suits = ["tight"]
a_day = { desk-break = 2 }

[[block]]
id = "one"
name = "One"
phases = ["recovery"]
train = ["psoas-care", "core-and-hips"]
weekdays = { tue = "psoas-care" }
until = { sessions = 6, green = 2, worst = 2, not_before = 2026-12-09, clinician = true }
at_most_weeks = 6

[[block]]
id = "two"
name = "Two"
train = ["psoas-care"]
per_week = 1
between = ["five-minute-mobility"]
running = "return-to-run"
"""


@pytest.fixture
def weeks(home: Path) -> Path:
    """A file of somebody's."""
    path = Path("from-anna.toml")
    path.write_text(LITTLE)
    return path


def test_a_course_is_shown_in_words(coach: Run, weeks: Path) -> None:
    assert coach("add", str(weeks)).code == 0
    said = coach("show", "my-weeks").out
    assert [line.rstrip() for line in said.partition("From own:")[0].splitlines()] == [
        "My weeks (my-weeks): a course in 2 blocks, for hips that are tight",
        "[b]Bold[/b] weeks.",
        "Every day: Desk break twice",
        " 1  One (recovery and above)",
        "    3 training days in any 7: Psoas care, Core and hips in turn",
        "    Tuesday: Psoas care",
        "    Until 6 sessions are done, the last 2 are green, none of the last 2 hurt",
        "    more than 2, it is 9 December 2026 and your physio said yes",
        "    After 6 weeks Home asks what next",
        " 2  Two",
        "    1 training day in any 7: Psoas care",
        "    On days between, if you like: Five-minute mobility",
        "    Beside it: Return to run",
        "    It stays.",
    ]


def test_its_json_has_all_of_it(coach: Run, own: Path, weeks: Path) -> None:
    coach("add", str(weeks))
    made = coach("show", "my-weeks", "--json").json
    assert (made["id"], made["layer"], made["suits"]) == ("my-weeks", "own", ["tight"])
    assert made["path"] == str(own / "courses" / "my-weeks.toml")
    one, two = made["blocks"]
    assert one["until"] == {
        "sessions": 6, "green": 2, "worst": 2, "not_before": "2026-12-09", "clinician": True,
    }  # fmt: skip
    assert one["weekdays"] == {"tue": "psoas-care"}
    assert (two["per_week"], two["running"], two["a_day"]) == (1, "return-to-run", {"desk-break": 2})
    assert "until" not in two


@pytest.mark.parametrize("name", ["steady-hip", "Steady hips", "stedy-hips"])
def test_a_name_that_is_none_is_guessed(coach: Run, name: str) -> None:
    said = coach("show", name)
    assert said.code == 2
    assert said.err.startswith(
        f'coach: there is no routine, exercise or course "{name.lower()}". Did you mean steady-hips?'
    )


def test_a_course_that_is_broken_is_told_as_that(coach: Run, own: Path) -> None:
    (own / "courses").mkdir(parents=True)
    (own / "courses" / "my-weeks.toml").write_text(LITTLE.replace("psoas-care", "psoas-scare"))
    said = coach("show", "my-weeks")
    assert said.code == 1
    assert 'there is no routine "psoas-scare" (did you mean "psoas-care"?)' in said.err
    checked = coach("check")
    assert checked.code == 1
    assert f"{own / 'courses' / 'my-weeks.toml'}:12:10: error: block 1 (one): train: there is no" in checked.out


def test_new_teaches_and_is_right(coach: Run, own: Path) -> None:
    said = coach("new", "my-weeks", "--course")
    path = own / "courses" / "my-weeks.toml"
    assert said.code == 0
    assert str(path) in said.out
    assert "coach show my-weeks" in said.out
    assert "coach play" not in said.out
    assert coach("check", "--json").json == []
    assert coach("show", "my-weeks").out.startswith("My weeks (my-weeks): a course in 2 blocks")
    schema = json.loads((path.parent / path.read_text().split()[1]).read_text())
    assert schema["title"] == "A course of the coach"
    assert coach("new", "my-weeks", "--course").code == 1


@pytest.mark.parametrize("words", [(), ("--course",)])
def test_a_copy_to_change(coach: Run, own: Path, words: tuple[str, ...]) -> None:
    assert coach("new", "my-hips", "--from", "steady-hips", *words).code == 0
    made = (own / "courses" / "my-hips.toml").read_text()
    theirs = (shipped_folder() / "courses" / "steady-hips.toml").read_text()
    assert made.count("#") == theirs.count("#")
    assert made.splitlines()[0] == "#:schema ../schema/course.json"
    assert coach("check", "--json").json == []
    blocks = coach("show", "my-hips", "--json").json["blocks"]
    assert blocks == coach("show", "steady-hips", "--json").json["blocks"]


def test_a_routine_is_no_course_to_copy(coach: Run) -> None:
    said = coach("new", "my-hips", "--course", "--from", "psoas-care")
    assert said.code == 2
    assert said.err.startswith('coach: there is no course "psoas-care".')


def test_somebodys_course_is_shown_and_then_added(coach: Run, own: Path, weeks: Path) -> None:
    said = coach("add", str(weeks))
    assert (said.code, said.err) == (0, "")
    assert "\nMy weeks (my-weeks): a course in 2 blocks" in said.out
    assert said.out.endswith(f"Added: {own / 'courses' / 'my-weeks.toml'}\n")
    again = coach("add", str(weeks))
    assert again.code == 1
    assert "is there already" in again.err
    weeks.write_text(LITTLE.replace("My weeks", "Our weeks"))
    assert coach("add", str(weeks), "--replace").code == 0
    assert coach("show", "my-weeks").out.startswith("Our weeks")


def test_what_is_wrong_is_not_added(coach: Run, own: Path, weeks: Path) -> None:
    weeks.write_text(LITTLE.replace("at_most_weeks = 6", "at_most_weeks = 60"))
    said = coach("add", str(weeks))
    assert said.code == 1
    assert "from-anna.toml:15:1: error: block 1 (one): at_most_weeks must be 1 to 26 weeks, got 60" in said.out
    assert not own.exists()


def test_a_course_is_put_up_for_everyone_and_taken_back(coach: Run, home: Path, monkeypatch: pytest.MonkeyPatch,
                                                        weeks: Path) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(home / "etc"))
    assert coach("publish", str(weeks)).code == 0
    assert (home / "etc" / "coach" / "routines" / "courses" / "my-weeks.toml").is_file()
    assert coach("show", "my-weeks", "--json").json["layer"] == "system"
    assert coach("publish", "my-weeks", "--undo").code == 0
    assert coach("show", "my-weeks").code == 2


def test_a_course_is_edited_as_a_copy(coach: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", 'sed -i \'s/^name = "Steady hips"/name = "My hips"/\'')
    said = coach("edit", "steady-hips")
    assert said.code == 0, said.err
    assert (own / "courses" / "steady-hips.toml").is_file()
    assert coach("show", "steady-hips", "--json").json["name"] == "My hips"
    assert "It takes the place of" in said.out


def test_ids_of_courses_complete(coach: Run) -> None:
    for command in ("show", "edit"):
        assert "steady-hips" in coach("complete", "--", command, "").out.split()
    assert "steady-hips" in coach("complete", "--", "new", "x", "--from", "").out.split()
    assert "steady-hips" not in coach("complete", "--", "play", "").out.split()


def test_who_has_no_complaint_is_told_of_no_phase(coach: Run) -> None:
    coach("course", "strong-stride")
    assert "For the next phase" in coach("course").out
    coach("profile", "--own-runs")
    assert "For the next phase" not in coach("course").out
