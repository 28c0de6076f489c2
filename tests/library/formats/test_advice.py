"""What is legal but unwise is a warning, and changes nothing of what is loaded."""

from pathlib import Path

import pytest

from coach.library.disk.layers import layers
from coach.library.shelf.library import load_library

from ..library_files import EXERCISE, library_of, lines

HEAD = 'format = 1\nid = "core"\nname = "Core"\nkind = "mixed"\n'
STEP = '[[step]]\nexercise = "plank"\n'
MOVE = '[[step]]\nexercise = "move"\n'
INLINE = '[exercise.move]\nname = "Move"\nkind = "stretch"\n'
LOADED = EXERCISE.replace("loads_hip_flexors = false", "loads_hip_flexors = true")


def test_the_shipped_files_need_no_advice() -> None:
    assert load_library(layers(environ={"HOME": "/nonexistent", "XDG_CONFIG_DIRS": "/nonexistent"})).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + MOVE + "hold = 20\n" + INLINE + 'steps = ["Lift one leg.", "Change sides."]\n',
            '8:1: warning: exercise move: "one leg" sounds one-sided, but no sides are given: add sides = "each"',
        ),
        (
            HEAD + MOVE + "hold = 20\n" + INLINE.replace('"Move"', '"Single-leg reach"'),
            '8:1: warning: exercise move: "Single-leg" sounds one-sided',
        ),
        (
            HEAD + MOVE + "hold = 20\n" + INLINE.replace("stretch", "strength"),
            '8:1: warning: exercise move: no easier variant for a sore day: name one, as in easier = "dead-bug"',
        ),
        (
            'phases = ["acute", "recovery"]\n' + HEAD + STEP,
            "7:1: warning: step 1 (plank): it loads the hip flexors, and this routine is for the acute phase too",
        ),
        (
            HEAD.replace('"Core"', '"Five minutes"') + STEP + "hold = 600\nsets = 4\n",
            "3:1: warning: the name says 5 minutes, but it takes about 41",
        ),
        (
            HEAD.replace('"Core"', '"My 10-min core"') + STEP + "hold = 600\nsets = 4\n",
            "3:1: warning: the name says 10 minutes, but it takes about 41",
        ),
        (
            HEAD + STEP + "hold = { from = 20, to = 60, step = 20 }\n",
            "7:30: warning: step 1 (plank): hold: a jump of 20 s is 100 % of 20; more than 10 % is a lot: try step = 5",
        ),
        (
            HEAD + STEP + "reps = { from = 10, to = 20, step = 3 }\n",
            "7:30: warning: step 1 (plank): reps: a jump of 3 reps is 30 % of 10",
        ),
        (HEAD + STEP + "tempo = [1, 0, 3]\n", "7:1: warning: step 1 (plank): tempo has no effect here: it paces reps"),
        (
            HEAD + STEP + 'hold = "max"\nresistance = ["a", "b"]\n',
            "8:1: warning: step 1 (plank): resistance has no effect here",
        ),
        (
            HEAD + STEP + "hold = { from = 20, to = 20, step = 5 }\n",
            "7:1: warning: step 1 (plank): hold has no effect here: from and to are alike",
        ),
        (
            HEAD + STEP + "hold = 20\nfloor = 25\n",
            "8:1: warning: step 1 (plank): floor has no effect here: it lies above 20",
        ),
        (
            HEAD + STEP + "sets = { from = 1, to = 3, step = 2 }\n",
            "7:28: warning: step 1 (plank): sets.step has no effect here: sets grow one by one",
        ),
        (HEAD + STEP + 'easier = "plank"\n', "7:1: warning: step 1 (plank): easier names the exercise itself"),
    ],
)
def test_advice_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    library = library_of(tmp_path, exercises_plank=LOADED, core=text)
    assert [line for line in lines(library) if line.startswith(f"core.toml:{expected}")], lines(library)
    assert not [line for line in lines(library) if "error" in line]
    assert "core" in library.catalogue.routines


@pytest.mark.parametrize(
    "text",
    [
        HEAD + MOVE + "hold = 20\n" + INLINE + 'sides = "each"\nsteps = ["Lift one leg."]\n',
        HEAD + MOVE + "hold = 20\n" + INLINE + 'sides = "both"\nsteps = ["Lift each leg in turn."]\n',
        HEAD + MOVE + 'hold = 20\neasier = "plank"\n' + INLINE.replace("stretch", "strength"),
        HEAD + MOVE + "hold = 20\n" + INLINE.replace("stretch", "strength") + 'easier = "plank"\n',
        HEAD + STEP + 'easier = "move"\n' + MOVE + "hold = 20\n" + INLINE.replace("stretch", "strength"),
        HEAD.replace('"Core"', '"Five minutes"') + STEP + "hold = 60\nsets = 4\n",
        HEAD + STEP + "hold = { from = 10, to = 30 }\n",
        HEAD + STEP + "hold = { from = 100, to = 150, step = 10 }\n",
        HEAD + STEP + "reps = 5\ntempo = [1, 0, 3]\n",
    ],
)
def test_what_needs_no_advice(tmp_path: Path, text: str) -> None:
    assert lines(library_of(tmp_path, exercises_plank=EXERCISE, core=text)) == []


def test_a_leap_in_what_loads_nothing_is_fine(tmp_path: Path) -> None:
    ice = EXERCISE.replace('"stretch"', '"recovery"')
    text = HEAD + STEP + "hold = { from = 600, to = 900, step = 300 }\n"
    assert lines(library_of(tmp_path, exercises_plank=ice, core=text)) == []
