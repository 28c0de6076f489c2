"""Offers a backup in place of a database that is damaged or gone, and restores it.

Left out: how it is offered (the front ends), and the restoring itself (``restore_backup``).
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coach.store.backups.backups import Backup, newest_sound
from coach.store.backups.copy_files import folder_of, is_gone
from coach.store.backups.restore import is_damaged, restore_backup
from coach.store.protocol import RestorableCopy, StoreError


class NetworkOffer:
    """What may be offered for the database at ``path``.

    ``let_go`` closes the caller's own store, which reopens by itself; ``now`` gives the time of the restoring.
    """

    def __init__(self, path: Path, let_go: Callable[[], None], now: Callable[[], datetime]) -> None:
        self._path = path
        self._let_go = let_go
        self._now = now
        self._looked_at: object = None
        self._found: RestorableCopy | None = None

    def copy(self) -> RestorableCopy | None:
        """The newest sound backup, if the database itself is damaged or gone; else None. Never raises.

        A screen asks at every key, so the files are examined again only after they have changed.
        """
        state = [_state(part) for part in (self._path, Path(f"{self._path}-wal"), folder_of(self._path))]
        if state != self._looked_at:
            self._looked_at, self._found = state, self._look()
        return self._found

    def _look(self) -> RestorableCopy | None:
        try:
            gone = is_gone(self._path)
            backup = newest_sound(self._path) if gone or is_damaged(self._path) else None
        except (OSError, StoreError):
            return None
        if backup is None:
            return None
        with_rest = "" if gone else ", with what the damaged file still gives"
        moment = f"{backup.moment:%a} {backup.moment.day} {backup.moment:%b %Y, %H:%M}"
        return RestorableCopy(f"the backup of {moment}{with_rest}", lambda: self._restore(backup))

    def _restore(self, backup: Backup) -> None:
        self._let_go()
        restore_backup(self._path, str(backup.number), self._now())


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when the file or folder does: inode, size in bytes, time of the last change in nanoseconds."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
