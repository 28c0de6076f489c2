"""Backups of a database: making one automatically each day, making others by hand, and listing them.

They are made after a coach has closed its database, or in another thread with a connection of its own; never during a
countdown. ``make_backup`` raises StoreError with a sentence; ``keep_daily`` fails silently and is tried again later.
Left out: restoring a backup (``restore_backup``), and how the copies are stored on disk (``copy_files``).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from coach.store.backups.copy_files import (
    CopyFile,
    CopyKind,
    CopyState,
    check_copy,
    contents,
    copies_in,
    folder_of,
    is_gone,
    without_log,
    write_copy,
)
from coach.store.database.folder_lock import TakenError, exclusive_lock, together
from coach.store.database.opening import is_stump
from coach.store.error_words import (
    ANOTHERS,
    CUT_SHORT,
    DAMAGED,
    IS_A_FOLDER,
    IS_LOST,
    LOST_TO_AN_OLDER,
    LOST_WITH_ITS_BACKUPS,
    RESTORED_NOW,
    Trouble,
    sqlite_store_error,
    store_error,
)
from coach.store.private_files import make_private
from coach.store.protocol import StoreError
from coach.system.guest import is_guest, path_in_words

NEWEST = "newest"
_TRIES, _PAUSE_S = 10, 0.05
"""How many times a busy database is tried, and the seconds between tries: nobody waits longer for a copy."""
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Backup(Struct, frozen=True):
    """A copy together with its state and the number of records in it."""

    copy: CopyFile
    records: int
    state: CopyState

    @property
    def number(self) -> int:
        """The number by which it is chosen."""
        return self.copy.number

    @property
    def moment(self) -> datetime:
        """When it was made, in the time zone of that moment."""
        return self.copy.moment

    @property
    def is_sound(self) -> bool:
        """Whether it can be restored."""
        return self.state is CopyState.SOUND


def each_backup(database: Path) -> Iterator[Backup]:
    """Yield every backup of a database, newest first; each is checked only when it is asked for. Raises StoreError."""
    try:
        copies = copies_in(folder_of(database))
    except OSError as error:
        raise StoreError(
            f"The backups in {path_in_words(folder_of(database))} cannot be read: {error.strerror}."
        ) from error
    for copy in copies:
        looked = check_copy(copy)
        yield Backup(copy, looked.records, looked.state)


def list_backups(database: Path) -> tuple[Backup, ...]:
    """All backups of a database, newest first, each of them checked. Raises StoreError."""
    return tuple(each_backup(database))


def newest_sound(database: Path) -> Backup | None:
    """The newest backup that can be restored, or None. Raises StoreError."""
    return next((backup for backup in each_backup(database) if backup.is_sound), None)


def lost(database: Path) -> Trouble:
    """The trouble to report where the database is gone but backups exist: it depends on whether one can be restored."""
    states = set()
    with suppress(StoreError):
        for backup in each_backup(database):
            if backup.is_sound:
                return IS_LOST
            states.add(backup.state)
    return LOST_TO_AN_OLDER if CopyState.NEWER in states else LOST_WITH_ITS_BACKUPS


def backup_named(database: Path, which: str) -> Backup:
    """The backup that is meant: by its number, by its day (the last of that day), or "newest" (the newest sound one).

    Raises StoreError.
    """
    backups = list_backups(database)
    if not backups:
        raise StoreError("There is no backup yet. The first is made after the first record of a day.")
    wanted = which.strip().lower()
    if wanted == NEWEST:
        meant = [backup for backup in backups if backup.is_sound]
    elif wanted.isdigit():
        meant = [backup for backup in backups if backup.number == int(wanted)]
    else:
        meant = [backup for backup in backups if str(backup.copy.day) == wanted]
    if not meant:
        what = "is sound" if wanted == NEWEST else f"is called {which[:40]!r}"
        raise StoreError(f"No backup {what}.{_for_owner(' All of them: coach backup list')}")
    return meant[0]


def make_backup(database: Path, now: datetime, kind: CopyKind = CopyKind.BY_HAND, *, held: bool = False) -> Backup:
    """Copy the database as it is now, even while somebody writes. Raises StoreError; DamagedError if it is damaged.

    ``held``: the caller already holds the lock of its folder.
    """
    try:
        if held:
            return _make(database, now, kind)
        with together(database.parent):
            return _make(database, now, kind)
    except TakenError as error:
        raise store_error(database, RESTORED_NOW) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"The backup could not be made in {path_in_words(folder_of(database))}: {reason}. Those made before stay."
        ) from error
    except sqlite3.Error as error:
        raise sqlite_store_error(database, error) from error


def keep_daily(database: Path, now: datetime) -> Backup | None:
    """Make the backup of the day; None if there already is one, or if it could not be made. Never raises."""
    try:
        if any(_is_of_the_day(copy, now) for copy in copies_in(folder_of(database))):
            return None
        with together(database.parent):
            return _make(database, now, CopyKind.DAILY)
    except (OSError, MemoryError, sqlite3.Error, StoreError):  # tried again after the next record; ``doctor`` tells
        return None


def is_late(database: Path, newest: Backup) -> bool:
    """Whether something was stored after the newest backup, on a later day. Never raises."""
    try:
        changed = max(part.stat().st_mtime for part in (database, Path(f"{database}-wal")) if part.exists())
    except (OSError, ValueError):
        return False
    zone = newest.moment.tzinfo
    return datetime.fromtimestamp(changed, zone).date() > newest.copy.day


def _make(database: Path, now: datetime, kind: CopyKind) -> Backup:
    folder = folder_of(database)
    if database.is_dir():
        raise store_error(database, IS_A_FOLDER)
    if is_gone(database):
        raise store_error(database, lost(database))
    data = snapshot(database)
    looked = contents(data)
    if looked.state is not CopyState.SOUND:
        if looked.state is CopyState.FOREIGN:
            raise store_error(database, ANOTHERS)
        raise store_error(database, Trouble(f"was not copied: it is {looked.state}.", "Update the coach to use it."))
    make_private(folder)
    try:
        hold = exclusive_lock(folder)
    except TakenError as error:
        raise StoreError("Another coach is making a backup at this moment. Try again in a moment.") from error
    with hold:
        if kind is CopyKind.DAILY and any(_is_of_the_day(copy, now) for copy in copies_in(folder)):
            raise StoreError("Another coach has made it.")
        return Backup(write_copy(folder, data, now, kind), looked.records, looked.state)


def _is_of_the_day(copy: CopyFile, now: datetime) -> bool:
    return copy.kind is CopyKind.DAILY and copy.day == now.date()


def _for_owner(hint: str) -> str:
    """The hint, which names a command; empty for guests, who do not have that command."""
    return "" if is_guest() else hint


def snapshot(database: Path, tries: int = _TRIES) -> bytes:
    """The database as it is now, as the bytes of one file. Waits for whoever has it locked, but not long.

    Raises DamagedError, StoreError where there is nothing to copy, sqlite3.Error, and OSError.
    """
    if is_stump(database):
        raise store_error(database, CUT_SHORT)
    if not database.exists() or not database.stat().st_size:
        raise StoreError("There is nothing to copy yet: the first record makes the database.")
    try:
        data = _copied(database, tries)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
            raise store_error(database, DAMAGED) from error
        raise
    except UnicodeError as error:  # SQLite quotes the damage, and Python cannot read the quotation
        raise store_error(database, DAMAGED) from error
    if contents(data).state is CopyState.DAMAGED:
        raise store_error(database, DAMAGED)
    return data


def _copied(database: Path, tries: int) -> bytes:
    left = tries

    def be_patient(status: int, _remaining: int, _total: int) -> None:
        nonlocal left
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            left -= 1
            if left <= 0:
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = status
                raise error

    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=0.0)) as source,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        source.backup(copy, progress=be_patient, sleep=_PAUSE_S)
        if not copy.execute("PRAGMA page_count").fetchone()[0]:  # no pages, although the file is not empty
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        return without_log(copy.serialize())
