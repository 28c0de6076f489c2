"""Exercises put into a routine's text as ready steps: right TOML, in their place, and nothing else is touched."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.step_text import step_text, with_step
from coach.library.formats.template import template
from coach.library.shelf.library import Shelf
from coach.library.shelf.trial import trial
from coach.library.toml.outline import Outline


@cache
def shelf() -> Shelf:
    made = Shelf([Layer("shipped", shipped_folder())], advise=False)
    made.refresh()
    return made


EXERCISES = shelf().library.catalogue.exercises
TEXTS = [template("mine"), *(path.read_text(encoding="utf-8") for path in sorted(shipped_folder().glob("*.toml")))]
HEAD = 'format = 1\nid = "mine"\nname = "Mine"\nkind = "mixed"\n'
PLANK = '[[step]]\nexercise = "plank"\n'
ODD = {
    "no step yet": HEAD,
    "no end of line": f'{HEAD}[[step]]\nexercise = "plank"',
    "nothing": "",
    "a table of a step": f"{HEAD}{PLANK}[step.hold]\nfrom = 20\nto = 30\n\n[adapt]\namber_from = 4\n",
    "comments": f'{HEAD}{PLANK}# of the plank\n\n# of the bridge\n[[step]]\nexercise = "bridge"\n',
    "a header in a text": f'{HEAD}about = """\n[[step]]\n[adapt]\n"""\n\n[[step]]\nexercise = "plank"\n',
    "apostrophes": f"{HEAD}about = '''\n[[step]]'''\n{PLANK}rest = 9 # it's \"\"\" here\n[adapt]\nred_from = 6\n",
    "one line between": f'{HEAD}[[step]]\nexercise = "plank"\n[[step]]\nexercise = "bridge"\n',
}


def put(text: str, exercise: str, line: int) -> str:
    """The text with the step in it."""
    place, step = with_step(text, EXERCISES[exercise], line)
    lines = text.split("\n")
    if place >= len(lines):
        return text + step
    return "\n".join(lines[:place]) + ("\n" if place else "") + step + "\n".join(lines[place:])


def steps(text: str) -> list[str]:
    return [step["exercise"] for step in tomllib.loads(text).get("step", [])]


@given(st.sampled_from([*TEXTS, *ODD.values()]), st.sampled_from(sorted(EXERCISES)), st.data())
def test_one_step_more_and_all_else_as_it_was(text: str, exercise: str, data: st.DataObject) -> None:
    line = data.draw(st.integers(0, text.count("\n")))
    place, step = with_step(text, EXERCISES[exercise], line)
    new = put(text, exercise, line)
    before, after = tomllib.loads(text), tomllib.loads(new)
    added = Outline(text).at(line).step
    number = len(before.get("step", [])) if added is None else added + 1
    assert after.pop("step")[:number] == before.get("step", [])[:number]
    assert steps(new)[number] == exercise
    assert steps(new)[:number] + steps(new)[number + 1 :] == steps(text)
    before.pop("step", None)
    assert after == before
    assert new.replace(step, "", 1) == text or len(new) == len(text) + len(step)
    assert (place == 0) or new.startswith("\n".join(text.split("\n")[:place]))


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_each_exercise_is_right_in_a_routine(name: str) -> None:
    kind = "run" if EXERCISES[name].kind == "run" else "mixed"
    text = put(HEAD.replace("mixed", kind), name, 0)
    found = trial(shelf(), Path("mine.toml"), text)
    if kind == "mixed":  # a programme asks for more than one step
        assert found.diagnostics == ()
        assert found.routine is not None
    assert tomllib.loads(step_text(EXERCISES[name]))["step"][0]["exercise"] == name


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_the_dose_is_the_exercises_own(name: str) -> None:
    exercise = EXERCISES[name]
    text = put('format = 1\nid = "mine"\nname = "Mine"\nkind = "mixed"\n', name, 0)
    routine = trial(shelf(), Path("mine.toml"), text).routine
    if routine is not None:
        assert routine.steps[0].prescription == exercise.prescription


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("comments", 5, 'exercise = "plank"\n# of the plank\n\n[[step]]\nexercise = "boat"'),
        ("comments", 10, 'exercise = "bridge"\n\n[[step]]\nexercise = "boat"'),
        ("one line between", 5, '"plank"\n\n[[step]]\nexercise = "boat"\nhold = { from = 10, to = 20 }\nsets = 3'),
        ("a table of a step", 7, 'to = 30\n\n[[step]]\nexercise = "boat"'),
        ("no step yet", 0, 'kind = "mixed"\n\n[[step]]\nexercise = "boat"'),
    ],
)
def test_where_it_stands(name: str, line: int, expected: str) -> None:
    assert expected in put(ODD[name], "boat", line)


def test_the_commented_out_part_of_the_template_stays_below() -> None:
    text = template("mine")
    line = text[: text.index('hold = "max"')].count("\n")
    new = put(text, "boat", line)
    assert new.index('"boat"') < new.index("# Your own exercise")


@pytest.mark.parametrize(
    ("line", "step", "exercise"),
    [
        (0, None, None),
        (5, 0, "plank"),
        (8, 1, "bridge"),
        (12, None, "my-move"),
        (15, None, "my-move"),
        (16, None, None),
    ],
)
def test_what_a_line_is_about(line: int, step: int | None, exercise: str | None) -> None:
    text = (
        f'{HEAD}\n[[step]]\nexercise = "plank"\n\n[[step]]\nhold = \nexercise = "bridge"\n\n[exercise.my-move]\nname ='
    )
    text += "\n\n[[exercise.my-move.figure.pose]]\n[adapt]\n"
    outline = Outline(text)
    assert (outline.at(line).step, outline.exercise_at(line)) == (step, exercise)
