"""Files and folders that are their owner's alone: made so, and written whole or not at all.

A link where the file goes is replaced, not followed. What a runner may have linked elsewhere on purpose, their routines
and settings, is written by ``library.toml_text``, which follows links and leaves permissions as they are.
"""

import os
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def make_private(folder: Path) -> None:
    """A folder that only its owner can enter (0700), made if it is missing. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        _shut(folder)


def _shut(folder: Path) -> None:
    """By a descriptor, where the system has that: a guest's fence takes no path."""
    if not hasattr(os, "fchmod"):  # Windows
        folder.chmod(0o700)
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)


def write_private(path: Path, data: bytes, *, lasting: bool = True, owner: tuple[int, int] | None = None) -> None:
    """Put the data at ``path``, whole or not at all, for its owner alone (0600). Raises OSError.

    ``lasting``: it survives a power cut, which takes a moment. ``owner``: whose it is to be, where it is not ours.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.unlink(missing_ok=True)  # of a process with this id that was killed
        with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
            if owner is not None:
                os.fchown(file.fileno(), *owner)
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Have what was named and renamed in a folder survive a power cut, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows
        return
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
