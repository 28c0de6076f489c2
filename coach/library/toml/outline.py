"""Says which step or exercise each line of a routine's text belongs to, even while the text is only half written.

Headers are found line by line, so that an error hides nothing after it. Left out: the places of keys in valid TOML
(``positions``).
"""

import re
from collections import Counter
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([\w.\"'# \t-]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$")
_NAMES = re.compile(r"""[ \t]*exercise[ \t]*=[ \t]*["']([a-z0-9-]+)["']""")
_TOKENS = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


class TableBlock(Struct, frozen=True):
    """A header with the lines below it. ``start`` is its first line, ``end`` the line after its last, both from 0.

    ``step``: the number, from 0, of the step that it is, or is a table of. ``exercise``: the id in ``[exercise.<id>]``.
    ``change``: the id in ``[change.<id>]``; ``place``: which of that exercise's steps in the routine it is, from 1.
    ``path``: the names in the header; empty for the top of the text. ``pose``: the number of its figure's pose, from 0.
    """

    start: int
    end: int
    step: int | None = None
    exercise: str | None = None
    path: tuple[str, ...] = ()
    pose: int | None = None
    change: str | None = None
    place: int = 1


class Outline:
    """The blocks of a text. ``lines`` are its lines without line ends."""

    def __init__(self, text: str) -> None:
        self.lines = text.replace("\r\n", "\n").split("\n")
        self.blocks = tuple(_blocks(self.lines))

    def at(self, line: int) -> TableBlock:
        """The block that holds a line, counted from 0."""
        return next((block for block in reversed(self.blocks) if block.start <= line), self.blocks[0])

    def exercise_at(self, line: int) -> str | None:
        """The id of the exercise that the line (from 0) is about: as its step or its own table names it, else None."""
        block = self.at(line)
        if block.step is None:
            return block.exercise or block.change
        lines = (self.lines[number] for each in self.blocks if each.step == block.step
                 for number in range(each.start, each.end))  # fmt: skip
        return next((match[1] for match in map(_NAMES.match, lines) if match), None)

    def after_step(self, line: int) -> int:
        """The line (from 0) at which to insert a new step: after the step that holds ``line``, else after the last one.

        Comments right above the next header belong to that header; blank lines belong to neither.
        """
        here = self.at(line).step
        steps = [block for block in self.blocks if block.step is not None and here in (None, block.step)]
        return self.end_of_content(steps[-1] if steps else self.blocks[0])

    def end_of_content(self, block: TableBlock) -> int:
        """The line after the last line of a block that is neither blank nor a comment on what follows."""
        end = block.end
        if end < len(self.lines):  # a header follows
            above = end
            while above > block.start + 1 and self.lines[above - 1].lstrip().startswith("#"):
                above -= 1
            end = above
        while end > block.start and not self.lines[end - 1].strip():
            end -= 1
        return self._end_of_first_paragraph(block, end)

    def _end_of_first_paragraph(self, block: TableBlock, end: int) -> int:
        """The same without trailing paragraphs that are comments only: they are not about this block."""
        while True:
            start = end
            while start > block.start and self.lines[start - 1].lstrip().startswith("#"):
                start -= 1
            if start == end or start <= block.start or self.lines[start - 1].strip():
                return end
            end = start
            while end > block.start and not self.lines[end - 1].strip():
                end -= 1


@lru_cache(maxsize=2)
def outline_of(text: str) -> Outline:
    """The outline of a text. Those of the last ones are kept: after a key in the editor it is asked for three times."""
    return Outline(text)


def _blocks(lines: list[str]) -> list[TableBlock]:
    """The top of the text, then a block for each header."""
    found: list[TableBlock] = []
    start, block = 0, TableBlock(0, 0)
    counts: Counter[tuple[str, ...]] = Counter()
    for number, name, many in _headers(lines):
        found.append(replace(block, start=start, end=number))
        start, block = number, _block(_parts(name), many, counts)
    found.append(replace(block, start=start, end=len(lines)))
    return found


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _block(path: tuple[str, ...], many: bool, counts: Counter[tuple[str, ...]]) -> TableBlock:
    """The block for a header, its lines not set yet. ``counts``: how often each list header occurred; updated here."""
    if many:
        for below in [each for each in counts if len(each) > len(path) and each[: len(path)] == path]:
            del counts[below]  # lists inside the table before this one
        counts[path] += 1
    name = path[1] if len(path) > 1 else None
    change, _, of = name.partition("#") if name and path[0] == "change" else ("", "", "")
    return TableBlock(
        0,
        0,
        step=max(0, counts[path[:1]] - 1) if path[0] == "step" else None,
        exercise=name if path[0] == "exercise" else None,
        change=change or None,
        place=int(of) if of.isdecimal() else 1,
        path=path,
        pose=max(0, counts[path] - 1) if path[-2:] == ("figure", "pose") else None,
    )


def _headers(lines: list[str]) -> list[tuple[int, str, bool]]:
    """For each header its line (from 0), its name, and whether it has two brackets."""
    found = []
    closing = ""
    for number, line in enumerate(lines):
        if not closing and (match := _HEADER.match(line)):
            found.append((number, match[2], match[1] == "[["))
            continue
        closing = _open_after(line, closing)
    return found


def _open_after(line: str, closing: str) -> str:
    """The quotes that close a multi-line string still open after this line; empty when none is open."""
    at = 0
    while True:
        if closing:
            end = line.find(closing, at)
            if end < 0:
                return closing
            at, closing = end + 3, ""
        match = _TOKENS.search(line, at)
        if match is None:
            return ""
        at = match.end()
        closing = match[0] if match[0] in ('"""', "'''") else ""
