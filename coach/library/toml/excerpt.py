"""Shows the line of a file that a problem is about, with a caret under the place, as good compilers do.

Left out: the problem itself (``diagnostics``).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from unicodedata import combining, east_asian_width

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import REPLACEMENT, clean
from coach.library.toml.source import raw_text

WIDEST = 100
"""The most characters of a line that are shown; a longer line is cut on both sides of the place."""
_LEFT_OF_PLACE = 60


_NONE: Mapping[str, str] = {}


def with_excerpts(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str] = _NONE) -> Iterator[str]:
    """Each problem as a line, followed by the file's line and a caret, where the file can be read and is not huge.

    ``texts``: the text of files that are not on disk, such as those in a pack, by their path in the problems.
    """
    for path, found in groupby(diagnostics, key=lambda each: each.path):
        text = texts[path] if path in texts else raw_text(Path(path))
        lines = [] if text is None else text.replace("\r\n", "\n").split("\n")
        for each in found:
            yield str(each)
            if each.line <= len(lines) and lines[each.line - 1].strip():
                yield from excerpt(lines[each.line - 1], each.line, each.column)


def excerpt(line: str, number: int, column: int) -> tuple[str, str]:
    """A line of a file and the caret below it, both safe to show. ``column`` counts characters from 1."""
    at = min(column - 1, len(line))
    start = max(0, at - _LEFT_OF_PLACE) if len(line) > WIDEST else 0
    end = start + WIDEST
    before, after = _shown(line[start:at]), _shown(line[at:end])
    if start:
        before = "…" + before
    if len(line) > end:
        after += "…"
    margin = f"{number:>5} | "
    return f"{margin}{before}{after}".rstrip(), f"{' ' * (len(margin) - 2)}| {' ' * _width(before)}^"


def _shown(part: str) -> str:
    """The text sanitised character by character: its length stays the same, so the caret's place does too."""
    return "".join(" " if char == "\t" else char if char.isprintable() else clean(char) or REPLACEMENT for char in part)


def _width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
