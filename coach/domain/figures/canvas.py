"""A canvas of braille dots, two across and four down a cell, or of ASCII characters where a terminal has no braille.

It is painted from back to front; coordinates are dots from the top left. Each part keeps every line of dots as one
integer, one bit a dot, so that painting a thick limb takes a few ``or`` operations. What lies outside is clipped. Left
out: what is painted (``drawing``), and colours.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import combinations, groupby
from math import ceil, floor, sqrt
from operator import itemgetter

Dot = tuple[float, float]
InkRun = tuple[str, "Ink | None"]
"""Characters side by side that belong to one part; None: blank."""

ACROSS, DOWN = 2, 4
"""Dots in a cell. They are square, because a cell is about twice as high as wide."""


class Ink(IntEnum):
    """The part of the picture that a dot belongs to.

    A cell has one colour: that of the part with the most dots in it, or the later of equals.
    """

    GROUND = 0
    PROP = 1
    MIDDLE = 2
    RIGHT = 3
    LEFT = 4
    MUSCLE = 5
    """Only on a canvas made with ``muscles``."""


_OTHER_SIDE = {Ink.LEFT: Ink.RIGHT, Ink.RIGHT: Ink.LEFT}
_WITHOUT_MUSCLES = tuple(part for part in Ink if part is not Ink.MUSCLE)
_BODY = (Ink.MIDDLE, Ink.RIGHT, Ink.LEFT)


class Canvas:
    """A canvas of ``width`` × ``height`` cells. ``muscles``: allow ``Ink.MUSCLE``, which a session never needs."""

    def __init__(self, width: int, height: int, *, muscles: bool = False) -> None:
        self._columns, self._lines = width * ACROSS, height * DOWN
        parts = Ink if muscles else _WITHOUT_MUSCLES
        self._masks = {part: [0] * self._lines for part in parts}
        every_other = (4**width - 1) // 3
        self._screens = (every_other, every_other << 1)

    def paint(
        self, part: Ink, corners: Iterable[Dot], radius: float, *, gap: float = 0.0, dotted: bool = False
    ) -> None:
        """Paint the hull of discs of ``radius`` (dots) around all ``corners``: one is a disc, two a limb, four a trunk.

        ``gap``: wipe the other side's limbs this many dots around a limb, so that it stands out from them.
        ``dotted``: paint only every other dot.
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

    def wipe(self, corners: Iterable[Dot], radius: float) -> None:
        """Erase the body where this shape would cover it; the ground and the props stay."""
        for line, bits in self._covered(tuple(corners), radius):
            for part in _BODY:
                self._masks[part][line] &= ~bits

    def _covered(self, corners: tuple[Dot, ...], radius: float) -> Iterator[tuple[int, int]]:
        """Yield every line that a shape covers any of, with the bits of the covered dots."""
        top = max(0, ceil(min(y for _, y in corners) - radius - 0.5))
        bottom = min(self._lines - 1, floor(max(y for _, y in corners) + radius - 0.5))
        edges = [edge for start, end in combinations(corners, 2) for edge in _edges(start, end, radius)]
        square = radius * radius
        for line in range(top, bottom + 1):
            middle = line + 0.5
            left, right = float(self._columns), 0.0
            for x, y in corners:
                rest = square - (middle - y) * (middle - y)
                if rest >= 0:
                    half = sqrt(rest)
                    left, right = min(left, x - half), max(right, x + half)
            for upper, lower, x, slope in edges:
                if upper <= middle <= lower:
                    across = x + (middle - upper) * slope
                    left, right = min(left, across), max(right, across)
            first, last = max(0, ceil(left - 0.5)), min(self._columns - 1, floor(right - 0.5))
            if first <= last:
                yield line, (1 << last + 1) - (1 << first)

    def rows(self, *, ascii_only: bool = False) -> list[list[InkRun]]:
        """Return the rows from the top, each as runs of characters that are ``width`` long together."""
        return [self._row(top, ascii_only) for top in range(0, self._lines, DOWN)]

    def _row(self, top: int, ascii_only: bool) -> list[InkRun]:
        present = []
        everything = 0
        for part, masks in self._masks.items():
            lines = masks[top : top + DOWN]
            whole = lines[0] | lines[1] | lines[2] | lines[3]
            if whole:
                present.append((part, whole, lines))
                everything |= whole
        width = self._columns // ACROSS
        end = (everything.bit_length() + 1) // ACROSS
        cells = [
            _cell(present, column) if everything >> column & 3 else _EMPTY for column in range(0, end * ACROSS, ACROSS)
        ]
        runs: list[InkRun] = []
        for part, some in groupby(cells, _owner):
            if part is None:
                runs.append((" " * len(list(some)), None))
            elif ascii_only:
                runs.append(("".join(_ascii(pattern, part) for pattern, _ in some), part))
            else:
                runs.append(("".join(chr(_BLANK + pattern) for pattern, _ in some), part))
        if end < width:
            runs.append((" " * (width - end), None))
        return runs


def _edges(start: Dot, end: Dot, radius: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the two straight sides of a limb: (upper y, lower y, x at the upper y, change of x a line).

    Nothing for a level limb: the discs at its ends already give its extent.
    """
    (x0, y0), (x1, y1) = start, end
    across, down = x1 - x0, y1 - y0
    length = sqrt(across * across + down * down)
    if not down or not length:
        return
    if down < 0:
        x0, y0, down, across = x1, y1, -down, -across
    for side in (radius / length, -radius / length):
        upper = y0 + side * across
        yield upper, upper + down, x0 - side * down, across / down


_BLANK = 0x2800
_BRAILLE = ((0, 1, 8, 9), (0, 2, 16, 18), (0, 4, 32, 36), (0, 64, 128, 192))
"""Bits of a braille character, by line and by which of the line's two dots are set."""


_EMPTY: tuple[int, Ink | None] = (0, None)
_owner = itemgetter(1)


def _cell(present: list[tuple[Ink, int, list[int]]], column: int) -> tuple[int, Ink | None]:
    """Return the braille bits of a cell and the part that owns it, None for an empty one.

    ``present``: the parts of this row, each with its four lines combined and its four lines.
    """
    pattern, owner, most = 0, None, 0
    for part, whole, (first, second, third, fourth) in present:
        if whole >> column & 3:
            bits = (
                _BRAILLE[0][first >> column & 3]
                | _BRAILLE[1][second >> column & 3]
                | _BRAILLE[2][third >> column & 3]
                | _BRAILLE[3][fourth >> column & 3]
            )
            pattern |= bits
            dots = bits.bit_count()
            if dots >= most:
                most, owner = dots, part
    return pattern, owner


_FULL = {
    Ink.GROUND: "_",
    Ink.PROP: "+",
    Ink.MIDDLE: "@",
    Ink.RIGHT: "o",
    Ink.LEFT: "#",
    Ink.MUSCLE: "%",
}
_UPPER, _LOWER = 1 | 2 | 8 | 16, 4 | 32 | 64 | 128


def _ascii(pattern: int, part: Ink) -> str:
    """Return the character for a cell: the part's own for the ground or three dots, else a mark low or high in it."""
    if part is Ink.GROUND or pattern.bit_count() >= 3:
        return _FULL[part]
    return "." if pattern & _LOWER else "'"
