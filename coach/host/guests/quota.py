"""How much room a profile takes, and how much it may: files and bytes of its folder, backups included.

What lies there is counted as it lies on the disk, no link is followed, and counting stops where it is too much. Who
writes without end is stopped by whoever watches (``server.middleware.room``, ``patience``).
What cannot be counted, a folder that its owner shut or that lies too deep, is too much: no coach makes one.
"""

import os
from pathlib import Path

from msgspec import Struct

from coach.host.base.errors import RefusedError

MEGABYTE = 2**20
BYTES = 20 * MEGABYTE
FILES = 1000
GROWTH = MEGABYTE
"""So much a visit may add that begins with too much already: its records, so that nobody's training is lost."""
LEAVE_OUT = 2
"""Times the quota: nobody is let in any more."""


class Used(Struct, frozen=True):
    """What a folder takes."""

    bytes: int
    files: int

    def in_words(self, quota: int) -> str:
        """``3.2 of 20 MB in 41 files``."""
        return f"{self.bytes / MEGABYTE:.1f} of {quota / MEGABYTE:.0f} MB in {self.files} files"


def used(folder: Path, most_files: int = (FILES + 1) * LEAVE_OUT) -> Used:
    """What a folder takes, itself not counted; at most ``most_files`` are counted. Never raises."""
    size, count, folders = 0, 0, [(str(folder), _owner(folder))]
    while folders and count < most_files:
        path, owner = folders.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    size += max(status.st_size, status.st_blocks * 512)
                    count += 1
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((entry.path, status.st_uid))
                    if count >= most_files:
                        break
        except PermissionError:  # another account's is not a guest's doing
            count = most_files if owner == os.geteuid() else count
        except FileNotFoundError:  # gone meanwhile
            continue
        except OSError:  # its path is longer than any may be
            count = most_files
    return Used(size, count)


def _owner(folder: Path) -> int:
    try:
        return folder.stat(follow_symlinks=False).st_uid
    except OSError:
        return -1


def is_over(now: Used, quota: int) -> bool:
    """Whether it is more than a profile may take."""
    return now.bytes > quota or now.files > FILES


def refuse_far_too_much(now: Used, quota: int) -> None:
    """Raises RefusedError for a folder with which nobody is let in."""
    if is_over(Used(now.bytes // LEAVE_OUT, now.files // LEAVE_OUT), quota):
        raise RefusedError(
            f"your files here take {now.in_words(quota)}, far more than a profile may, so the coach stays shut. Tell "
            "whoever looks after the box."
        )


def too_much(now: Used, quota: int) -> str:
    """For a guest whose room is full, when they come."""
    return (
        f"Your files here take {now.in_words(quota)}, and more is not to be had. Your records are kept all the same; "
        "remove routines that you do not need."
    )


def refuse_more(now: Used, more: int, quota: int, files: int = 1) -> None:
    """Raises RefusedError where so many bytes, in so many files, have no room."""
    if is_over(Used(now.bytes + more, now.files + files), quota):
        raise RefusedError(
            f"there is no room for it: your files here take {now.in_words(quota)}. Put something of yours away, and "
            "delete what was put away: remove ID --yes, then remove --for-good --yes. Then again."
        )


class Watch:
    """Follows how a visit's folder grows."""

    def __init__(self, folder: Path, quota: int) -> None:
        before = used(folder)
        self._folder = folder
        self._most = Used(max(quota, before.bytes + GROWTH), max(FILES, before.files + GROWTH // 4096))
        if not is_over(before, quota):
            self._most = Used(quota, FILES)

    def is_over(self) -> bool:
        """Whether the visit is to be ended."""
        now = used(self._folder)
        return now.bytes > self._most.bytes or now.files > self._most.files


FULL = "Your files here reached the most that a profile may take, so the coach was closed. What you did is saved."
