"""The characters that a terminal can show: all of them, those of the Linux console's font, or ASCII only.

Missing ones are replaced one by one, at the same width, as the last step before the terminal: so no other code need
know, and no layout changes. The app does this in its driver (``tui/terminal/glyphs``), commands and plain mode in their
streams.
"""

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

_WITHOUT_BRAILLE = ("linux", "dumb")
"""Values of TERM whose terminals cannot show braille, whatever their encoding."""
_OLD = re.compile(r"vt\d|ansi$|cons25|sun$")
"""Terminals, by TERM, that are older than UTF-8."""
_COERCED = "C.UTF-8"
"""The value to which Python sets LC_CTYPE if the locale is C, or unknown to the system (PEP 538)."""
_CONSOLE = frozenset("█▀▄▌▐░▒▓■·×°±«»←↑→↓─│┌┐└┘├┤┬┴┼═║╔╗╚╝►◄▲▼")
"""Characters in the usual fonts of the Linux console, besides the letters of Latin-1."""
_INSTEAD = {
    **dict.fromkeys("█▀▄■▐▌▓▒", "#"),
    **dict.fromkeys("▁▂▃▅▆▇▔░🔎", " "),
    **dict.fromkeys("━═", "="),
    **dict.fromkeys("─╌┄–—·…", "-"),
    **dict.fromkeys("│┃║▎▍▊▕▏", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝┏┓┗┛", "+"),
    **dict.fromkeys("▶►→›»", ">"),
    **dict.fromkeys("◄←‹«", "<"),
    **dict.fromkeys("▲↑", "^"),
    **dict.fromkeys("▼↓", "v"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("●°", "o"),
    **dict.fromkeys("✕×", "x"),
    "○": ".",
    "✓": "+",
    "↗": "/",
    "±": "*",
    "★": "*",
    "↺": "o",
    "≡": "=",
    "⇄": "~",
    "⏎": "<",
    "≥": ">",
    "≤": "<",
}


class GlyphTable(dict[int, str]):
    """The replacement of each character, by code point, for ``str.translate``. ``kept``: those left as they are."""

    def __init__(self, kept: frozenset[str] = frozenset(), *, latin: bool = False) -> None:
        super().__init__()
        self._kept = kept
        self._below = 0x100 if latin else 0x80

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        self[number] = sign if number < self._below or sign in self._kept else _instead_of(sign)
        return self[number]


def _instead_of(sign: str) -> str:
    """As many ASCII characters as the character has columns."""
    from rich.cells import cell_len  # the same count as in the app

    width = cell_len(sign)
    plain = _INSTEAD.get(sign) or unicodedata.normalize("NFKD", sign)[0]
    return (plain if plain.isascii() else "?").ljust(width)[:width]


def takes_utf8(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether a terminal takes UTF-8, by its environment and the encoding of the stream.

    If the environment does not say, it does, as all of today's do.
    """
    if (encoding or "").lower().replace("-", "") != "utf8" or _OLD.match(environ.get("TERM", "")):
        return False
    kind = environ.get("LC_CTYPE", "")
    if kind == _COERCED and environ.get("LANG"):
        kind = ""
    locale = environ.get("LC_ALL") or kind or environ.get("LANG") or "UTF-8"
    return "utf8" in locale.lower().replace("-", "")


def signs_of(environ: Mapping[str, str], encoding: str | None) -> GlyphTable | None:
    """The replacements for a terminal; None: it has every character."""
    if not takes_utf8(environ, encoding):
        return GlyphTable()
    return GlyphTable(_CONSOLE, latin=True) if environ.get("TERM") == "linux" else None


def has_braille(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether a terminal can probably show braille."""
    return environ.get("TERM") not in _WITHOUT_BRAILLE and takes_utf8(environ, encoding)


def signs_here() -> GlyphTable | None:
    """``signs_of`` for the terminal that shows the app, to which Textual writes as standard error."""
    return signs_of(told_environment(), _encoding())


def has_braille_here() -> bool:
    """``has_braille`` for the terminal that shows the app."""
    return has_braille(told_environment(), _encoding())


def told_environment() -> Mapping[str, str]:
    """The environment, with LC_CTYPE as the coach was started with.

    ``LC_CTYPE=UTF-8``, which macOS sends over SSH, is no locale of Linux: Python replaces it by its own (PEP 538).
    Where the system can tell the original value, as Linux does, that is used; it can only be better.
    """
    if os.environ.get("LC_CTYPE") != _COERCED:
        return os.environ
    try:
        first = Path("/proc/self/environ").read_bytes()
    except OSError:
        return os.environ
    given = dict(line.split(b"=", 1) for line in first.split(b"\0") if b"=" in line).get(b"LC_CTYPE")
    return os.environ if given is None else {**os.environ, "LC_CTYPE": given.decode("utf-8", "replace")}


def _encoding() -> str | None:
    return getattr(sys.__stderr__, "encoding", None)


def speak_what_it_can(stream: TextIO) -> None:
    """Make a stream send only what its terminal or file can take; printing then never raises an encoding error.

    A file or a pipe keeps its encoding, with replacements for what that lacks. So does a terminal; one that does not
    take the UTF-8 that Python would send gets ASCII.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    codecs.register_error(_ERRORS, _in_signs)
    is_utf8 = (stream.encoding or "").lower().replace("-", "") == "utf8"
    if is_utf8 and stream.isatty() and not takes_utf8(told_environment(), stream.encoding):
        reconfigure(encoding="ascii", errors=_ERRORS)
    else:
        reconfigure(errors=_ERRORS)


_ERRORS = "coach.system.glyphs"
_ASCII = GlyphTable()


def _in_signs(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].translate(_ASCII), error.end
