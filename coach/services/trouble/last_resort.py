"""Handles unexpected errors: in place of a traceback, a sentence for the runner and a file for the developers.

The file tells where in the code it happened and the type of the error, and nothing that the runner entered: the message
of an error may hold a name, a note or an answer, so it is left out. There are few such files, and none is long. Left
out: saving the session (the front ends), and who is told on a shared box (``host.guests.presence``).
"""

import os
import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from coach import __version__
from coach.store.paths import data_folder
from coach.store.private_files import make_private, write_private
from coach.system.guest import NoHomeError, is_guest

FOLDER = "faults"
KEPT = 5
"""How many files are kept: the newest."""
MOST_FRAMES = 40
"""The most frames of a traceback: an endless recursion has a thousand. The first and the last are kept."""
MOST_ERRORS = 8
"""The most errors of a chain."""


def fault_files() -> list[Path]:
    """The files written so far, the newest last; empty where they cannot be listed."""
    try:
        return sorted((data_folder() / FOLDER).glob("fault-*.txt"))
    except (OSError, NoHomeError):
        return []


def write_down(error: BaseException) -> Path | None:
    """Write the file for an error; returns its path. None: it could not be written, or a guest's host is told."""
    if is_guest():
        return None
    with suppress(OSError, NoHomeError):
        folder = data_folder() / FOLDER
        make_private(folder)
        path = folder / f"fault-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.txt"
        write_private(path, "\n".join(_told(error)).encode("utf-8", "replace"), lasting=False)
        for old in fault_files()[:-KEPT]:
            old.unlink(missing_ok=True)
        return path
    return None


def fault_sentence(error: BaseException, path: Path | None, done: str = "") -> str:
    """The sentence for the runner. ``done``: what became of their work, a sentence; ``path``: from ``write_down``."""
    said = f"something went wrong that should not ({type(error).__name__}). {done}{' ' if done else ''}"
    if is_guest():
        return f"{said}Tell whoever looks after the box."
    where = f"Please report it with {path}, which holds nothing that you entered." if path else "Please report it."
    return f"{said}{where}"


def code_places(error: BaseException, most: int = MOST_FRAMES) -> list[str]:
    """Where in the code it happened, as ``file:line function``, the innermost last; paths are shortened."""
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(error)][-most:]


def _told(error: BaseException) -> Iterator[str]:
    here = f"Python {platform.python_version()}, {platform.system()}"
    yield f"coach {__version__}, {here}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield "Where the coach broke. What errors say of themselves is left out, as it may hold what was entered."
    for each in _chain(error):
        yield ""
        yield f"{type(each).__name__}{_number_of(each)}"
        frames = _frames(each)
        left_out = len(frames) - MOST_FRAMES
        for number, frame in enumerate(frames):
            if left_out > 0 and number == MOST_FRAMES // 2:
                yield f"  … {left_out} more …"
            if left_out <= 0 or not MOST_FRAMES // 2 <= number < MOST_FRAMES // 2 + left_out:
                yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
                yield f"      {(frame.line or '').strip()[:200]}"
    yield ""


def _chain(error: BaseException) -> list[BaseException]:
    """The error, its causes and contexts, and the errors inside a group, each once."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < MOST_ERRORS:
        each = waiting.pop(0)
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            # ``error``: where Textual's WorkerFailed holds the original error.
            waiting += [each.__cause__, each.__context__, getattr(each, "error", None)]
            waiting += getattr(each, "exceptions", ())
    return found


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)


def _number_of(error: BaseException) -> str:
    """The error number of the system or the error name of SQLite, where there is one."""
    if isinstance(error, OSError) and error.errno:
        return f" {error.errno} ({os.strerror(error.errno)})"
    name = getattr(error, "sqlite_errorname", None)
    return f" {name}" if isinstance(name, str) else ""


def _short(filename: str) -> str:
    """The last three parts of a path: they are enough, and do not name the runner."""
    return "/".join(Path(filename).parts[-3:])
