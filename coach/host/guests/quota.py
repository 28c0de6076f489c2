"""How much disk space a profile takes, and how much it may: files and bytes of its folder, backups included.

Sizes are those on the disk, links are not followed, and counting stops once it is far too much. A visit that keeps
writing is ended by ``server.middleware.disk_space`` or ``patience``. A folder that cannot be counted, because its owner
made it unreadable or it is nested too deep, counts as too much: no coach makes such a folder.
"""

import os
from pathlib import Path

from msgspec import Struct

from coach.host.base.errors import BoxError

MEGABYTE = 2**20
BYTES = 20 * MEGABYTE
FILES = 1000
GROWTH = MEGABYTE
"""Bytes that a visit may add although the quota was reached before: its records, so that no training is lost."""
LEAVE_OUT = 2
"""How many times the quota a profile may take before nobody is let in any more."""


class Used(Struct, frozen=True):
    """The space that a folder takes. ``files`` counts folders too."""

    bytes: int
    files: int

    def in_words(self, quota: int) -> str:
        """Return it as text, such as ``3.2 of 20 MB in 41 files``."""
        return f"{self.bytes / MEGABYTE:.1f} of {quota / MEGABYTE:.0f} MB in {self.files} files"


def used(folder: Path, most_files: int = (FILES + 1) * LEAVE_OUT) -> Used:
    """Return the space that a folder's content takes; at most ``most_files`` are counted. Never raises."""
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
        except PermissionError:  # a folder of another account is not the guest's doing
            count = most_files if owner == os.geteuid() else count
        except FileNotFoundError:  # gone meanwhile
            continue
        except OSError:  # nested so deep that its path is too long
            count = most_files
    return Used(size, count)


def _owner(folder: Path) -> int:
    try:
        return folder.stat(follow_symlinks=False).st_uid
    except OSError:
        return -1


def is_over(now: Used, quota: int) -> bool:
    """Return whether that is more than a profile may take."""
    return now.bytes > quota or now.files > FILES


def refuse_far_too_much(now: Used, quota: int) -> None:
    """Raise BoxError for a profile that takes LEAVE_OUT times the quota: nobody is let in with it."""
    if is_over(Used(now.bytes // LEAVE_OUT, now.files // LEAVE_OUT), quota):
        raise BoxError(
            f"your files here take {now.in_words(quota)}, far more than a profile may, so the coach stays shut. Tell "
            "whoever looks after the box."
        )


def too_much(now: Used, quota: int) -> str:
    """Return the notice for a guest who logs in with the quota reached."""
    return (
        f"Your files here take {now.in_words(quota)}, and there is no room for more. Your records are kept all the "
        "same; remove routines that you do not need."
    )


def refuse_more(now: Used, more: int, quota: int, files: int = 1) -> None:
    """Raise BoxError if adding ``more`` bytes in so many files would exceed the quota."""
    if is_over(Used(now.bytes + more, now.files + files), quota):
        raise BoxError(
            f"there is no room for it: your files here take {now.in_words(quota)}. Put something of yours away, and "
            "delete what was put away: remove ID --yes, then remove --for-good --yes. Then try again."
        )


class Watch:
    """Watches how a profile's folder grows during a visit."""

    def __init__(self, folder: Path, quota: int) -> None:
        before = used(folder)
        self._folder = folder
        self._most = Used(max(quota, before.bytes + GROWTH), max(FILES, before.files + GROWTH // 4096))
        if not is_over(before, quota):
            self._most = Used(quota, FILES)

    def is_over(self) -> bool:
        """Return whether the folder has grown so much that the visit must be ended."""
        now = used(self._folder)
        return now.bytes > self._most.bytes or now.files > self._most.files


FULL_UP = "Your files here reached the most that a profile may take, so the coach was closed. What you did is saved."
