"""One problem of a file with its place, in the form that the whole coach uses to report it.

Left out: finding mistakes (``checker``) and places (``positions``).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from coach.library.toml.spelling import nearest

KeyPath = tuple[str | int, ...]
"""The path to a key from the top of the file: ``("step", 2, "hold", "from")``; list items count from 0."""

MAX_KEY_PARTS = 16
"""Longer dotted keys are not followed; no format of ours needs more than four parts."""
Severity = Literal["error", "warning"]


class Diagnostic(Struct, frozen=True):
    """One problem of one file. ``line`` and ``column`` count from 1, in characters; ``key`` is the key's dotted path.

    All texts are safe to show: control and bidi characters have been replaced.
    """

    path: str
    line: int
    column: int
    severity: Severity
    key: str
    message: str

    @property
    def stem(self) -> str:
        """The file's name without its suffix."""
        return Path(self.path).stem

    def __str__(self) -> str:
        """The form that compilers use and editors understand: ``file:line:column: error: message``."""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error (``coach check`` then exits with 1)."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`` (did you mean "plank"?)`` with its leading space, or an empty text when no word is close."""
    guess = nearest(word, words)
    return f' (did you mean "{guess}"?)' if guess else ""
