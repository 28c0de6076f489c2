"""Locks on a database's folder: shared by every coach that has it open, exclusive for whoever replaces the file.

SQLite's own locks are not enough for that: a coach that opened the old file while it was being replaced would go on
using it, and put its log beside the new one. So the folder itself is locked (``flock``), which leaves no file behind
and ends with the process. Where there are no such locks (Windows, some network disks), nobody is kept out.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

from coach.store.protocol import StoreError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_EVERY_S = 0.05
_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
_SQLITE_FIRST, _SQLITE_LENGTH = 0x40000000, 512
"""The bytes of a database file that SQLite locks; they are never written."""


class TakenError(StoreError):
    """Somebody else holds the lock."""


class Hold:
    """A lock on a folder, held until ``let_go``. Made by ``together`` and ``exclusive_lock``."""

    def __init__(self, folder: Path, how: int) -> None:
        self._descriptor = -1
        if fcntl is None:
            return
        with suppress(OSError):  # if the folder cannot be opened, opening the database reports it
            self._descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
            try:
                fcntl.flock(self._descriptor, how | fcntl.LOCK_NB)
            except OSError as error:
                self.let_go()
                if error.errno in _TAKEN:
                    raise TakenError("It is in use by another coach.") from error

    def let_go(self) -> None:
        """Release the lock. Calling it twice is no error."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> "Hold":
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()


def together(folder: Path, wait_s: float = 0.0) -> Hold:
    """Take the shared lock, as any coach does that opens the database. Raises TakenError after ``wait_s`` seconds."""
    how = 0 if fcntl is None else fcntl.LOCK_SH
    for _ in range(int(wait_s / _EVERY_S)):
        with suppress(TakenError):
            return Hold(folder, how)
        sleep(_EVERY_S)
    return Hold(folder, how)


def exclusive_lock(folder: Path) -> Hold:
    """Take the exclusive lock, which keeps all others out. Raises TakenError at once if anybody holds one."""
    return Hold(folder, 0 if fcntl is None else fcntl.LOCK_EX)


@contextmanager
def locked_for_sqlite(path: Path) -> Iterator[int | None]:
    """Keep every program that uses SQLite out of a file; yields its descriptor, or None if there is no file.

    The file is not written. Only for files that this process has not open: closing the descriptor gives up all of
    SQLite's locks on it. Raises TakenError when another program has it, and OSError.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        yield None
        return
    try:
        if fcntl is not None:
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _SQLITE_LENGTH, _SQLITE_FIRST)
            except OSError as error:
                if error.errno in _TAKEN:
                    raise TakenError("It is in use by another program.") from error
        yield descriptor
    finally:
        os.close(descriptor)
