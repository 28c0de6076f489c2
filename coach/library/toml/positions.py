"""Finds the line and column of each key in a TOML text: a linear scan, made only when there is something to report.

It does not validate: in invalid TOML it stops at the first thing that it does not understand, and answers for what
came before. Left out: values, except where a list's items begin.
"""

import re
from bisect import bisect_right
from contextlib import suppress

from coach.library.toml.diagnostics import MAX_KEY_PARTS, KeyPath

_DEEPEST = 60
_ITEMS_KEPT = 2000

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*")
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'""")
_VALUES = {
    '"""': re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']++|'(?!''))*+'{3,5}"),
    '"': re.compile(r'"(?:[^"\\\n]++|\\.)*+"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
"""The pattern of a string, by its opening quotes."""
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")


class _StopError(Exception):
    """Stops the scan: from here on, the text is not valid TOML, or nested too deeply to follow."""


class Positions:
    """The places of all keys of one text. Lines and columns count from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        """Scan the text; never raises, whatever it holds."""
        self._text = text.replace("\r\n", "\n")
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._offsets: dict[KeyPath, int] = {(): 0}
        self._implied: set[KeyPath] = {()}
        self._lists: dict[KeyPath, int] = {}
        self.repeated: tuple[KeyPath, tuple[int, int], tuple[int, int]] | None = None
        """The first key that is given twice: its path, its second place and its first."""
        self.unfinished: tuple[int, int] | None = None
        """The place of the key in whose value the scan got stuck, if any."""
        self.overlong: tuple[int, int] | None = None
        """Where the scan stopped at a dotted key of more than ``MAX_KEY_PARTS`` parts, if it did."""
        with suppress(_StopError, RecursionError):
            self._document()

    def of(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the key at ``path``; when it is missing, of the nearest table or list around it."""
        while path not in self._offsets:
            path = path[:-1]
        return self._place(self._offsets[path])

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _document(self) -> None:
        text = self._text
        table: KeyPath = ()
        at = _skip(_BLANK, text, 0)
        while at < len(text):
            if text[at] == "[":
                at, table = self._header(at)
            else:
                at = self._pair(at, table, 0)
            at = _skip(_BLANK, text, at)

    def _header(self, start: int) -> tuple[int, KeyPath]:
        brackets = 2 if self._text.startswith("[[", start) else 1
        parts, at = self._key(_skip(_SPACE, self._text, start + brackets))
        if not self._text.startswith("]" * brackets, at):
            raise _StopError
        path: KeyPath = ()
        for part in parts[:-1]:
            path = self._inside((*path, part))
            self._imply(path, start)
        path = (*path, parts[-1])
        if brackets == 1:
            path = self._inside(path)
        else:
            self._imply(path, start)
            self._lists[path] = self._lists.get(path, 0) + 1
            path = self._inside(path)
        self._record(path, start)
        return at + brackets, path

    def _inside(self, path: KeyPath) -> KeyPath:
        """The latest table of a list of tables, or the path as it is."""
        count = self._lists.get(path)
        return path if count is None else (*path, count - 1)

    def _pair(self, start: int, table: KeyPath, depth: int) -> int:
        parts, at = self._key(start)
        if not self._text.startswith("=", at):
            raise _StopError
        path = table
        for part in parts[:-1]:
            path = (*path, part)
            self._imply(path, start)
        path = (*path, parts[-1])
        self._record(path, start)
        at = _skip(_SPACE, self._text, at + 1)
        if depth:
            return self._value(at, path, depth)
        self.unfinished = self._place(start)
        at = self._value(at, path, depth)
        self.unfinished = None
        return at

    def _key(self, at: int) -> tuple[list[str], int]:
        parts: list[str] = []
        while True:
            match = _KEY_PART.match(self._text, at)
            if not match:
                raise _StopError
            parts.append(_plain(match[0]))
            at = _skip(_SPACE, self._text, match.end())
            if not self._text.startswith(".", at):
                return parts, at
            if len(parts) == MAX_KEY_PARTS:
                self.overlong = self._place(at)
                raise _StopError
            at = _skip(_SPACE, self._text, at + 1)

    def _value(self, at: int, path: KeyPath, depth: int) -> int:
        char = self._text[at : at + 1]
        if depth > _DEEPEST:
            raise _StopError
        if char == "[":
            return self._list(at + 1, path, depth + 1)
        if char == "{":
            return self._inline_table(at + 1, path, depth + 1)
        pattern = _VALUES.get(self._text[at : at + 3]) or _VALUES.get(char, _BARE_VALUE)
        match = pattern.match(self._text, at)
        if not match:
            raise _StopError
        return match.end()

    def _list(self, at: int, path: KeyPath, depth: int) -> int:
        index = 0
        while True:
            at = _skip(_BLANK, self._text, at)
            if self._text.startswith("]", at):
                return at + 1
            item = (*path, index)
            if index < _ITEMS_KEPT:
                self._record(item, at)
            at = _skip(_BLANK, self._text, self._value(at, item, depth))
            index += 1
            if self._text.startswith(",", at):
                at += 1
            elif not self._text.startswith("]", at):
                raise _StopError

    def _inline_table(self, at: int, path: KeyPath, depth: int) -> int:
        at = _skip(_BLANK, self._text, at)
        while not self._text.startswith("}", at):
            at = _skip(_BLANK, self._text, self._pair(at, path, depth))
            if self._text.startswith(",", at):
                at = _skip(_BLANK, self._text, at + 1)
            elif not self._text.startswith("}", at):
                raise _StopError
        return at + 1

    def _imply(self, path: KeyPath, offset: int) -> None:
        if path not in self._offsets:
            self._offsets[path] = offset
            self._implied.add(path)

    def _record(self, path: KeyPath, offset: int) -> None:
        if path in self._offsets and path not in self._implied:
            if self.repeated is None:
                self.repeated = path, self._place(offset), self._place(self._offsets[path])
            return
        self._offsets[path] = offset
        self._implied.discard(path)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _plain(part: str) -> str:
    """A key part without its quotes; escapes are decoded by the TOML parser itself, so that they mean the same."""
    if part[0] == "'":
        return part[1:-1]
    if part[0] != '"':
        return part
    if "\\" not in part:
        return part[1:-1]
    import tomllib

    try:
        return str(tomllib.loads(f"key = {part}")["key"])
    except tomllib.TOMLDecodeError:
        raise _StopError from None
