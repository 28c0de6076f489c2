"""list, exercises, show and next: the shapes that scripts rely on, and that people can read them."""

from pathlib import Path

import pytest

from .conftest import Run

PLAN_KEYS = {
    "routine", "at", "phase", "light", "provisional", "allowed", "locked", "notice", "instead", "earliest",
    "see_clinician", "rule", "steps", "run", "reasons",
}  # fmt: skip
STEP_KEYS = {"exercise", "sets", "hold_s", "reps", "max", "resistance", "change", "rule", "why"}
ROUTINE_KEYS = {"id", "name", "kind", "phases", "minutes", "needs", "layer", "path"}
EXERCISE_KEYS = {"id", "name", "kind", "sides", "needs", "sources", "layer"}

HOSTILE = """
format = 1
id = "hostile"
name = "[red]Not red[/red] :smile:"
about = "Shows [b]as text[/b]."
kind = "mixed"
[[step]]
exercise = "plank"
hold = "max"
"""


@pytest.fixture
def hostile(home: Path) -> str:
    folder = home / "given"
    folder.mkdir()
    (folder / "hostile.toml").write_text(HOSTILE)
    return str(folder)


def test_list_json(coach: Run, hostile: str) -> None:
    routines = {routine["id"]: routine for routine in coach("list", "--json", "--routines", hostile).json}
    assert all(routine.keys() == ROUTINE_KEYS for routine in routines.values())
    assert routines["psoas-care"]["layer"] == "shipped"
    assert Path(routines["psoas-care"]["path"]).is_file()
    assert routines["psoas-care"]["minutes"] > 0
    assert routines["hostile"]["layer"] == "given"
    assert routines["hostile"]["phases"] == ["recovery", "maintenance"]


def test_exercises_json(coach: Run) -> None:
    exercises = coach("exercises", "--json").json
    assert all(exercise.keys() == EXERCISE_KEYS for exercise in exercises)
    assert {"plank", "psoas-stretch"} <= {exercise["id"] for exercise in exercises}


def test_show_json_is_the_contract(coach: Run) -> None:
    plan = coach("show", "psoas-care", "--json").json
    assert plan.keys() == PLAN_KEYS
    assert all(step.keys() == STEP_KEYS for step in plan["steps"])
    assert (plan["phase"], plan["light"], plan["allowed"]) == ("recovery", "none", True)
    assert plan["run"].keys() == {"allowed", "stage", "run_s", "walk_s", "reps", "earliest", "why"}
    assert (plan["run"]["allowed"], plan["run"]["stage"]) == (False, 1)
    first = plan["steps"][0]
    assert (first["exercise"], first["sets"], first["hold_s"], first["reps"]) == ("psoas-stretch", 2, 20, None)


def test_a_max_hold_has_no_seconds(coach: Run, hostile: str) -> None:
    step = coach("show", "hostile", "--json", "--routines", hostile).json["steps"][0]
    assert (step["max"], step["hold_s"], step["sets"]) == (True, None, 1)


def test_show_tells_every_dose_and_reason(coach: Run) -> None:
    said = coach("show", "psoas-care")
    assert said.code == 0
    for part in ("Psoas stretch", "2 × 20 s each side", "1 × 30 s", "the start of", "(13)", "about 8 min"):
        assert part in said.out


def test_show_of_an_exercise_is_its_card(coach: Run) -> None:
    said = coach("show", "plank")
    for part in ("Plank", "1 × 30 s", "Keep breathing.", "Take care", "dead-bug"):
        assert part in said.out
    card = coach("show", "plank", "--json").json
    assert card["steps"]
    assert card["dose"]["hold_s"]["from"] == 30


@pytest.mark.parametrize(
    "words", [("list",), ("exercises",), ("show", "maintenance"), ("show", "hostile"), ("history",)]
)
def test_pages_fit_80_columns_and_read_no_markup(coach: Run, hostile: str, words: tuple[str, ...]) -> None:
    said = coach(*words, "--routines", hostile)
    assert said.code == 0
    assert max(len(line) for line in said.out.splitlines()) <= 80
    assert "\x1b" not in said.out
    if words in (("list",), ("show", "hostile")):
        assert "[red]Not red[/red] :smile:" in said.out


def test_broken_files_are_named_and_the_rest_works(coach: Run, hostile: str) -> None:
    broken = Path(hostile) / "broken.toml"
    broken.write_text(
        'format = 1\nid = "broken"\nname = "Broken"\nkind = "mixed"\n[[step]]\nexercise = "plank"\nhold = -5\n'
    )
    said = coach("list", "--routines", hostile)
    assert said.code == 0
    assert "Psoas care" in said.out
    assert f"{broken}:7:1: error:" in said.err


def test_next_is_one_line_due_or_rest(coach: Run) -> None:
    due = coach("next")
    assert (due.code, due.out.count("\n")) == (0, 1)
    assert "psoas-care" in due.out
    from datetime import UTC, datetime

    now = datetime.now(UTC).replace(microsecond=0)
    Path("today.toml").write_text(f'[[session]]\nroutine = "psoas-care"\nat = {now.isoformat()}\ndone = 1.0\n')
    assert coach("import", "today.toml").code == 0
    rest = coach("next")
    assert (rest.code, rest.out.count("\n")) == (3, 1)
    assert "Rest" in rest.out
    assert coach("play", "--plain").out.count("coach play ROUTINE") == 1
