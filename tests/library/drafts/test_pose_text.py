"""Poses to begin from: the text of each is that pose, and so is its mirror's."""

import tomllib
from pathlib import Path

import pytest

from coach.domain.figures.figure import BASES
from coach.library.drafts.pose_text import ReadyPose, figure_at, mirrored_pose, pose_text, ready_poses, with_pose
from coach.library.formats.exercises.figure_keys import FigureTable
from coach.library.toml.checker import Problems, Table
from coach.library.toml.outline import Outline
from coach.library.toml.source import Document, parse

FILE = """\
name = "Wall lean"

[figure]
view = "side"

[[figure.pose]]
base = "standing"
# here

[[figure.pose]]
lean = 20

[[figure.prop]]
kind = "wall"
"""


def angles_of(text: str) -> dict[str, float]:
    document = parse(Path("x.toml"), text)
    assert isinstance(document, Document)
    problems = Problems(document)
    figure = FigureTable().read(document.data["figure"], Table(document.data, problems), "figure")
    assert problems.diagnostics() == []
    assert figure is not None
    return dict(figure.poses[0].angles)


@pytest.mark.parametrize("pose", ready_poses(), ids=lambda pose: pose.name)
def test_the_text_of_a_pose_is_that_pose(pose: ReadyPose) -> None:
    written = angles_of(pose_text(pose, ("figure", "pose"), 1))
    assert written == {joint: angle for joint, angle in pose.angles.items() if angle}
    mirror = ReadyPose("", mirrored_pose(pose.angles))
    assert angles_of(pose_text(mirror, ("figure", "pose"), 1)) == {
        joint: angle for joint, angle in mirrored_pose(pose.angles).items() if angle
    }


def test_every_base_is_offered_and_its_mirror_where_it_is_another() -> None:
    poses = ready_poses()
    assert {pose.base for pose in poses if pose.base} == BASES.keys()
    asymmetric = [base for base, angles in BASES.items() if mirrored_pose(angles) != dict(angles)]
    assert len([pose for pose in poses if not pose.base]) == len(asymmetric) == 2


def test_a_mirror_twice_is_the_pose() -> None:
    angles = {"lean": 10.0, "tilt": 20.0, "turn": -5.0, "twist": 7.0, "left_hip": 90.0, "right_knee": 45.0}
    assert mirrored_pose(angles) == {
        "lean": 10.0, "tilt": -20.0, "turn": 5.0, "twist": -7.0, "right_hip": 90.0, "left_knee": 45.0,
    }  # fmt: skip
    assert mirrored_pose(mirrored_pose(angles)) == angles


@pytest.mark.parametrize(("line", "order"), [(6, [0, 9, 20]), (10, [0, 20, 9]), (1, [0, 20, 9]), (14, [0, 20, 9])])
def test_it_goes_after_the_pose_of_the_cursor_else_after_the_last(line: int, order: list[int]) -> None:
    outline = Outline(FILE)
    place, text = with_pose(outline, ReadyPose("", {"lean": 9.0}), line, ("figure",), 2)
    lines = outline.lines
    made = tomllib.loads("\n".join([*lines[:place], *text.split("\n")[:-1], *lines[place:]]))
    assert [pose.get("lean", 0) for pose in made["figure"]["pose"]] == order
    assert "# here" in "\n".join(lines[:place])
    assert made["figure"]["prop"] == [{"kind": "wall"}]


def test_in_a_routine_it_goes_to_the_exercise_of_the_cursor() -> None:
    text = '[[step]]\nexercise = "a"\n\n[exercise.a]\nname = "A"\n\n[exercise.b]\nname = "B"\n'
    outline = Outline(text)
    assert figure_at(outline, 7, in_exercise=False) == ("exercise", "b", "figure")
    assert figure_at(outline, 1, in_exercise=False) == ("exercise", "a", "figure")
    assert figure_at(Outline('[[step]]\nexercise = "plank"'), 1, in_exercise=False) is None
    place, put = with_pose(outline, ready_poses()[0], 4, ("exercise", "a", "figure"), 1)
    lines = outline.lines
    made = tomllib.loads("\n".join([*lines[:place], *put.split("\n")[:-1], *lines[place:]]))
    assert made["exercise"]["a"]["figure"] == {"pose": [{"base": "standing"}]}
