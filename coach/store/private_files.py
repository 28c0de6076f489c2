"""Files and folders that only their owner can read: created with that mode, and written whole or not at all.

A link where the file goes is replaced, not followed. What a runner may have linked elsewhere on purpose, their routines
and settings, is written by ``system.whole_files``, which follows links and leaves permissions as they are.
"""

import os
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter (0700), creating it if it is missing. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        _shut(folder)


def _shut(folder: Path) -> None:
    """Set the mode by a descriptor, where the system has that: a guest's sandbox allows no chmod by path."""
    if not hasattr(os, "fchmod"):  # Windows
        folder.chmod(0o700)
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)


def write_private(path: Path, data: bytes, *, lasting: bool = True, owner: tuple[int, int] | None = None) -> None:
    """Write the data to ``path``, whole or not at all, readable by its owner alone (0600). Raises OSError.

    ``lasting``: flush it to disk, so that it survives a power cut; this takes a moment. ``owner``: (uid, gid) of the
    file, where it is not ours.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.unlink(missing_ok=True)  # left by a killed process that had the same id
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
    """Flush a folder, so that new and renamed files in it survive a power cut, where the system can do that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows
        return
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
