"""Drawing: figures of any kind fill their cells, stay in them, and turn round in a mirror."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.figures.canvas import Ink
from coach.domain.figures.drawing import draw_figure
from coach.domain.figures.figure import Figure, Place, Prop, PropKind, Turn, View
from coach.domain.figures.motion import body_at, body_in_turn
from coach.domain.figures.scene import bounds, shapes_at
from coach.domain.figures.viewpoint import Viewpoint, mirrored_shapes

from .poses import figures, posed, ways

MARCH = posed({}, {"left_hip": 90.0, "left_knee": 90.0})


def text(figure: Figure, way: float = 1.0, width: int = 40, height: int = 16, **more: bool) -> list[str]:
    return ["".join(chars for chars, _ in row) for row in draw_figure(figure, way, width, height, **more)]


def parts(figure: Figure, way: float = 1.0, width: int = 40, height: int = 16, **more: bool) -> list[list[Ink | None]]:
    return [[part for chars, part in row for _ in chars] for row in draw_figure(figure, way, width, height, **more)]


# --- laws -----------------------------------------------------------------------------------------------------------


@given(figures(3), ways, st.integers(-2, 60), st.integers(-2, 30), st.booleans(), st.booleans())
def test_a_picture_has_exactly_its_cells(
    figure: Figure, way: float, width: int, height: int, mirror: bool, ascii_only: bool
) -> None:
    rows = text(figure, way, width, height, mirror=mirror, ascii_only=ascii_only)
    assert [len(row) for row in rows] == [max(0, width)] * max(0, height)


@given(figures(3), ways)
def test_the_body_stays_within_the_bounds_of_its_movement(figure: Figure, way: float) -> None:
    left, bottom, right, top = bounds(figure)
    for shape in shapes_at(figure, way):
        for across, up in shape.corners:
            # Between two looks, a hand at the end of a body that turns over may come a little further out.
            assert left - 3 <= across - shape.radius
            assert across + shape.radius <= right + 3
            assert bottom - 3 <= up - shape.radius
            assert up + shape.radius <= top + 3


@given(figures(3), ways)
def test_twice_mirrored_is_the_same(figure: Figure, way: float) -> None:
    shapes = shapes_at(figure, way)
    assert mirrored_shapes(mirrored_shapes(shapes)) == shapes


@given(figures(2), ways)
def test_the_mirror_swaps_the_sides(figure: Figure, way: float) -> None:
    there = mirrored_shapes(shapes_at(figure, way))
    for here, other in zip(shapes_at(figure, way), there, strict=True):
        assert other.corners == tuple((-across, up) for across, up in here.corners)
        assert (here.part, other.part) in {
            (Ink.LEFT, Ink.RIGHT), (Ink.RIGHT, Ink.LEFT), (Ink.MIDDLE, Ink.MIDDLE), (Ink.PROP, Ink.PROP),
            (None, None),
        }  # fmt: skip


# --- pictures -------------------------------------------------------------------------------------------------------


def test_it_stands_on_the_ground_and_reaches_up() -> None:
    rows = parts(posed({}))
    assert rows[0].count(Ink.MIDDLE) >= 2, "the head"
    assert rows[-1].count(Ink.GROUND) >= 30
    assert Ink.LEFT in rows[-1]


def test_it_faces_left_and_mirrored_right() -> None:
    def columns(part: Ink, **more: bool) -> list[int]:
        return [x for row in parts(MARCH, **more) for x, owner in enumerate(row) if owner is part]

    assert min(columns(Ink.LEFT)) < min(columns(Ink.MIDDLE)) - 2, "the raised knee is left of all else"
    assert max(columns(Ink.RIGHT, mirror=True)) > max(columns(Ink.MIDDLE, mirror=True)) + 2


@pytest.mark.parametrize("size", [(40, 16), (24, 10), (12, 5), (100, 12), (10, 40)])
def test_it_fills_its_cells_with_the_right_proportions(size: tuple[int, int]) -> None:
    width, height = size
    rows = parts(posed({}), 0, width, height)
    body = [(x, y) for y, row in enumerate(rows) for x, part in enumerate(row) if part not in (None, Ink.GROUND)]
    across = (max(x for x, _ in body) - min(x for x, _ in body) + 1) * 2
    up = (max(y for _, y in body) - min(y for _, y in body) + 1) * 4
    assert up / across > 2, "one who stands is much taller than wide"
    assert up >= height * 4 * 0.85 or across >= width * 2 * 0.85


def test_nothing_jumps_while_it_moves() -> None:
    """The foot that stands, and the wall, are drawn on the same dots all the way."""
    wall = Prop(kind=PropKind.WALL, x=60, height=90)
    figure = posed({}, {"left_hip": 110.0, "lean": 5.0, "right_hip": 5.0}, props=(wall,))
    pictures = [parts(figure, way / 20) for way in range(21)]
    walls = {
        tuple((x, y) for y, row in enumerate(rows) for x, part in enumerate(row) if part is Ink.PROP)
        for rows in pictures
    }
    assert len(walls) == 1
    assert all(Ink.RIGHT in rows[-1] for rows in pictures[5:])


def test_too_little_room_stays_empty() -> None:
    assert text(MARCH, 1, 7, 16) == [" " * 7] * 16
    assert text(MARCH, 1, 40, 3) == [" " * 40] * 3
    assert text(MARCH, 1, 0, 0) == []


@pytest.mark.parametrize("kind", PropKind)
def test_every_prop_shows(kind: PropKind) -> None:
    prop = Prop(kind=kind, place=Place.LEFT_HAND, to=Place.LEFT_FOOT, x=20, width=20, height=60)
    shown = [part for row in parts(posed({}, view=View.SIDE, props=(prop,))) for part in row]
    assert shown.count(Ink.PROP) >= 3


@pytest.mark.parametrize(("height", "shapes"), [(6, [4]), (7, [2, 2, 2, 2])])
def test_a_low_box_is_solid_as_a_pack_or_a_book_and_a_higher_one_is_a_frame(height: int, shapes: list[int]) -> None:
    box = Prop(kind=PropKind.BOX, width=20, height=height)
    drawn = [shape for shape in shapes_at(posed({}, props=(box,)), 0) if shape.part is Ink.PROP]
    assert [len(shape.corners) for shape in drawn] == shapes


def test_a_band_follows_the_feet_and_a_box_stays() -> None:
    band = Prop(kind=PropKind.BAND, place=Place.LEFT_FOOT, to=Place.RIGHT_FOOT)
    box = Prop(kind=PropKind.BOX, place=Place.LEFT_FOOT, width=10, height=10)
    figure = posed({}, {"left_hip": 90.0}, props=(band, box))

    def shapes(way: float) -> list[tuple[tuple[float, float], ...]]:
        return [shape.corners for shape in shapes_at(figure, way) if shape.part is Ink.PROP]

    assert shapes(0)[-1] != shapes(1)[-1]
    assert shapes(0)[:4] == shapes(1)[:4]
    assert len(shapes(0)) == 4 + 8, "the sides of the box, and of the loop"


def test_an_arrow_closes_in_on_its_place_and_moves_with_it() -> None:
    arrow = Prop(kind=PropKind.ARROW, place=Place.LEFT_HAND, x=10, width=12)
    figure = posed({}, {"left_shoulder": 90.0}, props=(arrow,))

    def tip_and_hand(way: float) -> tuple[float, float, float]:
        head = [shape for shape in shapes_at(figure, way) if shape.part is Ink.PROP][-1]
        hand = Viewpoint(figure).sees(body_at(figure, way)["left_hand"])
        return head.corners[0][0] - hand[0], head.corners[0][1] - hand[1], hand[1]

    assert tip_and_hand(0)[:2] == pytest.approx((-20, 0))
    assert tip_and_hand(1)[:2] == pytest.approx((-10, 0))
    assert tip_and_hand(1)[2] > tip_and_hand(0)[2] + 20


@pytest.mark.parametrize(
    ("view", "turn", "eyes"), [(View.SIDE, 0, 1), (View.FRONT, 0, 2), (View.FRONT, 180, 0), (View.SIDE, 180, 0)]
)
def test_the_eyes_tell_the_face_from_the_back_of_the_head(view: View, turn: float, eyes: int) -> None:
    holes = [shape for shape in shapes_at(posed({"turn": turn}, view=view), 0) if shape.part is None]
    assert len(holes) == eyes


def test_eyes_are_left_out_where_they_would_be_larger_than_life() -> None:
    face, back = posed({}, view=View.FRONT), posed({"turn": 180.0}, view=View.FRONT)
    assert text(face, 0, 60, 24)[:5] != text(back, 0, 60, 24)[:5]
    assert text(face, 0, 24, 10)[0] == text(back, 0, 24, 10)[0]


def test_what_lies_before_the_body_stands_out_from_it() -> None:
    """Round a ball before the trunk, the trunk leaves a gap."""
    ball = Prop(kind=PropKind.BALL, place=Place.HIPS, y=55, width=8)
    figure = posed({}, props=(ball,))
    canvas = text(figure, 0, 60, 24)
    without = text(posed({}), 0, 60, 24)
    dots, bare = (
        sum((ord(char) - 0x2800).bit_count() for row in rows for char in row if char > " ")
        for rows in (canvas, without)
    )
    assert dots < bare - 5


@given(figures(2), ways)
def test_the_turn_of_the_other_side_is_the_first_pose_seen_in_a_mirror_within_the_body(
    figure: Figure, way: float
) -> None:
    """Left and right change places about the hips of the first pose; nothing comes nearer or goes up."""
    left, right = (body_in_turn(replace(figure, turn_of=side), way) for side in Turn)
    middle = body_at(figure, 0)["hips"][2]
    for name, (forward, up, across) in left.items():
        other = name.replace("left", "x").replace("right", "left").replace("x", "right")
        assert right[other] == pytest.approx((forward, up, 2 * middle - across))


@given(figures(2))
def test_the_picture_is_as_large_whoever_has_the_turn(figure: Figure) -> None:
    assert bounds(replace(figure, turn_of=Turn.LEFT)) == bounds(replace(figure, turn_of=Turn.RIGHT))


def test_ascii_is_ascii() -> None:
    assert "".join(text(MARCH, ascii_only=True)).isascii()
    assert {"#", "o", "@", "_"} <= set("".join(text(MARCH, ascii_only=True)))


def test_the_convention_is_written_down_whole() -> None:
    """Whoever looks up what a joint is finds it in the one place that says so."""
    from coach.domain.figures import figure

    said = Path(figure.__file__).read_text(encoding="utf-8").partition('"""')[2].partition('"""')[0]
    for joint in (*figure.MIDDLE_JOINTS, *figure.SIDE_JOINTS):
        assert joint in said
