"""The canvas: which dots a shape covers, whose a cell is, and what ASCII makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.figures.canvas import Canvas, Ink, InkRun

coordinates = st.floats(-500, 500)
corners = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=4)


def text(rows: list[list[InkRun]]) -> list[str]:
    return ["".join(chars for chars, _ in row) for row in rows]


def dots(canvas: Canvas) -> set[tuple[int, int]]:
    """The dots that are set, from the braille characters."""
    bits = {0: (0, 0), 1: (0, 1), 2: (0, 2), 3: (1, 0), 4: (1, 1), 5: (1, 2), 6: (0, 3), 7: (1, 3)}
    return {
        (column * 2 + x, row * 4 + y)
        for row, line in enumerate(text(canvas.rows()))
        for column, char in enumerate(line)
        for bit, (x, y) in bits.items()
        if char != " " and ord(char) - 0x2800 >> bit & 1
    }


@given(
    st.integers(0, 30),
    st.integers(0, 20),
    st.lists(st.tuples(st.sampled_from(Ink), corners, st.floats(0.1, 300), st.booleans()), max_size=4),
    st.booleans(),
)
def test_whatever_is_painted_it_stays_in_its_cells(
    width: int, height: int, shapes: list[tuple[Ink, list[tuple[float, float]], float, bool]], ascii_only: bool
) -> None:
    canvas = Canvas(width, height, muscles=True)
    for part, points, radius, dotted in shapes:
        canvas.paint(part, points, radius, gap=1, dotted=dotted)
    rows = canvas.rows(ascii_only=ascii_only)
    assert [len(line) for line in text(rows)] == [width] * height
    assert all(
        char == " " or (char.isascii() if ascii_only else 0x2800 < ord(char) <= 0x28FF) for char in "".join(text(rows))
    )
    assert all((part is None) == (not chars.strip()) for row in rows for chars, part in row)


@given(st.tuples(st.floats(0, 40), st.floats(0, 40)), st.tuples(st.floats(0, 40), st.floats(0, 40)), st.floats(0.8, 6))
def test_a_limb_covers_the_dots_that_are_near_its_bone(
    start: tuple[float, float], end: tuple[float, float], radius: float
) -> None:
    canvas = Canvas(20, 10)
    canvas.paint(Ink.LEFT, (start, end), radius)
    painted = dots(canvas)
    for x in range(40):
        for y in range(40):
            away = distance((x + 0.5, y + 0.5), start, end)
            if abs(away - radius) > 1e-6:
                assert ((x, y) in painted) == (away < radius)


def distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """From a point to a line between two others, by the textbook."""
    ax, ay = end[0] - start[0], end[1] - start[1]
    length = ax * ax + ay * ay
    share = 0.0 if not length else ((point[0] - start[0]) * ax + (point[1] - start[1]) * ay) / length
    share = min(1.0, max(0.0, share))
    return float(((point[0] - start[0] - share * ax) ** 2 + (point[1] - start[1] - share * ay) ** 2) ** 0.5)


def test_a_trunk_is_filled_between_its_corners() -> None:
    canvas = Canvas(10, 5)
    canvas.paint(Ink.MIDDLE, ((4, 4), (16, 4), (10, 16)), 0.8)
    assert {(10, 8), (6, 4), (10, 15)} <= dots(canvas)


def test_what_is_painted_later_hides_what_was_there_and_keeps_a_gap_to_the_other_side() -> None:
    canvas = Canvas(10, 5)
    canvas.paint(Ink.RIGHT, ((0, 10), (20, 10)), 3)
    canvas.paint(Ink.LEFT, ((10, 0), (10, 20)), 2, gap=2)
    painted = dots(canvas)
    assert {(9, 10), (10, 10), (3, 10)} <= painted
    assert painted.isdisjoint({(6, 10), (7, 10), (12, 10), (13, 10)})


def test_the_right_side_is_dotted_and_the_left_is_not() -> None:
    solid, dotted = Canvas(10, 5), Canvas(10, 5)
    solid.paint(Ink.LEFT, ((10, 10),), 6)
    dotted.paint(Ink.RIGHT, ((10, 10),), 6, dotted=True)
    assert dots(dotted) < dots(solid)
    assert all((x + y) % 2 == 0 for x, y in dots(dotted))


def test_a_cell_belongs_to_the_part_with_the_most_dots() -> None:
    canvas = Canvas(1, 1)
    canvas.paint(Ink.MIDDLE, ((1, 1), (1, 3)), 5)
    canvas.paint(Ink.LEFT, ((0.5, 0.5),), 0.6)
    assert canvas.rows() == [[("⣿", Ink.MIDDLE)]]
    canvas.paint(Ink.LEFT, ((0.5, 0.5), (0.5, 3.5)), 0.6)
    assert canvas.rows() == [[("⣿", Ink.LEFT)]]


@pytest.mark.parametrize(("part", "char"), [(Ink.LEFT, "#"), (Ink.RIGHT, "o"), (Ink.MIDDLE, "@"), (Ink.PROP, "+")])
def test_each_part_has_its_own_ascii_character(part: Ink, char: str) -> None:
    canvas = Canvas(3, 3)
    canvas.paint(part, ((3, 6),), 20)
    assert text(canvas.rows(ascii_only=True)) == [char * 3] * 3
