"""Replaces a database file by another in such a way that a kill at any moment leaves no half of it.

A database is up to three files, and a system renames one at a time: a new database beside an old log would be read
together with it. So the new one is first put beside the old under a name of its own, whole and flushed to disk; from
then on it counts, and whoever opens the database next completes the exchange. The caller must hold the folder alone.
"""

import os
from pathlib import Path

from coach.store.private_files import sync_folder

_LOGS = ("-wal", "-shm", "-journal")


def is_unfinished(database: Path) -> bool:
    """Whether a new file is still waiting to be renamed. Costs next to nothing."""
    return os.path.lexists(_waiting(database))


def swap_in(new: Path, database: Path) -> None:
    """Put ``new``, a closed database without a log, in the place of another. Raises OSError."""
    descriptor = os.open(new, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    new.replace(_waiting(database))
    sync_folder(database.parent)
    finish(database)


def finish(database: Path) -> None:
    """Delete the old logs and rename the waiting file to the database's name. Raises OSError."""
    for ending in _LOGS:
        Path(f"{database}{ending}").unlink(missing_ok=True)
    sync_folder(database.parent)
    _waiting(database).replace(database)
    sync_folder(database.parent)


def _waiting(database: Path) -> Path:
    return database.with_name(f"{database.name}-restored")
