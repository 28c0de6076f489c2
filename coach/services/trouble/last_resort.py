"""The last resort: what would be a traceback is a sentence for the runner, and a file for whoever mends it.

The file says where in the code it was and of what kind, and nothing that the runner entered: what an error says of
itself may hold a name, a note or an answer, so it is left out. There are few such files, and none is long. Left out:
saving the session (the front ends), and who is told on a shared box (``host.presence``).
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
"""So many files are kept: the newest."""
MOST_FRAMES = 40
"""Of a traceback: an endless recursion has a thousand. The first and the last are kept."""
MOST_ERRORS = 8
"""Of errors that led to each other."""


def fault_files() -> list[Path]:
    """What was written down so far, the newest last; nothing where that cannot be told."""
    try:
        return sorted((data_folder() / FOLDER).glob("fault-*.txt"))
    except (OSError, NoHomeError):
        return []


def write_down(error: BaseException) -> Path | None:
    """Put down where it was; the file. None: it could not be written, or a guest's host is told instead."""
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


def sentence(error: BaseException, path: Path | None, done: str = "") -> str:
    """What the runner is told. ``done``: what became of what they were at, a sentence; ``path``: as ``write_down``."""
    said = f"something went wrong that should not ({type(error).__name__}). {done}{' ' if done else ''}"
    if is_guest():
        return f"{said}Tell whoever looks after the box."
    where = f"Please report it with {path}, which holds nothing that you entered." if path else "Please report it."
    return f"{said}{where}"


def places(error: BaseException, most: int = MOST_FRAMES) -> list[str]:
    """Where in the code it was, ``file:line function``, the innermost last; a file by the end of its path."""
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
    """The error, what it came of, and what is in it, each once."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < MOST_ERRORS:
        each = waiting.pop(0)
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            # ``error``: Textual's workers put what went wrong there.
            waiting += [each.__cause__, each.__context__, getattr(each, "error", None)]
            waiting += getattr(each, "exceptions", ())
    return found


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)


def _number_of(error: BaseException) -> str:
    """The kind, more exactly, where the system or SQLite gave it a number."""
    if isinstance(error, OSError) and error.errno:
        return f" {error.errno} ({os.strerror(error.errno)})"
    name = getattr(error, "sqlite_errorname", None)
    return f" {name}" if isinstance(name, str) else ""


def _short(filename: str) -> str:
    """The last three parts of a path are enough, and name no runner."""
    return "/".join(Path(filename).parts[-3:])
