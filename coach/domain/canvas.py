"""A canvas of braille dots, two across and four down a cell, or of ASCII characters where a terminal has no braille.

It is painted from back to front, in dots from the top left. Every line of dots is one whole number for each part, a bit
a dot, so that a thick limb is a few ``or`` operations. What lies outside is cut off. Left out: what is painted
(``drawing``), and colours.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import combinations
from math import ceil, floor, sqrt

Dot = tuple[float, float]
Run = tuple[str, "Part | None"]
"""Characters side by side that belong to one part; None: blank."""

ACROSS, DOWN = 2, 4
"""Dots of a cell. They are square, for a cell is about twice as high as wide."""


class Part(IntEnum):
    """What a dot belongs to. A cell has one colour: that of the part with the most dots in it; of equals, the later."""

    GROUND = 0
    PROP = 1
    MIDDLE = 2
    RIGHT = 3
    LEFT = 4


_OTHER_SIDE = {Part.LEFT: Part.RIGHT, Part.RIGHT: Part.LEFT}


class Canvas:
    """``width`` × ``height`` cells."""

    def __init__(self, width: int, height: int) -> None:
        self._columns, self._lines = width * ACROSS, height * DOWN
        self._masks = {part: [0] * self._lines for part in Part}
        every_other = (4**width - 1) // 3
        self._screens = (every_other, every_other << 1)

    def paint(
        self, part: Part, corners: Iterable[Dot], radius: float, *, gap: float = 0.0, dotted: bool = False
    ) -> None:
        """Paint the shape that a disc covers between all ``corners``: one is a disc, two a limb, four a trunk.

        ``gap``: around a limb, so many dots of the other side's limbs are wiped, so that it stands out from them.
        ``dotted``: only every other dot.
        """
        shape = tuple(corners)
        if gap and part in _OTHER_SIDE:
            other = self._masks[_OTHER_SIDE[part]]
            for line, bits in self._covered(shape, radius + gap):
                other[line] &= ~bits
        mine = self._masks[part]
        for line, bits in self._covered(shape, radius):
            for masks in self._masks.values():
                masks[line] &= ~bits
            mine[line] |= bits & self._screens[line % 2] if dotted else bits

    def _covered(self, corners: tuple[Dot, ...], radius: float) -> Iterator[tuple[int, int]]:
        """The lines of a shape with the bits that it covers."""
        top = max(0, ceil(min(y for _, y in corners) - radius - 0.5))
        bottom = min(self._lines - 1, floor(max(y for _, y in corners) + radius - 0.5))
        pairs = tuple(combinations(corners, 2)) or ((corners[0], corners[0]),)
        for line in range(top, bottom + 1):
            left, right = float(self._columns), 0.0
            for start, end in pairs:
                left, right = _span(start, end, radius, line + 0.5, left, right)
            first, last = max(0, ceil(left - 0.5)), min(self._columns - 1, floor(right - 0.5))
            if first <= last:
                yield line, (1 << last + 1) - (1 << first)

    def rows(self, *, ascii_only: bool = False) -> list[list[Run]]:
        """The rows from the top, each in runs that make ``width`` characters together."""
        return [self._row(top, ascii_only) for top in range(0, self._lines, DOWN)]

    def _row(self, top: int, ascii_only: bool) -> list[Run]:
        cut = slice(top, top + DOWN)
        present = [(part, masks[cut]) for part, masks in self._masks.items() if any(masks[cut])]
        runs: list[Run] = []
        text, owner = "", None
        for column in range(0, self._columns, ACROSS):
            pattern, part = _cell(present, column)
            if part is not owner:
                if text:
                    runs.append((text, owner))
                text, owner = "", part
            text += " " if part is None else _ascii(pattern, part) if ascii_only else chr(_BLANK + pattern)
        if text:
            runs.append((text, owner))
        return runs


def _span(start: Dot, end: Dot, radius: float, y: float, left: float, right: float) -> tuple[float, float]:
    """``left`` and ``right`` moved out to where a limb from ``start`` to ``end`` is at the height ``y``."""
    (x0, y0), (x1, y1) = start, end
    for x, height in (start, end):
        off = y - height
        if -radius <= off <= radius:
            half = sqrt(radius * radius - off * off)
            left, right = min(left, x - half), max(right, x + half)
    across, down = x1 - x0, y1 - y0
    length = sqrt(across * across + down * down)
    if not length:
        return left, right
    for side in (radius / length, -radius / length):
        along = y - y0 - side * across
        if down and 0 <= along / down <= 1:
            x = x0 - side * down + along / down * across
            left, right = min(left, x), max(right, x)
    return left, right


_BLANK = 0x2800
_BRAILLE = ((0, 1, 8, 9), (0, 2, 16, 18), (0, 4, 32, 36), (0, 64, 128, 192))
"""Bits of a braille character, by line and by which of the line's two dots are set."""


def _cell(present: list[tuple[Part, list[int]]], column: int) -> tuple[int, Part | None]:
    """The braille bits of a cell, and whose it is."""
    pattern, owner, most = 0, None, 0
    for part, lines in present:
        bits = 0
        for codes, line in zip(_BRAILLE, lines, strict=True):
            bits |= codes[line >> column & 3]
        if bits:
            pattern |= bits
            dots = bits.bit_count()
            if dots >= most:
                most, owner = dots, part
    return pattern, owner


_FULL = {Part.GROUND: "_", Part.PROP: "+", Part.MIDDLE: "@", Part.RIGHT: "o", Part.LEFT: "#"}
_UPPER, _LOWER = 1 | 2 | 8 | 16, 4 | 32 | 64 | 128


def _ascii(pattern: int, part: Part) -> str:
    """The character for a cell: the part's own where it is filled well enough, else a mark of where its dots are."""
    if part is Part.GROUND or pattern.bit_count() >= 3:
        return _FULL[part]
    return "." if pattern & _LOWER else "'"
