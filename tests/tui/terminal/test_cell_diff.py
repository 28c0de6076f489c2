"""A patch turns one picture into the next on a terminal, and leaves no trace of itself."""

from copy import deepcopy
from itertools import pairwise

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.figures.canvas import Ink, InkRun
from coach.domain.figures.drawing import draw_figure
from coach.tui.terminal.cell_diff import Picture, patch

from ..playing import shipped

WIDTH, HEIGHT, CORNER = 12, 4, (3, 2)
CODES: dict[Ink | None, str] = {part: f"38;2;{part};0;0" for part in Ink} | {None: "48;2;9;9;9"}
cells = st.sampled_from([(" ", None), *((char, part) for char in "⣿⡇" for part in Ink)])
pictures = st.lists(
    st.lists(cells.map(lambda cell: (cell[0], cell[1])), min_size=WIDTH, max_size=WIDTH),
    min_size=HEIGHT,
    max_size=HEIGHT,
)


def shows(picture: Picture) -> pyte.Screen:
    """A terminal that was sent the whole picture."""
    screen = pyte.Screen(30, 10)
    stream = pyte.Stream(screen)
    for y, row in enumerate(picture):
        stream.feed(f"\x1b[{CORNER[1] + y + 1};{CORNER[0] + 1}H")
        for chars, part in row:
            stream.feed(f"\x1b[{CODES[None]}m" + (f"\x1b[{CODES[part]}m" if part is not None else "") + chars)
    stream.feed("\x1b[0m\x1b[9;5H")
    return screen


def looks(screen: pyte.Screen) -> list[object]:
    """Every cell; of a blank one the background alone can be seen."""
    seen = [screen.buffer[y][x] for y in range(screen.lines) for x in range(screen.columns)]
    return [(cell.data, cell.bg, cell.fg if cell.data != " " else None) for cell in seen]


@given(pictures, pictures)
def test_it_turns_one_picture_into_the_other(before: list[list[InkRun]], after: list[list[InkRun]]) -> None:
    screen = shows(before)
    cursor = deepcopy(screen.cursor)
    pyte.Stream(screen).feed(patch(before, after, CORNER, CODES))
    assert looks(screen) == looks(shows(after))
    assert (screen.cursor.x, screen.cursor.y, screen.cursor.attrs) == (cursor.x, cursor.y, cursor.attrs)


@given(pictures)
def test_of_the_same_picture_nothing_is_sent(picture: list[list[InkRun]]) -> None:
    assert patch(picture, [[*row] for row in picture], CORNER, CODES) == ""


@given(pictures, pictures)
def test_each_colour_is_named_once(before: list[list[InkRun]], after: list[list[InkRun]]) -> None:
    sent = patch(before, after, CORNER, CODES)
    assert all(sent.count(f"\x1b[{code}m") <= 1 for code in CODES.values())


@pytest.mark.parametrize("name", sorted(shipped().catalogue.exercises))
def test_a_frame_of_each_exercise_is_small(name: str) -> None:
    """Ten a second are to stay under 8 kB with all else that a session sends: bench/ measures that."""
    figure = shipped().catalogue.exercises[name].figure
    assert figure
    frames = [draw_figure(figure, step / 20, 40, 16) for step in range(21)]
    sizes = [len(patch(one, other, CORNER, CODES).encode()) for one, other in pairwise(frames)]
    assert sum(sizes) / len(sizes) < 750
