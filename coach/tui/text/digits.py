"""Digits of any size, drawn as seven segments of full cells, to be read from across a room. No Textual.

A terminal's cell is about twice as tall as wide: a vertical stroke has twice as many columns as a horizontal one rows.
"""

from collections.abc import Set

LEAST_DIGIT_HEIGHT = 5
"""Rows below which seven segments cannot be told apart."""
_SEGMENTS = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "-": "g",
    " ": "",
}
"""Lit segments of a character: a top, b upper right, c lower right, d bottom, e lower left, f upper left, g middle."""
CELL = "█"


def size(text: str, height: int) -> int:
    """Return the columns that a text takes at a height in rows."""
    return sum(width_of(char, height) for char in text) + gap(height) * max(0, len(text) - 1)


def fitting_height(text: str, width: int, height: int) -> int:
    """Return the greatest height in rows at which a text fits; 0 if none does."""
    for rows in range(height, LEAST_DIGIT_HEIGHT - 1, -1):
        if size(text, rows) <= width:
            return rows
    return 0


def draw_digits(text: str, height: int) -> tuple[str, ...]:
    """Return a text of digits, colons, hyphens and spaces as ``height`` rows of ``size`` columns."""
    between = " " * gap(height)
    glyphs = [_glyph(char, height) for char in text]
    return tuple(between.join(glyph[row] for glyph in glyphs) for row in range(height))


def width_of(char: str, height: int) -> int:
    """Return the columns of one character at a height in rows."""
    return _upright(height) if char == ":" else max(6, round(height * 1.15))


def gap(height: int) -> int:
    """Return the columns between two characters."""
    return max(2, height // 4)


def _lying(height: int) -> int:
    """Rows of a horizontal stroke."""
    return max(1, round(height / 8))


def _upright(height: int) -> int:
    """Columns of a vertical stroke."""
    return 2 * _lying(height)


def _glyph(char: str, height: int) -> tuple[str, ...]:
    width = width_of(char, height)
    if char == ":":
        return _colon(width, height)
    lit = set(_SEGMENTS[char])
    return tuple(_row(lit, row, width, height) for row in range(height))


def _colon(width: int, height: int) -> tuple[str, ...]:
    stroke = _lying(height)
    upper, lower = height // 3 - stroke // 2, height - height // 3 - (stroke + 1) // 2
    dots = {*range(upper, upper + stroke), *range(lower, lower + stroke)}
    return tuple((CELL if row in dots else " ") * width for row in range(height))


def _row(lit: Set[str], row: int, width: int, height: int) -> str:
    stroke, side = _lying(height), _upright(height)
    middle = (height - stroke) // 2
    bar = _bar_at(row, stroke, middle, height)
    if bar and bar in lit:
        # The corners belong to the horizontal bar, so that strokes meet without a notch.
        return CELL * width
    left, right = ("f", "b") if row < middle + stroke // 2 else ("e", "c")
    return (CELL if left in lit else " ") * side + " " * (width - 2 * side) + (CELL if right in lit else " ") * side


def _bar_at(row: int, stroke: int, middle: int, height: int) -> str | None:
    if row < stroke:
        return "a"
    if row >= height - stroke:
        return "d"
    return "g" if middle <= row < middle + stroke else None
