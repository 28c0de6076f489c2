"""The [figure] of an exercise: what it becomes, and what is said when it is wrong."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.exercises.exercise import Sides
from coach.domain.figures.canvas import Ink
from coach.domain.figures.drawing import draw_figure
from coach.domain.figures.figure import Figure, Place, Pose, Prop, PropKind, Turn, View
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import load_library

from ...library_files import EXERCISE, ROUTINE, library_of, lines

HEAD = 'format = 1\nid = "move"\nname = "Move"\nkind = "stretch"\n'
"""Four lines: a figure that follows begins on the fifth."""


def figure_of(folder: Path, text: str) -> Figure | None:
    """The figure of an exercise with this text; nothing may be wrong with it."""
    library = library_of(folder, exercises_move=HEAD + text)
    assert lines(library) == []
    return library.catalogue.exercises["move"].figure


def complaints(folder: Path, text: str) -> list[str]:
    """What is wrong with an exercise with this text, without the file's name."""
    library = library_of(folder, exercises_move=HEAD + text)
    assert library.catalogue.exercises == {}
    return [line.removeprefix("move.toml:") for line in lines(library)]


def test_a_figure_and_what_stands_by_default(tmp_path: Path) -> None:
    assert figure_of(tmp_path, "") is None
    assert figure_of(tmp_path, "[[figure.pose]]\n") == Figure(poses=(Pose(),))


def test_a_whole_figure(tmp_path: Path) -> None:
    text = EXERCISE.replace('"plank"', '"move"')
    assert library_of(tmp_path, exercises_move=text).catalogue.exercises["move"].figure == Figure(
        view=View.SIDE,
        anchor=Place.LEFT_ELBOW,
        poses=(
            Pose((("lean", 90.0), ("left_ankle", -80.0), ("right_ankle", -80.0))),
            Pose(
                (
                    ("lean", 85.0),
                    ("left_ankle", 13.0),
                    ("left_elbow", 90.0),
                    ("left_shoulder", 85.0),
                    ("neck", -12.0),
                    ("right_ankle", -80.0),
                    ("right_elbow", 90.0),
                    ("right_shoulder", 85.0),
                ),
                1.5,
            ),
        ),
        props=(Prop(kind=PropKind.BALL, place=Place.HIPS, width=12.0),),
    )


def test_a_pose_goes_on_from_the_one_before_unless_it_has_a_base(tmp_path: Path) -> None:
    text = """
[[figure.pose]]
lean = 10
left = { hip = 90 }
[[figure.pose]]
lean = 0
right = { hip = 45 }
both = { hip = 20, knee = 5 }
[[figure.pose]]
base = "sitting"
right = { knee = 0 }
"""
    figure = figure_of(tmp_path, text)
    assert figure is not None
    assert [dict(pose.angles) for pose in figure.poses] == [
        {"lean": 10, "left_hip": 90},
        {"left_hip": 20, "right_hip": 45, "left_knee": 5, "right_knee": 5},
        {"left_hip": 90, "right_hip": 90, "left_knee": 90},
    ]


def test_an_exercise_inside_a_routine_may_have_one(tmp_path: Path) -> None:
    routine = ROUTINE + "\n[[exercise.my-move.figure.pose]]\nlean = 20\n"
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=routine)
    assert lines(library) == []
    assert library.catalogue.exercises["my-move"].figure == Figure(poses=(Pose((("lean", 20.0),)),))
    wrong = library_of(tmp_path, exercises_plank=EXERCISE, core=routine.replace("lean = 20", "leen = 20"))
    assert lines(wrong) == ['core.toml:38:1: error: figure.pose 1: unknown key "leen" (did you mean "lean"?)']


POSE = "[[figure.pose]]\n"
PROP = f"{POSE}[[figure.prop]]\n"
DEGREES = "must be a number from -180 to 180 degrees, got"
BASES = '"standing", "sitting", "lying", "face-down", "side-lying", "kneeling", "all-fours" or "hanging"'
KINDS = '"box", "wall", "doorway", "bar", "band", "towel", "ball", "ice" or "arrow"'


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("figure = 3", "5:1", "figure must be a table [figure]"),
        ("[figure]", "5:1", '"figure.pose" is missing'),
        ("[figure]\npose = []", "6:1", "figure.pose must be there at least once"),
        ("[figure]\npose = 3", "6:1", "figure.pose must be written as [[figure.pose]]: got 3"),
        ("[figure.pose]", "5:1", "figure.pose must be written as [[figure.pose]]: it has two brackets"),
        ("[figure]\npose = [4]", "6:9", "figure.pose, item 1, must be a table [[figure.pose]], got 4"),
        (POSE * 13, "17:1", "figure.pose, item 13, must be at most 12 times in the file, got 13"),
        (f'[figure]\nview = "back"\n{POSE}', "6:1", 'figure.view must be "side" or "front", got "back"'),
        (f"[figure]\nswing = 99\n{POSE}", "6:1", "figure.swing must be a number from -90 to 90 degrees, got 99"),
        (f"[figure]\ncycle = 1\n{POSE}", "6:1", "figure.cycle must be true or false, without quotes, got 1"),
        (f"{POSE}lean = nan", "6:1", f"figure.pose 1: lean {DEGREES} no finite number"),
        (f"{POSE}lean = -inf", "6:1", f"figure.pose 1: lean {DEGREES} no finite number"),
        (f"{POSE}lean = 1e300", "6:1", f"figure.pose 1: lean {DEGREES} 1e+300"),
        (f"{POSE}lean = true", "6:1", f"figure.pose 1: lean {DEGREES} true"),
        (f"{POSE}lean = {'9' * 400}", "6:1", f"figure.pose 1: lean {DEGREES} a huge number"),
        (f"{POSE}seconds = 0", "6:1", "figure.pose 1: seconds must be a number from 0.1 to 30 seconds, got 0"),
        (f"{POSE}left = 90", "6:1", "figure.pose 1: left must be joints and their degrees, as in { hip = 90 }, got 90"),
        (f"{POSE}{POSE}left = {{ kne = 9 }}", "7:10", 'figure.pose 2: unknown key "kne" (did you mean "knee"?)'),
        (f"{POSE}left = {{ knee = 200 }}", "6:10", f"figure.pose 1: left.knee {DEGREES} 200"),
        (f'{POSE}base = "lies"', "6:1", f'figure.pose 1: base must be {BASES}, got "lies"'),
        (f"{PROP}x = 1", "6:1", 'figure.prop 1: "kind" is missing'),
        (f'{PROP}kind = "bal"', "7:1", f'figure.prop 1 (bal): kind must be {KINDS}, got "bal" (did you mean "ball"?)'),
        (
            f'{PROP}kind = "band"\nat = "hips"',
            "7:1",
            "figure.prop 1 (band): goes from one place to another: it needs at and to",
        ),
        (f'{PROP}kind = "box"\nwidth = -1', "8:1", "figure.prop 1 (box): width must be a number from 0 to 200, got -1"),
    ],
)
def test_what_is_wrong_with_a_figure(tmp_path: Path, text: str, place: str, complaint: str) -> None:
    assert complaints(tmp_path, text) == [f"{place}: error: {complaint}"]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = '[figure]\nview = 1\n[[figure.pose]]\nlean = "a"\nleft = { hip = 999, toe = 1 }\n[[figure.prop]]\nkind = 1'
    assert [each.partition(": error:")[0] for each in complaints(tmp_path, text)] == [
        "6:1",
        "8:1",
        "9:10",
        "9:21",
        "11:1",
    ]


# --- the shipped ones -----------------------------------------------------------------------------------------------

SHIPPED = load_library([Layer("shipped", shipped_folder())]).catalogue.exercises


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_shipped_exercise_has_a_figure_that_moves_and_can_be_seen(name: str) -> None:
    figure = SHIPPED[name].figure
    assert figure is not None
    assert len(figure.poses) >= 2
    for width, height in ((40, 16), (24, 10)):
        first = draw_figure(figure, 0, width, height)
        last = draw_figure(figure, 0.25 if figure.cycle else 1, width, height)
        assert first != last, "it moves"
        parts = {part for row in last for _, part in row}
        assert len(parts) >= 5, "head, left, right and ground can be seen"


def test_no_two_shipped_exercises_look_alike() -> None:
    pictures = {
        tuple("".join(chars for chars, _ in row) for row in draw_figure(each.figure, way, 24, 10))
        for each in SHIPPED.values()
        if each.figure
        for way in (1,)
    }
    assert len(pictures) == len(SHIPPED)


def test_what_an_exercise_needs_is_in_its_picture() -> None:
    drawn = {"band", "wall", "doorway", "bar", "towel", "ball"}
    for exercise in SHIPPED.values():
        assert exercise.figure is not None
        kinds = {str(prop.kind) for prop in exercise.figure.props}
        assert drawn & set(exercise.needs) <= kinds, exercise.id
        assert "chair" not in exercise.needs or "box" in kinds, exercise.id
        assert "ice pack" not in exercise.needs or "ice" in kinds, exercise.id


def _cells(name: str, way: float, side: Turn) -> list[tuple[str, Ink | None]]:
    figure = SHIPPED[name].figure
    assert figure is not None
    rows = draw_figure(replace(figure, turn_of=side), way, 40, 16)
    return [(char, part) for row in rows for chars, part in row for char in chars]


@pytest.mark.parametrize("name", [each.id for each in SHIPPED.values() if each.sides is Sides.ALTERNATE])
def test_where_sides_take_turns_nothing_jumps_when_the_turn_passes(name: str) -> None:
    assert _cells(name, 0, Turn.LEFT) == _cells(name, 0, Turn.RIGHT)
    left, right = _cells(name, 1, Turn.LEFT), _cells(name, 1, Turn.RIGHT)
    assert left != right


@pytest.mark.parametrize("name", [each.id for each in SHIPPED.values() if each.sides is Sides.EACH])
def test_one_sided_exercises_look_different_for_the_other_side(name: str) -> None:
    figure = SHIPPED[name].figure
    assert figure is not None
    assert draw_figure(figure, 1, 24, 10) != draw_figure(figure, 1, 24, 10, mirror=True)
