"""Finds characters that control a terminal, or hide or reorder text, and replaces them by stand-ins for editing.

An editor must neither draw such characters nor lose them: while a text is edited, each is represented by a private-use
character of the same width, and turned back at the end.
"""

import re
from pathlib import Path

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import REPLACEMENT, clean, is_unsafe
from coach.library.toml.source import shown_path

MOST_TOLD = 20
"""The most lines with such characters that are listed."""
_FIRST, _LAST = 0x100000, 0x10FFFD
"""The range of stand-ins: the private-use characters of the last Unicode plane, which nothing else here uses."""
_STAND_IN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")


class StandIns:
    """The mapping between unsafe characters and their stand-ins, for one text and all that is inserted into it."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._for: dict[str, str] = {}

    def put(self, text: str) -> str:
        """The text with a stand-in for each unsafe character; line feeds and tabs are kept."""
        if _is_plain(text):
            return text
        unsafe = {char for char in set(text) if char not in "\n\t" and clean(char) != char and char not in self._for}
        return text.translate({ord(char): self._stand_in(char) for char in unsafe})

    def take(self, text: str) -> str:
        """The text with its stand-ins turned back into the original characters."""
        return text.translate({ord(stand_in): char for stand_in, char in self._for.items()}) if self._for else text

    def _stand_in(self, char: str) -> str:
        if char not in self._of:
            code = _FIRST + len(self._of)
            if code > _LAST or "\ud800" <= char <= "\udfff":  # out of stand-ins, or a surrogate, which no file can hold
                return REPLACEMENT
            self._of[char] = chr(code)
            self._for[chr(code)] = char
        return self._of[char]


def shown_line(line: str) -> str:
    """A line as it is drawn, each stand-in as U+FFFD: of the same length."""
    return line if line.isascii() else _STAND_IN.sub(REPLACEMENT, line)


def hidden(path: Path, text: str) -> tuple[Diagnostic, ...]:
    """A warning for each line with hidden characters, at most ``MOST_TOLD``; it names the first in the line."""
    if _is_plain(text):
        return ()
    found = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.isprintable():
            continue
        place = next((at for at, char in enumerate(line) if char != "\t" and is_unsafe(line, at)), None)
        if place is not None:
            message = f"a hidden character stands here (U+{ord(line[place]):04X}), shown as {REPLACEMENT}"
            found.append(Diagnostic(shown_path(path), number, place + 1, "warning", "", message))
            if len(found) == MOST_TOLD:
                break
    return tuple(found)


def _is_plain(text: str) -> bool:
    """Whether a text certainly holds nothing unsafe: a quick check that most texts pass."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()
