"""Another file in the place of a database, so that there is no moment at which a kill leaves half of it.

A database is up to three files, and a system renames one at a time: a new database beside an old log would be taken for
one. So the new one is first put beside the old under a name of its own, whole and on the disk; from then on it counts,
and whoever opens the database next ends what was cut off. Whoever calls holds the folder alone.
"""

import os
from pathlib import Path

from coach.store.private_files import sync_folder

_LOGS = ("-wal", "-shm", "-journal")


def is_unfinished(database: Path) -> bool:
    """Whether a new file waits to take its place. Costs next to nothing."""
    return os.path.lexists(_waiting(database))


def put_in_place(new: Path, database: Path) -> None:
    """Put a database, closed and without a log, in the place of another. Raises OSError."""
    descriptor = os.open(new, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    new.replace(_waiting(database))
    sync_folder(database.parent)
    finish(database)


def finish(database: Path) -> None:
    """Let the waiting file take its place. Raises OSError."""
    for ending in _LOGS:
        Path(f"{database}{ending}").unlink(missing_ok=True)
    sync_folder(database.parent)
    _waiting(database).replace(database)
    sync_folder(database.parent)


def _waiting(database: Path) -> Path:
    return database.with_name(f"{database.name}-restored")
