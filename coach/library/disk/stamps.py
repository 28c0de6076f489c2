"""Stats files and folders to tell whether they changed since they were read.

A stat costs about two microseconds, so a thousand files can be polled twice a second. Notifications (inotify and the
like) are not used: they do not work on network folders, count against a limit of the machine, differ from system to
system, and would be one more dependency to save a hundredth of a core.
Stamps alone are not enough: file times are coarse (4 ms on ext4, 2 s on FAT), and a file may change again within that
time and keep its stamp. So for ``DOUBTED`` polls after a file was read, its content is compared as well. Polls are
counted rather than seconds, so a server's clock need not agree with ours.
"""

import os
from pathlib import Path

from coach.library.disk.last_good import Stamp

Sight = tuple[int, ...]
"""A regular file's stamp; a folder's times and inode; else the file type, or the errno where stat failed."""

_KIND, _REGULAR = 0o170000, 0o100000
"""What ``stat.S_ISREG`` checks; calling it would cost a tenth of ``sight_of``."""

DOUBTED = 5
"""Polls after reading a file in which its content is compared too; at two a second that outlasts any coarse clock."""


def sight_of(path: str) -> Sight:
    """The sight of the file at ``path``, links followed. Never raises, and opens nothing, so a FIFO cannot block it."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path takes half as long again, and this is asked of every file
    except (OSError, ValueError) as error:
        return _unseen(error)
    # The same as ``last_good.stamp_of``, inlined for speed.
    if status.st_mode & _KIND == _REGULAR:
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return (status.st_mode & _KIND,)


def folder_sight(path: Path) -> Sight:
    """The sight of a folder: it changes when an entry is added, removed or renamed."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return _unseen(error)
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamp_in(sight: Sight | None) -> Stamp | None:
    """The stamp in a regular file's sight; None for anything else."""
    return sight if sight is not None and len(sight) == 4 else None


def _unseen(error: Exception) -> Sight:
    """The sight of something that could not be statted: its errno, 0 when there is none."""
    return (getattr(error, "errno", None) or 0,)
