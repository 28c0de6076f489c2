"""Analyses the cursor's place in a half-written text: the table, the key, and the part of a value being typed.

It tolerates unfinished TOML, so that help is available while there are errors. Left out: what fits (``completion``).
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from coach.library.toml.outline import Outline, TableBlock

What = Literal["key", "value", "header", ""]

_TOKEN = re.compile(
    r"(?P<blank>[ \t]+)|(?P<remark>\#[^\n]*)|(?P<end>\n)"
    r'|(?P<text>"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\')|(?P<long>"""(?:.|\n)*|\'\'\'(?:.|\n)*)'
    r'|(?P<string>"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')|(?P<open>["\'][^\n]*)'
    r"|(?P<sign>[\[\]{}=,])|(?P<word>[^\s\[\]{}=,\#\"']+)"
)
_KEY = re.compile(r"[ \t]*([\w-]+)[ \t]*[.=]")
_NEW_STATEMENT = re.compile(r"[ \t]*(?:[\w.-]+[ \t]*=(?!=)|\[\[?[a-z])")
_TYPED_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([\w.\-]*)$")
_REST_OF_WORD = re.compile(r"[\w.-]*")


class CursorPlace(Struct, frozen=True):
    """The cursor's place in a text.

    ``table``: the names in the header above (empty at the top of the file). ``keys``: the keys from there to the value,
    or to the inline table in which a key is typed. ``what``: what is being typed; empty for what cannot be completed.
    ``word``: its part before the cursor, without the quote; ``start``, ``end``: its columns, quotes included.
    ``given``: the keys already in the table. ``listed``: it is an item of a list. ``quoted``: it is within quotes.
    """

    table: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    what: What = ""
    word: str = ""
    start: int = 0
    end: int = 0
    given: frozenset[str] = frozenset()
    listed: bool = False
    quoted: bool = False
    alone: bool = False
    """Whether the line holds nothing else, so that a header may begin here."""


class _Frame:
    """An open table or list during the scan: its keys so far, and the key whose value is awaited."""

    def __init__(self, path: tuple[str, ...], *, is_list: bool = False) -> None:
        self.path = path
        self.is_list = is_list
        self.given: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """Begin the next key or item."""
        self.key: list[str] = []
        self.has_equals = False
        self.is_done = False

    @property
    def awaits_value(self) -> bool:
        """Whether a value comes next."""
        return self.is_list or self.has_equals

    @property
    def here(self) -> tuple[str, ...]:
        """The keys that lead to the next value."""
        return self.path if self.is_list else (*self.path, *self.key)


def place_at(outline: Outline, line: int, column: int) -> CursorPlace:
    """The place of a cursor at ``line`` and ``column``, both from 0."""
    block = outline.at(line)
    here = outline.lines[line]
    typed = here[:column]
    if _is_header(outline, block, line):
        end = word_end(here, column)
        closing = here[end:]
        word = typed.strip().lstrip("[ \t")
        end = len(here) if not closing.strip("] \t") else end
        return CursorPlace((), (), "header", word, len(typed) - len(typed.lstrip()), end, alone=True)
    before = "\n".join([*outline.lines[_first(block) : line], typed])
    frame, token = _scanned(before)
    return _place(block, frame, token, here, column, _given(outline, block, line))


def word_end(line: str, column: int) -> int:
    """The column where the word around ``column`` ends."""
    match = _REST_OF_WORD.match(line, column)
    return match.end() if match else column


def _is_header(outline: Outline, block: TableBlock, line: int) -> bool:
    """Whether this line is a header, complete or just begun."""
    if block.path and line == block.start:
        return True
    if not _TYPED_HEADER.match(outline.lines[line]):
        return False
    frame, _ = _scanned("\n".join([*outline.lines[_first(block) : line], ""]))
    return not frame.is_list and not frame.path


def _first(block: TableBlock) -> int:
    """The first line of a block below its header."""
    return block.start + 1 if block.path else block.start


def _place(
    block: TableBlock, frame: _Frame, token: tuple[str, str], here: str, column: int, given: frozenset[str]
) -> CursorPlace:
    """The place, from the innermost open table or list and the word that ends at the cursor."""
    kind, word = token
    if (
        kind in ("remark", "text", "string", "long")
        or frame.is_done
        or (frame.key and not frame.has_equals and not kind)
    ):
        return CursorPlace(block.path, frame.here)
    what: What = "value" if frame.awaits_value else "key"
    start = column - len(word)
    quoted = kind == "open"
    end = word_end(here, column)
    if quoted:
        closing = here.find(word[0], column)
        end = closing + 1 if closing >= 0 else len(here.rstrip())
        word = word[1:]
    keys = frame.here
    if what == "key":
        *dotted, word = word.split(".")
        start = column - len(word)
        keys = (*frame.path, *dotted)
    inside = frozenset(frame.given) if keys else given | frozenset(frame.given)
    alone = what == "key" and not frame.path and not here[:start].strip() and not here[end:].strip()
    return CursorPlace(block.path, keys, what, word, start, max(end, column), inside, frame.is_list, quoted, alone)


def _given(outline: Outline, block: TableBlock, line: int) -> frozenset[str]:
    """The keys in a block's lines, except in this line."""
    lines = (outline.lines[number] for number in range(_first(block), block.end) if number != line)
    return frozenset(match[1] for match in map(_KEY.match, lines) if match)


def _scanned(text: str) -> tuple[_Frame, tuple[str, str]]:
    """Scan the text below a header: the innermost open table or list at its end, and the last token's kind and text."""
    frames = [_Frame(())]
    last = "", ""
    for kind, token, end in _tokens(text):
        last = "", ""
        if kind == "end":
            _next_line(frames, text, end)
        elif kind == "sign":
            _sign(frames, token)
        elif end == len(text) and kind in ("word", "open", "text", "string", "remark", "long"):
            last = kind, token
        elif kind in ("word", "text", "string", "open"):
            _word(frames[-1], token)
    return frames[-1], last


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:  # not a TOML token
            at += 1
            continue
        at = match.end()
        yield str(match.lastgroup), match[0], at


def _word(frame: _Frame, word: str) -> None:
    """Take in a complete word, which is part of a key or a value."""
    if frame.awaits_value:
        frame.is_done = True
    else:
        frame.key += [part.strip("\"'") for part in word.split(".") if part] if word[0] not in "\"'" else [word[1:-1]]


def _sign(frames: list[_Frame], sign: str) -> None:
    frame = frames[-1]
    if sign == "=":
        frame.has_equals = True
    elif sign == "," and len(frames) > 1:
        frame.given.update(frame.key[:1])
        frame.begin()
    elif sign in "[{" and frame.awaits_value:
        frames.append(_Frame(frame.here, is_list=sign == "["))
    elif sign in "]}" and len(frames) > 1:
        frames.pop()
        frames[-1].is_done = True


def _next_line(frames: list[_Frame], text: str, at: int) -> None:
    """End a line: this ends a key with its value, and all lists left open if the next line begins a statement."""
    if len(frames) > 1 and _NEW_STATEMENT.match(text, at):
        del frames[1:]
    if len(frames) == 1:
        frames[0].given.update(frames[0].key[:1])
        frames[0].begin()
