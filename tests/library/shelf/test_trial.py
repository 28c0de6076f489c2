"""A text tried in the place of its file: what would be wrong, what it would become, and that nothing of it stays."""

from pathlib import Path

import pytest

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Shelf, load_library
from coach.library.shelf.trial import trial

from ..library_files import EXERCISE, ROUTINE, layer, lines


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shipped = Layer("shipped", shipped_folder())
    made = Shelf([shipped, layer(tmp_path, exercises_plank=EXERCISE, core=ROUTINE)], advise=False)
    made.refresh()
    return made


def test_a_right_text_is_what_it_says(shelf: Shelf, tmp_path: Path) -> None:
    found = trial(shelf, tmp_path / "core.toml", ROUTINE.replace('"Core"', '"Tried"'))
    assert found.routine is not None
    assert (found.routine.name, found.catalogue.routines["core"]) == ("Tried", found.routine)
    assert found.parsed


TEXTS = {
    "right": ROUTINE,
    "a key unknown": ROUTINE.replace("hold =", "hodl ="),
    "an exercise unknown": ROUTINE.replace('exercise = "plank"', 'exercise = "plonk"'),
    "no TOML": ROUTINE + "[",
    "unwise": ROUTINE.replace('name = "Core"', 'name = "One minute"'),
    "another id": ROUTINE.replace('id = "core"', 'id = "other"'),
    "an id that is taken": ROUTINE.replace('id = "core"', 'id = "second"'),
    "empty": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", ["core", "new"])
def test_it_says_what_would_be_said_of_the_file(tmp_path: Path, text: str, name: str) -> None:
    files = {"exercises_plank": EXERCISE, "core": ROUTINE, "second": ROUTINE.replace('id = "core"', 'id = "second"')}
    shelf = Shelf([layer(tmp_path, **files)], advise=False)
    before = shelf.refresh()
    tried = trial(shelf, tmp_path / f"{name}.toml", text)
    said = [f"{each.line}:{each.column}: {each.severity}: {each.message}" for each in tried.diagnostics]
    assert shelf.reread([tmp_path / "core.toml"]).catalogue == before.catalogue
    (tmp_path / f"{name}.toml").write_text(text)
    really = load_library([Layer("own", tmp_path)]).diagnostics
    assert said == [
        f"{each.line}:{each.column}: {each.severity}: {each.message}"
        for each in really
        if each.path == str(tmp_path / f"{name}.toml")
    ]


def test_nothing_of_it_stays(shelf: Shelf, tmp_path: Path) -> None:
    before, said = shelf.library, lines(shelf.library)
    trial(shelf, tmp_path / "exercises" / "plank.toml", EXERCISE.replace('"Plank"', '"Tried"'))
    trial(shelf, tmp_path / "core.toml", TEXTS["unwise"])
    trial(shelf, tmp_path / "core.toml", TEXTS["a key unknown"])
    assert shelf.library is before
    after = shelf.refresh()
    assert (after.catalogue, lines(after)) == (before.catalogue, said)
    assert after.catalogue.routines["core"].name == "Core"


def test_an_exercise_is_tried_for_those_that_use_it(shelf: Shelf, tmp_path: Path) -> None:
    found = trial(shelf, tmp_path / "exercises" / "plank.toml", EXERCISE.replace('"Plank"', '"Tried"'))
    assert found.exercise is not None
    assert (found.exercise.name, found.catalogue.exercises["plank"].name) == ("Tried", "Tried")
    assert found.exercise.figure is not None


def test_an_exercise_inside_is_shown_while_a_step_is_wrong(shelf: Shelf, tmp_path: Path) -> None:
    text = ROUTINE.replace("reps = 8", "reps = -8")
    found = trial(shelf, tmp_path / "core.toml", text)
    assert found.routine is None
    tried = found.exercise_of("my-move")
    assert tried is not None
    assert tried.name == "My move"
    assert found.exercise_of("bridge") is shelf.library.catalogue.exercises["bridge"]
    assert found.exercise_of("nothing") is None


def test_it_is_under_the_group_s_caps_too(tmp_path: Path) -> None:
    club = layer(tmp_path / "club", "group", exercises_plank=EXERCISE, caps="format = 1\n[every]\nsets = 1\n")
    shelf = Shelf([club, layer(tmp_path / "own", core=ROUTINE)], advise=False)
    caps = shelf.refresh().catalogue.caps
    assert caps.every.sets == 1
    assert trial(shelf, tmp_path / "own" / "core.toml", ROUTINE).catalogue.caps == caps
    assert trial(shelf, tmp_path / "own" / "core.toml", TEXTS["a key unknown"]).catalogue.caps == caps
    assert trial(shelf, tmp_path / "club" / "exercises" / "plank.toml", EXERCISE).catalogue.caps == caps
    (tmp_path / "club" / "caps.toml").write_text("format = 1\n[every]\nsets = 2\n")
    trial(shelf, tmp_path / "own" / "core.toml", ROUTINE)
    assert shelf.has_changed()  # a trial takes no change for looked at
