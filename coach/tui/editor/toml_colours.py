"""The class of each word of a TOML text, for its colour; where to underline a problem; toggling comments. No widget."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pygments.lexers.configs import TOMLLexer
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType

from coach.library.toml.outline import outline_of

ColourSpan = tuple[int, int, str]
"""The first column of a span in a line, the column after its end, and its class."""

MOST_COLOURED = 60_000
"""Texts with more characters than this are not coloured: none is a routine, and typing would become slow."""
CLASSES: Mapping[_TokenType, str] = {
    Comment: "toml--comment",
    Keyword.Constant: "toml--number",
    Keyword: "toml--header",
    Name: "toml--key",
    Number: "toml--number",
    String: "toml--string",
}


def spans_of(lines: Sequence[str]) -> dict[int, Sequence[ColourSpan]]:
    """Return what is to be coloured, by line; computed and cached block by block, so that a key costs one block."""
    if sum(map(len, lines)) > MOST_COLOURED:
        return {}
    found: dict[int, Sequence[ColourSpan]] = {}
    for block in outline_of("\n".join(lines)).blocks:
        for number, spans in _spans("\n".join(lines[block.start : block.end])).items():
            found[block.start + number] = spans
    return found


@lru_cache(maxsize=512)
def _spans(text: str) -> Mapping[int, Sequence[ColourSpan]]:
    """Return what is to be coloured in a block (a header and the lines below it), by line."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found: dict[int, list[ColourSpan]] = {}
    for offset, kind, value in TOMLLexer().get_tokens_unprocessed(text):
        name = next((name for token, name in CLASSES.items() if kind in token), None)
        if name is None:
            continue
        number = bisect_right(starts, offset) - 1
        for part in value.split("\n"):
            start = offset - starts[number]
            if part:
                found.setdefault(number, []).append((start, start + len(part), name))
            offset += len(part) + 1
            number += 1
    return found


def underlined(line: str, column: int) -> tuple[int, int]:
    """Return the columns to underline for a problem at this column: the rest of the statement, never empty."""
    start = min(column, max(0, len(line.rstrip()) - 1))
    comment = line.find(" #", start)
    end = len(line[: comment if comment > start else len(line)].rstrip())
    return start, max(end, start + 1)


_MARK = re.compile(r"^([ \t]*)# ?")


def toggled(lines: Sequence[str]) -> list[str]:
    """Return the lines without their first ``#`` if all non-empty ones have one; else each with one more."""
    filled = [line for line in lines if line.strip()]
    if filled and all(_MARK.match(line) for line in filled):
        return [_MARK.sub(r"\1", line, count=1) for line in lines]
    return [f"# {line}" if line.strip() else line for line in lines]
