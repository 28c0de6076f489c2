"""Explains what is wrong with a database, in a sentence that depends on who reads it.

The owner is told where the database is, and what to do. A guest of a shared box can do nothing about it and has no use
for the box's paths: they are told whom to tell.
"""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from coach.store.protocol import DamagedError, StoreError
from coach.system.guest import is_guest


class Trouble(NamedTuple):
    """``what`` is wrong ("is damaged."), and the ``advice`` for the owner.

    ``damaged``: a backup may replace the file; ``passes``: it ends by itself in a moment.
    """

    what: str
    advice: str
    damaged: bool = False
    passes: bool = False


_MEND = (
    "To put together what there is, from the newest sound backup and this file: coach doctor --repair. "
    "Until then it stays as it is."
)
_ELSEWHERE = "Name a folder on a disk of this machine in XDG_DATA_HOME, and move the file there."
IS_BUSY = Trouble("is in use by another program.", "Close that program, or try again in a moment.", passes=True)
DAMAGED = Trouble("is damaged.", _MEND, damaged=True)
CUT_SHORT = Trouble("is damaged: it was cut short.", _MEND, damaged=True)
NO_DATABASE = Trouble("is damaged, or no database.", _MEND, damaged=True)
IS_LOST = Trouble(
    "is gone, and there are backups of it.",
    "To bring it back: coach backup restore newest. To begin anew, move the folder backups beside it away.",
    damaged=True,
)
LOST_WITH_ITS_BACKUPS = Trouble(
    "is gone, and none of its backups can be used.",
    "How each is: coach backup list. To begin anew, or with an export, move the folder backups beside it away.",
    damaged=True,
)
LOST_TO_AN_OLDER = Trouble(
    "is gone, and its backups are of a newer coach.",
    "Update the coach, then: coach backup restore newest",
    damaged=True,
)
LOST_OUT_OF_REACH = Trouble(
    "is gone, and the folder backups beside it cannot be read.",
    "Give yourself the right to read that folder. To begin anew, move it away.",
)
RESTORED_NOW = Trouble("is being restored at this moment.", "Try again in a moment.", passes=True)
ANOTHERS = Trouble(
    "belongs to another program.", "It was left as it is. Name another folder for the coach in XDG_DATA_HOME."
)
IS_A_FOLDER = Trouble("is a folder.", "Put the file back in its place, or move the folder away and start again.")
ASTRAY = Trouble("is a link to a folder that is not there.", "Bring back the disk or folder that it leads to.")
IS_FULL = Trouble("cannot grow: the disk is full.", "Free some space and try again; what was kept before is safe.")
READ_ONLY = Trouble("cannot be written.", "Give yourself the right to write the file and its folder.")
CLOSED_TO_YOU = Trouble("cannot be opened.", "Check that you may read and write the file and its folder.")
DISK = Trouble("cannot be read or written: the disk reports an error.", "Check the disk and its free space.")
NO_LOCKS = Trouble("lies on a disk that cannot lock files, as some network disks cannot.", _ELSEWHERE)
NO_MEMORY = Trouble("lies on a disk that shares no memory, as some network disks do not.", _ELSEWHERE)

_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: IS_BUSY,
    sqlite3.SQLITE_LOCKED: IS_BUSY,
    sqlite3.SQLITE_PROTOCOL: NO_LOCKS,
    sqlite3.SQLITE_NOLFS: DISK,
    sqlite3.SQLITE_NOTADB: NO_DATABASE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FORMAT: DAMAGED,
    sqlite3.SQLITE_FULL: IS_FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: CLOSED_TO_YOU,
    sqlite3.SQLITE_PERM: CLOSED_TO_YOU,
    sqlite3.SQLITE_AUTH: CLOSED_TO_YOU,
    sqlite3.SQLITE_IOERR: DISK,
}
NO_LOCK_CODES = frozenset(
    {
        sqlite3.SQLITE_IOERR_LOCK,
        sqlite3.SQLITE_IOERR_RDLOCK,
        sqlite3.SQLITE_IOERR_UNLOCK,
        sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    }
)
NO_MEMORY_CODES = frozenset(
    {
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_SHMLOCK,
    }
)


def newer(found: int, known: int) -> Trouble:
    """The database has the schema of a newer coach."""
    what = f"was made by a newer coach (format {found}; this one knows {known})."
    return Trouble(what, "Update the coach to use it. Nothing was changed.")


def cannot_be_made(reason: str) -> Trouble:
    """There is no database, and none can be created."""
    return Trouble(f"cannot be made: {reason}.", "Check the folder, or name another one in XDG_DATA_HOME.")


def of_sqlite(error: Exception) -> Trouble:
    """The trouble behind an SQLite error, or a UnicodeError: a damaged schema can make a message undecodable."""
    if isinstance(error, UnicodeError):
        return DAMAGED
    code = getattr(error, "sqlite_errorcode", None) or 0
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # no room for the shared memory file
        return IS_FULL
    if code in NO_LOCK_CODES:
        return NO_LOCKS
    if code in NO_MEMORY_CODES:
        return NO_MEMORY
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(("no such table", "no such column", "malformed")):
        return DAMAGED
    usual = Trouble(f"cannot be used ({error}).", "Nothing was changed.")
    return _OF_SQLITE.get(code & 0xFF, usual)


def of_no_version(database: sqlite3.Connection) -> Trouble:
    """A file without a version is another program's, unless it has our tables or none: then its header is damaged."""
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    return DAMAGED if not names or "entry" in names else ANOTHERS


def store_error(path: Path, trouble: Trouble) -> StoreError:
    """The StoreError that reports this trouble of the database at ``path``; DamagedError if it is damaged."""
    kind = DamagedError if trouble.damaged else StoreError
    if is_guest():
        todo = "Try again in a moment." if trouble.passes else "Tell whoever looks after the box."
        return kind(f"Your database {trouble.what} {todo}")
    return kind(f"The database {path} {trouble.what} {trouble.advice}")


def sqlite_store_error(path: Path, error: Exception) -> StoreError:
    """The same for an SQLite error."""
    return store_error(path, of_sqlite(error))
