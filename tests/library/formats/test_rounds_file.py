"""Rounds, parts, notes and the words around a routine: what its file may say of them, and what is wrong."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.exercises.dose import Range
from coach.domain.exercises.routine import Part, Round, Routine
from coach.domain.planning.planner import plan as plan_at
from coach.domain.records.history import History
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, length_s
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Library, load_library

from ..library_files import EXERCISE, library_of, lines

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
HEAD = 'format = 1\nid = "core"\nname = "Core"\nkind = "mixed"\n'
A = "[round.a]\ntimes = { from = 2, to = 3 }\nrest = 45\n"
"""Lines 5 to 7."""


def step(*keys: str) -> str:
    return "".join(f"{line}\n" for line in ("[[step]]", 'exercise = "plank"', *keys))


IN_A = step('round = "a"')
EACH = """[exercise.clam]
name = "Clam"
kind = "stretch"
sides = "each"
dose = { hold = 15 }
"""
"""Lines 5 to 9."""


def move(*keys: str) -> str:
    return step(*keys).replace("plank", "clam")


WHOLE = (
    'say_first = "Slow is strong."\nsay_last = "Walk."\n'
    + A
    + step('part = "cool-down"', "hold = 40")
    + step('round = "a"', "rest = 15", 'note = "Breathe."')
    + step('round = "a"', "priority = 3", 'part = "main"')
    + step('part = "warm-up"')
)


def read(tmp_path: Path, text: str) -> Library:
    return library_of(tmp_path, exercises_plank=EXERCISE, core=HEAD + text)


def routine(tmp_path: Path, text: str) -> Routine:
    library = read(tmp_path, text)
    assert lines(library) == []
    return library.catalogue.routines["core"]


def test_the_parts_come_in_their_order_and_times_is_the_sets_of_each_step(tmp_path: Path) -> None:
    made = routine(tmp_path, WHOLE)
    turns = Round("a", 45)
    assert (made.say_first, made.say_last) == ("Slow is strong.", "Walk.")
    assert [(one.part, one.round, one.note, one.priority, one.slot) for one in made.steps] == [
        (Part.WARM_UP, None, "", 1, 0),
        (Part.MAIN, turns, "Breathe.", 5, 1),
        (Part.MAIN, turns, "", 3, 2),
        (Part.COOL_DOWN, None, "", 1, 3),
    ]
    assert [one.prescription.sets for one in made.steps[1:3]] == [Range(2, 3)] * 2
    assert made.steps[1].prescription.rest == 15


def test_what_a_name_promises_is_compared_with_what_a_session_lasts(tmp_path: Path) -> None:
    text = (HEAD + WHOLE).replace('name = "Core"', 'name = "Core in 1 minute"')
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=text)
    plan = plan_at(library.catalogue, "core", History(), at=START)
    minutes = round(length_s(lay_out(plan, Pacing())) / 60)
    assert any(f"the name says 1 minute, but it takes about {minutes}" in line for line in lines(library)), minutes


def test_a_side_with_a_dose_of_its_own_is_a_step_of_its_own(tmp_path: Path) -> None:
    text = EACH + move("hold = 20", "sets = 2", "left = { sets = 3 }") + move("right = { reps = 8 }")
    text += move('side = "right"') + move('side = "complaint"') + move('side = "both"')
    steps = routine(tmp_path, text).steps
    assert [(one.key, one.slot, one.prescription.sets.low) for one in steps] == [
        *(("clam:left", 0, 3), ("clam:right", 1, 2)),
        *(("clam:left", 2, 1), ("clam:right", 3, 1)),
        *(("clam:right", 4, 1), ("clam:complaint", 5, 1), ("clam", 6, 1)),
    ]
    assert [(one.prescription.reps, one.prescription.hold) for one in steps[2:4]] == [
        (None, Range.pinned(15)),
        (Range.pinned(8), None),
    ]


A_WRONG = {
    "no such round": (A + IN_A * 2 + step('round = "b"'), '16:1: error: step 3 (plank): there is no round "b"'),
    "none at all": (step('round = "b"'), 'add the table [round.b], with times = 2 in it'),
    "a name nearly right": ("[round.legs]\ntimes = 2\n" + step('round = "leg"'), '(did you mean "legs"?)'),
    "sets as well": (A + IN_A + step('round = "a"', "sets = 2"), "14:1: error: step 2 (plank): sets and round do"),
    "apart": (A + IN_A + step() + IN_A, '15:1: error: step 3 (plank): the steps of round "a" must stand together'),
    "of two parts": (A + IN_A + step('round = "a"', 'part = "warm-up"'), '14:1: error: step 2 (plank): round "a" must'),
    "without times": ("[round.a]\nrest = 5\n" + IN_A * 2, '5:1: error: round a: "times" is missing'),
    "times by its other name": ("[round.a]\nsets = 5\n" + IN_A * 2, "6:1: error: round a: how many rounds there are"),
    "too many": ("[round.a]\ntimes = 11\n" + IN_A * 2, "6:1: error: round a: times must be 1 to 10, got 11"),
    "an unknown key": (A + "pause = 3\n" + IN_A * 2, '8:1: error: round a: unknown key "pause" (did you mean "rest"?)'),
    "two brackets": ("[[round.a]]\ntimes = 2\n" + IN_A * 2, '5:1: error: round "a" must be written with one pair of'),
    "a number": ("[round]\na = 2\n" + IN_A * 2, '6:1: error: round "a" must be written as a table: [round.a]'),
    "without a name": ("[round]\ntimes = 2\n" + IN_A * 2, "5:1: error: the round needs a name: write [round.a]"),
    "named at the top": ('round = "a"\n' + step(), "5:1: error: round must be written as a table"),
    "a name without quotes": ("[round.1]\ntimes = 2\n" + step("round = 1"), 'must stand in quotes, as in round = "1"'),
    "no id": ('[round."My A"]\ntimes = 2\n' + step(), "5:1: error: round.My A must be small letters"),
    "side beside left": (EACH + move('side = "left"', "left = { sets = 3 }"), "left and side do not go together"),
    "an unknown side": (EACH + move('side = "lefty"'), 'or "both", got "lefty" (did you mean "left"?)'),
    "no sides": (step('side = "left"'), "7:1: error: step 1 (plank): side has no meaning here: plank works both"),
    "no sides to give a dose": (step("right = { sets = 3 }"), "step 1 (plank): right has no meaning here"),
    "a side without a table": (EACH + move("left = 3"), "left must be a table with a dose, as in left = { sets = 3 }"),
    "an empty side": (EACH + move("left = {}"), "left must say what is other on this side"),
    "another key of a side": (EACH + move("left = { rest = 3 }"), 'unknown key "rest"; the keys here are hold, reps'),
    "too much of a side": (EACH + move("left = { sets = 11 }"), "step 1 (clam): left.sets must be 1 to 10, got 11"),
    "sets of a side in a round": (
        EACH + A + move('round = "a"', "left = { sets = 3 }") + IN_A,
        "sets and round do not go together",
    ),
    "an unknown part": (step('part = "warmup"'), 'got "warmup" (did you mean "warm-up"?)'),
    "a long note": (step(f'note = "{"x" * 201}"'), "7:1: error: step 1 (plank): note must be at most 200 characters"),
    "an empty note": (step('note = " "'), "7:1: error: step 1 (plank): note must not be empty"),
    "words in a step": (step('say_first = "x"'), '"say_first" belongs at the top of the file'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), A_WRONG.values(), ids=A_WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    library = read(tmp_path, text)
    assert [line for line in lines(library) if expected in line], lines(library)
    assert "core" not in library.catalogue.routines


UNWISE = {
    "used by no step": (A + step(), '5:1: warning: no step is done in round "a"'),
    "of one step": (A + IN_A, '5:1: warning: round "a" has one step: write sets in that step'),
    "a side by leaps": (
        EACH + move("hold = 20", "left = { hold = { from = 20, to = 60, step = 40 } }") + step(),
        "13:39: warning: step 1 (clam): hold: a jump of 40 s is 200 % of 20",
    ),
    "by leaps": ("[round.a]\ntimes = { from = 2, to = 4, step = 2 }\n" + IN_A * 2, "times.step has no effect"),
}


@pytest.mark.parametrize(("text", "expected"), UNWISE.values(), ids=UNWISE)
def test_what_is_unwise_is_said_and_used_all_the_same(tmp_path: Path, text: str, expected: str) -> None:
    library = read(tmp_path, text)
    assert [line for line in lines(library) if expected in line], lines(library)
    assert "core" in library.catalogue.routines


def test_a_programme_has_no_rounds(tmp_path: Path) -> None:
    stretches = ("brisk-walk", "walk-run", "brisk-walk")
    steps = "".join(f'[[step]]\nexercise = "{name}"\nhold = 300\nround = "a"\n' for name in stretches)
    (tmp_path / "core.toml").write_text(HEAD.replace("mixed", "run") + A + steps)
    library = load_library([Layer("shipped", shipped_folder()), Layer("own", tmp_path)])
    assert [each.line for each in library.diagnostics if "has no rounds" in each.message] == [11, 15, 19]
