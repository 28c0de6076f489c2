"""Backups of a database: one a day by itself, others by hand; and which there are.

Made after a coach has let go of its database, or in a thread of their own connection; never while something counts
down. ``make`` raises StoreError with a sentence; ``keep_daily`` says nothing at all, and the next one tries again.
Left out: putting one in place (``restore``), and how they lie on the disk (``copy_files``).
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
from coach.store.database.folder_lock import TakenError, alone, together
from coach.store.database.opening import is_stump
from coach.store.error_words import (
    ANOTHERS,
    CUT_SHORT,
    DAMAGED,
    FOLDER,
    LOST,
    LOST_TO_AN_OLDER,
    LOST_WITH_ITS_BACKUPS,
    RESTORED_NOW,
    Trouble,
    told,
    told_by_sqlite,
)
from coach.store.private_files import make_private
from coach.store.protocol import StoreError
from coach.system.guest import is_guest, named

NEWEST = "newest"
_TRIES, _PAUSE_S = 10, 0.05
"""How often a busy database is asked, and how long between: nobody waits longer for a copy."""
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Backup(Struct, frozen=True):
    """A copy with how it is, and how many records are in it."""

    copy: CopyFile
    records: int
    state: CopyState

    @property
    def number(self) -> int:
        """What it is called by."""
        return self.copy.number

    @property
    def moment(self) -> datetime:
        """When it was made, in the zone of then."""
        return self.copy.moment

    @property
    def is_sound(self) -> bool:
        """Whether it can be put in place."""
        return self.state is CopyState.SOUND


def each_backup(database: Path) -> Iterator[Backup]:
    """Every backup of a database, the newest first; each is looked through as it is asked for. Raises StoreError."""
    try:
        copies = copies_in(folder_of(database))
    except OSError as error:
        raise StoreError(f"The backups in {named(folder_of(database))} cannot be read: {error.strerror}.") from error
    for copy in copies:
        looked = check_copy(copy)
        yield Backup(copy, looked.records, looked.state)


def list_backups(database: Path) -> tuple[Backup, ...]:
    """All backups of a database, the newest first, each looked through. Raises StoreError."""
    return tuple(each_backup(database))


def newest_sound(database: Path) -> Backup | None:
    """The newest backup that can be put in place. Raises StoreError."""
    return next((backup for backup in each_backup(database) if backup.is_sound), None)


def lost(database: Path) -> Trouble:
    """What is to be said where the database is gone and backups are there: what can come back, if anything can."""
    states = set()
    with suppress(StoreError):
        for backup in each_backup(database):
            if backup.is_sound:
                return LOST
            states.add(backup.state)
    return LOST_TO_AN_OLDER if CopyState.NEWER in states else LOST_WITH_ITS_BACKUPS


def found(database: Path, which: str) -> Backup:
    """The one that is meant: its number, its day (the last of that day), or "newest" (that is sound).

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
        raise StoreError(f"No backup {what}.{_for_owner(' Those there are: coach backup list')}")
    return meant[0]


def make(database: Path, now: datetime, kind: CopyKind = CopyKind.BY_HAND, *, held: bool = False) -> Backup:
    """Copy the database as of this moment, whoever is writing. Raises StoreError; DamagedError where it is that.

    ``held``: the caller holds its folder already.
    """
    try:
        if held:
            return _make(database, now, kind)
        with together(database.parent):
            return _make(database, now, kind)
    except TakenError as error:
        raise told(database, RESTORED_NOW) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"The backup could not be made in {named(folder_of(database))}: {reason}. Those there are stay."
        ) from error
    except sqlite3.Error as error:
        raise told_by_sqlite(database, error) from error


def keep_daily(database: Path, now: datetime) -> Backup | None:
    """The day's own copy, unless it is there; None: it is, or it could not be made. Never raises."""
    try:
        if any(_is_of_the_day(copy, now) for copy in copies_in(folder_of(database))):
            return None
        with together(database.parent):
            return _make(database, now, CopyKind.DAILY)
    except (OSError, MemoryError, sqlite3.Error, StoreError):  # tried again after the next record; ``doctor`` tells
        return None


def is_late(database: Path, newest: Backup) -> bool:
    """Whether something was kept since the newest backup, on a later day. Never raises."""
    try:
        changed = max(part.stat().st_mtime for part in (database, Path(f"{database}-wal")) if part.exists())
    except (OSError, ValueError):
        return False
    zone = newest.moment.tzinfo
    return datetime.fromtimestamp(changed, zone).date() > newest.copy.day


def _make(database: Path, now: datetime, kind: CopyKind) -> Backup:
    folder = folder_of(database)
    if database.is_dir():
        raise told(database, FOLDER)
    if is_gone(database):
        raise told(database, lost(database))
    data = snapshot(database)
    looked = contents(data)
    if looked.state is not CopyState.SOUND:
        if looked.state is CopyState.FOREIGN:
            raise told(database, ANOTHERS)
        raise told(database, Trouble(f"was not copied: it is {looked.state}.", "Update the coach to use it."))
    make_private(folder)
    try:
        hold = alone(folder)
    except TakenError as error:
        raise StoreError("Another coach is making a backup at this moment. Try again in a moment.") from error
    with hold:
        if kind is CopyKind.DAILY and any(_is_of_the_day(copy, now) for copy in copies_in(folder)):
            raise StoreError("Another coach has made it.")
        return Backup(write_copy(folder, data, now, kind), looked.records, looked.state)


def _is_of_the_day(copy: CopyFile, now: datetime) -> bool:
    return copy.kind is CopyKind.DAILY and copy.day == now.date()


def _for_owner(hint: str) -> str:
    """A hint at a command, which guests do not have."""
    return "" if is_guest() else hint


def snapshot(database: Path, tries: int = _TRIES) -> bytes:
    """A database as of this moment, as one file. Waits for whoever has it locked, but not long.

    Raises DamagedError, StoreError where there is nothing to copy, sqlite3.Error, and OSError.
    """
    if is_stump(database):
        raise told(database, CUT_SHORT)
    if not database.exists() or not database.stat().st_size:
        raise StoreError("There is nothing to copy yet: the first record makes the database.")
    try:
        data = _copied(database, tries)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
            raise told(database, DAMAGED) from error
        raise
    if contents(data).state is CopyState.DAMAGED:
        raise told(database, DAMAGED)
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
        if not copy.execute("PRAGMA page_count").fetchone()[0]:  # by its first page, a file that is not empty is
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        return without_log(copy.serialize())
