"""Gets from one picture to the next in few bytes: sends only the cells that differ, colour by colour.

A colour takes twenty bytes to set, a cell three, a move of the cursor four to eight. So each colour is set once, and
what stays the same is jumped over. Left out: what is drawn, and which colours those are.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import groupby

StyledRun = tuple[str, Hashable]
"""Adjacent characters, and the owner whose colour they have; None: blank."""
Picture = Sequence[Sequence[StyledRun]]
_KEEP, _GIVE_BACK = "\x1b7", "\x1b8"
"""Save and restore the cursor with its colours."""


def patch(before: Picture, after: Picture, corner: tuple[int, int], codes: Mapping[Hashable, str]) -> str:
    """Return what turns ``before`` into ``after`` on a terminal that shows it; empty where nothing differs.

    Both have the same size; their upper left cell is at ``corner`` (column, row; from 0). ``codes`` are the SGR codes
    of the owners' foregrounds; under None that of the background.
    """
    left, top = corner
    spans: defaultdict[Hashable, list[str]] = defaultdict(list)
    for y, (old, new) in enumerate(zip(before, after, strict=True), top + 1):
        reached: dict[Hashable, int] = {}
        for x, chars, part in _differences(old, new) if old != new else ():
            ahead = x - reached.get(part, x)
            spans[part].append(f"\x1b[{ahead}C{chars}" if ahead else f"\x1b[{y};{left + x + 1}H{chars}")
            reached[part] = x + len(chars)
    if not spans:
        return ""
    blanks = "".join(spans.pop(None, ()))
    coloured = "".join(f"\x1b[{codes[part]}m{''.join(some)}" for part, some in spans.items())
    return f"{_KEEP}\x1b[{codes[None]}m{blanks}{coloured}{_GIVE_BACK}"


def _differences(old: Sequence[StyledRun], new: Sequence[StyledRun]) -> Iterator[tuple[int, str, Hashable]]:
    """Yield where a row differs: the column, the new adjacent characters, and their owner."""
    changed = [(x, cell) for x, (cell, was) in enumerate(zip(_cells(new), _cells(old), strict=True)) if cell != was]
    # Adjacent cells have the same difference of column and index among the changed cells.
    for (_, part), some in groupby(enumerate(changed), lambda each: (each[1][0] - each[0], each[1][1][1])):
        span = [each for _, each in some]
        yield span[0][0], "".join(char for _, (char, _) in span), part


def _cells(row: Sequence[StyledRun]) -> list[tuple[str, Hashable]]:
    return [(char, part) for chars, part in row for char in chars]
