"""What can be seen of a file or a folder from outside, to tell whether it changed since it was read.

A look costs about two microseconds a file, so a thousand files can be asked twice a second; that is why nothing here
waits for the system's own notices (inotify and the like): they tell nothing on network folders, count against a limit
of the machine, differ from system to system, and would be one more dependency for a hundredth of a core saved.
Stamps alone do not tell everything: the clock behind them has a grain (4 ms on ext4, 2 s on FAT), within which a file
may change once more and look the same. So what was just read is ``DOUBTED`` for a few looks, and compared by what it
holds; counting looks, and not seconds, it does not matter whether a server's clock agrees with ours.
"""

import os
from pathlib import Path

from coach.library.disk.last_good import Stamp

Sight = tuple[int, ...]
"""A regular file's stamp; of a folder its times and its inode; of anything else what it is, or why nothing is seen."""

_KIND, _REGULAR = 0o170000, 0o100000
"""As in ``stat.S_ISREG``, whose call would cost a tenth of the look."""

DOUBTED = 5
"""Looks, after something was read, in which it is compared by what it holds; at two a second they outlast any grain."""


def sight_of(path: str) -> Sight:
    """How the file at ``path`` looks, through links. Never raises, and opens nothing: a FIFO cannot make it wait."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path takes half as long again, and this is asked of every file
    except (OSError, ValueError) as error:
        return _unseen(error)
    # A stamp as ``kept.stamp_of`` makes it, in one go.
    if status.st_mode & _KIND == _REGULAR:
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return (status.st_mode & _KIND,)


def folder_sight(path: Path) -> Sight:
    """How a folder looks: it changes when something in it comes, goes or is renamed."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return _unseen(error)
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamp_in(sight: Sight | None) -> Stamp | None:
    """The stamp, where it is a regular file that was seen."""
    return sight if sight is not None and len(sight) == 4 else None


def _unseen(error: Exception) -> Sight:
    """The number of why the system says nothing of it."""
    return (getattr(error, "errno", None) or 0,)
