"""How many colours a terminal says that it has."""

import pytest

from coach.system.colour_count import FEW, MILLIONS, SOME, colours_of


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm"}, FEW),
        ({"TERM": "linux"}, FEW),
        ({"TERM": "xterm-256color"}, SOME),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, MILLIONS),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, MILLIONS),
        ({"TERM": "xterm-kitty"}, MILLIONS),
        ({"TERM": "xterm-direct"}, MILLIONS),
        ({"TERM": "xterm", "NO_COLOR": "1"}, None),
        ({"TERM": "dumb"}, None),
        ({"TERM": "unknown"}, None),
        ({"TERM": ""}, FEW),  # what Textual then draws with
        ({}, FEW),
        ({"COLORTERM": "truecolor"}, MILLIONS),
    ],
)
def test_a_terminal_has_the_colours_that_it_says(environ: dict[str, str], colours: int | None) -> None:
    assert colours_of(environ) == colours
