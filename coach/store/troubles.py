"""What is wrong with a database, as a sentence for whom it is: its owner is told where it is, and what to do.

A guest of a shared box can do nothing about it and has no use for the box's paths: they are told whom to tell.
"""

import sqlite3
from pathlib import Path

from coach.store.protocol import StoreError
from coach.whereabouts import is_guest

KEEP_IT = "It was left as it is: move it elsewhere, start the coach again, and import your last export."
LOST = "To bring it back: coach backup restore newest. To begin anew, move the folder backups beside it away."
_TELL = "Tell whoever looks after the box."
_BUSY = "is in use by another program."
_OPEN = ("cannot be opened.", "Check that you may read and write the file and its folder.")
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: (_BUSY, "Close that program, or try again in a moment."),
    sqlite3.SQLITE_LOCKED: (_BUSY, "Close that program, or try again in a moment."),
    sqlite3.SQLITE_NOTADB: ("is damaged, or no database.", KEEP_IT),
    sqlite3.SQLITE_CORRUPT: ("is damaged.", KEEP_IT),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full.",
        "Free some space and try again; what was kept before is safe.",
    ),
    sqlite3.SQLITE_READONLY: ("cannot be written.", "Give yourself the right to write the file and its folder."),
    sqlite3.SQLITE_CANTOPEN: _OPEN,
    sqlite3.SQLITE_PERM: _OPEN,
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk reports an error.",
        "Check the disk and its free space.",
    ),
}


def told(path: Path, what: str, advice: str) -> StoreError:
    """The error that says ``what`` is wrong with a database ("is damaged."), with an owner's ``advice``."""
    if is_guest():
        return StoreError(f"Your database {what} {'Try again in a moment.' if what == _BUSY else _TELL}")
    return StoreError(f"The database {path} {what} {advice}")


def told_by_sqlite(path: Path, error: sqlite3.Error) -> StoreError:
    """The same of what SQLite reports."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    what, advice = _OF_SQLITE.get(primary, (f"cannot be used ({error}).", "Nothing was changed."))
    return told(path, what, advice)
