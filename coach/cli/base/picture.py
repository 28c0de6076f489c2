"""Draw an exercise's figure on standard output: its start and end pose side by side.

Drawn in braille dots, or in ASCII where the output or its terminal has none. Left out: the card around it (``pages``).
"""

import sys
from itertools import dropwhile

from rich.console import Console
from rich.text import Text

from coach.domain.figures.canvas import Ink, InkRun
from coach.domain.figures.drawing import draw_figure
from coach.domain.figures.figure import Figure
from coach.system import glyphs

_WIDTH, _HEIGHT = 36, 14
_LEAST = 20
"""Columns per pose below which only one pose is drawn."""
_BETWEEN = "    "
_STYLES = {
    Ink.LEFT: "bright_blue",
    Ink.RIGHT: "yellow",
    Ink.MIDDLE: "",
    Ink.PROP: "dim",
    Ink.GROUND: "dim",
    Ink.MUSCLE: "bright_red",
    None: "",
}


def print_figure(out: Console, figure: Figure) -> None:
    """Print the first and the last pose; of a cycle, the first and the second. In a narrow output only the latter."""
    ascii_only = not prints_braille()
    width = min(_WIDTH, (out.width - len(_BETWEEN)) // 2)
    ways: tuple[float, ...] = (0.0, 1 / len(figure.poses)) if figure.cycle else (0.0, 1.0)
    if width < _LEAST:
        width, ways = min(_WIDTH, out.width), ways[1:]
    pictures = [draw_figure(figure, way, width, _HEIGHT, ascii_only=ascii_only) for way in ways]
    rows = zip(*pictures, strict=True)
    for row in dropwhile(_is_blank, rows):
        line = Text(_BETWEEN).join(map(_text, row))
        line.rstrip()
        out.print(line, no_wrap=True, overflow="crop")
    out.print(
        Text("Left is # and blue, right is o and yellow." if ascii_only else "Left is solid, right is dotted.", "dim")
    )


def prints_braille() -> bool:
    """Return whether standard output can encode braille, and its terminal is likely to show it."""
    if sys.stdout.isatty() and not glyphs.has_braille(glyphs.told_environment(), sys.stdout.encoding):
        return False
    try:
        "⣿".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _is_blank(rows: tuple[list[InkRun], ...]) -> bool:
    return not any(chars.strip() for row in rows for chars, _ in row)


def _text(row: list[InkRun]) -> Text:
    return Text.assemble(*((chars, _STYLES[part]) for chars, part in row))
