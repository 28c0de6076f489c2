"""A figure in time: the laws of its limbs, and where it is at each moment of a rep, a hold and a round."""

from math import dist

import pytest
from hypothesis import given as anything
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.figures.figure import JOINTS, Figure, Place, Pose, Turn
from coach.domain.figures.motion import (
    STAY_S,
    angles_at,
    body_at,
    body_in_turn,
    motion_length_s,
    shortest,
    way_of_cycle,
    way_of_demonstration,
    way_of_hold,
    way_of_pose,
    way_of_rep,
    ways_through,
)
from coach.domain.figures.skeleton import BONES, joints

from .poses import angles, degrees, figures, posed, ways

STANDING = posed({})
WALK = posed({"left_hip": 30}, {"left_hip": -30}, cycle=True)
SQUAT = posed({}, {"left_knee": 90})


def close(a: tuple[float, ...], b: tuple[float, ...], within: float = 1e-6) -> bool:
    return dist(a, b) <= within


# --- laws -----------------------------------------------------------------------------------------------------------


@anything(figures(3), ways)
def test_every_limb_keeps_its_length(figure: Figure, way: float) -> None:
    body = body_at(figure, way)
    for (start, end), length in BONES.items():
        assert dist(body[start], body[end]) == pytest.approx(length)


@anything(figures(3), ways)
def test_nothing_is_below_the_ground_and_something_touches_it(figure: Figure, way: float) -> None:
    body = body_at(figure, way)
    if figure.hangs:
        assert body[figure.anchor.value] == (0, 0, 0)
    else:
        lowest = min(point[1] for name, point in body.items() if name not in _DEPENDENT)
        assert -1e-9 <= lowest <= 7
        assert body[figure.anchor.value][0] == body[figure.anchor.value][2] == 0


_DEPENDENT = {f"{side}_{joint}" for side in ("left", "right") for joint in ("shoulder", "hip", "ribs", "flank")} | {
    "nose"
}
"""Joints inside the trunk or on the head, which are not what rests on the ground."""


@anything(st.lists(angles, min_size=2, max_size=4), st.booleans(), ways)
def test_it_moves_without_jumps(poses: list[tuple[tuple[str, float], ...]], cycle: bool, way: float) -> None:
    figure = Figure(poses=tuple(map(Pose, poses)), cycle=cycle)
    here, there = body_at(figure, way), body_at(figure, min(1.0, way + 1e-5))
    # In so small a part of the way, joints turn by a hundredth of a degree at most; six of them bear each other.
    assert all(close(here[name], there[name], 0.25) for name in here)


@anything(figures(4))
def test_it_begins_in_its_first_pose_and_ends_in_its_last(figure: Figure) -> None:
    for way, pose in ((0.0, figure.poses[0]), (1.0, figure.poses[0 if figure.cycle else -1])):
        angle, wanted = angles_at(figure, way), dict(pose.angles)
        for joint in JOINTS:
            off = (angle(joint) - wanted.get(joint, 0.0) + 180) % 360 - 180
            assert off == pytest.approx(0, abs=1e-6)


@anything(degrees, degrees)
def test_the_shortest_way_is_at_most_half_a_turn(start: float, end: float) -> None:
    way = shortest(start, end)
    assert -180 <= way <= 180
    assert (start + way - end) % 360 == 0
    assert shortest(end, start) == -way


@anything(st.dictionaries(st.sampled_from(JOINTS), degrees))
def test_a_mirrored_body_is_the_body_of_mirrored_angles(given: dict[str, float]) -> None:
    swap = {"left": "right", "right": "left"}

    def other(name: str) -> str:
        side, _, rest = name.partition("_")
        return f"{swap[side]}_{rest}" if side in swap else name

    turned = {"tilt", "turn", "twist"}
    mirrored = {other(joint): -angle if joint in turned else angle for joint, angle in given.items()}
    here, there = (joints(lambda joint, of=of: of.get(joint, 0.0)) for of in (given, mirrored))
    assert all(close((x, y, -z), there[other(name)]) for name, (x, y, z) in here.items())


# --- what the angles mean -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "joint", "forward", "up", "right"),
    [
        ({"lean": 90}, "chest", 1, 0, 0),
        ({"lean": -90}, "chest", -1, 0, 0),
        ({"tilt": 90}, "chest", 0, 0, -1),
        ({"lean": 90, "bend": -90}, "head", 1, 1, 0),
        ({"left_hip": 90}, "left_knee", 1, 0, -1),
        ({"left_hip_out": 90}, "left_knee", 0, 0, -1),
        ({"right_hip_out": 90}, "right_knee", 0, 0, 1),
        ({"left_hip": 90, "left_hip_turn": 90}, "left_knee", 0, 0, -1),
        ({"left_hip": -30}, "left_knee", -1, -1, -1),
        ({"right_hip": 90, "right_knee": 90}, "right_foot", 1, -1, 1),
        ({"right_hip": 90, "right_knee": 90}, "right_toe", 1, -1, 1),
        ({"right_ankle": -90}, "right_toe", 0, -1, 1),
        ({"left_shoulder": 180}, "left_hand", 0, 1, -1),
        ({"left_shoulder_out": 90}, "left_hand", 0, 1, -1),
        ({"left_shoulder": 180, "left_shoulder_out": 90}, "left_hand", 0, 1, -1),
        ({"right_shoulder": 90, "right_shoulder_out": 90}, "right_hand", 0, 1, 1),
        ({"right_elbow": 90}, "right_hand", 1, 1, 1),
        ({"turn": 90, "left_hip": 90}, "left_knee", -1, 0, -1),
        ({"twist": 90, "left_elbow": 90}, "left_hand", -1, 1, -1),
    ],
)
def test_where_an_angle_moves_a_joint(given: dict[str, float], joint: str, forward: int, up: int, right: int) -> None:
    body = joints(lambda name: given.get(name, 0.0))
    signs = tuple(0 if abs(value) < 1.5 else int(value / abs(value)) for value in body[joint])
    assert signs == (forward, up, right)


def test_standing_upright_is_about_a_hundred_high() -> None:
    body = body_at(STANDING, 0)
    assert 95 <= body["head"][1] + 6.5 <= 105
    assert body["left_foot"][1] == body["right_toe"][1] == pytest.approx(2.4)


def test_the_anchor_stays_while_all_else_moves() -> None:
    figure = posed({}, {"right_hip": 80, "right_knee": 90, "lean": 30}, anchor=Place.LEFT_FOOT)
    for way in range(10):
        forward, _, right = body_at(figure, way / 9)["left_foot"]
        assert (forward, right) == (0, 0)


def test_who_hangs_stays_where_the_hands_are() -> None:
    figure = posed({}, {"left_hip": 90, "right_hip": 90}, hangs=True, anchor=Place.LEFT_HAND)
    assert body_at(figure, 0)["left_hand"] == body_at(figure, 1)["left_hand"] == (0, 0, 0)
    assert body_at(figure, 1)["left_foot"][1] > body_at(figure, 0)["left_foot"][1], "the legs rise, the body does not"


def test_on_the_right_sides_turn_the_right_leg_does_what_the_left_one_did() -> None:
    first = posed({}, {"left_hip": 90, "tilt": 10})
    second = replace(first, turn_of=Turn.RIGHT)
    middle = body_at(first, 0)["hips"][2]
    for way in (0.0, 0.4, 1.0):
        left, right = body_at(first, way), body_in_turn(second, way)
        assert left == body_in_turn(first, way)
        for one, other in (("left_knee", "right_knee"), ("right_hand", "left_hand"), ("head", "head")):
            forward, up, across = left[one]
            assert right[other] == pytest.approx((forward, up, 2 * middle - across))


# --- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("into_s", "way"),
    [(-1, 0), (0, 0), (0.5, 0.5), (1, 1), (2.9, 1), (3, 1), (4.5, 0.5), (6, 0), (7, 0)],
)
def test_a_rep_goes_up_holds_and_comes_down_with_the_tempo(into_s: float, way: float) -> None:
    assert way_of_rep(SQUAT, (1, 2, 3), into_s) == pytest.approx(way)


def test_a_rep_without_a_way_up_begins_at_the_top() -> None:
    assert way_of_rep(SQUAT, (0, 0, 2), 0) == 1
    assert way_of_rep(SQUAT, (1, 0, 0), 1) == 0


def test_a_hold_is_frozen_but_a_walk_goes_on() -> None:
    assert {way_of_hold(SQUAT, second) for second in range(30)} == {1.0}
    assert way_of_hold(WALK, 0.5) == 0.25
    assert way_of_rep(WALK, (1, 0, 1), 2.5) == way_of_cycle(WALK, 0.5) == 0.25


@pytest.mark.parametrize(
    ("into_s", "way"),
    [
        (0, 0),
        (0.5, 0.5),
        (1, 1),
        (1 + STAY_S, 1),
        (1.5 + STAY_S, 0.5),
        (2 + STAY_S, 0),
        (-STAY_S / 2, 0),
        (-STAY_S - 0.5, 0.5),
    ],
)
def test_a_demonstration_goes_there_and_back(into_s: float, way: float) -> None:
    assert way_of_demonstration(SQUAT, into_s) == pytest.approx(way)


def test_a_demonstration_of_a_walk_goes_on() -> None:
    assert [way_of_demonstration(WALK, second) for second in (0.5, 2.5)] == [0.25, 0.25]


def test_each_pose_has_its_own_way() -> None:
    figure = Figure(poses=(Pose(), Pose((("lean", 40.0),), 3.0), Pose((("lean", 80.0),), 1.0)))
    assert [way_of_pose(figure, number) for number in range(4)] == [0, 0.75, 1, 1]
    assert [angles_at(figure, way_of_pose(figure, number))("lean") for number in (1, 2)] == pytest.approx([40, 80])


def test_a_movement_ends_in_its_last_pose_where_its_tenths_of_a_second_add_up_to_more() -> None:
    """0.1 three times, less 0.1 three times, is a little above 0."""
    figure = Figure(poses=tuple(Pose((("lean", 10.0 * number),), 0.1) for number in range(4)))
    assert angles_at(figure, 1.0)("lean") == 30


def test_a_single_pose_shows_itself() -> None:
    assert motion_length_s(STANDING) == 0
    assert way_of_pose(STANDING, 0) == 0
    assert way_of_demonstration(STANDING, 3) == 1
    assert body_at(STANDING, 0) == body_at(STANDING, 1)


def test_poses_take_their_seconds() -> None:
    figure = Figure(poses=(Pose(), Pose((("lean", 40.0),), 3.0), Pose((("lean", 80.0),), 1.0)))
    assert motion_length_s(figure) == 4
    assert angles_at(figure, 0.75)("lean") == pytest.approx(40)
    assert angles_at(figure, 0.875)("lean") == pytest.approx(60)
    assert angles_at(figure, 0.1)("lean") < 10, "it starts gently"


def test_the_ways_through_a_movement_are_closer_where_more_turns() -> None:
    figure = Figure(poses=(Pose(), Pose((("lean", 10.0),), 3.0), Pose((("lean", 70.0),), 1.0)))
    ways = ways_through(figure, 20)
    assert ways == sorted(ways)
    assert (ways[0], ways[-1]) == (0, 1)
    assert len([way for way in ways if way > 0.75]) > len([way for way in ways if way < 0.75])
    assert ways_through(STANDING, 20) == [0]


def test_a_cycle_comes_round_and_does_not_stop_in_its_poses() -> None:
    assert angles_at(WALK, 0.5)("left_hip") == -30
    assert angles_at(WALK, 0.25)("left_hip") == 0
    assert angles_at(WALK, 1.0)("left_hip") == 30
    assert angles_at(WALK, 0.05)("left_hip") == pytest.approx(24)
