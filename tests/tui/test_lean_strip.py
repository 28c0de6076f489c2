"""A lean row looks the same in a terminal as a usual one, in fewer bytes."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from coach.tui.widgets.lean_strip import LeanStrip

CONSOLE = Console(force_terminal=True, color_system="truecolor")
colours = st.sampled_from(["#56b4e9", "#e69f00", "#e8e8e4"])
styles = st.builds(
    Style,
    color=st.none() | colours,
    bgcolor=st.sampled_from(["#14181c", "#fafaf6"]),
    bold=st.none() | st.booleans(),
)
segments = st.builds(Segment, st.text("⣿⡇ ab", min_size=1, max_size=5), st.none() | styles)


def looks(strip: Strip) -> list[object]:
    """Every cell of a terminal to which the row was sent, and one more character after it."""
    screen = pyte.Screen(40, 1)
    pyte.Stream(screen).feed(strip.render(CONSOLE) + "x")
    return [screen.buffer[0][column] for column in range(40)]


@given(st.lists(segments, max_size=6), st.integers(0, 30))
def test_it_looks_the_same(pieces: list[Segment], end: int) -> None:
    lean = LeanStrip(pieces)
    assert looks(lean) == looks(Strip(pieces))
    assert looks(lean.crop(0, end)) == looks(Strip(pieces).crop(0, end))


@pytest.mark.parametrize("cropped", [False, True])
def test_the_background_is_said_once(cropped: bool) -> None:
    pieces = [Segment("⣿⣿", Style(color=colour, bgcolor="#14181c")) for colour in ("#56b4e9", "#e69f00", "#e8e8e4")]
    strip: Strip = LeanStrip(pieces)
    strip = strip.crop(0, 5) if cropped else strip
    assert strip.render(CONSOLE).count("48;2;20;24;28") == 1
    assert len(strip.render(CONSOLE)) < 0.7 * len(Strip(pieces).render(CONSOLE))
