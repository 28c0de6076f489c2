"""NO_COLOR: not one code of a colour is left, everything else is, and what was chosen stands in reverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.terminal.colourless import without_colours


@pytest.mark.parametrize(
    ("sent", "left"),
    [
        ("plain", "plain"),
        ("\x1b[0m\x1b[m", "\x1b[0m\x1b[m"),
        ("\x1b[1;38;2;9;9;9ma", "\x1b[1ma"),
        ("\x1b[38;5;200ma", "a"),
        ("\x1b[31;42;97;107;39;49ma\x1b[0m", "\x1b[7ma\x1b[0m".replace("\x1b[7m", "")),
        ("\x1b[3;4;58;2;1;2;3ma", "\x1b[3;4ma"),
        ("\x1b[38:2:1:2:3;1ma", "\x1b[1ma"),
        ("\x1b[1;7ma", "\x1b[1;7ma"),
        ("\x1b[2J\x1b[3;1H\x1b[?25l", "\x1b[2J\x1b[3;1H\x1b[?25l"),
        ("\x1b[>4;1m", "\x1b[>4;1m"),
        ("\x1b[38;2m\x1b[38m\x1b[48;5mx", "x"),
    ],
)
def test_colours_go_and_nothing_else_does(sent: str, left: str) -> None:
    assert without_colours(sent, dark=True) == left


LIGHT_ON_DARK = ["38;2;230;230;230;48;2;20;20;20", "38;5;255;48;5;16", "97;40", "37;40"]
DARK_ON_LIGHT = ["38;2;10;20;30;48;2;86;180;233", "38;5;16;48;5;75", "30;104", "30;47"]


@pytest.mark.parametrize("codes", LIGHT_ON_DARK + DARK_ON_LIGHT)
@pytest.mark.parametrize("dark", [True, False])
def test_what_was_the_other_way_about_is_reversed(codes: str, dark: bool) -> None:
    is_reversed = (codes in DARK_ON_LIGHT) is dark
    assert without_colours(f"\x1b[1;{codes}ma", dark=dark) == ("\x1b[1;7ma" if is_reversed else "\x1b[1ma")


@given(st.lists(st.sampled_from([*map(str, range(110)), "", "38;5", "48;2", "1:2:3"]), max_size=8), st.booleans())
def test_no_number_of_a_colour_is_left_whatever_is_sent(numbers: list[str], dark: bool) -> None:
    left = without_colours(f"\x1b[{';'.join(numbers)}mtext", dark=dark)
    assert left.endswith("text")
    kept = left.removesuffix("text").removeprefix("\x1b[").removesuffix("m").split(";")
    colours = {*range(30, 50), 58, 59, *range(90, 98), *range(100, 108)}
    assert not [each for each in kept if each.partition(":")[0].isdecimal() and int(each.partition(":")[0]) in colours]
