"""What a session's rows say of each exercise, in tables."""

from collections.abc import Mapping
from typing import Any

import pytest

from coach.domain.exercises.exercise import Side
from coach.domain.exercises.routine import COMPLAINT, Step
from coach.domain.planning.performed import Performed, keys_held, performed_of
from coach.domain.records.entries import StepDone

from ..builders import hold, session

PLANK = Step(exercise="plank", prescription=hold(20, 30))


def rows(*given: Mapping[str, Any]) -> tuple[StepDone, ...]:
    return tuple(StepDone(exercise="plank", **each) for each in given)


@pytest.mark.parametrize(
    ("done", "held", "part"),
    [
        (1.0, True, (True, True)),
        (None, True, (True, True)),
        (0.0, True, (False, False)),
        (1.0, False, (False, False)),
        (0.0, False, (False, False)),
    ],
)
def test_without_rows_it_was_done_as_the_record_was(done: float | None, held: bool, part: tuple[bool, bool]) -> None:
    (found,) = performed_of(session(0, done=done), [(PLANK, held)])
    assert found == Performed(done=part[0], whole=part[1])


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ([{"done": 1.0, "hold_s": 25}], Performed(True, True, hold_s=25)),
        ([{"done": 0.9}], Performed(True, True)),
        ([{"done": 0.89}], Performed(True, False)),
        ([{"done": 0.0}], Performed(False, False)),
        ([{"sets": 2}], Performed(True, True)),
        ([{"sets": 0}], Performed(False, False)),
        ([{"trimmed": True}], Performed(False, False, trimmed=True)),
        ([{"trimmed": True, "done": 0.5}], Performed(True, False, trimmed=True)),
        ([{"hold_s": 25, "done": 1.0}, {"done": 1.0}], Performed(True, True, hold_s=25)),
        ([{"done": 1.0}, {"hold_s": 25, "done": 1.0}], Performed(True, True, hold_s=25)),
        ([{"hold_s": 25, "done": 1.0}, {"hold_s": 20, "done": 1.0}], Performed(True, True, hold_s=20)),
        ([{"hold_s": 25, "done": 1.0, "swapped": "wall"}], Performed(False, False, instead=True)),
        ([{"hold_s": 25, "done": 1.0, "eased": "knees"}], Performed(False, False, hold_s=25, instead=True)),
    ],
)
def test_rows_of_one_exercise(given: list[dict[str, Any]], part: Performed) -> None:
    assert performed_of(session(0, step=rows(*given)), [(PLANK, True)]) == [part]


SIDED = {"plank": ("plank:left", "plank:right", f"plank:{COMPLAINT}")}


@pytest.mark.parametrize(
    ("sides", "keys"),
    [
        ([None], {"plank", *SIDED["plank"]}),
        ([Side.LEFT], {"plank:left"}),
        ([Side.LEFT, Side.RIGHT], {"plank", "plank:left", "plank:right"}),
        ([Side.LEFT, None], {"plank", *SIDED["plank"]}),
    ],
)
def test_which_keys_steps_train(sides: list[Side | None], keys: set[str]) -> None:
    assert keys_held([Step(exercise="plank", prescription=hold(20, 30), side=side) for side in sides], SIDED) == keys
