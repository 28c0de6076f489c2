"""The inside of the body: a muscle ends on the bones, shortens as the knee lifts, and stands out in the picture."""

from math import dist

import pytest

from coach.domain.figures.bones import Bones
from coach.domain.figures.canvas import Ink
from coach.domain.figures.drawing import draw_figure
from coach.domain.figures.figure import Figure, Muscle, Pose, Spot, View
from coach.domain.figures.motion import body_at

PSOAS = Muscle(start=(Spot.LUMBAR_TOP, Spot.LUMBAR_BOTTOM), through=(Spot.PELVIS_RIM,), end=Spot.THIGH_BONE)


def psoas_length(hip: float, side: str = "left") -> float:
    bones = Bones(body_at(Figure(poses=(Pose(((f"{side}_hip", hip),)),)), 0.0))
    return sum(
        dist(bones.spot(start, side), bones.spot(end, side))
        for start, end in ((Spot.LUMBAR_TOP, Spot.PELVIS_RIM), (Spot.PELVIS_RIM, Spot.THIGH_BONE))
    )


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_psoas_shortens_as_the_knee_lifts_and_lengthens_behind(side: str) -> None:
    lengths = [psoas_length(hip, side) for hip in range(-30, 100, 10)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.15 * lengths[-1]


def test_both_sides_are_alike() -> None:
    bones = Bones(body_at(Figure(poses=(Pose(),)), 0.0))
    for spot in Spot:
        (ahead, up, right), (ahead_there, up_there, right_there) = bones.spot(spot, "left"), bones.spot(spot, "right")
        assert (ahead, up) == pytest.approx((ahead_there, up_there))
        assert right - 0 == pytest.approx(-right_there + 2 * bones.pelvis.at(0, 0, 0)[2])


def parts(figure: Figure, width: int = 50, height: int = 28) -> list[list[Ink | None]]:
    return [[part for chars, part in row for _ in chars] for row in draw_figure(figure, 0.0, width, height)]


@pytest.mark.parametrize("close_up", [True, False])
def test_muscles_are_drawn_on_both_sides_of_the_spine_and_a_close_up_has_no_ground(close_up: bool) -> None:
    figure = Figure(poses=(Pose(),), view=View.FRONT, bones=True, close_up=close_up, muscles=(PSOAS,))
    rows = parts(figure)
    both = [row for row in rows if row.count(Ink.MUSCLE) >= 2]
    assert len(both) >= 4
    for row in both:
        places = [x for x, part in enumerate(row) if part is Ink.MUSCLE]
        assert min(places) < 25 <= max(places)
    assert (Ink.GROUND in rows[-1]) is not close_up


def test_one_side_alone_is_drawn_on_that_side() -> None:
    muscle = Muscle(start=PSOAS.start, through=PSOAS.through, end=PSOAS.end, side="left")
    figure = Figure(poses=(Pose(),), view=View.FRONT, bones=True, close_up=True, muscles=(muscle,))
    places = [x for row in parts(figure) for x, part in enumerate(row) if part is Ink.MUSCLE]
    assert min(places) >= 25, "from the front, the left side is to the right"


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_body_without_bones_is_drawn_as_ever(ascii_only: bool) -> None:
    rows = draw_figure(Figure(poses=(Pose(),)), 0.0, 30, 14, ascii_only=ascii_only)
    assert {part for row in rows for _, part in row} <= {
        None,
        Ink.GROUND,
        Ink.MIDDLE,
        Ink.LEFT,
        Ink.RIGHT,
    }
