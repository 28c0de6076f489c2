"""Reads one TOML file safely: whatever is at the path, the result is a document or one clear diagnostic.

Left out: what the keys mean (``checker`` and the file kinds), and everything about folders (``layers``).
"""

import errno
import os
import re
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from coach.library.toml.diagnostics import MAX_KEY_PARTS, Diagnostic
from coach.library.toml.sanitize import clean, short
from coach.system.guest import path_in_words

if TYPE_CHECKING:
    from coach.library.toml.positions import Positions

MAX_FILE_BYTES = 1_000_000
"""The largest routine, exercise or settings file that is read."""

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF", b"\xff\xfe", b"\xfe\xff")
"""The first bytes of files that are not UTF-8 text at all (``other_formats``)."""

BYTE_ORDER_MARK = "\ufeff"
_IRREGULAR = "this is not a regular file, and is not read"

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO with no writer must not make us wait
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Document(Struct, frozen=True, dict=True):
    """A file of valid TOML: its path, its text and the parsed tables, whose strings are not sanitised yet."""

    path: Path
    text: str
    data: dict[str, Any]

    @cached_property
    def positions(self) -> "Positions":
        """The places of its keys, found when first asked for."""
        from coach.library.toml.positions import Positions  # imported late: needed only to report a problem

        return Positions(self.text)


def shown_path(path: Path) -> str:
    """A path as messages show it, sanitised: a file name may hold anything, even escape sequences."""
    return clean(path_in_words(path))


def read_document(path: Path, max_bytes: int = MAX_FILE_BYTES) -> Document | Diagnostic:
    """The document at ``path``, or why there is none. Never raises, whatever it finds there, and never blocks."""
    content = _content(path, max_bytes)
    if isinstance(content, str):
        return problem(path, content)
    if content.startswith(SIGNATURES) or b"\0" in content:
        from coach.library.toml.other_formats import no_text

        if why := no_text(content):
            return problem(path, why)
    try:
        text = content.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        return _not_utf8(path, content, error.start)
    return parse(path, text)


def raw_text(path: Path, max_bytes: int = MAX_FILE_BYTES, *, guess: bool = False) -> str | None:
    """The text at ``path`` for showing it, whatever its encoding; None when no such file can be read.

    ``guess``: decode text that is not UTF-8 as Latin-1, so that no letter is lost when it is written again.
    """
    content = _content(path, max_bytes)
    if isinstance(content, str):
        return None
    try:
        text = content.decode()
        if "\0" in text:
            text = _wide(content) or text
    except UnicodeDecodeError:
        text = _wide(content) or (content.decode("latin-1") if guess else content.decode(errors="replace"))
    return text.removeprefix(BYTE_ORDER_MARK)


def parse(path: Path, text: str) -> Document | Diagnostic:
    """Parse ``text`` as if it were the file at ``path``: an editor has the text before there is a file."""
    if [line for line in text.split("\n") if line.count(".") >= MAX_KEY_PARTS]:
        # The parser's time and memory grow with the square of a dotted key's parts, so check before parsing.
        from coach.library.toml.positions import Positions

        overlong = Positions(text).overlong
        if overlong:
            return problem(path, f"a key has more than {MAX_KEY_PARTS} parts", *overlong)
    import tomllib  # imported late: at most starts every file is unchanged and kept (``last_good``)

    try:
        return Document(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        from coach.library.toml.syntax import explain

        return explain(path, text, str(error))
    except RecursionError:
        return problem(path, "lists or tables stand too deep inside each other", *_deepest(text))
    except ValueError:  # a whole number longer than Python converts
        return problem(path, "a number has far too many digits", *_longest_number(text))


def problem(path: Path, message: str, line: int = 1, column: int = 1) -> Diagnostic:
    """An error about a file as a whole."""
    return Diagnostic(shown_path(path), line, column, "error", "", message)


def _content(path: Path, max_bytes: int) -> bytes | str:
    """The bytes of a regular file, or a message saying why it is not read."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        return _why_unreadable(path, error)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            return "this is a folder, not a file; give it a name without .toml"
        if not stat.S_ISREG(status.st_mode):
            return _IRREGULAR
        if status.st_size > max_bytes:
            return f"the file is too large: {status.st_size:,} bytes, where {max_bytes:,} is the most"
        content = _all_of(descriptor, max_bytes + 1)
    except OSError as error:
        return _why_unreadable(path, error)
    finally:
        os.close(descriptor)
    return content if len(content) <= max_bytes else f"the file is too large: more than {max_bytes:,} bytes"


def _all_of(descriptor: int, most: int) -> bytes:
    """The file's bytes, up to ``most``. Uses ``os.read``: a file object would cost as much as the reading itself."""
    content = os.read(descriptor, most)
    while len(content) < most:
        more = os.read(descriptor, most - len(content))
        if not more:
            break
        content += more
    return content


def _why_unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return "this is a link to a file that is not there"
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you have no permission to read this file"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file; give it a name without .toml"
    if isinstance(error, OSError) and error.errno == errno.ENXIO:  # a socket, or a device with nothing behind it
        return _IRREGULAR
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"the file cannot be read: {short(reason)}"


def _wide(content: bytes) -> str | None:
    """The text of a file in UTF-16; None when it is something else."""
    from coach.library.toml.other_formats import wide_text

    return wide_text(content)


def _not_utf8(path: Path, content: bytes, start: int) -> Diagnostic:
    line = content.count(b"\n", 0, start) + 1
    before = content[content.rfind(b"\n", 0, start) + 1 : start]
    column = len(before.decode(errors="replace").removeprefix(BYTE_ORDER_MARK)) + 1
    return problem(path, "this is not UTF-8 text (perhaps Latin-1); save the file as UTF-8", line, column)


def _deepest(text: str) -> tuple[int, int]:
    """Line and column of the statement in which the scan for places stopped, else (1, 1)."""
    from coach.library.toml.positions import Positions

    return Positions(text).unfinished or (1, 1)


def _longest_number(text: str) -> tuple[int, int]:
    match = re.search(r"[0-9_]{4000}", text)
    if not match:
        return 1, 1
    return text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
