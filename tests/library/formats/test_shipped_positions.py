"""The shipped exercises: each in a routine; the positions that the avoid list goes by; resistance with sense."""

from coach.domain.exercises.exercise import ExerciseKind, Position
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import load_library

CATALOGUE = load_library([Layer("shipped", shipped_folder())]).catalogue
ANY_WAY = {"glute-squeeze", "ice", "relative-rest"}
"""What can be done as one likes best."""


def test_every_exercise_is_in_a_routine() -> None:
    assert CATALOGUE.exercises.keys() == {step.exercise for each in CATALOGUE.routines.values() for step in each.steps}


def test_every_exercise_has_its_positions_but_those_done_any_way() -> None:
    assert {one.id for one in CATALOGUE.exercises.values() if not one.positions} == ANY_WAY


def test_positions_agree_with_what_the_steps_say() -> None:
    """A kneeling exercise says so, and so on; words in the first two steps or the name."""
    words = {
        Position.KNEELING: ("kneel", "side on the floor", "hands and knees"),
        Position.LYING: ("lie ", "lying"),
        Position.SITTING: ("sit ",),
        Position.HANGING: ("hang",),
    }
    for one in CATALOGUE.exercises.values():
        said = " ".join((one.name, *one.steps[:2])).lower()
        for position in set(one.positions) & words.keys():
            assert any(word in said for word in words[position]), (one.id, position)


def test_lying_on_a_side_is_lying_unless_the_body_is_held_up() -> None:
    for one in CATALOGUE.exercises.values():
        if Position.SIDE_LYING in one.positions:
            assert {Position.LYING, Position.HANDS} & set(one.positions), one.id


def test_the_full_session_of_maintenance_has_rungs_of_resistance() -> None:
    """S4's third or fourth workout: the full session of maintenance has rungs."""
    steps = CATALOGUE.routines["maintenance"].steps
    rungs = {step.exercise: step.prescription.resistance for step in steps if step.prescription.resistance}
    assert rungs == {"bridge": ("no band", "light band", "medium band")}
    assert all(CATALOGUE.exercises[name].kind is ExerciseKind.STRENGTH for name in rungs)
