"""Restores a backup in place of a database, and repairs a damaged one from its newest sound backup and its own remains.

Nobody else may have the database open meanwhile, and the calling coach must have closed its own. A sound database is
changed by SQLite, in one transaction, after a backup of it was made: so restoring can be undone by restoring. A damaged
one is never written to: it is set aside as it is, with its logs, and another file takes its place. Raises StoreError;
then the database is as it was.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from coach.store.backups import merge
from coach.store.backups.backups import Backup, backup_named, make_backup, newest_sound, snapshot
from coach.store.backups.copy_files import CopyKind, CopyState, contents, folder_of, is_gone, unpacked
from coach.store.backups.salvage import ROOM, Salvaged, salvage
from coach.store.database.file_swap import finish, is_unfinished, swap_in
from coach.store.database.folder_lock import TakenError, exclusive_lock, locked_for_sqlite
from coach.store.database.sqlite import SqliteStore
from coach.store.error_words import ANOTHERS, IS_A_FOLDER, Trouble, sqlite_store_error, store_error
from coach.store.private_files import make_private, sync_folder, write_private
from coach.store.protocol import DamagedError, StoreError
from coach.system.guest import is_guest

ASIDE = "damaged"
"""Prefix of the folders, among the backups, in which damaged databases are kept."""
_BESIDE = ("", "-wal", "-journal")


class Restored(Struct, frozen=True):
    """The backup that was restored. ``before``: the backup of the former database; None: there was nothing to copy."""

    backup: Backup
    before: Backup | None


class Repaired(Struct, frozen=True):
    """The result of a repair: the number of ``records``, of which ``added`` are not in the ``backup`` it began with.

    ``backup`` None: there was no sound one. ``aside``: where the damaged file is now, None: there was none. ``lost``:
    records that are known to be missing; each is in the history as one that cannot be read.
    """

    backup: Backup | None
    records: int
    added: int
    lost: int
    aside: Path | None


def condition(database: Path) -> CopyState | None:
    """The state of a database; None: it is missing or empty. Raises StoreError where the state cannot be told."""
    if database.is_dir():
        raise store_error(database, IS_A_FOLDER)
    try:
        if is_gone(database) and not _has_log(database):
            return None
        return contents(snapshot(database)).state
    except DamagedError:
        return CopyState.DAMAGED
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_ERROR:  # a table is missing
            return CopyState.DAMAGED
        raise sqlite_store_error(database, error) from error
    except OSError as error:
        raise store_error(
            database, Trouble(f"cannot be read: {error.strerror}.", "Check the file and its folder.")
        ) from error
    except StoreError:
        return None


def _has_log(database: Path) -> bool:
    log = Path(f"{database}-wal")
    return log.exists() and log.stat().st_size > 0


def is_damaged(database: Path) -> bool:
    """Whether the file itself is damaged, so that ``repair`` is the remedy. Never raises."""
    try:
        return condition(database) is CopyState.DAMAGED
    except StoreError:
        return False


def restore_backup(database: Path, which: str, now: datetime) -> Restored | Repaired:
    """Restore a backup, chosen by its number, its day, or "newest". What was there is backed up first.

    A damaged database is repaired from this backup instead: what can still be read of it is kept. Raises StoreError.
    """
    backup = backup_named(database, which)
    if not backup.is_sound:
        what = f"Backup {backup.number} of {backup.copy.day} cannot be restored: it is {backup.state}."
        raise StoreError(f"{what} {_UPDATE if backup.state is CopyState.NEWER else _ANOTHER}")
    with _alone(database):
        state = condition(database)
        if state is CopyState.DAMAGED:
            return _mend(database, backup, now)
        _refuse(database, state)
        if state is None:
            _put_new(database, backup)
            return Restored(backup, None)
        before = make_backup(database, now, CopyKind.BEFORE, held=True)
        _copy_into(database, backup)
        return Restored(backup, before)


def repair(database: Path, now: datetime) -> Repaired:
    """Repair a damaged database, or restore the newest sound backup where there is none. Raises StoreError."""
    with _alone(database):
        state = condition(database)
        if state is CopyState.SOUND:
            raise StoreError("The database is sound: there is nothing to repair.")
        _refuse(database, state)
        backup = newest_sound(database)
        if state is CopyState.DAMAGED:
            return _mend(database, backup, now)
        if backup is None:
            what = "and no backup that is sound" if is_gone(database) else "yet, and no backup"
            raise StoreError(f"There is no database {what}: nothing to repair.")
        _put_new(database, backup)
        return Repaired(backup, backup.records, 0, 0, None)


_UPDATE = "Update the coach to use it."
_ANOTHER = "Choose another one: coach backup list"
_IN_USE = "is open in another coach, or another program has it: close that, and try again."


def _refuse(database: Path, state: CopyState | None) -> None:
    if state is CopyState.NEWER:
        raise store_error(database, Trouble("was made by a newer coach.", f"{_UPDATE} Nothing was changed."))
    if state is CopyState.FOREIGN:
        raise store_error(database, ANOTHERS)


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Hold the database exclusively; every error inside becomes a StoreError with a sentence."""
    try:
        make_private(folder_of(database))
        with exclusive_lock(database.parent):
            if is_unfinished(database):
                finish(database)
            for left in folder_of(database).glob(f"{ROOM}*"):  # left by a process that was killed
                shutil.rmtree(left, ignore_errors=True)
            yield
    except TakenError as error:
        if is_guest():
            raise StoreError(
                "Your database is open in another coach of yours: leave that one, and try again."
            ) from error
        raise StoreError(f"The database {database} {_IN_USE}") from error
    except sqlite3.Error as error:
        raise sqlite_store_error(database, error) from error
    except OSError as error:
        what = f"was not restored: {error.strerror or error}."
        raise store_error(database, Trouble(what, "It is as it was.")) from error


def _copy_into(database: Path, backup: Backup) -> None:
    """Replace the content of a sound database with a backup's, as one change of it."""
    with (
        _opened_copy(database, backup) as copy,
        closing(sqlite3.connect(copy)) as source,
        closing(sqlite3.connect(database, timeout=1.0)) as to,
    ):
        to.execute("PRAGMA synchronous = FULL")
        to.execute("BEGIN EXCLUSIVE")  # waits for a program that is reading now, or fails
        to.execute("ROLLBACK")
        source.backup(to, progress=_give_up)


def _give_up(status: int, _remaining: int, _total: int) -> None:
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise TakenError("It is in use by another program.")


@contextmanager
def _opened_copy(database: Path, backup: Backup | None) -> Iterator[Path]:
    """A backup unpacked beside the real database, in today's schema; for None an empty database. Deleted at the end."""
    copy = database.with_name(f".{database.name}.{os.getpid()}.tmp")
    try:
        _remove(copy)
        if backup is not None:
            write_private(copy, unpacked(backup.copy.path), lasting=False)
        SqliteStore(copy, held=True).close()
        with closing(sqlite3.connect(copy)) as plain:
            plain.execute("PRAGMA journal_mode = DELETE")
        yield copy
    finally:
        _remove(copy)


def _remove(copy: Path) -> None:
    for ending in (*_BESIDE, "-shm"):
        Path(f"{copy}{ending}").unlink(missing_ok=True)


def _put_new(database: Path, backup: Backup) -> None:
    """Restore a backup where there is no database."""
    with _opened_copy(database, backup) as copy:
        swap_in(copy, database)


# --- a damaged one --------------------------------------------------------------------------------------------------


def _mend(database: Path, backup: Backup | None, now: datetime) -> Repaired:
    with locked_for_sqlite(database) as descriptor:
        parts = _parts(database, descriptor)
        with _opened_copy(database, backup) as copy:
            salvaged = salvage(parts, merge.tables_of(copy), folder_of(database))
            if backup is None and not any(salvaged.rows.values()):
                raise store_error(database, _NOTHING)
            merged = _merge(copy, salvaged, now)
            aside = _set_aside(database, now)
            swap_in(copy, database)
    return Repaired(backup, merged.records, merged.added, merged.lost, aside)


_NOTHING = Trouble(
    "gives nothing that can be read, and there is no sound backup.",
    "It was left as it is. If you have an export: move it elsewhere, and import that.",
    damaged=True,
)


def _merge(copy: Path, salvaged: Salvaged, now: datetime) -> merge.Merged:
    with closing(sqlite3.connect(copy, isolation_level=None)) as new:
        new.execute("BEGIN IMMEDIATE")
        merged = merge.merge(new, salvaged, now)
        new.execute("COMMIT")
        (health,) = new.execute("PRAGMA integrity_check(1)").fetchone()
    if health != "ok":
        raise OSError(f"what was put together is not sound ({health})")
    return merged


def _parts(database: Path, descriptor: int | None) -> dict[str, bytes]:
    """The bytes of a damaged database and its logs, by ending; the file is read through the locked descriptor."""
    parts = {}
    if descriptor is not None:
        size = os.fstat(descriptor).st_size
        with os.fdopen(os.dup(descriptor), "rb") as file:
            parts[""] = file.read(size)
    for ending in _BESIDE[1:]:
        with suppress(FileNotFoundError):
            parts[ending] = Path(f"{database}{ending}").read_bytes()
    return parts


def _set_aside(database: Path, now: datetime) -> Path:
    """Link the damaged files into a folder among the backups: under the old name they are about to be replaced."""
    folder = _free(folder_of(database) / f"{ASIDE}-{now:%Y-%m-%dT%H%M%S}")
    make_private(folder)
    for ending in _BESIDE:
        part = Path(f"{database}{ending}")
        if part.exists():
            _link(part, folder / f"{part.stem}-damaged.db{ending}")
    sync_folder(folder)
    return folder / f"{database.stem}-damaged.db"


def _free(folder: Path) -> Path:
    number, free = 2, folder
    while free.exists():
        number, free = number + 1, Path(f"{folder}-{number}")
    return free


def _link(part: Path, to: Path) -> None:
    try:
        os.link(part, to)
    except OSError:  # a file system without links
        shutil.copy2(part, to)
