"""``coach measure``: what matters to the runner, the checks of a course, and both carried along."""

from pathlib import Path

import pytest

from ..conftest import Run

COURSE = """\
format = 1
id = "mine"
name = "Mine"

[[check]]
id = "bridge"
name = "Single-leg bridges"
unit = "reps"
how = "On your back, one foot down; count what is clean."

[[block]]
id = "one"
name = "One"
train = ["rehab-foundation"]
until = { sessions = 2, checks = { bridge = 12 } }

[[block]]
id = "two"
name = "Two"
train = ["rehab-foundation"]
"""


@pytest.fixture
def trained(coach: Run, own: Path) -> Run:
    """Two trainings in a course that has a check."""
    (own / "courses").mkdir(parents=True, exist_ok=True)
    (own / "courses" / "mine.toml").write_text(COURSE)
    assert coach("course", "mine").code == 0
    for days in ("4", "2"):
        said = coach("log", "rehab-foundation", "--days-ago", days, *["--before", "0", "--worst", "0", "--after", "0"])
        assert said.code == 0, said.err
    return coach


def test_named_told_shown_and_carried_along(trained: Run) -> None:
    assert trained("measure", "--name", "climbing stairs", "--name", "tying a shoe", "stairs=4", "2=6").out == (
        "What matters to you: climbing stairs, tying a shoe.\nHow well it goes: climbing stairs 4, tying a shoe 6\n"
    )
    assert trained("measure", "bridge=14/9", "--pain", "1").out == (
        "Single-leg bridges: left 14, right 9 reps; pain 1\n"
    )
    page = trained("weeks", "measures").out
    for words in ("climbing stairs", "average", "left  14, right   9, pain 1"):
        assert words in page
    assert "Single-leg bridges: 12 reps on each side (left 14, right 9)" in trained("course").out
    assert "What matters to the runner" in trained("report").out
    assert "And 1 event (warning sign, unlocking, phase, course or pause) and 2 measures" in trained("history").out
    assert "bridge" in trained("history", "--kind", "measure", "--csv").out
    stairs, bridges = trained("history", "--json").json["measure"]
    assert stairs["activity"] == [{"name": "climbing stairs", "value": 4}, {"name": "tying a shoe", "value": 6}]
    assert (bridges["check"], bridges["left"], bridges["right"]) == ("bridge", 14, 9)
    assert "Single-leg bridges" in trained("history", "--show", bridges["id"]).out
    assert trained("history", "--delete", bridges["id"], "--yes").code == 0
    assert trained("history", "--restore", bridges["id"]).code == 0
    trained("export", "all.toml")
    text = Path("all.toml").read_text()
    assert 'matters = ["climbing stairs", "tying a shoe"]' in " ".join(text.split()).replace("[ ", "[").replace(
        ", ]", "]"
    )
    assert text.count("[[measure]]") == 2
    assert trained("import", "all.toml").code == 0
    trained("export", "again.toml")
    assert Path("again.toml").read_text() == text
    tables = trained("export", "--csv", "tables")
    assert tables.code == 0
    assert "climbing stairs=4;tying a shoe=6" in Path("tables/measures.csv").read_text()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("stairs=7",), 2, "with --name"),
        (("bridge=12",), 2, "both sides"),
        (("bridge=x/3",), 2, "whole number"),
        (("bridge",), 2, "WHAT=VALUE"),
        (("--pain", "3"), 2, "goes with a check"),
    ],
)
def test_what_cannot_be_told_says_what_would_be_right(
    trained: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    found = trained("measure", *words)
    assert (found.code, said in found.err) == (code, True), found.err


def test_a_check_is_refused_soon_after_a_red(trained: Run) -> None:
    assert trained("log", "rehab-foundation", *["--before", "0", "--worst", "6", "--after", "3"]).code == 0
    found = trained("measure", "bridge=12/12")
    assert found.code == 1
    assert "measured" in found.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sessions = 2, checks", "checks", "cannot rest on checks alone"),
        ("{ bridge = 12 }", "{ brigde = 12 }", 'did you mean "bridge"'),
        ('unit = "reps"', 'unit = "0-10"', "goes from 0 to 10"),
        ('unit = "reps"', 'unit = "kilos"', '"seconds"'),
        ('name = "One"', 'name = "One"\nphases = []', "names no phase"),
    ],
)
def test_what_is_wrong_with_a_check_is_told(coach: Run, old: str, new: str, says: str) -> None:
    Path("mine.toml").write_text(COURSE.replace(old, new))
    found = coach("check", "mine.toml")
    assert found.code == 1
    assert says in found.out + found.err


def test_a_measure_is_taken_out_by_the_id_that_is_listed(trained: Run) -> None:
    trained("measure", "bridge=14/9")
    assert len(trained("history", "--kind", "measure").out.split()) < len(
        (listed := trained("history", "--kind", "measure", "--ids").out).split()
    )
    assert trained("history", "--delete", listed.split()[-1], "--yes").code == 0
    assert "Nothing of that" in trained("history", "--kind", "measure").out


def test_a_check_that_pain_stopped_is_told_as_such_to_the_runner_and_the_clinician(trained: Run) -> None:
    trained("measure", "bridge=9/7", "--pain", "1")
    assert (
        "Stop at pain 4: what was reached then counts for nothing."
        in trained("measure", "bridge=14/13", "--pain", "4").out
    )
    assert "L 9, R 7 → L 14, R 13 (stopped at pain 4) reps" in trained("report").out
